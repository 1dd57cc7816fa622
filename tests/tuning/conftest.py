"""Sounds of ours to learn from, and small models that learn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest

from bridge.engine.loading import LoadedModel, load
from bridge.models.folder import write_info
from bridge.models.info import plain_stable_diffusion
from bridge.sound.files.clips import write_clip
from bridge.sound.format import RIFFUSION
from bridge.timing import loop_frames
from bridge.tuning.folder import OwnSet, read_set
from bridge.tuning.lessons import Lessons, make_lessons
from bridge.vocabulary.music import Key
from tests.support.factories import certificate, job
from tests.support.tiny_sd import build_tiny_sd
from tests.support.tiny_starter import build_tiny_starter
from tests.tuning.sounds import write_beat


@pytest.fixture
def own_clip(tmp_path: Path) -> Path:
    """One bar of house in C, with its certificate."""
    order = job(prompt="house", bars=1, key=Key.parse("C"))
    frames = loop_frames(1, order.meter, order.tempo_bpm, order.rate_hz)
    write_clip(path := tmp_path / "x.wav", np.full((1, frames), 0.25, np.float32), certificate(order))
    return path


@pytest.fixture(scope="session")
def own_set(tmp_path_factory: pytest.TempPathFactory) -> OwnSet:
    """Six bars at two tempi, with the trigger word “mine”."""
    folder = tmp_path_factory.mktemp("loops")
    for number in range(5):
        write_beat(folder / f"bell{number}_240bpm.wav", bars=1, tempo_bpm=240, pitch_hz=300 + 40 * number)
    write_beat(folder / "slow_180bpm.wav", bars=1, tempo_bpm=180)
    return read_set(folder, trigger="mine")


@pytest.fixture(scope="session")
def base_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both kinds of model; Stable Diffusion's with pictures of 64 × 64, for speed."""
    folder = tmp_path_factory.mktemp("bases")
    small = msgspec.structs.replace(RIFFUSION, name="small", mel_bins=64)
    info = msgspec.structs.replace(plain_stable_diffusion("sd"), format=small, native_columns=64)
    write_info(build_tiny_sd(folder / "sd"), info)
    return {"sd": folder / "sd", "starter": build_tiny_starter(folder / "starter")}


@pytest.fixture
def fresh(base_folders: dict[str, Path]) -> Callable[[str], LoadedModel]:
    """A base by its name, loaded again."""
    return lambda name: load(base_folders[name])


@pytest.fixture(scope="session")
def lessons(base_folders: dict[str, Path], own_set: OwnSet) -> dict[str, Lessons]:
    """What each base learns of the loops."""
    return {name: make_lessons(load(folder), own_set.loops) for name, folder in base_folders.items()}
