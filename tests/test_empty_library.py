"""An empty library has the name that it was given, which is all that its users need."""

from __future__ import annotations

import ctypes
import platform
import re
import sys
from pathlib import Path

import pytest

from bridge.empty_library import load_empty

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="the loader of Linux on x86-64"
)
def test_the_loader_finds_it_by_its_name() -> None:
    name = "libriffbridge-empty.so.7"
    with pytest.raises(OSError, match="cannot open shared object file"):
        ctypes.CDLL(name)
    load_empty(name)
    library = ctypes.CDLL(name)
    with pytest.raises(AttributeError):
        _ = library.anything
    with pytest.raises(OSError, match="cannot open shared object file"):
        ctypes.CDLL("libriffbridge-empty.so.8")


def test_whoever_imports_pedalboard_has_libatomic_loaded_first() -> None:
    texts = {path: path.read_text() for path in (ROOT / "bridge").rglob("*.py")}
    users = [path for path, text in texts.items() if re.search(r"^ +(from|import) pedalboard", text, re.M)]
    assert len(users) >= 3
    assert [path for path in users if "    load_libatomic()\n    " not in texts[path]] == []
