"""Sampled notes: brighter the harder they are struck, as long as they are held, and gone when let go."""

import numpy as np
import pytest

from bridge.composing.instruments import PIECES, Instrument, instruments
from bridge.playing.sampler import Strike, play_samples
from bridge.playing.samples import shipped_bank
from tests.playing.scores import RATE_HZ, levels_db

PLAYED = [entry for entry in instruments().values() if not entry.electronic and not entry.is_kit]
SUSTAINED = ("strings", "choir", "flute", "saxophone", "organ", "trumpet", "cello", "accordion")


def play(instrument: Instrument, *strikes: Strike, seconds: float = 2.0) -> np.ndarray:
    opened = shipped_bank().open(instrument.bank, instrument.program)
    return play_samples(opened, strikes, round(seconds * RATE_HZ), RATE_HZ)


def bands_db(sound: np.ndarray) -> np.ndarray:
    """Levels in half octaves from 100 Hz, against the whole."""
    power = (np.abs(np.fft.rfft(sound)) ** 2).sum(axis=0)
    edges = np.searchsorted(np.fft.rfftfreq(sound.shape[1], 1 / RATE_HZ), 100 * 2 ** (np.arange(16) / 2))
    levels: np.ndarray = 10 * np.log10(np.add.reduceat(power, edges)[:-1] / power.sum() + 1e-12)
    return levels


@pytest.mark.parametrize("instrument", PLAYED, ids=lambda entry: entry.name)
def test_velocity_changes_the_timbre(instrument: Instrument) -> None:
    pitch = (instrument.lowest + instrument.highest) // 2
    soft, hard = (
        bands_db(play(instrument, Strike(0, 20_000, pitch, velocity, 1.0))) for velocity in (40, 120)
    )
    audible = np.flatnonzero(np.maximum(soft, hard) > -50)
    brighter = (hard - soft)[audible[len(audible) // 2 :]].mean()
    if shipped_bank().open(instrument.bank, instrument.program).preset.touch:
        assert brighter > 1
    else:
        assert abs(brighter) < 0.5


@pytest.mark.parametrize("instrument", PLAYED, ids=lambda entry: entry.name)
def test_notes_are_in_tune(instrument: Instrument) -> None:
    """The strongest partial lies on a harmonic, between baked notes too."""
    for pitch in range(instrument.lowest, instrument.highest, 5):
        sound = play(instrument, Strike(0, 40_000, pitch, 100, 1.0))[0, 2000:34_768]
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
        hz = 440 * 2 ** ((pitch - 69) / 12)
        heard = float(np.argmax(spectrum)) / (1 << 18) * RATE_HZ / hz
        nearest = max(0.5, round(heard * 2) / 2)  # an organ has a partial an octave below
        assert abs(1200 * np.log2(heard / nearest)) < 40, (pitch, heard)


@pytest.mark.parametrize("name", SUSTAINED)
def test_what_is_held_goes_on(name: str) -> None:
    instrument = instruments()[name]
    pitch = (instrument.lowest + instrument.highest) // 2 + 1
    sound = play(instrument, Strike(0, 10 * RATE_HZ, pitch, 90, 1.0), seconds=14)
    early, *later, gone = levels_db(sound, (1.5, 3.0, 5.0, 9.0, 13.5))
    assert all(abs(level - early) < 7 for level in later)
    assert gone < early - 40
    # Nowhere on the way does it jump.
    steps = np.abs(np.diff(sound[:, RATE_HZ : 9 * RATE_HZ]))
    assert steps.max() < 3 * np.percentile(steps, 99.9)


def test_staccato_is_short_though_the_instrument_fades_slowly() -> None:
    strings = instruments()["strings"]
    short, long = (play(strings, Strike(0, frames, 67, 90, 1.0)) for frames in (4000, 30_000))
    assert levels_db(short, (0.6,))[0] < levels_db(long, (0.6 + 26_000 / RATE_HZ,))[0] - 20


def test_a_note_is_where_it_was_struck_and_its_tail_wraps() -> None:
    piano = instruments()["piano"]
    early, late = (play(piano, Strike(start, 9000, 60, 90, 1.0)) for start in (0, 80_000))
    assert np.allclose(np.roll(early, 80_000, axis=1), late, atol=1e-6)
    assert (
        play(piano, Strike(-50, 9000, 60, 90, 0.5)) == play(piano, Strike(88_150, 9000, 60, 90, 0.5))
    ).all()


def test_pieces_of_a_kit_ring_until_they_are_choked() -> None:
    kit = instruments()["acoustic kit"]
    ring, choked = (
        play(kit, Strike(0, frames, PIECES["crash"], 100, 1.0), seconds=4) for frames in (10**6, 4000)
    )
    assert levels_db(choked, (0.15,))[0] < levels_db(ring, (0.15,))[0] - 25
    assert np.allclose(ring[:, :4000], choked[:, :4000])
