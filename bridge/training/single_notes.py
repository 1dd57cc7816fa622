"""Records single notes of a soundfont for the sample bank: layers, loops, releases, vibrato.

A note is held until it is inaudible or long enough to loop. Layers that sound alike are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bridge.playing.samples import BANK_RATE_HZ, DRUM_BANK, SampleLoop, Sound
from bridge.training.fluid import BLOCK_FRAMES, FluidSynth

LAYERS = (64, 100, 113, 124)  # velocities

_HOLD_S, _RING_S, _DRUM_S = 2.6, 3.8, 2.6
_SUSTAINED_DB_S = 5.0  # notes that fade more slowly are held for `_HOLD_S`, others for `_RING_S`
_INAUDIBLE_DB = -54.0
_ALIKE_DB = 2.0  # layers that differ less than this are one
_HOP = 512
_RELEASED_AFTER_S = 0.5
_LOOP_FADE_S, _SHORTEST_LOOP_S, _LONGEST_LOOP_S = 0.12, 0.4, 1.3

# What the font plays without any movement: winds get vibrato, and the vibraphone its motor.
_VIBRATO_CENTS: Mapping[int, float] = {22: 9, 56: 9, 57: 9, 59: 9, 64: 9, 71: 5}
_TREMOLO_DB: Mapping[int, float] = {11: 4}
_WOBBLE_HZ, _WOBBLE_FROM_S, _WOBBLE_FULL_S = 5.2, 0.3, 0.7


@dataclass
class Recording:
    """One note for the bank, `[2, N]`."""

    pitch: int
    velocity: int
    sound: Sound
    release_db_s: float
    loop: SampleLoop | None


def record(synth: FluidSynth, bank: int, program: int, pitches: Sequence[int]) -> list[Recording]:
    """Record a preset at `pitches`; all layers of a pitch are equally loud. Silent pitches are left out."""
    synth.choose(bank, program)
    drums = bank == DRUM_BANK
    notes: list[Recording] = []
    for pitch in pitches:
        layers = [(velocity, _hold(synth, bank, program, pitch, velocity)) for velocity in LAYERS]
        if not np.abs(layers[-1][1]).any():
            continue
        release = 0.0 if drums else _release(synth, pitch)
        loudest = _loudness(layers[-1][1])
        for velocity, sound in _distinct(layers, drums):
            sound *= np.float32(loudest / max(_loudness(sound), 1e-9))
            loop = None if drums else _find_loop(sound)
            if loop is None:
                fade = min(sound.shape[1] // 4, round(0.2 * BANK_RATE_HZ))
                sound[:, -fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
            notes.append(Recording(pitch, velocity, sound, release, loop))
    return notes


def _hold(synth: FluidSynth, bank: int, program: int, pitch: int, velocity: int) -> Sound:
    """One held note, cut where it is inaudible or where its loop will end."""
    drums = bank == DRUM_BANK
    synth.press(pitch, velocity)
    sound = synth.sound(_frames(_DRUM_S if drums else _RING_S))
    synth.release(pitch)
    synth.silence()
    sound = enlivened(sound, bank, program)
    levels = _levels_db(sound)
    audible = np.nonzero(levels > levels.max() + _INAUDIBLE_DB)[0]
    frames = (int(audible[-1]) + 1) * _HOP if len(audible) else _HOP
    hold = _frames(_HOLD_S)
    if frames > hold and not drums and _fall_db_s(levels[: frames // _HOP]) < _SUSTAINED_DB_S:
        frames = hold
    return sound[:, :frames].copy()


def enlivened(sound: Sound, bank: int, program: int) -> Sound:
    """Add the vibrato or tremolo of a preset to a held note `[C, N]`."""
    if bank:
        return sound
    seconds = np.arange(sound.shape[1]) / BANK_RATE_HZ
    turn = 2 * np.pi * _WOBBLE_HZ * seconds
    depth = ((seconds - _WOBBLE_FROM_S) / (_WOBBLE_FULL_S - _WOBBLE_FROM_S)).clip(0, 1)
    if cents := _VIBRATO_CENTS.get(program):
        # A delay of a · sin(2π f t) bends pitch by at most 2π f a.
        most = (2 ** (cents / 1200) - 1) / (2 * np.pi * _WOBBLE_HZ) * BANK_RATE_HZ
        sound = _read_at(sound, np.arange(sound.shape[1]) + most * depth * np.sin(turn))
    if most_db := _TREMOLO_DB.get(program):
        sound = sound * (10 ** (-most_db / 40 * (1 - np.cos(turn)))).astype(np.float32)
    return sound


def _read_at(sound: Sound, places: NDArray[np.float64]) -> Sound:
    """Read `sound` `[C, N]` at fractional `places` by a windowed sinc of 32 taps."""
    whole = np.floor(places).astype(int)
    taps = np.arange(-15, 17)
    offsets = taps - (places - whole)[:, None]
    weights = np.sinc(offsets) * np.cos(np.pi * offsets / 34) ** 2
    padded = np.pad(sound, ((0, 0), (32, 64)))
    read = np.stack([(channel[(whole[:, None] + taps + 32)] * weights).sum(axis=1) for channel in padded])
    return read.astype(np.float32)


def _frames(seconds: float) -> int:
    return round(seconds * BANK_RATE_HZ / BLOCK_FRAMES) * BLOCK_FRAMES


def _levels_db(sound: Sound) -> Sound:
    """RMS in steps of `_HOP`, over both channels."""
    usable = sound.shape[1] // _HOP * _HOP
    power = (sound[:, :usable].reshape(sound.shape[0], -1, _HOP) ** 2).mean(axis=(0, 2))
    levels: Sound = 10 * np.log10(np.maximum(power, 1e-14))
    return levels


def _loudness(sound: Sound) -> float:
    return float(np.sqrt((sound[:, : round(0.35 * BANK_RATE_HZ)] ** 2).mean()))


def _release(synth: FluidSynth, pitch: int) -> float:
    """How fast a note fades once released, in decibels a second, beyond how it fades when held."""
    synth.press(pitch, LAYERS[-1])
    held = synth.sound(_frames(_RELEASED_AFTER_S + 1.5))
    synth.silence()
    synth.press(pitch, LAYERS[-1])
    synth.sound(_frames(_RELEASED_AFTER_S))
    synth.release(pitch)
    gone = _levels_db(synth.sound(_frames(1.5)))
    synth.silence()
    still = _levels_db(held[:, _frames(_RELEASED_AFTER_S) :])[: len(gone)]
    lost = np.minimum.accumulate(gone - still)
    if still[0] < -100:  # it had ended before its release
        return 0.0
    past = np.nonzero(lost < -24.0)[0]
    seconds = (int(past[0]) if len(past) else len(lost) - 1) * _HOP / BANK_RATE_HZ
    return float(np.clip(-lost[past[0] if len(past) else -1] / max(seconds, 0.01), 4.0, 2000.0))


def _bands_db(sound: Sound) -> Sound:
    """Levels in half octaves from 60 Hz, of the first 0.7 s."""
    spectrum = np.abs(np.fft.rfft(sound[:, : round(0.7 * BANK_RATE_HZ)], 1 << 15)) ** 2
    hz = np.fft.rfftfreq(1 << 15, 1 / BANK_RATE_HZ)
    edges = 60 * 2.0 ** (np.arange(18) / 2)
    power = [spectrum[:, (hz >= low) & (hz < high)].sum() for low, high in pairwise(edges)]
    levels: Sound = 10 * np.log10(np.maximum(np.array(power), 1e-12))
    return levels


def _distinct(layers: list[tuple[int, Sound]], drums: bool) -> list[tuple[int, Sound]]:
    """Keep the loudest layer, and softer ones that differ audibly: pieces of a kit in any way, notes by being
    duller. Where only one is left, the sampler makes a dull layer."""

    def differ(soft: Sound, hard: Sound) -> float:
        one, other = _bands_db(soft), _bands_db(hard)
        one, other = one - one.max(), other - other.max()
        audible = np.flatnonzero(np.maximum(one, other) > -45)
        apart = (other - one).clip(-12, 12)[audible]
        return float(np.sqrt((apart**2).mean()) if drums else apart[len(apart) // 2 :].mean())

    kept = [layers[-1]]
    for layer in reversed(layers[:-1]):
        if differ(layer[1], kept[0][1]) > _ALIKE_DB:
            kept.insert(0, layer)
    return kept


def _find_loop(sound: Sound) -> SampleLoop | None:
    """The stretch before a note's end that repeats best; none if it has faded."""
    levels = _levels_db(sound)
    fall_db_s = _fall_db_s(levels)
    if levels[-8:].max() < levels.max() + _INAUDIBLE_DB + 4 or sound.shape[1] < _frames(1.6):
        return None
    end = sound.shape[1]
    fade, shortest, longest = (
        round(seconds * BANK_RATE_HZ) for seconds in (_LOOP_FADE_S, _SHORTEST_LOOP_S, _LONGEST_LOOP_S)
    )
    mono = sound.mean(axis=0) if np.abs(sound.mean(axis=0)).max() > 1e-4 else sound[0]
    # Normalised cross-correlation of the last frames with all that precede them.
    tail = mono[end - fade :].astype(np.float64)
    history = mono[end - longest - fade : end - shortest].astype(np.float64)
    size = 1 << (len(history) + fade - 1).bit_length()
    cross = np.fft.irfft(np.fft.rfft(history, size) * np.conj(np.fft.rfft(tail, size)), size)
    cross = cross[: len(history) - fade + 1]
    energy = np.cumsum(np.concatenate([[0.0], history**2]))
    energy = energy[fade:] - energy[:-fade]
    alike = cross / np.sqrt(np.maximum(energy * (tail**2).sum(), 1e-20))
    best = int(np.argmax(alike))
    start = end - longest - fade + best + fade
    decay = 1.0 if fall_db_s < _SUSTAINED_DB_S else 10 ** (-fall_db_s * (end - start) / BANK_RATE_HZ / 20)
    return SampleLoop(start, end, fade, round(max(0.0, float(alike[best])), 3), round(decay, 4))


def _fall_db_s(levels: Sound) -> float:
    """How fast a note fades over the later half of these levels, by linear regression."""
    later = levels[len(levels) // 2 :].astype(np.float64)
    slope = np.polyfit(np.arange(len(later)) * _HOP / BANK_RATE_HZ, later, 1)[0]
    return max(0.0, -float(slope))
