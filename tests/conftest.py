"""Tiny models, built once a session, and one thread: their layers are too small to share out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from bridge.engine.loading import LoadedModel, load
from bridge.engine.quiet import quiet
from tests.support.tiny_sd import build_tiny_sd
from tests.support.tiny_starter import build_tiny_starter


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def sd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with quiet():
        return build_tiny_sd(tmp_path_factory.mktemp("models") / "tiny-sd")


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with quiet():
        return build_tiny_starter(tmp_path_factory.mktemp("models") / "tiny-starter")


@pytest.fixture(scope="session")
def sd(sd_folder: Path) -> LoadedModel:
    return load(sd_folder)


@pytest.fixture(scope="session")
def starter(starter_folder: Path) -> LoadedModel:
    return load(starter_folder)
