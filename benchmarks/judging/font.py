"""Compares the sampler with FluidSynth on the sample bank's own font, note by note, in octaves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bridge.composing.instruments import PIECES, instruments
from bridge.playing.sampler import Strike, play_samples, struck_velocity
from bridge.playing.samples import SampleBank, Sound
from bridge.training.bank import FONT
from bridge.training.fluid import BLOCK_FRAMES, FluidSynth
from bridge.training.single_notes import enlivened

RATE_HZ = 44_100
OCTAVES_HZ = [31.25 * 2**octave for octave in range(11)]
# A band that lies so far below the loudest is not compared; nor need others be nearer than that.
FAINT_DB, NEAR_DB = -36.0, 3.0
Array = NDArray[np.float64]


def compare_with_font() -> bool:
    """Print how far the sampler is from FluidSynth in each octave; whether all instruments are near."""
    bank, near = SampleBank(), True
    print("octaves from 31 Hz on, dB: the sampler against FluidSynth on the same notes")
    with FluidSynth(FONT) as synth:
        for name, entry in instruments().items():
            if entry.electronic:
                continue
            synth.choose(entry.bank, entry.program)
            pitches = sorted(set(PIECES.values())) if entry.is_kit else range(entry.lowest, entry.highest + 1)
            heard, meant = np.zeros(10), np.zeros(10)
            opened = bank.open(entry.bank, entry.program)
            for pitch in pitches:
                for velocity in (60, 82, 100):
                    strike = Strike(0, 344 * BLOCK_FRAMES, pitch, velocity, 1.0)
                    heard += _octaves(play_samples(opened, [strike], RATE_HZ, RATE_HZ))
                    meant += _octaves(enlivened(_font_note(synth, strike), entry.bank, entry.program))
            apart = 10 * np.log10(heard / meant)
            loud = 10 * np.log10(meant / meant.max()) > FAINT_DB
            if not entry.is_kit:  # what lies an octave below every note is rumble
                loud &= np.array(OCTAVES_HZ[1:]) > 440 * 2 ** ((entry.lowest - 69) / 12)
            right = bool(np.abs(apart[loud]).max() <= NEAR_DB)
            near = near and right
            cells = "".join(
                f"{db:6.1f}" if is_loud else "     ·" for db, is_loud in zip(apart, loud, strict=True)
            )
            print(f"{name:20}{cells}" + ("" if right else "  missed"))
    return near


def _font_note(synth: FluidSynth, strike: Strike) -> Sound:
    synth.press(strike.pitch, round(struck_velocity(strike.velocity)))
    held = synth.sound(strike.frames)
    synth.release(strike.pitch)
    rest = synth.sound(RATE_HZ - strike.frames)
    synth.silence()
    return np.concatenate([held, rest], axis=1)


def _octaves(sound: Sound) -> Array:
    """The share of each octave in the power of `sound`, of both sides."""
    power = (np.abs(np.fft.rfft(sound.astype(np.float64), 1 << 16)) ** 2).sum(axis=0)
    hz = np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)
    shares = np.array([power[(hz >= low) & (hz < high)].sum() for low, high in pairwise(OCTAVES_HZ)])
    return np.asarray(shares / max(float(shares.sum()), 1e-12) + 1e-12)
