"""A dozen requests as people write them, and what names the clips that they become.

`python -m tests.golden.digests` writes `digests.json`. A digest that changes gives a clip another name, so
that it is rendered again: they are to stay as they are for ever.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from bridge.models.info import ModelInfo
from bridge.requests.reading import request_from_toml
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.sound.format import STARTER
from bridge.vocabulary.jobs import SourceAudio
from tests.support.factories import job

RECORD = Path(__file__).with_name("digests.json")
_CONTEXT = ResolveContext(
    settings=Settings(export_folder="/out"),
    model=ModelInfo(
        id="starter", title="Starter", licence="CC0-1.0", format=STARTER, native_columns=256,
        default_steps=20, default_guidance=3.0,
    ),
    model_sha256="f" * 64,
    fresh_seed=99,
)  # fmt: skip
_SOURCE = SourceAudio(path="a.wav", sha256="a" * 64)

WORDS = (
    'prompt = "warm house with piano"',
    'prompt = "dub"\nbpm = 93.5\nbars = 4\nmeter = "3/4"\nkey = "F#m"\nseed = 7',
    'prompt = "a\\tb\\nc"\nnegative = "drums"\nsteps = 9\nguidance = 5.5\nscheduler = "ddim"',
    'prompt = "waltz"\nformat = "oga"\nrate = 48000',
    'prompt = "waltz"\nformat = "wav"\nrate = 96000\ncount = 3',
    'prompt = "house"\nto = "dub"\nblend = 0.25\nseed_to = 9',
    'prompt = "house"\nto = "dub"',
    'prompt = "house"\nbpm = 100\ndrawn_bpm = 124',
)
WITH_A_SOURCE = (
    'source = "a.wav"\nprompt = "house"\nstrength = 0.3',
    'source = "a.wav"\nextend = true\nbars = 8\nsource_bars = 2',
    'source = "a.wav"\nfill = true\nfrom_beat = 1\nto_beat = 2.5',
    'source = "a.wav"\nfill = true',
)


def record() -> dict[str, str]:
    """The digest of the first take of each, by what was written."""
    found = {}
    for text in (*WORDS, *WITH_A_SOURCE):
        context = _CONTEXT
        if text in WITH_A_SOURCE:
            context = msgspec.structs.replace(_CONTEXT, source=_SOURCE, parent=job())
        found[text] = resolve(request_from_toml(text, origin=""), context)[0].digest
    return found


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
