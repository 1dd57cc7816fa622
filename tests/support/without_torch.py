"""A pytest plugin under which nothing can import torch: `pytest -p tests.support.without_torch`."""

from __future__ import annotations

import sys

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    for name in ("torch", "diffusers", "transformers"):
        sys.modules[name] = None  # type: ignore[assignment]
