"""Before a render a line says what its request is understood as, and what overrides its words."""

from __future__ import annotations

import msgspec
import pytest

from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import parser_for
from bridge.requests.preview import preview
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Transport
from bridge.vocabulary.requests import ClipRequest

CONTEXT = ResolveContext(
    settings=Settings(),
    model=read_info(STARTER_FOLDER),
    model_sha256="",
    fresh_seed=0,
    prompt_parser=parser_for(lexicon()),
)
MINE = (Lora(name="mine", trigger="glimmer"),)
LIVE = Transport(tempo_bpm=124, source="live")


@pytest.mark.parametrize(
    ("request_", "transport", "line"),
    [
        (ClipRequest(prompt="dub techno"), None, "techno · 134 BPM · 2 bars · 4/4."),
        (
            ClipRequest(prompt="sad piano waltz, F minor, 90 bpm"),
            None,
            "piano, seventh chords, waltz, moody, only chords and lead · 90 BPM · F minor · 2 bars · 3/4.",
        ),
        (
            ClipRequest(prompt="house, 90 bpm"),
            LIVE,
            "house · 124 BPM · 2 bars · 4/4. You typed 90 BPM; Ableton Live sets 124 BPM.",
        ),
        (
            ClipRequest(prompt="house in A minor, 4 bars", key=Key(0, "major"), bars=1, tempo_bpm=100),
            LIVE,
            "house · 100 BPM · C major · 1 bar · 4/4. You typed 4 bars; the field sets 1 bar. "
            "You typed A minor; the field sets C major.",
        ),
        (ClipRequest(prompt="house, 900 bpm"), None, "house · 123 BPM · 2 bars · 4/4. "
         "Can't use 900 bpm: use 20 to 400 BPM."),
        (ClipRequest(prompt="hosue with taiko, kazo"), None,
         "power kit, taiko, only drums · 120 BPM · 2 bars · 4/4. Taiko isn't available; "
         "using power kit instead. Ignored hosue. Did you mean house?"),
        (ClipRequest(prompt="house", loras=MINE), None, "house · 123 BPM · 2 bars · 4/4. "
         "The LoRA mine is off. To use it, put “glimmer” in the prompt."),
        (ClipRequest(prompt="Glimmer, kazo, house", loras=MINE), None, "house · 123 BPM · 2 bars · 4/4. "
         "Ignored (not known): kazo."),
        (ClipRequest(prompt="house", bars=64, tempo_bpm=30), None, "at most"),
        (ClipRequest(), None, ""),
    ],
)  # fmt: skip
def test_the_line(request_: ClipRequest, transport: Transport | None, line: str) -> None:
    context = msgspec.structs.replace(CONTEXT, transport=transport, loras=request_.loras)
    said = str(preview(request_, context))
    assert line in said if line == "at most" else said == line
