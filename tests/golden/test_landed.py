"""Clips of an earlier version are still read, still have their digests, and are still rendered again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import soundfile

from bridge.sound.files.clips import read_certificate
from tests.golden.like import CLIPS, MADE, THREADS

pytestmark = pytest.mark.slow

# Measured between processors, instruction sets and numbers of threads: 29 dB and more below the sound.
# Another seed is 3 dB above it.
MAX_ERROR_DB = -24.0


class Again(NamedTuple):
    """Where the clips are that were rendered again, and how that machine computes."""

    folder: Path
    machine: dict[str, str]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Again:
    folder = tmp_path_factory.mktemp("again")
    homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "CACHE", "DATA", "STATE")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.like", str(folder)],
        env={**os.environ, **homes, **THREADS}, cwd=CLIPS.parents[2], capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Again(folder, json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", MADE["digests"])
def test_its_certificate_is_read_and_its_digest_is_the_same(name: str) -> None:
    assert read_certificate(CLIPS / name).job.digest == MADE["digests"][name]


@pytest.mark.parametrize("name", MADE["digests"])
def test_the_same_sound_is_rendered_from_it_everywhere(again: Again, name: str) -> None:
    (first, rate_hz), (second, same_rate_hz) = (
        soundfile.read(folder / name) for folder in (CLIPS, again.folder)
    )
    assert (first.shape, rate_hz) == (second.shape, same_rate_hz)
    error_db = 10 * np.log10(np.square(first - second).sum() / np.square(first).sum() + 1e-12)
    assert error_db < MAX_ERROR_DB


@pytest.mark.parametrize("name", MADE["digests"])
def test_the_same_bytes_are_rendered_from_it_on_the_kind_of_machine_that_made_it(
    again: Again, name: str
) -> None:
    if again.machine != MADE["machine"]:
        pytest.skip("it was made on another kind of machine")
    assert (again.folder / name).read_bytes() == (CLIPS / name).read_bytes()
