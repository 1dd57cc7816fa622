from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bridge.errors import BadRequest
from bridge.tuning import folder as folder_module
from bridge.tuning.folder import read_set
from tests.tuning.sounds import write_beat


def test_each_sound_is_understood_or_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / ".hidden").mkdir()
    first = write_beat(tmp_path / "a_120bpm.wav", bars=2)
    write_beat(tmp_path / "more" / "b_100bpm.flac", bars=1, tempo_bpm=100)
    shutil.copy(first, tmp_path / "c.wav")
    shutil.copy(first, tmp_path / ".hidden" / "d.wav")
    (tmp_path / "e.mp3").write_bytes(b"no sound")
    (tmp_path / "notes.txt").write_text("never mind", encoding="utf-8")
    shares: list[float] = []
    found = read_set(tmp_path, trigger="mine", on_share=shares.append)
    assert [loop.path.name for loop in found.loops] == ["a_120bpm.wav", "b_100bpm.flac"]
    assert (found.pieces, found.bars, round(found.seconds, 3)) == (2, 3, 6.4)
    reasons = {each.path.name: each.reason for each in found.refused}
    assert reasons["c.wav"] == "It is the same sound as a_120bpm.wav."
    assert "readable" in reasons["e.mp3"]
    assert len(reasons) == 2
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_of_the_same_sound_twice_the_file_with_words_is_kept(tmp_path: Path) -> None:
    first = write_beat(tmp_path / "a_120bpm.wav", bars=1)
    second = Path(shutil.copy(first, tmp_path / "b_120bpm.wav"))
    second.with_suffix(".txt").write_text("dusty drums", encoding="utf-8")
    found = read_set(tmp_path)
    assert [(loop.path.name, loop.words) for loop in found.loops] == [("b_120bpm.wav", "dusty drums")]
    assert [each.path.name for each in found.refused] == ["a_120bpm.wav"]
    second.with_suffix(".txt").write_bytes(b"\xff\x00")
    found = read_set(tmp_path)
    assert [(loop.path.name, found.refused[0].path.name) for loop in found.loops] == [
        ("a_120bpm.wav", "b_120bpm.wav")
    ]


def test_a_folder_with_nothing_to_learn_from_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadRequest, match="no folder"):
        read_set(tmp_path / "gone")
    with pytest.raises(BadRequest, match="no sounds"):
        read_set(tmp_path)
    for number in range(3):
        (tmp_path / f"{number}.wav").touch()
    monkeypatch.setattr(folder_module, "MAX_SOUNDS", 2)
    with pytest.raises(BadRequest, match="at most 2"):
        read_set(tmp_path)
