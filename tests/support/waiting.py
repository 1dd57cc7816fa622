"""Waiting for another thread to come to something."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(is_so: Callable[[], bool], within_s: float = 20.0) -> None:
    """Return as soon as `is_so`; fail if it is not so for `within_s`."""
    until_s = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < until_s, "it did not come to that"
        time.sleep(0.005)
