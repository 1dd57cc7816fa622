"""A hub between scripted neighbours and a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.library import Library
from tests.hub.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Library.open(tmp_path / "library.sqlite", tmp_path / "exports") as library:
        yield World(tmp_path, library)
