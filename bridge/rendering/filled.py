"""Plays on from a clip's score: its own samples stay, and what fills or extends it is played beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bridge.errors import BadFile
from bridge.playing.circle import resampled
from bridge.playing.jobs import play_job
from bridge.playing.splicing import spliced
from bridge.sound.files.reading import audio_sha256, read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob, Tell

Sound = NDArray[np.float32]

# Between rates a length is rounded twice, and other programs round otherwise.
_MOST_ROUNDED_FRAMES = 2


def play_on(job: RenderJob, rate_hz: int, tell: Tell) -> Sound:
    """The loop `[2, N]` of take `job.take` at the job's tempo; `tell` hears if its source is stretched.

    Raises `BadFile` if the source has changed or can't be read, or the sample bank is damaged.
    """
    gap = job.drawn_gap
    assert job.source is not None and gap is not None
    path, quarters = Path(job.source.path), float(job.loop.quarters)
    if audio_sha256(path) != job.source.sha256:
        raise BadFile(f"{path} has changed since you asked. Ask again.")
    own = at_tempo(job, path, rate_hz, tell)
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, rate_hz)
    # Within the gap the source is read on round its circle from both borders, for the fades there.
    middle = round((gap.from_quarter + gap.to_quarter) / 2 / quarters * frames)
    places = np.arange(frames)
    kept = own[:, np.where(places < middle, places, places - frames) % own.shape[1]]
    played = play_job(job, rate_hz)
    return spliced(kept, played, gap.from_quarter, gap.to_quarter, quarters, rate_hz)


def at_tempo(job: RenderJob, path: Path, rate_hz: int, tell: Tell) -> Sound:
    """The loop at `path`, as long as the job's source, at the job's tempo: `[2, n]`. `tell` hears if it is
    stretched. Raises `BadFile` if it can't be read."""
    samples, _ = read_audio(path, rate_hz)
    sound = np.broadcast_to(samples[:2], (2, samples.shape[1])).copy()
    frames = loop_frames(job.source_bars or job.bars, job.meter, job.tempo_bpm, rate_hz)
    if abs(sound.shape[1] - frames) <= _MOST_ROUNDED_FRAMES:
        return resampled(sound, frames)
    tell(f"The source is stretched to {job.tempo_bpm:g} BPM.")
    # Who stretches has to wait for torch.
    import torch

    from bridge.sound.dsp.stretch import stretched

    ends = np.array([0.0, sound.shape[1]])
    return stretched(torch.from_numpy(sound), rate_hz, ends, frames, closes=True).numpy()
