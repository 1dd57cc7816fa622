"""Fits the stems of a clip to another tempo, as the clip itself is fitted."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bridge.errors import BadFile
from bridge.playing.colouring import colour
from bridge.playing.extras import write_as_stems
from bridge.rendering.filled import at_tempo
from bridge.sound.files import extras
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import Sound
from bridge.vocabulary.jobs import RenderJob


def stems_to_fit(job: RenderJob) -> list[Path]:
    """The stems beside the clip that `job` brings to another tempo; none if it changes more than that."""
    if job.source is None or job.strength > 0 or job.drawn_gap is not None:
        return []
    source = Path(job.source.path)
    try:
        is_same_loop = read_certificate(source).job.loop.quarters == job.loop.quarters
    except BadFile:
        return []
    return extras.stems(source) if is_same_loop else []


def can_have_stems(job: RenderJob) -> bool:
    """Whether stems can be written beside the clip of `job`."""
    return job.has_parts or bool(stems_to_fit(job))


def write_fitted_stems(job: RenderJob, clip: Path, mix: Sound, licence: str) -> None:
    """Fit the stems of the job's source like the source itself, and write them beside `clip`, whose sound
    before the master is `mix` `[C, N]`.

    Stretching moves the phases of each stem on its own; sharing `mix` out among them makes them sum to it
    again. Raises `BadFile` for one that can't be read, and `StorageFailed`.
    """
    parts = {stem.stem: at_tempo(job, stem, job.rate_hz, lambda message: None) for stem in stems_to_fit(job)}
    stereo = np.broadcast_to(mix, (2, mix.shape[1]))
    write_as_stems(job, clip, colour(parts, stereo), licence)
