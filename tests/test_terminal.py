"""The command line on closed, narrow and hostile terminals."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.terminal import REPLACEMENT, printable
from tests.support.factories import job
from tests.support.library import drawn

RIFFBRIDGE = [sys.executable, "-m", "bridge"]


@given(st.text())
def test_what_is_printed_never_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x00\x07\x08\x1b\x7f\x80\x9b\x9d\u200e\u202e\u2066\u2069\ud800")
    assert printable(shown) == shown


def test_words_of_all_languages_are_printed_as_they_are() -> None:
    text = "Größe – naïve 日本語 👩\u200d🎤 مرحبا\n\t"
    assert printable(text) == text
    assert printable("a\x1b[2Jb\u202ec") == f"a{REPLACEMENT}[2Jb{REPLACEMENT}c"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return drawn(job(prompt="a\x1b[2J\u202eb"), tmp_path / "clip.wav").path


def test_inspect_shows_no_escape_sequence_of_a_certificate(hostile: Path) -> None:
    for more in ([], ["--json"]):
        done = subprocess.run([*RIFFBRIDGE, "inspect", str(hostile), *more], capture_output=True, check=True)
        assert b"\x1b" not in done.stdout and "\u202e".encode() not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("inspect {clip} >&-", 0),
        ("inspect {clip} 2>&-", 0),
        ("inspect nothing.wav >&- 2>&-", 2),
        ("--help >&-", 0),
    ],
)
def test_a_closed_output_costs_no_traceback(hostile: Path, command: str, status: int) -> None:
    words = command.format(clip=hostile)
    done = subprocess.run(f"{sys.executable} -m bridge {words}", shell=True, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (status, "")


def test_a_terminal_of_ascii_gets_what_it_can_show() -> None:
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run([*RIFFBRIDGE, "render", "--help"], env=narrow, capture_output=True, check=True)
    assert b"--bpm" in done.stdout and done.stderr == b""


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*RIFFBRIDGE, "render", "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("after_s", [0.05, 0.1, 0.2, 0.4, 1.0])
def test_ctrl_c_at_any_instant_leaves_no_traceback_of_ours(after_s: float) -> None:
    process = subprocess.Popen([*RIFFBRIDGE, "hosts", "--seconds", "30"], stderr=subprocess.PIPE, text=True)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(after_s)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    # Python itself prints one while it starts, until the first import of `__main__` is done.
    assert not re.search(r'bridge/(?!__main__\.py", line 5,)', said) and process.returncode in (
        1,
        -signal.SIGINT,
    )
