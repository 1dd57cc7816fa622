"""Pieces are joined one after another, and one that can't be leaves the next alone."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from bridge.hub.joins import Joins
from bridge.messages.events import JoinTold
from bridge.messages.orders import Failure, Sender
from bridge.pieces.part_list import ListedPart
from bridge.settings import Settings
from bridge.worker.join_process import Join

# Longer than what a pipe holds, so that a process that doesn't read is noticed.
LONG = "x" * (1 << 20)


@pytest.fixture
def told() -> SimpleQueue[JoinTold]:
    return SimpleQueue()


@pytest.fixture
def joins(told: SimpleQueue[JoinTold]) -> Iterator[Joins]:
    running = Joins(told.put)
    yield running
    running.stop(timeout_s=5.0)


def failures(joins: Joins, told: SimpleQueue[JoinTold]) -> list[str]:
    found = []
    for id in ("first", "second"):
        order = Join(
            settings=Settings(), folder=Path(), paths={"a": "a.wav"}, parts=(ListedPart("a", 1),), title=LONG
        )
        joins.ask(Sender("test", "", id), order)
        ended = told.get(timeout=10).told
        assert isinstance(ended, Failure)
        found.append(ended.message)
    return found


def test_a_process_that_ends_at_once_fails_its_piece_alone(
    joins: Joins, told: SimpleQueue[JoinTold], monkeypatch: pytest.MonkeyPatch
) -> None:
    if (ends_at_once := shutil.which("true")) is None:
        pytest.skip("there is no such program here")
    monkeypatch.setattr(sys, "executable", ends_at_once)
    assert failures(joins, told) == ["Joining stopped unexpectedly. Ask again."] * 2


def test_without_a_temporary_folder_each_piece_is_told_why(
    joins: Joins, told: SimpleQueue[JoinTold], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert all("needs a temporary folder" in each for each in failures(joins, told))
