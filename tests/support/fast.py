"""Which tests are fast: those of the rooms without torch and window, but for what is marked `slow`."""

from __future__ import annotations

ROOMS = (
    "composing", "golden", "hosts", "hub", "inbox", "library", "midi", "models", "osc", "pieces", "player",
    "playing", "prompts", "rendering", "requests", "sound/files", "stage",
)  # fmt: skip
MODULES = ("lru_cache", "settings", "structure", "timing", "vocabulary")
FAST = (
    "--hypothesis-profile=fast", "--numprocesses=auto", "--maxprocesses=4",
    "-p", "tests.support.without_torch", "-p", "no:pytest-qt", "-m", "not slow",
    *(f"tests/{room}" for room in ROOMS), *(f"tests/test_{name}.py" for name in MODULES),
)  # fmt: skip
