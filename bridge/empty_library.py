"""Loads an empty library in the place of libatomic, where the system has none.

The wheels of pedalboard 0.9 and LinkPython 1.3 for Linux on x86-64 name `libatomic.so.1` as needed and call
nothing in it (`nm -D` lists no `__atomic_…`): on a Debian with nothing but Python all that they
lack is the name. The dynamic loader takes a library that is loaded already for one that is needed if its
DT_SONAME is the same. The smallest that has one is written here (System V ABI, Object Files).
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import platform
import struct
import sys

from bridge.system_libraries import missing

LIBATOMIC = "libatomic.so.1"
_X86_64 = 62
_HEADER_BYTES, _SEGMENT_BYTES, _SYMBOL_BYTES, _ENTRY_BYTES = 64, 56, 24, 16
_LOAD, _DYNAMIC, _STACK = 1, 2, 0x6474E551
# Writable, since the loader adds addresses to its table; and without this no stack may be run as code.
_READ_WRITE = 6
_STRTAB, _HASH, _SYMTAB, _STRSZ, _SYMENT, _SONAME, _END = 5, 4, 6, 10, 11, 14, 0


@functools.cache
def load_libatomic() -> None:
    """Have something called `libatomic.so.1` loaded, before pedalboard or LinkPython is imported. Where that
    fails, their import says what is missing."""
    if sys.platform == "linux" and platform.machine() == "x86_64" and missing([LIBATOMIC]):
        with contextlib.suppress(OSError):
            load_empty(LIBATOMIC)


def load_empty(name: str) -> None:
    """Load an empty library called `name`. Raises `OSError` if the system refuses."""
    if sys.platform == "linux":
        handle = os.memfd_create(name)
        try:
            os.write(handle, empty_library(name))
            ctypes.CDLL(f"/proc/self/fd/{handle}", mode=ctypes.RTLD_GLOBAL)
        finally:
            os.close(handle)


def empty_library(name: str) -> bytes:
    """A shared library for x86-64 that is called `name` and holds nothing: header, three segments, names, one
    symbol of zeros, a hash table of one bucket, and the table that leads to these."""
    names = b"\0" + name.encode() + b"\0"
    names += bytes(-len(names) % 8)
    at_names = _HEADER_BYTES + 3 * _SEGMENT_BYTES
    at_symbols = at_names + len(names)
    at_hash = at_symbols + _SYMBOL_BYTES
    at_table = at_hash + 16
    table = (
        (_SONAME, 1), (_HASH, at_hash), (_STRTAB, at_names), (_SYMTAB, at_symbols), (_STRSZ, len(names)),
        (_SYMENT, _SYMBOL_BYTES), (_END, 0),
    )  # fmt: skip
    size = at_table + _ENTRY_BYTES * len(table)
    kind = struct.pack("<HHI", 3, _X86_64, 1)
    sizes = struct.pack("<IHHHHHH", 0, _HEADER_BYTES, _SEGMENT_BYTES, 3, 0, 0, 0)
    return b"".join((
        b"\x7fELF\2\1\1", bytes(9), kind, struct.pack("<QQQ", 0, _HEADER_BYTES, 0), sizes,
        _segment(_LOAD, 0, size, 0x1000),
        _segment(_DYNAMIC, at_table, size - at_table, 8),
        _segment(_STACK, 0, 0, 16),
        names, bytes(_SYMBOL_BYTES), struct.pack("<4I", 1, 1, 0, 0),
        *(struct.pack("<QQ", *entry) for entry in table),
    ))  # fmt: skip


def _segment(kind: int, at: int, size: int, alignment: int) -> bytes:
    return struct.pack("<IIQQQQQQ", kind, _READ_WRITE, at, at, at, size, size, alignment)
