"""Another version of Riffbridge: where it lies, and the command that renders with it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bridge.errors import BadRequest

ROOT = Path(__file__).parents[2]
FIRST, FIRST_COMMIT = "0.1.0", "2c48eec"
"""The version before loops were played, whose clips `tests/fixtures/landed` has."""


@contextmanager
def first_version() -> Iterator[Path]:
    """A folder with 0.1.0, out of this checkout's history. Raises `BadRequest` if that isn't there."""
    found = subprocess.run(["git", "-C", ROOT, "archive", FIRST_COMMIT], capture_output=True, check=False)
    if found.returncode:
        raise BadRequest(
            f"This checkout lacks commit {FIRST_COMMIT}, which is {FIRST}. Clone it with its whole history, "
            "or name a checkout of another version: --beside FOLDER."
        )
    with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
        archive.extractall(folder, filter="data")
        yield Path(folder)


def command(prompt: str, asked: Mapping[str, object]) -> list[str]:
    """What renders `prompt` with the options that are `asked`, in a process of its own."""
    options = [f"--{name}={value}" for name, value in asked.items()]
    return [sys.executable, "-m", "bridge", "render", prompt, *options, "--alone"]


def environment(folder: Path, home: str) -> dict[str, str]:
    """The environment in which the version in `folder` runs, on one thread, with settings in `home`."""
    places = {f"XDG_{what}_HOME": home for what in ("CONFIG", "DATA", "CACHE", "STATE")}
    return {**os.environ, **places, "PYTHONPATH": str(folder), "OMP_NUM_THREADS": "1"}
