"""Plays what a job asks for: its score, mixed in a room, not yet mastered."""

from __future__ import annotations

import math

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bridge.composing.scoring import scores_of
from bridge.playing.circle import resampled
from bridge.playing.mixing import mix
from bridge.playing.stems import play
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob

Sound = NDArray[np.float32]

# Sounds are played at one of these rates; others are multiples or parts of them.
_RATES_HZ = (44_100, 48_000)
_PEAK = 10 ** (-1 / 20)


def play_job(job: RenderJob, rate_hz: int) -> Sound:
    """Take `job.take` as composed and played: a circle `[2, N]` at the job's tempo, its peak at -1 dBFS.

    Of a morph both scores sound, each by its share of the power. Raises `BadFile` if the sample bank is
    missing or damaged.
    """
    played_hz = next((rate for rate in _RATES_HZ if rate % rate_hz == 0 or rate_hz % rate == 0), _RATES_HZ[1])
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, played_hz)
    sounds = [_level(mix(play(score, played_hz, frames=frames), played_hz)) for score in scores_of(job)]
    if job.goal is not None:
        angle = job.goal.blend * math.pi / 2
        first, second = sounds
        sounds = [_level(np.float32(math.cos(angle)) * first + np.float32(math.sin(angle)) * second)]
    return resampled(sounds[0], loop_frames(job.bars, job.meter, job.tempo_bpm, rate_hz))


def at_drawn_tempo(job: RenderJob) -> RenderJob:
    """`job` at the tempo that its model is told."""
    return replace(job, tempo_bpm=job.drawn_at_bpm, drawn_tempo_bpm=None)


def _level(sound: Sound) -> Sound:
    peak = float(np.abs(sound).max(initial=0.0))
    return sound * np.float32(_PEAK / peak) if peak > 0 else sound
