"""Our own drums: eight kits as settings of a few struck sounds. Pure functions, float32."""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Collection
from functools import lru_cache
from types import MappingProxyType

import msgspec
import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]


class Kit(msgspec.Struct, frozen=True, kw_only=True):
    """How a kit's pieces sound: frequencies in hertz, times in seconds (time constants), mixes 0–1.

    The kick falls from `kick_hz · kick_drop` to `kick_hz` in `kick_drop_s`; the snare is a tone and
    noise above `snare_low_hz`; `metal` is the share of tuned metal against noise in hats and cymbals.
    """

    kick_hz: float = 55.0
    kick_drop: float = 4.0
    kick_drop_s: float = 0.025
    kick_s: float = 0.18
    kick_click: float = 0.3
    kick_drive: float = 1.5
    snare_hz: float = 190.0
    snare_s: float = 0.12
    snare_noise: float = 0.7
    snare_low_hz: float = 900.0
    snare_gate_s: float = 0.0
    hat_low_hz: float = 7000.0
    hat_s: float = 0.035
    open_hat_s: float = 0.22
    metal: float = 0.4
    tom_hz: float = 110.0
    tom_s: float = 0.2
    grit: float = 0.0
    top_hz: float = 18_000.0


KITS: MappingProxyType[str, Kit] = MappingProxyType({
    "acoustic": Kit(kick_hz=62, kick_drop=2.2, kick_drop_s=0.015, kick_s=0.12, snare_low_hz=700, metal=0.25,
                    hat_s=0.04),
    "power": Kit(kick_hz=58, kick_drop=3.0, kick_s=0.16, kick_click=0.6, snare_hz=170, snare_s=0.2,
                 snare_noise=0.8, tom_s=0.3),
    "jazz": Kit(kick_hz=75, kick_drop=1.5, kick_drop_s=0.02, kick_s=0.14, kick_click=0.1, kick_drive=0.8,
                snare_hz=230, snare_s=0.09, snare_noise=0.55, hat_low_hz=5500, metal=0.3),
    "brush": Kit(kick_hz=75, kick_drop=1.4, kick_s=0.12, kick_click=0.05, kick_drive=0.7, snare_hz=220,
                 snare_s=0.16, snare_noise=0.92, snare_low_hz=1800, hat_low_hz=5000, metal=0.15),
    "909": Kit(kick_hz=52, kick_drop=5.0, kick_drop_s=0.03, kick_s=0.24, kick_click=0.5, kick_drive=2.2,
               snare_hz=185, snare_s=0.14, snare_noise=0.75, hat_low_hz=7500, metal=0.55),
    "808": Kit(kick_hz=47, kick_drop=2.5, kick_drop_s=0.02, kick_s=0.5, kick_click=0.2, kick_drive=1.0,
               snare_hz=180, snare_s=0.1, snare_noise=0.6, snare_low_hz=1500, hat_low_hz=8500, hat_s=0.025,
               metal=0.75, tom_s=0.3),
    "linn": Kit(kick_hz=60, kick_drop=3.0, kick_s=0.14, kick_click=0.5, snare_hz=175, snare_s=0.35,
                snare_gate_s=0.24, snare_noise=0.8, tom_hz=95, tom_s=0.32, metal=0.3),
    "lofi": Kit(kick_hz=58, kick_drop=2.5, kick_s=0.14, kick_click=0.15, kick_drive=3.0, snare_hz=200,
                snare_s=0.1, snare_noise=0.6, hat_low_hz=4500, hat_s=0.03, grit=0.5, top_hz=8500),
    "break": Kit(kick_hz=68, kick_drop=2.8, kick_s=0.1, kick_click=0.5, snare_hz=230, snare_s=0.11,
                 snare_noise=0.7, hat_low_hz=6000, hat_s=0.045, metal=0.3, grit=0.25),
    "techno": Kit(kick_hz=49, kick_drop=6.0, kick_drop_s=0.035, kick_s=0.3, kick_click=0.4, kick_drive=4.0,
                  snare_hz=200, snare_s=0.1, hat_low_hz=8000, open_hat_s=0.16, metal=0.6),
})  # fmt: skip


def semitones_to(kit: str, classes: Collection[int]) -> float:
    """How many semitones up the kick of `kit` has to go to the nearest of the pitch classes (0 is C)."""
    pitch = 69 + 12 * math.log2(KITS[kit].kick_hz / 440)
    return min(((each - pitch + 6) % 12 - 6 for each in sorted(classes)), key=abs)


def strike(kit: str, pitch: int, rate_hz: int, tuning: float = 0) -> Sound:
    """The sound of a piece (General MIDI number `pitch`) of a kit of `KITS`; `tuning` in semitones.

    An unknown piece sounds as a rim.
    """
    return _strike(kit, pitch, rate_hz, tuning)


@lru_cache(maxsize=256)
def _strike(kit: str, pitch: int, rate_hz: int, tuning: float) -> Sound:
    settings = KITS[kit]
    seed = zlib.crc32(f"{kit}/{pitch}".encode())
    sound = _PIECES.get(pitch, _rim)(settings, rate_hz * 2.0 ** (-tuning / 12), np.random.default_rng(seed))
    if settings.grit:
        sound = np.tanh(sound * (1 + 4 * settings.grit)) / np.tanh(1 + 4 * settings.grit)
    sound = _band(sound, 0.0, settings.top_hz, rate_hz)
    fade = min(len(sound), round(0.01 * rate_hz))
    sound[-fade:] *= np.linspace(1, 0, fade)
    result: Sound = sound.astype(np.float32)
    result.flags.writeable = False
    return result


Wave = NDArray[np.float64]
Strike = Callable[[Kit, float, np.random.Generator], Wave]


def _time(seconds: float, rate: float) -> Wave:
    return np.arange(round(seconds * rate)) / rate


def _band(sound: Wave, low_hz: float, high_hz: float, rate: float) -> Wave:
    """`sound` between two frequencies, with slopes of 12 dB an octave, in the frequency domain."""
    padded = 1 << (2 * len(sound) - 1).bit_length()
    hz = np.fft.rfftfreq(padded, 1 / rate)
    gain = 1 / np.sqrt(1 + (hz / high_hz) ** 4)
    if low_hz:
        ratio = (hz / low_hz) ** 2
        gain = gain * ratio / np.sqrt(1 + ratio**2)
    filtered: Wave = np.fft.irfft(np.fft.rfft(sound, padded) * gain)[: len(sound)]
    return filtered


def _noise(t: Wave, rate: float, low_hz: float, high_hz: float, chance: np.random.Generator) -> Wave:
    noise = _band(chance.standard_normal(len(t)), low_hz, high_hz, rate)
    return noise / max(float(np.std(noise)), 1e-9) * 0.35


def _metal(t: Wave, base_hz: float) -> Wave:
    """Six squares at the ratios of a cymbal circuit: a clang without a pitch."""
    ratios = (1.0, 1.342, 1.2312, 1.6532, 1.9523, 2.1523)
    return np.asarray(sum(np.sign(np.sin(2 * np.pi * base_hz * ratio * t)) for ratio in ratios) / 6)


def _falling(t: Wave, hz: float, drop: float, drop_s: float) -> Wave:
    """A sine that falls from `hz · drop` to `hz`; the phase is the integral of that."""
    return np.sin(2 * np.pi * (hz * t + hz * (drop - 1) * drop_s * (1 - np.exp(-t / drop_s))))


def _kick(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
    t = _time(min(1.4, kit.kick_s * 6), rate)
    body = np.tanh(_falling(t, kit.kick_hz, kit.kick_drop, kit.kick_drop_s) * kit.kick_drive)
    body /= np.tanh(kit.kick_drive)
    click = _noise(t, rate, 1500, 7000, chance) * np.exp(-t / 0.004)
    return body * np.exp(-t / kit.kick_s) * np.minimum(1, t / 0.0015) + kit.kick_click * click


def _snare(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
    t = _time(min(1.0, kit.snare_s * 6), rate)
    tone = _falling(t, kit.snare_hz, 1.5, 0.012) + 0.6 * _falling(t, kit.snare_hz * 1.78, 1.2, 0.012)
    noise = _noise(t, rate, kit.snare_low_hz, 12_000, chance) * 1.6
    if kit.snare_gate_s:
        tail = np.where(t < kit.snare_gate_s, 1.0 - 0.5 * t / kit.snare_gate_s, 0.0)
        tail = np.where(t < kit.snare_gate_s, tail, 0.5 * np.exp(-(t - kit.snare_gate_s) / 0.01))
    else:
        tail = np.exp(-t / kit.snare_s)
    return (1 - kit.snare_noise) * tone * np.exp(-t / (kit.snare_s * 0.6)) + kit.snare_noise * noise * tail


def _clap(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
    t = _time(0.45, rate)
    hands = sum(np.where(t >= at, np.exp(-(t - at) / 0.006), 0.0) for at in (0.0, 0.011, 0.022))
    return _noise(t, rate, 900, 6000, chance) * (hands + 0.7 * np.exp(-t / 0.08)) * 0.9


def _rim(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
    t = _time(0.08, rate)
    tone = np.sin(2 * np.pi * 1700 * t) + 0.7 * np.sin(2 * np.pi * 460 * t)
    return (0.5 * tone + 0.4 * _noise(t, rate, 2000, 9000, chance)) * np.exp(-t / 0.012)


def _hat(seconds_of: Callable[[Kit], float]) -> Strike:
    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        seconds = seconds_of(kit)
        t = _time(min(1.2, seconds * 6), rate)
        noise = _noise(t, rate, kit.hat_low_hz, 16_000, chance)
        metal = _band(_metal(t, 410.0), kit.hat_low_hz, 16_000, rate) * 2.0
        return ((1 - kit.metal) * noise + kit.metal * metal) * np.exp(-t / seconds)

    return play


def _cymbal(seconds: float, low_hz: float, ping: float) -> Strike:
    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        t = _time(min(2.0, seconds * 4), rate)
        wash = _noise(t, rate, low_hz, 15_000, chance) * 0.6
        bell = sum(np.sin(2 * np.pi * hz * t) for hz in (3150.0, 4420.0, 5870.0)) * np.exp(-t / 0.12) / 3
        return (wash + ping * bell) * np.exp(-t / seconds)

    return play


def _tom(ratio: float) -> Strike:
    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        t = _time(kit.tom_s * 5, rate)
        skin = _falling(t, kit.tom_hz * ratio, 1.6, 0.04) * np.exp(-t / kit.tom_s)
        return skin + 0.15 * _noise(t, rate, 400, 4000, chance) * np.exp(-t / 0.02)

    return play


def _skin(hz: float, seconds: float, slap: float) -> Strike:
    """Congas, bongos, timbales, surdo: a short pitched skin with some slap."""

    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        t = _time(min(1.0, seconds * 6), rate)
        tone = _falling(t, hz, 1.15, 0.02) + 0.35 * np.sin(2 * np.pi * hz * 1.59 * t) * np.exp(-t / 0.03)
        hand = _noise(t, rate, 1200, 6000, chance) * np.exp(-t / 0.008)
        return 0.8 * tone * np.exp(-t / seconds) + slap * hand

    return play


def _clang(hz: tuple[float, ...], seconds: float) -> Strike:
    """Cowbell, agogo, claves: a few tones that ring together."""

    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        t = _time(min(0.8, seconds * 6), rate)
        return np.asarray(sum(np.sin(2 * np.pi * f * t) for f in hz) / len(hz) * np.exp(-t / seconds))

    return play


def _rattle(seconds: float, attack_s: float, low_hz: float) -> Strike:
    """Shaker, tambourine, guiro: a burst of high noise that swells a moment."""

    def play(kit: Kit, rate: float, chance: np.random.Generator) -> Wave:
        t = _time(min(0.6, seconds * 6 + attack_s), rate)
        swell = np.minimum(1.0, t / attack_s) * np.exp(-np.maximum(0.0, t - attack_s) / seconds)
        return np.asarray(_noise(t, rate, low_hz, 14_000, chance) * swell)

    return play


_PIECES: MappingProxyType[int, Strike] = MappingProxyType({
    36: _kick, 37: _rim, 38: _snare, 39: _clap, 42: _hat(lambda kit: kit.hat_s),
    44: _hat(lambda kit: kit.hat_s * 0.8), 46: _hat(lambda kit: kit.open_hat_s), 41: _skin(70, 0.25, 0.1),
    45: _tom(1.0), 47: _tom(1.35), 50: _tom(1.8), 49: _cymbal(0.6, 3500, 0.0), 51: _cymbal(0.3, 6000, 0.8),
    54: _rattle(0.06, 0.002, 6500), 56: _clang((562.0, 845.0), 0.07), 60: _skin(420, 0.05, 0.4),
    62: _skin(330, 0.03, 0.8), 63: _skin(260, 0.12, 0.3), 64: _skin(190, 0.15, 0.2),
    65: _skin(380, 0.12, 0.6),
    67: _clang((1140.0, 1720.0), 0.1), 68: _clang((820.0, 1240.0), 0.1), 70: _rattle(0.025, 0.012, 5500),
    73: _rattle(0.07, 0.05, 3500), 75: _clang((2480.0,), 0.02),
})  # fmt: skip
