"""Imports torch and the models' libraries without what a command doesn't need of them.

For a process of our own: what is kept out here might be missed by others who share it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

Function = TypeVar("Function")

# diffusers imports these where they are installed, up to two seconds, for what is never asked of it.
UNNEEDED = ("accelerate", "onnxruntime", "pandas", "peft", "scipy", "sklearn", "transformers")
_COMPILER = "torch._dynamo"


@contextmanager
def fast_imports() -> Iterator[None]:
    """A block to import torch in, and what stands on it, in half the time.

    The collector stands still inside: imports make hundreds of thousands of objects that stay, and
    it would look through all of them again and again. Afterwards it passes them over. Does nothing
    where torch has been imported before.
    """
    if "torch" in sys.modules:
        yield
        return
    # Threads that spin while they wait for each other cost little alone, and everything where a core
    # is busy with something else, as beside a host it is.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    with _out_of_sight([name for name in UNNEEDED if name not in sys.modules]), _uncompiled():
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            yield
            gc.freeze()
        finally:
            if was_enabled:
                gc.enable()


@contextmanager
def _out_of_sight(names: list[str]) -> Iterator[None]:
    """Let modules count as not installed: `None` is how Python itself marks one that cannot be imported."""
    for name in names:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


class _NoCompiler(ModuleType):
    """Stands in for torch's compiler: leaves functions as they are."""

    def allow_in_graph(self, function: Function) -> Function:
        return function

    def disable(self, function: Any = None, recursive: bool = True, **options: object) -> Any:
        return self.allow_in_graph if function is None else function


@contextmanager
def _uncompiled() -> Iterator[None]:
    """Keep torch's compiler out: diffusers marks functions for it as it is imported, which takes most of a
    second, and nobody compiles."""
    sys.modules[_COMPILER] = _NoCompiler(_COMPILER)
    try:
        yield
    finally:
        del sys.modules[_COMPILER]
