"""A dozen jobs, each with something else in it, and their digests.

`python -m tests.golden.jobs` writes `jobs.json`. A clip is found by its job's digest, and the digest is of
the stored fields in their order: it must never change, whatever makes the job.
"""

from __future__ import annotations

import json
from pathlib import Path

from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio
from bridge.vocabulary.music import Key, Meter
from tests.support.factories import job

RECORD = Path(__file__).with_name("jobs.json")
_SOURCE = SourceAudio(path="loops/a.wav", sha256="a" * 64)

JOBS: dict[str, RenderJob] = {
    "plain": job(),
    "no key": job(key=None),
    "in six eighths": job(meter=Meter(6, 8), tempo_bpm=93.456, bars=3),
    "words in any script": job(prompt="鼓 – “dub”\t\n", negative="ドラム"),
    "take 2 of 3": job(count=3, take=1, seed=2**32 - 1),
    "sharp key": job(key=Key(6, "major")),
    "another rate and format": job(rate_hz=96_000, file_format=FileFormat.FLAC),
    "another sampler": job(steps=1, guidance=1.0, scheduler="ddim", phase_iterations=16),
    "a variation": job(source=_SOURCE, strength=0.35),
    "a variation of the sound itself": job(source=_SOURCE, strength=0.35, decoding="relative"),
    "played": job(guide="played", decoding="relative", strength=0.2, loudness_lufs=-14.0),
    "a morph": job(goal=MorphTarget("techno", 9, 0.3)),
    "an extension": job(source=_SOURCE, source_bars=1),
    "a fill": job(source=_SOURCE, gap=InpaintSpan(1.0, 2.5)),
    "as for another tempo": job(drawn_tempo_bpm=100.0),
}


def record() -> dict[str, str]:
    """The digest of each."""
    return {name: each.digest for name, each in JOBS.items()}


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1) + "\n", encoding="utf-8")
