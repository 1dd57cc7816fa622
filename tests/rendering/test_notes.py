"""What a person is told about the words of a prompt."""

from __future__ import annotations

import pytest

from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.rendering.notes import tell_notes
from tests.support.factories import job


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("124 bpm asdkjh", ["Heard: 124 BPM · 2 bars · 4/4.", "Ignored (not known): asdkjh."]),
        ("asdkjh", ["Ignored (not known): asdkjh."]),
    ],
)
def test_a_tempo_alone_is_heard(prompt: str, told: list[str]) -> None:
    parsed = read_brief(parser_for(lexicon()), prompt).parsed
    said: list[str] = []
    tell_notes(job(prompt=prompt, parsed=(parsed,), tempo_bpm=124.0, bars=2, key=None), [parsed], said.append)
    assert said == told
