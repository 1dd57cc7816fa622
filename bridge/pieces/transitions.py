"""Makes the jobs of transitions: bars that a model draws between two loops, so that the groove goes on.

The last bars of one loop and the first of the other are laid around a gap, which is filled as in any loop:
the model sees both sides. In the gap lies what leads away from the one and up to the other, each read round
its circle, so that what is drawn meets either side as the loops themselves do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bridge.pieces.arrangement import Arrangement, Part
from bridge.requests.bounds import MAX_SEED
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate, write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import Sound, read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Loop
from bridge.vocabulary.requests import ClipRequest, Operation

# Bars on either side that the model sees, if the loops have as many.
_SEEN_BARS = 2


def transition_job(
    piece: Arrangement,
    part: Part,
    bars: tuple[int, int],
    sounds: Sequence[Sound],
    jobs: Sequence[RenderJob | None],
    bed: Path,
    rate_hz: int,
    settings: Settings,
) -> tuple[RenderJob, int]:
    """What draws the transition `part` between two loops, and the frame of its sound where that begins.

    `bars`, `sounds` `[C, N]` at `rate_hz` and `jobs` are those of the loops before and after it. What is
    filled is written to `bed`. It is drawn in the words and by the model of the first clip of ours, else
    by the settings' model. Raises `BadRequest`, also for one that would be too long, and `BadModel`.
    """
    seen = tuple(min(_SEEN_BARS, each) for each in bars)
    loop = Loop(tempo_bpm=piece.tempo_bpm, bars=seen[0] + part.bars + seen[1], meter=piece.meter)
    frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    begin, end = (round(frames * at / loop.bars) for at in (seen[0], seen[0] + part.bars))
    write_sound(
        bed, _bed(sounds, begin, end, frames), Label(rate_hz=rate_hz, file_format=FileFormat.WAV24, loop=loop)
    )
    job = next((each for each in jobs if each is not None), None)
    bar = float(piece.quarters_per_bar)
    request = ClipRequest(
        prompt=job.prompt if job else None,
        negative=job.negative if job else None,
        model=job.model if job else None,
        loras=job.loras or None if job else None,
        steps=job.steps if job else None,
        guidance=job.guidance if job else None,
        scheduler=job.scheduler if job else None,
        tempo_bpm=loop.tempo_bpm,
        bars=loop.bars,
        meter=loop.meter,
        key=job.key if job else None,
        seed=(job.seed + job.take + part.start_bar) % MAX_SEED if job else part.start_bar,
        source=bed,
        source_tempo_bpm=loop.tempo_bpm,
        source_bars=loop.bars,
        rate_hz=rate_hz,
        file_format=FileFormat.WAV24,
        operation=Operation.FILL,
        from_quarter=seen[0] * bar,
        to_quarter=(seen[0] + part.bars) * bar,
    )
    return resolve(request, Reader(settings).read(request))[0], begin


def _bed(sounds: Sequence[Sound], begin: int, end: int, frames: int) -> Sound:
    """The first of `sounds` `[C, N]` up to `begin` and on, then the second before and from `end`."""
    middle = (begin + end) // 2
    first, second = (np.broadcast_to(each, (2, each.shape[-1])) for each in sounds)
    one = np.take(first, np.arange(middle) - begin, axis=1, mode="wrap")
    other = np.take(second, np.arange(middle, frames) - end, axis=1, mode="wrap")
    return np.concatenate([one, other], axis=1).clip(-1, 1)


def cut_out(path: Path, begin: int, frames: int, loop: Loop) -> None:
    """Cut the sound at `path` to `frames` frames from `begin`: the transition, as long as `loop`."""
    licence = read_certificate(path).licence
    samples, rate_hz = read_audio(path)
    label = Label(rate_hz=rate_hz, file_format=FileFormat.WAV24, loop=loop, licence=licence)
    write_sound(path, samples[:, begin : begin + frames], label)
