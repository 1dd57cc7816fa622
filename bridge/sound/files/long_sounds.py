"""Writes long sounds block by block, whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import numpy as np

from bridge.errors import BadRequest
from bridge.sound.files import riff, tags
from bridge.sound.files.atomic import replacing
from bridge.sound.files.encoding import Label, comments, compress, wave_chunks, wave_samples
from bridge.sound.files.reading import Sound
from bridge.vocabulary.files import FileFormat

# A WAV states its sizes in 32 bits, and some programs read them as signed.
MOST_WAVE_BYTES = 2**31 - 1
# More than a FLAC's blocks before its sound, of which libsndfile writes two small ones.
_FLAC_HEAD_BYTES = 1 << 16


def write_long_sound(path: Path, blocks: Iterable[Sound], channels: int, frames: int, label: Label) -> None:
    """Write `blocks` `[channels, n]` of samples in -1..1, `frames` in all, to `path`.

    Where all but the last have a multiple of `ENCODER_FRAMES` frames, these are the bytes that `encode_sound`
    gives for all of them at once. Raises `StorageFailed`, and `BadRequest` for a WAV that would be too large.
    What `blocks` raises goes through, and nothing is written.
    """
    with replacing(path) as part, part.open("wb") as file:
        if label.file_format in (FileFormat.FLAC, FileFormat.OGG):
            _write_compressed(file, blocks, channels, label)
        else:
            _write_wave(file, blocks, channels, frames, label)


def _write_compressed(file: BinaryIO, blocks: Iterable[Sound], channels: int, label: Label) -> None:
    with tempfile.TemporaryFile() as bare:
        compress(blocks, channels, label, bare)
        bare.seek(0)
        if label.file_format is FileFormat.OGG:
            file.write(tags.with_ogg_comments(bare.read(), comments(label), label.serial))
        else:
            file.write(tags.with_flac_comments(bare.read(_FLAC_HEAD_BYTES), comments(label)))
            shutil.copyfileobj(bare, file)


def _write_wave(file: BinaryIO, blocks: Iterable[Sound], channels: int, frames: int, label: Label) -> None:
    before, after = ([riff.chunk(*each) for each in part] for part in wave_chunks(label, channels, frames))
    data_bytes = frames * len(wave_samples(np.zeros((channels, 1), np.float32), label))
    size = 4 + sum(map(len, [*before, *after])) + 8 + data_bytes + data_bytes % 2
    if size > MOST_WAVE_BYTES:
        raise BadRequest(f"The sound is too long for a WAV of {label.rate_hz:,} Hz. Use FLAC or OGG.")
    file.write(b"RIFF" + size.to_bytes(4, "little") + b"WAVE" + b"".join(before))
    file.write(b"data" + data_bytes.to_bytes(4, "little"))
    for block in blocks:
        file.write(wave_samples(block, label))
    file.write(b"\0" * (data_bytes % 2) + b"".join(after))
