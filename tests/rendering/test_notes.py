"""What a person is told about the words of a prompt."""

from __future__ import annotations

import pytest

from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.rendering.notes import tell_notes
from bridge.vocabulary.loras import Lora
from tests.support.factories import job

OFF = "The LoRA mine is off. To use it, put “glimmer” in the prompt."


@pytest.mark.parametrize(
    ("trigger", "prompt", "told"),
    [
        ("glimmer", "124 bpm asdkjh",
         ["Heard: 124 BPM · 2 bars · 4/4.", OFF, "Ignored (not known): asdkjh."]),
        ("glimmer", "asdkjh", [OFF, "Ignored (not known): asdkjh."]),
        ("glimmer", "Glimmer", []),
        ("glimmer-asdkjh", "Glimmer-asdkjh", []),
    ],
)  # fmt: skip
def test_what_is_heard_and_what_is_not_is_said(trigger: str, prompt: str, told: list[str]) -> None:
    mine = Lora(name="mine", trigger=trigger)
    parsed = read_brief(parser_for(lexicon()), prompt).parsed
    said: list[str] = []
    order = job(prompt=prompt, parsed=(parsed,), tempo_bpm=124.0, bars=2, key=None, loras=(mine,))
    tell_notes(order, [parsed], said.append)
    assert said == told
