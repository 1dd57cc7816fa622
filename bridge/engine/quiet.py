"""Keep what transformers and diffusers say to the terminal off it, for as long as a block runs."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import diffusers.utils.logging as diffusers_logging
import transformers.utils.logging as transformers_logging


@contextmanager
def quiet() -> Iterator[None]:
    """No log lines, warnings or progress bars inside; as it was before, afterwards.

    What matters among them is raised as an error, or checked by whoever uses this.
    """
    libraries = (transformers_logging, diffusers_logging)
    verbosity = [library.get_verbosity() for library in libraries]
    showed_bars = [library.is_progress_bar_enabled() for library in libraries]
    for library in libraries:
        library.set_verbosity(logging.CRITICAL)
        library.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for library, level, bars in zip(libraries, verbosity, showed_bars, strict=True):
            library.set_verbosity(level)
            if bars:
                library.enable_progress_bar()
