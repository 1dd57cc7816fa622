"""Scores that tests of playing share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from bridge.composing.composer import compose
from bridge.composing.roles import ROLES
from bridge.composing.score import Note, Score, Stem
from bridge.playing.samples import Sound
from bridge.vocabulary.music import Key, Meter

RATE_HZ = 44_100


def band(seed: int = 6, genre: str = "gospel", bars: int = 2, tempo_bpm: float = 120.0) -> Score:
    """Everybody of a genre."""
    return compose(seed, genre=genre, tempo_bpm=tempo_bpm, bars=bars, roles=frozenset(ROLES))


def alone(stem: Stem, *, tempo_bpm: float = 120.0, bars: int = 1) -> Score:
    return Score(
        seed=1, genre="house", tempo_bpm=tempo_bpm, meter=Meter(), bars=bars, key=Key(0, "minor"),
        stems=(stem,), moods=(),
    )  # fmt: skip


def turned(score: Score, quarters: float) -> Score:
    """`score` begun so many quarters earlier."""

    def turn(note: Note) -> Note:
        return replace(note, start_quarter=(note.start_quarter + quarters) % float(score.quarters))

    stems = (replace(stem, notes=tuple(map(turn, stem.notes))) for stem in score.stems)
    return replace(score, stems=tuple(stems))


def difference_db(first: Sound, second: Sound) -> float:
    """How far two sounds are apart, against the first."""
    return float(10 * np.log10(np.mean((first - second) ** 2) / np.mean(first**2) + 1e-20))


def centroid_hz(sound: Sound, rate_hz: int = RATE_HZ) -> float:
    """The middle of its spectrum by power."""
    power = (np.abs(np.fft.rfft(sound)) ** 2).reshape(-1, sound.shape[-1] // 2 + 1).sum(axis=0)
    hz = np.fft.rfftfreq(sound.shape[-1], 1 / rate_hz)
    return float((power * hz).sum() / power.sum())


def levels_db(sound: Sound, seconds: Sequence[float], rate_hz: int = RATE_HZ) -> list[float]:
    """RMS over a quarter of a second from each of `seconds` on."""
    pieces = (sound[..., round(at * rate_hz) : round((at + 0.25) * rate_hz)] for at in seconds)
    return [10 * float(np.log10(np.mean(piece**2) + 1e-20)) for piece in pieces]
