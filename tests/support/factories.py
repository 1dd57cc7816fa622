"""Complete orders for tests, of which a test changes only what it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest

_JOB = RenderJob(
    prompt="bossa nova with electric guitar",
    negative="",
    model="starter",
    model_sha256="0" * 64,
    tempo_bpm=124.0,
    bars=2,
    meter=Meter(),
    key=Key(9, "minor"),
    seed=7,
    count=1,
    take=0,
    steps=20,
    guidance=5.0,
    scheduler="dpm++",
    source=None,
    strength=1.0,
    rate_hz=44_100,
    file_format=FileFormat.WAV16,
    phase_iterations=32,
)


def job(**changes: Any) -> RenderJob:
    """Two bars of 4/4 at 124 BPM in A minor, as a 16-bit WAV at 44.1 kHz; with `changes`."""
    return msgspec.structs.replace(_JOB, **changes)


def certificate(job: RenderJob = _JOB, **changes: Any) -> Certificate:
    """The certificate of `job`; with `changes`."""
    return msgspec.structs.replace(
        Certificate(job=job, licence="CC0-1.0", program="riffbridge 0.1.0"), **changes
    )


def clip_for(request: ClipRequest, path: str = "/out/x.wav") -> Clip:
    """What a request may become."""
    assert request.tempo_bpm is not None and request.seed is not None
    made = job(
        prompt=f"{request.preset}, {request.prompt}, {request.goal_prompt}, {request.blend}",
        tempo_bpm=request.tempo_bpm,
        drawn_tempo_bpm=request.drawn_tempo_bpm,
        bars=request.bars or 2,
        meter=request.meter or Meter(),
        seed=request.seed,
    )
    return Clip(job=made, path=Path(path), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.3, grid="exact")
