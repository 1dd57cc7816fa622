"""A checkpoint is whole at every instant, and a process that is killed leaves nothing that stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bridge.sound.files.atomic import sweep
from bridge.tuning.checkpoint import CHECKPOINT_FILE, read_checkpoint
from tests.support.posix import kill

# Writes checkpoints for ever, and says the step of each that is done.
WRITER = """
import sys, torch
from pathlib import Path
from bridge.tuning.checkpoint import write_checkpoint
step = 0
while True:
    step += 1
    write_checkpoint(Path(sys.argv[1]), {"a": torch.full((1_000_000,), float(step))}, {"step": step})
    print(step, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_writer_that_is_killed_loses_nothing_that_was_done(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        while not list(tmp_path.glob(".*.part/.tmp*")):
            pass  # until it is in the middle of the next one
        kill(writer.pid)
        done = int(["1", *writer.stdout.read().split()][-1])
    kept = read_checkpoint(tmp_path)
    assert kept is not None and kept[1]["step"] in (done, done + 1)
    assert bool((kept[0]["a"] == kept[1]["step"]).all())
    sweep(tmp_path, older_than_s=-1.0)
    assert [path.name for path in tmp_path.iterdir()] == [CHECKPOINT_FILE]
