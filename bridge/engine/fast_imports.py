"""How a command comes by torch and the models' libraries without waiting longer than it must.

For a process of our own: what is kept out here might be missed by others who share it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# None of them is among our dependencies. Where they are installed, for other programs' sake, the
# models' libraries import them all the same, up to half a second, for what is never asked of them.
UNNEEDED = ("accelerate", "onnxruntime", "pandas", "peft", "scipy", "sklearn")


@contextmanager
def fast_imports() -> Iterator[None]:
    """A block to import torch in, and what stands on it, in two thirds of the time.

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
    with _out_of_sight([name for name in UNNEEDED if name not in sys.modules]):
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
