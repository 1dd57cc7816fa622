"""Programs that are not ours ask for a loop and read the answer: liblo's tools, and Pure Data."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bridge.library.files import read_clip
from tests.support.bridge_process import Served
from tests.support.hosts.listening import free_port
from tests.support.posix import kill
from tests.support.serving import needs_proc, serving, wait_until

pytestmark = [pytest.mark.slow, needs_proc]
needs_liblo = pytest.mark.skipif(
    not (shutil.which("oscsend") and shutil.which("oscdump")),
    reason="needs oscsend and oscdump (liblo-tools)",
)
needs_pd = pytest.mark.skipif(not shutil.which("pd"), reason="needs Pure Data (pd)")

# A patch that subscribes, asks for a loop in words and numbers as a performer would, and prints what
# comes back. Every number of Pd's is a float. It waits for the answer to its subscription, since a
# loop that is done before it is heard of would be missed.
PATCH = """\
#N canvas 0 0 600 400 10;
#X obj 10 10 loadbang;
#X obj 10 40 trigger bang bang;
#X msg 200 70 connect 127.0.0.1 {bridge};
#X msg 10 70 {answers};
#X obj 10 100 oscformat riffbridge subscribe;
#X msg 300 100 7 noise bars 1 bpm 240 rate 22050 format wav16;
#X obj 300 130 oscformat riffbridge render;
#X obj 10 160 list prepend send;
#X obj 10 190 list trim;
#X obj 10 220 netsend -u -b;
#X obj 10 260 netreceive -u -b {answers};
#X obj 10 290 oscparse;
#X obj 10 320 list trim;
#X obj 10 350 route riffbridge;
#X obj 200 380 print heard;
#X obj 10 380 route accepted;
#X connect 0 0 1 0;
#X connect 1 1 2 0;
#X connect 1 0 3 0;
#X connect 2 0 9 0;
#X connect 3 0 4 0;
#X connect 4 0 7 0;
#X connect 5 0 6 0;
#X connect 6 0 7 0;
#X connect 7 0 8 0;
#X connect 8 0 9 0;
#X connect 10 0 11 0;
#X connect 11 0 12 0;
#X connect 12 0 13 0;
#X connect 13 0 14 0;
#X connect 13 0 15 0;
#X connect 15 0 5 0;
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("foreign")) as started:
        yield started


def is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        try:
            made.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


@contextmanager
def printing(command: list[str]) -> Iterator[Iterator[str]]:
    """The lines that a program prints, on whichever of its outputs, for as long as it is wanted."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        try:
            yield (line.strip() for line in process.stdout)
        finally:
            kill(process.pid)


def oscsend(port: int, *words: str) -> None:
    subprocess.run(["oscsend", "127.0.0.1", str(port), *words], check=True, timeout=30)


@needs_liblo
def test_liblo_asks_and_hears(served: Served) -> None:
    answers = free_port()
    with printing(["oscdump", "-L", str(answers)]) as lines:
        wait_until(lambda: is_taken(answers))
        oscsend(served.port, "/riffbridge/subscribe", "i", str(answers))
        assert "/riffbridge/accepted" in next(lines)
        pairs = ("bars", "1", "bpm", "240", "rate", "22050", "format", "wav16")
        oscsend(served.port, "/riffbridge/render", "issisfsiss", "303", "noise", *pairs)
        done = next(line for line in lines if "/riffbridge/done" in line)
    assert "/riffbridge/done issiifisiis 303 " in done
    path = done.split('"')[3]
    assert read_clip(Path(path)).job.prompt == "noise"


@needs_pd
def test_pure_data_asks_and_hears(served: Served, tmp_path: Path) -> None:
    patch = tmp_path / "peer.pd"
    patch.write_text(PATCH.format(bridge=served.port, answers=free_port()))
    command = ["pd", "-nogui", "-noaudio", "-nomidi", "-stderr", "-open", str(patch)]
    with printing(command) as lines:
        done = next(line for line in lines if line.startswith("heard: done "))
    _, _, number, clip, path, frames, rate, *_ = done.split()
    assert (number, frames, rate) == ("7", "22050", "22050")
    assert read_clip(Path(path)).job.digest == clip
