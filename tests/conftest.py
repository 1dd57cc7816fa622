"""Tiny models, built once a session. Torch is loaded when a test asks for one, not before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.support.alone import ON_JACK

if TYPE_CHECKING:
    from bridge.engine.loading import LoadedModel

# No deadlines: how long an example takes says more of what else the machine does.
hypothesis.settings.register_profile("random", deadline=None)
# The same examples each time: what `python -m tests` runs.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("fast", hypothesis.settings.get_profile("ci"), max_examples=20)
hypothesis.settings.load_profile("random")


ROOT = Path(__file__).parent.parent
MODELS = {"sd", "sd_folder", "starter", "starter_folder"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a model is slow; what needs JACK is for one process, and so is each other file."""
    on_jack = tuple(str(ROOT / path) for path in ON_JACK)
    for item in items:
        group = "jack" if str(item.path).startswith(on_jack) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
        if MODELS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """The tiny models' layers are too small to share out, and bytes depend on the number of threads."""
    if (torch := sys.modules.get("torch")) is not None:
        torch.set_num_threads(1)


@pytest.fixture(scope="session")
def sd_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bridge.engine.quiet import quiet
    from tests.support.tiny_sd import build_tiny_sd

    with quiet():
        return build_tiny_sd(tmp_path_factory.mktemp("models") / "tiny-sd")


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bridge.engine.quiet import quiet
    from tests.support.tiny_starter import build_tiny_starter

    with quiet():
        return build_tiny_starter(tmp_path_factory.mktemp("models") / "tiny-starter")


@pytest.fixture(scope="session")
def sd(sd_folder: Path) -> LoadedModel:
    from bridge.engine.loading import load

    return load(sd_folder)


@pytest.fixture(scope="session")
def starter(starter_folder: Path) -> LoadedModel:
    from bridge.engine.loading import load

    return load(starter_folder)
