"""The bank that ships: whole, small, licensed, and read a note at a time."""

from pathlib import Path

import numpy as np
import pytest

from bridge.composing.instruments import PIECES, Instrument, instruments
from bridge.errors import BadFile
from bridge.playing.samples import BANK, BANK_RATE_HZ, INDEX, SampleBank, shipped_bank

PLAYED = [entry for entry in instruments().values() if not entry.electronic]
# A note is at most so far from the one that it is made of; voicings and walks leave an instrument's range.
NEAR, BEYOND = 3, 3


@pytest.mark.parametrize("instrument", PLAYED, ids=lambda entry: entry.name)
def test_every_acoustic_instrument_is_there(instrument: Instrument) -> None:
    opened = shipped_bank().open(instrument.bank, instrument.program)
    if instrument.is_kit:
        for piece, pitch in PIECES.items():
            assert opened.having(pitch).layers(pitch)[0].pitch == pitch, piece
        return
    for pitch in range(instrument.lowest - BEYOND, instrument.highest + BEYOND + 1):
        assert abs(opened.layers(pitch)[0].pitch - pitch) <= NEAR


def test_every_file_is_whole() -> None:
    bank = shipped_bank()
    assert {path.name for path in BANK.glob("*.takes")} == {preset.file for preset in bank.index.presets}
    for preset in bank.index.presets:
        assert (BANK / preset.file).stat().st_size == preset.takes[-1].place + preset.takes[-1].size
        opened = bank.open(preset.bank, preset.program)
        for take in (preset.takes[0], preset.takes[-1]):
            sound = opened.read(take, take.frames)
            assert sound.shape == (preset.channels, take.frames) and np.isfinite(sound).all()
            assert 0.5 < np.abs(sound).max() / (0.8 * take.scale) < 1.3
            if take.loop is not None:
                assert take.loop.fade <= take.loop.start < take.loop.end == take.frames
                assert 0 < take.loop.decay <= 1


def test_a_beginning_is_the_beginning_of_the_whole() -> None:
    take = shipped_bank().open(0, 0).preset.takes[4]
    short = SampleBank().open(0, 0).read(take, 1000)
    whole = SampleBank().open(0, 0).read(take, take.frames)
    assert 1000 <= short.shape[1] < whole.shape[1] == take.frames
    assert (short == whole[:, : short.shape[1]]).all()


def test_it_is_small_and_its_licence_lies_beside_it() -> None:
    assert sum(path.stat().st_size for path in BANK.iterdir()) < 30e6
    assert "MIT" in (BANK / "LICENCE.txt").read_text() and "Frank Wen" in (BANK / "LICENCE.txt").read_text()
    readme = (BANK / "README.md").read_text()
    assert all(preset.file in readme for preset in shipped_bank().index.presets)


def test_a_bank_that_is_missing_or_damaged_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="index"):
        SampleBank(tmp_path).open(0, 0)
    (tmp_path / INDEX).write_bytes((BANK / INDEX).read_bytes())
    piano = SampleBank(tmp_path).open(0, 0)
    with pytest.raises(BadFile, match="missing"):
        piano.read(piano.preset.takes[0], 1)
    (tmp_path / piano.preset.file).write_bytes(b"no sound" * 200_000)
    with pytest.raises(BadFile, match="damaged"):
        piano.read(piano.preset.takes[0], 1)
    with pytest.raises(BadFile, match="no preset 0:127"):
        SampleBank(tmp_path).open(0, 127)


def test_a_preset_is_opened_once() -> None:
    bank = SampleBank()
    assert bank.open(128, 8) is bank.open(128, 8)
    assert bank.open(128, 8).having(PIECES["crash"]) is bank.open(128, 0)
    assert bank.open(0, 0).read(bank.open(0, 0).preset.takes[0], BANK_RATE_HZ) is bank.open(0, 0).read(
        bank.open(0, 0).preset.takes[0], 10
    )
