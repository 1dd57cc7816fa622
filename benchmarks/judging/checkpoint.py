"""Reads the tensors of a TensorFlow checkpoint without TensorFlow.

A checkpoint is a pair: `NAME.index`, a LevelDB table from each tensor's name to a small protocol
buffer (type, shape, offset, size), and `NAME.data-00000-of-00001`, the tensors' bytes. Tables are
described in LevelDB's doc/table_format.md, the entry in TensorFlow's tensor_bundle.proto. Only what
is needed is read: uncompressed blocks, one data file, 32-bit floats, little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bridge.errors import BadFile

_FOOTER_BYTES = 48
_MAGIC = 0xDB4775248B80FB57
_DT_FLOAT = 1
# Fields of BundleEntryProto, and of its TensorShapeProto.
_DTYPE, _SHAPE, _OFFSET, _SIZE = 1, 2, 4, 5
_DIM, _DIM_SIZE = 2, 1


def read_checkpoint(index: Path, data: Path) -> dict[str, NDArray[np.float32]]:
    """Every float tensor by its name. Raises `BadFile` for what is no such pair of files."""
    table, stored = index.read_bytes(), data.read_bytes()
    try:
        return dict(_tensors(table, stored))
    except (IndexError, KeyError, struct.error, ValueError) as error:
        raise BadFile(f"{index} and {data} are no TensorFlow checkpoint that can be read.") from error


def _tensors(table: bytes, stored: bytes) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, value in _table_entries(table):
        entry = dict(_fields(value))
        if not name or entry.get(_DTYPE) != _DT_FLOAT:
            continue  # the table's header, and counters
        dimensions = [dict(_fields(each)) for field, each in _fields(_bytes(entry.get(_SHAPE, b"")))
                      if field == _DIM and isinstance(each, bytes)]  # fmt: skip
        shape = [int(_number(dimension.get(_DIM_SIZE, 0))) for dimension in dimensions]
        start = _number(entry.get(_OFFSET, 0))
        values = np.frombuffer(stored[start : start + _number(entry[_SIZE])], dtype="<f4")
        yield name.decode(), values.reshape(shape)


def _table_entries(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of a LevelDB table, in order."""
    footer = table[-_FOOTER_BYTES:]
    if struct.unpack("<Q", footer[-8:])[0] != _MAGIC:
        raise ValueError("no table")
    *_metaindex, offset, size = _varints(footer, 4)
    for _, handle in _block_entries(table, offset, size):
        yield from _block_entries(table, *_varints(handle, 2))


def _block_entries(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Entries of one block; each key is told by what it adds to the one before it."""
    if table[offset + size] != 0:
        raise ValueError("compressed")
    block = table[offset : offset + size]
    restarts = struct.unpack("<I", block[-4:])[0]
    at, end, key = 0, size - 4 * (restarts + 1), b""
    while at < end:
        shared, at = _varint(block, at)
        added, at = _varint(block, at)
        length, at = _varint(block, at)
        key = key[:shared] + block[at : at + added]
        yield key, block[at + added : at + added + length]
        at += added + length


def _fields(message: bytes | int) -> Iterator[tuple[int, int | bytes]]:
    """Numbers and values of a protocol buffer's fields: varints, fixed 32 bits, and bytes."""
    message, at = _bytes(message), 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        value, at = _varint(message, at) if kind in (0, 2) else (0, at + 4)
        if kind == 2:
            yield number, message[at : at + value]
            at += value
        elif kind in (0, 5):
            yield number, value
        else:
            raise ValueError("unknown field")


def _bytes(value: int | bytes) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError("a number where bytes belong")
    return value


def _number(value: int | bytes) -> int:
    if not isinstance(value, int):
        raise ValueError("bytes where a number belongs")
    return value


def _varints(source: bytes, count: int) -> list[int]:
    values, at = [], 0
    for _ in range(count):
        value, at = _varint(source, at)
        values.append(value)
    return values


def _varint(source: bytes, at: int) -> tuple[int, int]:
    """An unsigned number, seven bits a byte, lowest first; and where it ends."""
    value = shift = 0
    while True:
        byte = source[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
