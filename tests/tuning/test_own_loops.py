from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from bridge.errors import BadFile, NoGrid
from bridge.sound.files.reading import Sound, read_audio
from bridge.tuning import own_loops
from bridge.tuning.own_loops import MAX_PIECE_S, Piece, cut_piece, read_own_loop
from bridge.vocabulary.music import Key, Meter
from tests.tuning.sounds import RATE_HZ, write_beat


def test_a_name_tells_tempo_key_and_words(tmp_path: Path) -> None:
    loop = read_own_loop(write_beat(tmp_path / "dusty bell 120bpm Am.wav", bars=2), trigger="mine")
    assert (loop.tempo_bpm, loop.bars, loop.key) == (120, 2, Key.parse("Am"))
    assert loop.words == "mine, dusty bell, 120 bpm, A minor"
    assert loop.pieces == (Piece(0, 4 * RATE_HZ, 2),)
    assert "name" in loop.why


def test_words_beside_come_first(tmp_path: Path) -> None:
    (tmp_path / "1_120bpm.txt").write_text("glassy", encoding="utf-8")
    assert read_own_loop(write_beat(tmp_path / "1_120bpm.wav", bars=1)).words == "glassy"


def test_a_clip_of_ours_tells_all_by_its_certificate(own_clip: Path) -> None:
    loop = read_own_loop(own_clip, Meter(3, 4), "mine")
    assert (loop.words, loop.bars, loop.meter) == ("mine, house", 1, Meter())
    assert loop.key == Key.parse("C")
    assert loop.licence


def test_a_tempo_is_heard_where_nobody_tells_it(tmp_path: Path) -> None:
    loop = read_own_loop(write_beat(tmp_path / "beat.flac", bars=4, tempo_bpm=97))
    assert loop.why == "heard"
    assert loop.tempo_bpm == pytest.approx(97, rel=1e-3)
    assert loop.bars == 4


def test_a_long_sound_is_cut_at_its_bar_lines(tmp_path: Path) -> None:
    path = write_beat(tmp_path / "set_100bpm.wav", bars=14, tempo_bpm=100)
    loop = read_own_loop(path)
    assert [piece.bars for piece in loop.pieces] == [2] * 7
    assert all(piece.frames <= MAX_PIECE_S * loop.rate_hz for piece in loop.pieces)
    bar = 2.4 * RATE_HZ
    assert [piece.begin_frame for piece in loop.pieces] == [round(2 * bar * each) for each in range(7)]


def test_a_long_sound_of_unknown_tempo_is_heard_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_loops, "MAX_LOOP_SECONDS", 9.0)
    path = write_beat(tmp_path / "improvised.wav", bars=8.3)
    loop = read_own_loop(path)
    assert loop.bars == 8
    assert loop.tempo_bpm == pytest.approx(120, rel=1e-3)
    ends = [piece.begin_frame + piece.frames for piece in loop.pieces]
    assert [piece.begin_frame for piece in loop.pieces][1:] == pytest.approx(ends[:-1], abs=0.02 * RATE_HZ)


@pytest.mark.parametrize(
    ("make", "error", "reason"),
    [
        (lambda draw: np.zeros(RATE_HZ), BadFile, "silent"),
        (lambda draw: draw.normal(0, 0.1, 7 * RATE_HZ // 3), NoGrid, "tempo"),
        (lambda draw: draw.normal(0, 0.1, RATE_HZ // 8), NoGrid, "shorter than a bar"),
    ],
)
def test_what_is_no_loop_is_refused(tmp_path: Path, make, error, reason) -> None:  # type: ignore[no-untyped-def]
    soundfile.write(path := tmp_path / "x.wav", make(np.random.default_rng(1)), RATE_HZ)
    with pytest.raises(error, match=reason):
        read_own_loop(path)


@given(
    sound=arrays.arrays(np.float32, (1, 400), elements=st.floats(-1, 1, width=32)),
    begin=st.integers(0, 399),
    frames=st.integers(1, 400),
)
def test_a_piece_keeps_its_samples_but_for_its_last_moment(sound: Sound, begin: int, frames: int) -> None:
    cut = cut_piece(sound, Piece(begin, frames, 1), 1000)
    assert cut.shape == (1, frames)
    kept = frames - min(10, frames // 4)
    assert np.array_equal(cut[0, :kept], np.roll(sound, -begin)[0, :kept])


def test_a_whole_loop_is_not_touched(tmp_path: Path) -> None:
    path = write_beat(tmp_path / "a_120bpm.wav", bars=2)
    sound, rate_hz = read_audio(path)
    [piece] = read_own_loop(path).pieces
    assert np.array_equal(cut_piece(sound, piece, rate_hz), sound)
