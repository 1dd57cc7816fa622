"""Our own synthesizers: four small engines; `bridge.playing.voices` sets them up as instruments.

    Subtractive   harmonics through a moving low-pass filter: basses, pads, leads, organs
    Plucked       harmonics that fade the faster the higher they are: guitars, pianos, plucks
    Modulated     frequency modulation with two operators: electric pianos, bells
    Modal         a few inharmonic partials, each fading by itself: mallets

The first two are read from wavetables whose rows are spectra (by cutoff, or by age): nothing
aliases, and a note costs two look-ups a sample. All are pure functions of their arguments, float32.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

_TABLE = 4096  # samples a period; a power of two, so that phases wrap by a mask
_LOWEST_CUTOFF_HZ = 60.0
_ROWS_PER_OCTAVE = 2
_CUTOFF_ROWS = 17  # 60 Hz to 15.4 kHz
_AGE_ROWS = 20


class Press(msgspec.Struct, frozen=True):
    """How a key is pressed: frequency, seconds held, velocity 1–127, and the beat for what follows it."""

    hz: float
    seconds: float
    velocity: int
    quarter_s: float
    rate_hz: int


class Voice(Protocol):
    """Anything that can sound a note; the sound runs past the release until it has died away."""

    def play(self, press: Press) -> Sound: ...


def _seconds(count: int, rate_hz: int) -> Sound:
    return np.arange(count, dtype=np.float32) / np.float32(rate_hz)


def envelope(press: Press, attack_s: float, decay_s: float, sustain: float, release_s: float) -> Sound:
    """Linear attack, exponential decay to `sustain`, exponential release of 60 dB in `release_s`."""
    held = max(1, round(press.seconds * press.rate_hz))
    tail = max(1, round(release_s * press.rate_hz))
    t = _seconds(held, press.rate_hz)
    body = sustain + (1.0 - sustain) * np.exp(-np.maximum(t - attack_s, 0) / max(decay_s, 1e-3))
    body *= np.minimum(t / max(attack_s, 1e-4), 1.0)
    fade = np.exp(_seconds(tail, press.rate_hz) * (-6.9 / release_s))
    # The fade ends on 0, not on 60 dB below, so that nothing clicks.
    fade *= np.minimum(1.0, np.linspace(8.0, 0.0, tail, dtype=np.float32))
    return np.concatenate([body, body[-1] * fade]).astype(np.float32)


def _harmonics(wave: str, count: int) -> NDArray[np.float64]:
    """Amplitudes of harmonics 1 … `count` of a named wave."""
    n = np.arange(1, count + 1, dtype=np.float64)
    if wave == "saw":
        return 1.0 / n
    if wave == "square":
        return (n % 2) / n
    if wave == "pulse":
        return np.abs(np.sin(np.pi * n * 0.2)) / n
    if wave == "triangle":
        return (n % 2) / n**2
    if wave == "organ":
        drawbars = {1: 1.0, 2: 0.8, 3: 0.6, 4: 0.35, 6: 0.25, 8: 0.3}
        return np.array([drawbars.get(int(i), 0.0) for i in n])
    if wave == "breath":
        return np.asarray(np.exp(-0.9 * (n - 1)))
    return np.asarray(n == 1, dtype=np.float64)


def _to_table(amplitudes: NDArray[np.float64]) -> Sound:
    """Rows of harmonic amplitudes `[R, H]` to rows of one period `[R, _TABLE]`, in sine phase."""
    spectrum = np.zeros((amplitudes.shape[0], _TABLE // 2 + 1), dtype=np.complex128)
    spectrum[:, 1 : amplitudes.shape[1] + 1] = -0.5j * _TABLE * amplitudes
    return np.fft.irfft(spectrum, axis=1).astype(np.float32)


def _harmonic_count(hz: float, rate_hz: int) -> int:
    return max(1, min(_TABLE // 4, int(0.45 * rate_hz / hz)))


def _read(table: Sound, rows: Sound, phase: NDArray[np.int64]) -> Sound:
    """The wavetable at fractional `rows` and integer `phase` of each sample."""
    lower = np.minimum(rows.astype(np.int32), table.shape[0] - 2)
    share = rows - lower
    index = lower * _TABLE + phase
    flat = table.reshape(-1)
    below = flat[index]
    mixed: Sound = below + (flat[index + _TABLE] - below) * share
    return mixed


def _phase(hz: float, t: Sound, start: float, vibrato: float = 0.0, glide: float = 0.0) -> NDArray[np.int64]:
    """Table indices of an oscillator; `vibrato` in semitones at 5.5 Hz, `glide` in semitones at the start."""
    turns = t.astype(np.float64) * hz
    if vibrato:
        depth = hz * vibrato / 17.3 / (2 * np.pi * 5.5)
        turns += depth * np.sin(2 * np.pi * 5.5 * t) * np.minimum(t / 0.4, 1.0)
    if glide:
        turns += hz * glide / 17.3 * 0.03 * (1 - np.exp(-t / 0.03))
    return ((turns + start) * _TABLE).astype(np.int64) & (_TABLE - 1)


@lru_cache(maxsize=192)
def _filtered_table(wave: str, hz: float, resonance: float, rate_hz: int) -> Sound:
    count = _harmonic_count(hz, rate_hz)
    cutoffs = _LOWEST_CUTOFF_HZ * 2.0 ** (np.arange(_CUTOFF_ROWS) / _ROWS_PER_OCTAVE)
    x = hz * np.arange(1, count + 1) / cutoffs[:, None]
    # Two poles with resonance times two without: a 24 dB slope that still sings at the cutoff.
    gain = 1.0 / np.sqrt((1 - x**2) ** 2 + (x / resonance) ** 2) / np.sqrt(1 + x**4)
    return _to_table(_harmonics(wave, count) * gain)


class Subtractive(msgspec.Struct, frozen=True, kw_only=True):
    """Oscillators → low-pass filter → amplifier.

    The cutoff starts `sweep_octaves` above `cutoff_hz` and falls there in `sweep_s`; `wobble_quarters`
    swings it instead, once in so many quarters. `detune_cents` is one oscillator an entry.
    """

    wave: str = "saw"
    detune_cents: tuple[float, ...] = (0.0,)
    cutoff_hz: float = 1200.0
    sweep_octaves: float = 0.0
    sweep_s: float = 0.2
    resonance: float = 0.8
    tracking: float = 0.5
    attack_s: float = 0.005
    decay_s: float = 0.3
    sustain: float = 0.8
    release_s: float = 0.1
    sub: float = 0.0
    noise: float = 0.0
    vibrato: float = 0.0
    glide: float = 0.0
    wobble_quarters: float = 0.0
    drive: float = 0.0

    @property
    def is_wide(self) -> bool:
        """Whether its oscillators can stand apart; what is driven or low stays in the middle."""
        return len(self.detune_cents) > 1 and not self.drive and not self.sub

    def play(self, press: Press) -> Sound:
        return self._middle_and_side(press)[0]

    def play_wide(self, press: Press) -> Sound:
        """`[2, N]`: its oscillators by turns left and right; both sides' mean is what `play` gives."""
        middle, side = self._middle_and_side(press)
        return np.stack([middle + side, middle - side])

    def _middle_and_side(self, press: Press) -> tuple[Sound, Sound]:
        amplitude = envelope(press, self.attack_s, self.decay_s, self.sustain, self.release_s)
        t = _seconds(len(amplitude), press.rate_hz)
        rows = self._cutoff_rows(press, t)
        table = _filtered_table(self.wave, round(press.hz, 3), self.resonance, press.rate_hz)
        sound, side = np.zeros_like(amplitude), np.zeros_like(amplitude)
        for index, cents in enumerate(self.detune_cents):
            hz = press.hz * 2.0 ** (cents / 1200)
            one = _read(table, rows, _phase(hz, t, index * 0.618, self.vibrato, self.glide))
            sound += one
            side += np.float32(0.7 if index % 2 else -0.7) * one
        sound /= np.float32(len(self.detune_cents) ** 0.5)
        side /= np.float32(len(self.detune_cents) ** 0.5)
        if self.sub:
            sound += self.sub * np.sin(np.float32(2 * np.pi * press.hz) * t)
        if self.noise:
            noise = np.random.default_rng(len(t)).standard_normal(len(t), dtype=np.float32)
            sound[1:] += self.noise * (noise[1:] - noise[:-1])
        if self.drive:
            sound = np.tanh(sound * np.float32(self.drive)).astype(np.float32)
        return sound * amplitude, side * amplitude

    def _cutoff_rows(self, press: Press, t: Sound) -> Sound:
        octaves = np.log2(self.cutoff_hz / _LOWEST_CUTOFF_HZ) + (press.velocity - 90) / 60
        octaves += self.tracking * np.log2(press.hz / 261.6)
        if self.wobble_quarters:
            turn = t / np.float32(press.quarter_s * self.wobble_quarters)
            moving = octaves + self.sweep_octaves * (0.5 - 0.5 * np.cos(2 * np.pi * turn))
        else:
            moving = octaves + self.sweep_octaves * np.exp(-t / np.float32(self.sweep_s))
        rows: Sound = np.clip(moving * _ROWS_PER_OCTAVE, 0, _CUTOFF_ROWS - 1.001).astype(np.float32)
        return rows


@lru_cache(maxsize=192)
def _aging_table(hz: float, place: float, bright: float, fade: float, rate_hz: int) -> Sound:
    """Rows are the spectra of a string at ages 0, 5 ms and on by equal ratios to 8 s."""
    n = np.arange(1, _harmonic_count(hz, rate_hz) + 1)
    start = np.abs(np.sin(np.pi * n * place)) / n ** (2.0 - bright)
    ages = np.concatenate([[0.0], np.geomspace(0.005, 8.0, _AGE_ROWS - 1)])
    return _to_table(start * np.exp(-ages[:, None] * fade * (n - 1) ** 1.2))


class Plucked(msgspec.Struct, frozen=True, kw_only=True):
    """A string struck or plucked at `place` of its length.

    `bright` is the slope of its spectrum (0 dull, 1 a saw), `fade` how fast each higher harmonic dies
    (a second), `ring_s` the time constant of the whole at middle C, lower notes ringing longer.
    """

    place: float = 0.23
    bright: float = 0.6
    fade: float = 1.2
    ring_s: float = 1.2
    release_s: float = 0.12
    knock: float = 0.0
    drive: float = 0.0
    chorus_cents: float = 0.0

    def play(self, press: Press) -> Sound:
        ring = self.ring_s * (261.6 / press.hz) ** 0.5
        amplitude = envelope(press, 0.002, ring, 0.0, self.release_s)
        t = _seconds(len(amplitude), press.rate_hz)
        bright = round(self.bright + (press.velocity - 90) / 120, 2)
        table = _aging_table(round(press.hz, 3), self.place, bright, self.fade, press.rate_hz)
        scale = (_AGE_ROWS - 2) / np.log(8.0 / 0.005)
        rows = np.where(t < 0.005, t / 0.005, 1 + np.log(np.maximum(t, 0.005) / 0.005) * scale)
        rows = np.minimum(rows, _AGE_ROWS - 1.001).astype(np.float32)
        sound = _read(table, rows, _phase(press.hz, t, 0.0))
        if self.chorus_cents:
            other = press.hz * 2.0 ** (self.chorus_cents / 1200)
            sound = 0.7 * (sound + _read(table, rows, _phase(other, t, 0.3)))
        if self.knock:
            count = min(len(t), round(0.03 * press.rate_hz))
            noise = np.random.default_rng(count).standard_normal(count, dtype=np.float32)
            sound[:count] += self.knock * noise * np.exp(-t[:count] / 0.006)
        if self.drive:
            # Amplify, then let the amplifier decide the level: long sustain is what distortion is.
            sound = np.tanh(sound * np.sqrt(amplitude) * np.float32(self.drive)).astype(np.float32)
            amplitude = np.minimum(1.0, amplitude * 6).astype(np.float32)
        return np.asarray(sound * amplitude, dtype=np.float32)


class Modulated(msgspec.Struct, frozen=True, kw_only=True):
    """Two-operator frequency modulation (Chowning 1973): a sine whose phase another sine moves.

    The modulator runs at `ratio` times the note; its `index` (radians) falls in `index_s` to a part
    `index_floor` of itself.
    """

    ratio: float = 1.0
    index: float = 1.5
    index_s: float = 0.3
    index_floor: float = 0.15
    tine: float = 0.0
    ring_s: float = 1.5
    sustain: float = 0.0
    attack_s: float = 0.002
    release_s: float = 0.15
    tremolo: float = 0.0

    def play(self, press: Press) -> Sound:
        amplitude = envelope(
            press, self.attack_s, self.ring_s * (261.6 / press.hz) ** 0.4, self.sustain, self.release_s
        )
        t = _seconds(len(amplitude), press.rate_hz)
        turn = np.float32(2 * np.pi * press.hz) * t
        # High notes are modulated less, or their sidebands would pass half the sample rate.
        index = self.index * (press.velocity / 90) ** 1.5 * min(1.0, 900 / press.hz)
        depth = index * (self.index_floor + (1 - self.index_floor) * np.exp(-t / np.float32(self.index_s)))
        sound = np.sin(turn + depth * np.sin(np.float32(self.ratio) * turn))
        if self.tine:
            ratio = np.float32(min(14.0, 0.4 * press.rate_hz / press.hz))
            sound += self.tine * np.sin(ratio * turn) * np.exp(-t / 0.08)
        if self.tremolo:
            sound *= 1 - self.tremolo * (0.5 + 0.5 * np.sin(np.float32(2 * np.pi * 5.0) * t))
        return np.asarray(sound * amplitude, dtype=np.float32)


class Modal(msgspec.Struct, frozen=True, kw_only=True):
    """Partials at `ratios` of the note with `levels`, each fading with its own time constant."""

    ratios: tuple[float, ...]
    levels: tuple[float, ...]
    rings_s: tuple[float, ...]
    release_s: float = 0.3
    tremolo: float = 0.0

    def play(self, press: Press) -> Sound:
        amplitude = envelope(press, 0.001, 30.0, 1.0, self.release_s)
        t = _seconds(len(amplitude), press.rate_hz)
        sound = np.zeros_like(t)
        shorter = (261.6 / press.hz) ** 0.3
        for ratio, level, ring_s in zip(self.ratios, self.levels, self.rings_s, strict=True):
            if ratio * press.hz < 0.45 * press.rate_hz:
                partial = np.sin(np.float32(2 * np.pi * press.hz * ratio) * t)
                sound += level * partial * np.exp(-t / np.float32(ring_s * shorter))
        if self.tremolo:
            sound *= 1 - self.tremolo * (0.5 + 0.5 * np.sin(np.float32(2 * np.pi * 6.0) * t))
        return np.asarray(sound * amplitude, dtype=np.float32)
