"""A library in a folder of its own, and clips that are quick to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.library import Library
from bridge.messages.effects import Enqueue

Ask = Callable[..., Enqueue]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    return tmp_path / "exports"


@pytest.fixture
def library(database: Path, exports: Path) -> Iterator[Library]:
    with Library.open(database, exports) as opened:
        yield opened
