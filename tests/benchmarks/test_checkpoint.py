"""TensorFlow's checkpoints, read from bytes that are written here by the published layout."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.judging.checkpoint import read_checkpoint
from bridge.errors import BadFile

MAGIC = struct.pack("<Q", 0xDB4775248B80FB57)


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


def entry(array: NDArray[np.float32], offset: int) -> bytes:
    dimensions = b"".join(
        b"\x12" + varint(len(size)) + size for size in (b"\x08" + varint(n) for n in array.shape)
    )
    shape = b"\x12" + varint(len(dimensions)) + dimensions
    place = b"\x20" + varint(offset) + b"\x28" + varint(array.nbytes)
    return b"\x08\x01" + shape + place + b"\x35" + bytes(4)


def block(entries: list[tuple[bytes, bytes]]) -> bytes:
    """Keys are told by what they share with the one before; one restart, no compression, no checksum."""
    written, before = b"", b""
    for key, value in entries:
        shared = next((n for n, pair in enumerate(zip(key, before, strict=False)) if pair[0] != pair[1]),
                      min(len(key), len(before)))  # fmt: skip
        written += varint(shared) + varint(len(key) - shared) + varint(len(value)) + key[shared:] + value
        before = key
    return written + struct.pack("<II", 0, 1)


def write(folder: Path, arrays: dict[str, NDArray[np.float32]]) -> tuple[Path, Path]:
    data, entries = b"", [(b"", b"\x08\x01")]
    for name in sorted(arrays):
        entries.append((name.encode(), entry(arrays[name], len(data))))
        data += arrays[name].astype("<f4").tobytes()
    values = block(entries)
    handle = varint(0) + varint(len(values))
    index = block([(b"~", handle)])
    footer = varint(0) + varint(0) + varint(len(values) + 5) + varint(len(index))
    table = values + bytes(5) + index + bytes(5) + footer.ljust(40, b"\0") + MAGIC
    paths = folder / "x.index", folder / "x.data"
    paths[0].write_bytes(table)
    paths[1].write_bytes(data)
    return paths


def test_reads_what_was_written(tmp_path: Path) -> None:
    arrays = {
        "conv2d/kernel": np.arange(24, dtype=np.float32).reshape(2, 3, 4),
        "conv2d/bias": np.array([-1.5, 2.0], dtype=np.float32),
        "dense": np.full((300, 2), 7.0, dtype=np.float32),
        "scalar": np.array(3.0, dtype=np.float32),
    }
    read = read_checkpoint(*write(tmp_path, arrays))
    assert read.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)


@pytest.mark.parametrize("length", [0, 20, 48, 90])
def test_a_table_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    index, data = write(tmp_path, {"a": np.zeros(3, dtype=np.float32)})
    index.write_bytes(index.read_bytes()[:length])
    with pytest.raises(BadFile, match="no TensorFlow checkpoint"):
        read_checkpoint(index, data)


def test_data_cut_short_is_refused(tmp_path: Path) -> None:
    index, data = write(tmp_path, {"a": np.zeros(3, dtype=np.float32)})
    data.write_bytes(data.read_bytes()[:8])
    with pytest.raises(BadFile):
        read_checkpoint(index, data)


@settings(max_examples=60)
@given(noise=st.binary(max_size=200))
def test_anything_before_the_magic_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("noise")
    index, data = folder / "i", folder / "d"
    index.write_bytes(noise + MAGIC)
    data.write_bytes(b"")
    try:
        read_checkpoint(index, data)
    except BadFile as error:
        assert "no TensorFlow checkpoint" in str(error)
