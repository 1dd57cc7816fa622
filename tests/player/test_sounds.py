"""Clips read by a thread of their own, and kept up to a budget."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.player.sounds import Loaded, Sounds, Source, load

Posted = queue.SimpleQueue[Loaded]


def source(folder: Path, name: str, *, frames: int = 4410, channels: int = 1) -> Source:
    path = folder / f"{name}.wav"
    wave = np.sin(2 * np.pi * 10 * np.arange(frames) / frames) * 0.5
    soundfile.write(path, np.tile(wave[:, None], (1, channels)), 44_100, subtype="FLOAT")
    return Source(name, os.fsencode(path), 1.0)


@pytest.fixture
def posted() -> Posted:
    return queue.SimpleQueue()


@pytest.fixture
def sounds(posted: Posted) -> Iterator[Sounds]:
    made = Sounds(posted.put, budget_bytes=100_000)
    yield made
    made.close()


def test_a_loop_is_read_once_and_then_at_hand(sounds: Sounds, posted: Posted, tmp_path: Path) -> None:
    wanted = source(tmp_path, "a")
    assert sounds.ask(wanted, 48_000) is None
    loaded = posted.get(timeout=20)
    assert loaded.key == "a" and loaded.loop is not None and loaded.loop.frames == 4800
    assert sounds.ask(wanted, 48_000) is loaded.loop
    assert posted.empty()


def test_the_oldest_go_when_the_budget_is_full(sounds: Sounds, posted: Posted, tmp_path: Path) -> None:
    wanted = [source(tmp_path, name) for name in "abc"]  # 35 kB each
    for each in wanted[:2]:
        sounds.ask(each, 44_100)
        posted.get(timeout=20)
    assert sounds.ask(wanted[0], 44_100) is not None  # lately used
    sounds.ask(wanted[2], 44_100)
    posted.get(timeout=20)
    assert sounds.size_bytes <= 100_000
    assert sounds.ask(wanted[0], 44_100) is not None and sounds.ask(wanted[1], 44_100) is None
    posted.get(timeout=20)


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    loaded = load(Source("x", os.fsencode(tmp_path / "gone.wav"), 4.0), 48_000)
    assert loaded.loop is None and "doesn't exist" in loaded.why


def test_one_channel_and_two_both_become_stereo(tmp_path: Path) -> None:
    for channels in (1, 2):
        loop = load(source(tmp_path, str(channels), channels=channels), 44_100).loop
        assert loop is not None and loop.samples.shape[0] == 2 and loop.frames == 4410
