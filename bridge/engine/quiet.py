"""Keeps what diffusers says off the terminal, for as long as a block runs."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import diffusers.utils.logging as library


@contextmanager
def quiet() -> Iterator[None]:
    """No log lines, warnings or progress bars inside; as it was before, afterwards.

    What matters among them is raised as an error, or checked by whoever uses this.
    """
    level, showed_bars = library.get_verbosity(), library.is_progress_bar_enabled()
    library.set_verbosity(logging.CRITICAL)
    library.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        library.set_verbosity(level)
        if showed_bars:
            library.enable_progress_bar()
