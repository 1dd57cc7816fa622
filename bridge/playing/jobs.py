"""Plays what a job asks for: its score, mixed in a room, not yet mastered."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bridge.composing.scoring import scores_of
from bridge.playing.circle import resampled
from bridge.playing.mixing import mix, with_room
from bridge.playing.stems import free_name, play
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
    played_hz = _played_hz(rate_hz)
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, played_hz)
    sounds = [
        _level(mix(play(score, played_hz, frames=frames), played_hz, score.edition))
        for score in scores_of(job)
    ]
    if job.goal is not None:
        angle = job.goal.blend * math.pi / 2
        first, second = sounds
        sounds = [_level(np.float32(math.cos(angle)) * first + np.float32(math.sin(angle)) * second)]
    return resampled(sounds[0], loop_frames(job.bars, job.meter, job.tempo_bpm, rate_hz))


def play_parts(job: RenderJob, rate_hz: int) -> dict[str, Sound]:
    """The parts of what `play_job` gives, by role, each with its share of the room: their sum is that.

    A morph has the parts of both scores.
    """
    played_hz = _played_hz(rate_hz)
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, played_hz)
    angle = job.goal.blend * math.pi / 2 if job.goal is not None else 0.0
    parts: dict[str, Sound] = {}
    for score, share in zip(scores_of(job), (math.cos(angle), math.sin(angle)), strict=False):
        stems = with_room(play(score, played_hz, frames=frames), played_hz, score.edition)
        gain = np.float32(share) * _gain(stems.values())
        for name, sound in stems.items():
            parts[free_name(name.split(" ")[0], parts)] = sound * gain
    gain, own = _gain(parts.values()), loop_frames(job.bars, job.meter, job.tempo_bpm, rate_hz)
    return {name: resampled(sound * gain, own) for name, sound in parts.items()}


def at_drawn_tempo(job: RenderJob) -> RenderJob:
    """`job` at the tempo that its model is told."""
    return replace(job, tempo_bpm=job.drawn_at_bpm, drawn_tempo_bpm=None)


def _played_hz(rate_hz: int) -> int:
    return next((rate for rate in _RATES_HZ if rate % rate_hz == 0 or rate_hz % rate == 0), _RATES_HZ[1])


def _level(sound: Sound) -> Sound:
    return sound * _gain([sound])


def _gain(sounds: Iterable[Sound]) -> np.float32:
    """What brings the peak of the sum of `sounds` to -1 dBFS."""
    peak = float(np.abs(sum(sounds)).max(initial=0.0))
    return np.float32(_PEAK / peak if peak > 0 else 1.0)
