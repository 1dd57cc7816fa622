"""Clips copied out keep what they say of themselves, and write over nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bridge.errors import BadFile, StorageFailed
from bridge.library.exporting import export_clip
from bridge.sound.files.clips import describe, read_certificate
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat
from tests.support.library import drawn, job


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    (tmp_path / "clips").mkdir()
    return drawn(job(rate_hz=44_100), tmp_path / "clips" / "loop.wav")


def test_as_it_is_it_is_the_same_bytes_and_once_is_enough(clip: Clip, tmp_path: Path) -> None:
    copies = [export_clip(clip, tmp_path / "out" / "deep", form) for form in (None, FileFormat.WAV16)]
    assert copies == [tmp_path / "out" / "deep" / "loop.wav"] * 2
    assert copies[0].read_bytes() == clip.path.read_bytes()


@pytest.mark.parametrize("form", [FileFormat.WAV24, FileFormat.WAV_FLOAT, FileFormat.FLAC, FileFormat.OGG])
def test_in_another_format_it_keeps_length_loop_and_certificate(
    clip: Clip, tmp_path: Path, form: FileFormat
) -> None:
    copy = export_clip(clip, tmp_path / "out", form)
    assert copy.name == f"loop{form.suffix}"
    assert read_certificate(copy) == read_certificate(clip.path)
    sound, rate_hz = read_audio(copy)
    original, _ = read_audio(clip.path)
    assert rate_hz == 44_100 and sound.shape == original.shape
    np.testing.assert_allclose(sound, original, atol=0.1 if form is FileFormat.OGG else 1e-6)
    assert describe(copy)["tempo_bpm"] == 124.0


def test_nothing_is_written_over(clip: Clip, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "loop.wav").write_text("somebody's")
    (tmp_path / "out" / "loop.flac").write_text("somebody's")
    assert export_clip(clip, tmp_path / "out").name == "loop-2.wav"
    assert export_clip(clip, tmp_path / "out", FileFormat.FLAC).name == "loop-2.flac"
    assert (tmp_path / "out" / "loop.wav").read_text() == "somebody's"


def test_what_is_gone_or_cannot_be_written_is_said(clip: Clip, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed, match="can't be created"):
        export_clip(clip, tmp_path / "file" / "below")
    clip.path.unlink()
    with pytest.raises(StorageFailed, match="is missing"):
        export_clip(clip, tmp_path / "out")
    with pytest.raises(BadFile, match="doesn't exist"):
        export_clip(clip, tmp_path / "out", FileFormat.OGG)
    assert list((tmp_path / "out").iterdir()) == []
