"""Clips with certificates that nobody should believe, given to the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.bridge_rows.row import Row
from bridge.requests.kinds import shown
from bridge.sound.files.clips import write_sound
from bridge.sound.files.encoding import Label
from bridge.vocabulary.files import FileFormat
from tests.support.factories import certificate

LIMIT_S = 10.0
# An escape sequence, a C1 control and a mark that turns text round.
_STEERING = "\x1b[2J\x9b2J\u202e"
_WILD: Mapping[str, object] = {
    "phase_iterations": 10**7,
    "rate_hz": 0,
    "steps": 10**4000,
    "bars": 10**9,
    "tempo_bpm": 1e-300,
    "count": 2**40,
    "seed": -1,
    "prompt": "x" * 1_000_000,
    "strength": 1e308,
    "model": "../../../etc",
}


def certificates(folder: Path) -> Iterator[Row]:
    """Render again from each, then inspect one that tries to steer the terminal."""
    for name, value in (*_WILD.items(), ("rate_hz", 1)):
        path = _clip(folder / "wild.wav", {name: value})
        done, took_s = _run("render", "--like", path, "--alone", "-o", folder / "out.wav")
        sentence = done.stderr.strip().splitlines()
        is_told = done.returncode == 2 and len(sentence) == 1 and sentence[0].startswith("riffbridge: ")
        told = "refused in a sentence" if is_told else f"status {done.returncode}: {sentence[-1:]}"
        holds = is_told and not (folder / "out.wav").exists()
        yield Row(
            f"render --like, {name} {shown(value)}", f"{told}, {took_s:.1f} s", f"within {LIMIT_S:g} s", holds
        )
    path = _clip(folder / "steering.wav", {"prompt": _STEERING})
    done, _ = _run("inspect", path)
    printed = sum((done.stdout + done.stderr).count(each) for each in "\x1b\x9b\u202e")
    yield Row("inspect, control characters printed", f"{printed}", "0", printed == 0 == done.returncode)


def _clip(path: Path, job: Mapping[str, object]) -> Path:
    """A clip whose certificate says what `job` does."""
    told = msgspec.to_builtins(certificate())
    told["job"] |= job
    label = Label(rate_hz=44_100, file_format=FileFormat.WAV16, comment=json.dumps(told))
    write_sound(path, np.zeros((1, 100), np.float32), label)
    return path


def _run(*words: object) -> tuple[subprocess.CompletedProcess[str], float]:
    """What a command did, ended after the limit, and how long it took."""
    began_s = time.monotonic()
    command = [sys.executable, "-m", "bridge", *map(str, words)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        done = subprocess.CompletedProcess(command, 124, "", "it goes on and on")
    return done, time.monotonic() - began_s
