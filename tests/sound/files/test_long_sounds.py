"""Long sounds: block by block the same bytes as in one go."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bridge.errors import BadRequest
from bridge.sound.files.encoding import ENCODER_FRAMES, Label, encode_sound
from bridge.sound.files.long_sounds import write_long_sound
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Loop

SOUND = np.random.default_rng(5).uniform(-0.5, 0.5, (2, 40_001)).astype(np.float32)
FRAME = Loop(tempo_bpm=120.0, bars=1)


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_blocks_give_the_bytes_of_the_whole(tmp_path: Path, file_format: FileFormat) -> None:
    marks = ((0, "one"), (20_000, "two"))
    label = Label(rate_hz=44_100, file_format=file_format, loop=FRAME, title="Piece", marks=marks, serial=7)
    path = tmp_path / "piece"
    write_long_sound(
        path, np.split(SOUND, [ENCODER_FRAMES, 2 * ENCODER_FRAMES], axis=1), 2, SOUND.shape[-1], label
    )
    assert path.read_bytes() == encode_sound(SOUND, label)


def test_a_wave_of_more_than_its_header_can_say_is_refused(tmp_path: Path) -> None:
    label = Label(rate_hz=192_000, file_format=FileFormat.WAV_FLOAT)
    with pytest.raises(BadRequest, match="Use FLAC or OGG"):
        write_long_sound(tmp_path / "piece.wav", [], 2, 2**30, label)
    assert not list(tmp_path.iterdir())


def test_what_the_blocks_raise_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        blocks = (SOUND[:, : 1 // each] for each in (1, 0))
        write_long_sound(tmp_path / "a.ogg", blocks, 2, 10, Label(rate_hz=44_100, file_format=FileFormat.OGG))
    assert not list(tmp_path.iterdir())
