"""The table of timbres as a file, and notes between those that it holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from bridge.composing.instruments import instruments
from bridge.engine.timbres import bins_to_hz, hz_to_bins, read_timbres
from bridge.errors import BadModel
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import TIMBRES_FILE
from bridge.sound.format import STARTER

FILE = STARTER_FOLDER / TIMBRES_FILE


@given(st.floats(30.0, 16_000.0))
def test_bins_and_frequencies_are_inverse(hz: float) -> None:
    bins = hz_to_bins(STARTER, np.array([hz]))
    lower, upper = bins_to_hz(STARTER, np.array([np.floor(bins[0]), np.floor(bins[0]) + 1]))
    assert lower <= hz * (1 + 1e-9) and hz <= upper * (1 + 1e-9)


def test_a_note_that_is_not_in_the_table_is_its_neighbour_moved() -> None:
    timbres, lead = read_timbres(FILE), instruments()["square lead"]
    for pitch in range(60, 89):
        loudest = timbres.find(lead, pitch, STARTER).levels_db[10, :-1].argmax()
        expected = hz_to_bins(STARTER, np.array([440 * 2 ** ((pitch - 69) / 12)]))[0]
        assert abs(loudest - expected) <= 1


def test_pieces_of_a_kit_are_not_moved() -> None:
    timbres, kit = read_timbres(FILE), instruments()["909 kit"]
    assert np.array_equal(timbres.find(kit, 35, STARTER).levels_db, timbres.find(kit, 36, STARTER).levels_db)


def test_everybody_is_in_the_package() -> None:
    assert set(read_timbres(FILE).names) == set(instruments())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    timbres, violin = read_timbres(FILE), instruments()["violin"]
    timbres.write(tmp_path / "t.safetensors")
    assert [path.name for path in tmp_path.iterdir()] == ["t.safetensors"]
    again = read_timbres(tmp_path / "t.safetensors")
    assert again.names == timbres.names
    mine, its = again.find(violin, 70, STARTER), timbres.find(violin, 70, STARTER)
    assert mine.cycle_quarters == its.cycle_quarters == 0
    for name in ("levels_db", "ages_s", "release_db", "release_ages_s"):
        assert np.array_equal(getattr(mine, name), getattr(its, name))


def test_a_file_that_is_none_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "t.safetensors"
    with pytest.raises(BadModel, match=r"lacks .*by which it sketches"):
        read_timbres(path)
    path.write_bytes(b"nothing")
    with pytest.raises(BadModel, match="isn't a table of timbres"):
        read_timbres(path)
    save_file(load_file(FILE), path)
    with pytest.raises(BadModel, match="isn't a table of timbres"):
        read_timbres(path)
