"""Recording notes for the sample bank: loops repeat, layers differ, vibrato bends, and files read back."""

from pathlib import Path

import numpy as np
import pytest

from bridge.composing.instruments import instruments
from bridge.lru_cache import LruCache
from bridge.playing.samples import BANK_RATE_HZ, SampledInstrument, Sound
from bridge.training.bank import Row, rows, write
from bridge.training.single_notes import Recording, _distinct, _find_loop, enlivened


def tone(hz: float, seconds: float, fall_db_s: float = 0.0, partials: int = 8) -> Sound:
    """A sawtooth that fades, on both sides."""
    t = np.arange(round(seconds * BANK_RATE_HZ)) / BANK_RATE_HZ
    wave = sum(np.sin(2 * np.pi * hz * n * t) / n for n in range(1, partials + 1))
    return np.repeat((0.2 * wave * 10 ** (-fall_db_s * t / 20)).astype(np.float32)[None], 2, axis=0)


@pytest.mark.parametrize("fall_db_s", [0.0, 12.0])
def test_a_loop_repeats_what_precedes_it(fall_db_s: float) -> None:
    loop = _find_loop(tone(220.0, 2.6, fall_db_s))
    assert loop is not None and loop.alike > 0.99
    periods = (loop.end - loop.start) / BANK_RATE_HZ * 220
    assert periods == pytest.approx(round(periods), abs=0.01)
    assert 20 * np.log10(loop.decay) == pytest.approx(
        -fall_db_s * (loop.end - loop.start) / BANK_RATE_HZ, abs=0.5
    )


def test_what_has_faded_has_no_loop() -> None:
    assert _find_loop(tone(220.0, 2.6, 40.0)) is None


def test_layers_that_sound_alike_are_one() -> None:
    bright, dull = tone(220.0, 1.0, partials=20), tone(220.0, 1.0, partials=4)
    layers = [(64, dull), (100, bright * np.float32(0.5)), (124, bright)]
    assert [velocity for velocity, _ in _distinct(layers, drums=False)] == [64, 124]


def test_vibrato_bends_the_pitch_of_winds_alone() -> None:
    plain = tone(440.0, 3.0, partials=1)
    assert (enlivened(plain, 0, 0) == plain).all() and (enlivened(plain, 128, 56) == plain).all()
    trumpet = enlivened(plain, 0, 56)[0].astype(np.float64)
    # The analytic signal's phase, differentiated, is the frequency.
    spectrum = np.fft.fft(trumpet)
    spectrum[len(trumpet) // 2 :] = 0
    hz = np.diff(np.unwrap(np.angle(np.fft.ifft(spectrum)))) * BANK_RATE_HZ / (2 * np.pi)
    cents = 1200 * np.log2(hz[BANK_RATE_HZ : 2 * BANK_RATE_HZ] / 440)
    assert cents.max() == pytest.approx(9, abs=1) and cents.min() == pytest.approx(-9, abs=1)


@pytest.mark.parametrize("mono", [True, False])
def test_a_preset_reads_back_as_it_was_written(tmp_path: Path, mono: bool) -> None:
    notes = [
        Recording(pitch, 124, tone(440 * 2 ** ((pitch - 69) / 12), 0.5), 100.0, None) for pitch in (60, 64)
    ]
    if not mono:
        for note in notes:
            note.sound[1] *= np.float32(0.3)
    preset = write(Row("flute", 73, 59, 65), notes, tmp_path)
    assert preset.channels == (1 if mono else 2)
    opened = SampledInstrument(preset, tmp_path, LruCache(1 << 24))
    for note, take in zip(notes, preset.takes, strict=True):
        read, meant = opened.read(take, take.frames), note.sound[: preset.channels]
        assert np.mean((read - meant) ** 2) < 0.01 * np.mean(meant**2)


def test_all_acoustic_instruments_are_recorded_over_their_range() -> None:
    recorded = {(row.bank, row.program): row for row in rows()}
    for entry in instruments().values():
        if not entry.electronic:
            row = recorded[entry.bank, entry.program]
            assert entry.is_kit or (row.lowest < entry.lowest and entry.highest < row.highest)
