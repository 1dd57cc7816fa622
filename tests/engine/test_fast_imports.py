"""Imports that leave out what is not needed, and everything as it was afterwards."""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bridge.engine.fast_imports import UNNEEDED, fast_imports


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if neither torch nor what is left out had been imported yet."""
    for name in ("torch", *UNNEEDED):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setenv("OMP_WAIT_POLICY", "so that it is as it was afterwards")
    monkeypatch.delenv("OMP_WAIT_POLICY")
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("fresh")
def test_the_unneeded_is_not_found_inside_and_nothing_is_left_of_that() -> None:
    with fast_imports():
        assert [importlib.util.find_spec(name) for name in UNNEEDED] == [None] * len(UNNEEDED)
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(UNNEEDED[0])
    assert not set(UNNEEDED) & set(sys.modules)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("was_enabled", [True, False])
def test_the_collector_stands_still_inside_and_is_as_before_afterwards(was_enabled: bool) -> None:
    try:
        if not was_enabled:
            gc.disable()
        with fast_imports():
            assert not gc.isenabled()
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()


@pytest.mark.usefixtures("fresh")
def test_a_failed_import_leaves_all_as_it_was() -> None:
    with pytest.raises(ModuleNotFoundError), fast_imports():
        importlib.import_module("bridge.no_such_module")
    assert gc.isenabled()
    assert not set(UNNEEDED) & set(sys.modules)


@pytest.mark.usefixtures("fresh")
def test_waiting_threads_sleep_unless_the_user_wants_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    with fast_imports():
        assert os.environ["OMP_WAIT_POLICY"] == "PASSIVE"
    monkeypatch.setenv("OMP_WAIT_POLICY", "ACTIVE")
    with fast_imports():
        assert os.environ["OMP_WAIT_POLICY"] == "ACTIVE"


def test_where_torch_is_there_already_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", sys)
    modules, frozen = dict(sys.modules), gc.get_freeze_count()
    with fast_imports():
        assert sys.modules == modules
        assert gc.isenabled()
    assert gc.get_freeze_count() == frozen


def test_the_engine_can_do_without_what_is_left_out() -> None:
    code = (
        "import sys\n"
        "from bridge.engine.fast_imports import UNNEEDED, fast_imports\n"
        "with fast_imports():\n"
        "    import bridge.engine.render\n"
        "from bridge.engine.schedulers import SCHEDULERS, make_scheduler\n"
        "for name, entry in SCHEDULERS.items():\n"
        "    make_scheduler(name, {'_class_name': entry.name})\n"
        "print(sorted(set(sys.modules) & {*UNNEEDED, 'torch._dynamo'}))\n"
        "import torch\n"
        "print(torch.compiler.disable(len) is len, torch._dynamo.__file__ is None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "False False"]
