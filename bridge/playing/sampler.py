"""Plays notes of an acoustic instrument from its samples, on a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.playing.circle import add_circular
from bridge.playing.resampling import stretch
from bridge.playing.samples import BANK_RATE_HZ, DRUM_BANK, SampledInstrument, SampleLoop, Take

Sound = NDArray[np.float32]

_INAUDIBLE_DB = 60.0
_SHORTEST_TAIL_S, _LONGEST_TAIL_S = 0.008, 6.0
_CHOKE_DB_S = 700.0  # how fast a choked hi-hat fades
# Instruments that fade faster than this when released are damped by the player. After a short note they end
# within three times its length (at least `_DAMPED_TAIL_S`), so that staccato is short.
_DAMPED_DB_S, _TAIL_LENGTHS, _DAMPED_TAIL_S = 30.0, 3, 0.06
# Where there is one layer, a second one is made for this velocity: `_DULL_SHARE` of it is low-passed at four
# times the note's frequency.
_DULL_VELOCITY, _DULL_SHARE = 50, 0.8
_DULL_HARMONIC, _DULL_LOW_HZ, _DULL_HIGH_HZ, _DULL_TAPS = 4.0, 300.0, 3000.0, 96
# Layers that correlate less than this are switched, not blended: blending would cancel partials.
_BLENDS = 0.6
_BEGINNING_S = 0.35


class Strike(NamedTuple):
    """A note to play: first frame, frames until its release, MIDI pitch, velocity 1–127 (sets its timbre) and
    gain."""

    start: int
    frames: int
    pitch: int
    velocity: int
    gain: float


def play_samples(
    instrument: SampledInstrument, strikes: Sequence[Strike], frames: int, rate_hz: int
) -> Sound:
    """Play `strikes` on a circle of `frames`: `[C, frames]`, with the instrument's 1 or 2 channels."""
    circle = np.zeros((instrument.preset.channels, frames), np.float32)
    by_pitch: defaultdict[int, list[Strike]] = defaultdict(list)
    for strike in strikes:
        by_pitch[strike.pitch].append(strike)
    for pitch, alike in by_pitch.items():
        note = _Pitch(instrument.having(pitch), pitch, rate_hz, alike)
        for strike in alike:
            add_circular(circle, note.sound(strike), strike.start, strike.gain)
    return circle


def struck_velocity(velocity: int) -> float:
    """The velocity in the bank that a note of the score is played at.

    The composer's usual velocities, around 80, are where the font is mellow. Loops want brighter notes: 80
    becomes 110, while soft notes stay soft.
    """
    return 127 * (1 - (1 - velocity / 127) ** 2)


class _Pitch:
    """One pitch of an instrument, for a set of strikes."""

    def __init__(
        self, instrument: SampledInstrument, pitch: int, rate_hz: int, strikes: Sequence[Strike]
    ) -> None:
        self._instrument, self._rate_hz, self._strikes = instrument, rate_hz, strikes
        self._takes = instrument.layers(pitch)
        drums = instrument.preset.bank == DRUM_BANK
        semitones = 0 if drums else pitch - self._takes[0].pitch
        self._ratio = 2 ** (semitones / 12) * BANK_RATE_HZ / rate_hz
        self._dulls = instrument.preset.touch and len(self._takes) == 1
        velocities = [take.velocity for take in self._takes]
        self._velocities = [_DULL_VELOCITY, *velocities] if self._dulls else velocities
        self._release_db_s = _CHOKE_DB_S if drums else self._takes[0].release_db_s

    def _tail(self, strike: Strike) -> int:
        """How many frames the note sounds on after its release."""
        seconds = _LONGEST_TAIL_S
        if self._release_db_s:
            seconds = min(seconds, max(_SHORTEST_TAIL_S, _INAUDIBLE_DB / self._release_db_s))
        if self._release_db_s > _DAMPED_DB_S:
            seconds = min(seconds, max(_DAMPED_TAIL_S, _TAIL_LENGTHS * strike.frames / self._rate_hz))
        return round(seconds * self._rate_hz)

    def _shares(self, velocity: int) -> list[float]:
        """The share of each layer at this velocity, before `_blends` is considered."""
        struck = struck_velocity(velocity)
        return [float(np.interp(struck, self._velocities, row)) for row in np.eye(len(self._velocities))]

    @cached_property
    def _layers(self) -> list[Sound]:
        """Each layer `[C, N]`, long enough for every strike; empty if no strike uses it."""
        longest = max(strike.frames + self._tail(strike) for strike in self._strikes)
        if self._dulls:
            plain = self._read(self._takes[0], max(longest, round(_BEGINNING_S * self._rate_hz)))
            return [_dulled(plain, self._takes[0].pitch, self._rate_hz), plain]
        shares = [self._shares(strike.velocity) for strike in self._strikes]
        nothing = np.zeros((self._instrument.preset.channels, 0), np.float32)
        return [
            self._read(take, longest) if any(column) else nothing
            for take, column in zip(self._takes, zip(*shares, strict=True), strict=True)
        ]

    def _read(self, take: Take, frames: int) -> Sound:
        needed = int(frames * self._ratio) + BANK_RATE_HZ // 500
        sound = self._instrument.read(take, needed)
        if take.loop is not None and needed > take.loop.end - take.loop.fade:
            sound = _go_on(sound, take.loop, needed)
        return stretch(sound, self._ratio, min(frames, int(sound.shape[1] / self._ratio)))

    @cached_property
    def _blends(self) -> list[bool]:
        """For each layer, whether it can be blended with the next one."""
        beginnings = [layer[:, : round(_BEGINNING_S * self._rate_hz)].mean(axis=0) for layer in self._layers]
        return [_correlation(*pair) > _BLENDS for pair in pairwise(beginnings)]

    def sound(self, strike: Strike) -> Sound:
        """One strike at unit gain, with its release: `[C, N]`."""
        shares = self._shares(strike.velocity)
        heard = [index for index, share in enumerate(shares) if share]
        if len(heard) == 2 and not self._blends[heard[0]]:
            heard = [max(heard, key=lambda index: shares[index])]
            shares = [float(index in heard) for index in range(len(shares))]
        tail = self._tail(strike)
        whole = min(strike.frames + tail, max(self._layers[index].shape[1] for index in heard))
        mixed = np.zeros((self._instrument.preset.channels, whole), np.float32)
        for index in heard:
            layer = self._layers[index][:, :whole]
            mixed[:, : layer.shape[1]] += np.float32(shares[index]) * layer
        if strike.frames < whole:
            mixed[:, strike.frames :] *= self._release(tail)[: whole - strike.frames]
        return mixed

    def _release(self, tail: int) -> Sound:
        """The gain `[tail]` from the release on, down to 0."""
        db_s = max(self._release_db_s, _INAUDIBLE_DB * self._rate_hz / tail) if self._release_db_s else 0.0
        levels_db = -db_s / self._rate_hz * np.arange(tail)
        return np.asarray(10 ** (levels_db / 20) * np.linspace(4, 0, tail).clip(max=1), dtype=np.float32)


def _correlation(first: Sound, second: Sound) -> float:
    frames = min(len(first), len(second))
    first, second = first[:frames], second[:frames]
    return float(first @ second / np.sqrt(max(float((first @ first) * (second @ second)), 1e-20)))


def _go_on(sound: Sound, loop: SampleLoop, frames: int) -> Sound:
    """Extend a note by its loop: `[C, frames]`."""
    length, fade = loop.end - loop.start, loop.fade
    rise = np.linspace(0, 1, fade, endpoint=False, dtype=np.float32)
    # Keeps the level even: identical sounds add up in amplitude, unrelated ones in power.
    even = 1 / np.sqrt(rise**2 + (1 - rise) ** 2 + 2 * loop.alike * rise * (1 - rise))
    decay = np.float32(loop.decay)
    before = sound[:, loop.start - fade : loop.start] * decay
    joint = (sound[:, loop.end - fade : loop.end] * (1 - rise) + before * rise) * even
    # A turn starts where the joint ended and ends with the joint.
    turn = np.concatenate([sound[:, loop.start : loop.end - fade], joint], axis=1)
    turns = max(0, -(-(frames - loop.end) // length))
    rounds = [turn * decay ** np.float32(number) for number in range(1, turns + 1)]
    return np.concatenate([sound[:, : loop.end - fade], joint, *rounds], axis=1)[:, :frames]


def _dulled(sound: Sound, pitch: int, rate_hz: int) -> Sound:
    """A softer stroke made from a hard one, equally loud: part of it goes through a one-pole low-pass."""
    hz = 440 * 2 ** ((pitch - 69) / 12)
    cutoff_hz = float(np.clip(_DULL_HARMONIC * hz, _DULL_LOW_HZ, _DULL_HIGH_HZ))
    decay = np.exp(-2 * np.pi * cutoff_hz / rate_hz)
    response = (decay ** np.arange(_DULL_TAPS) * (1 - decay)).astype(np.float32)
    low: Sound = np.stack([np.convolve(channel, response)[: sound.shape[1]] for channel in sound])
    dull: Sound = np.float32(1 - _DULL_SHARE) * sound + np.float32(_DULL_SHARE) * low
    beginning = slice(0, round(_BEGINNING_S * rate_hz))
    loudness = (sound[:, beginning] ** 2).sum() / max(float((dull[:, beginning] ** 2).sum()), 1e-12)
    return dull * np.float32(loudness**0.5)
