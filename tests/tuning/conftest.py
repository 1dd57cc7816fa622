"""Sounds of ours to learn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bridge.sound.files.clips import write_clip
from bridge.timing import loop_frames
from bridge.vocabulary.music import Key
from tests.support.factories import certificate, job


@pytest.fixture
def own_clip(tmp_path: Path) -> Path:
    """One bar of house in C, with its certificate."""
    order = job(prompt="house", bars=1, key=Key.parse("C"))
    frames = loop_frames(1, order.meter, order.tempo_bpm, order.rate_hz)
    write_clip(path := tmp_path / "x.wav", np.full((1, frames), 0.25, np.float32), certificate(order))
    return path
