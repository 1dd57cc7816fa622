"""Programs that are not ours: liblo's `oscsend` and `oscdump`, and Pure Data, each do a render."""

from __future__ import annotations

import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bridge.messages import events as ev
from tests.osc.scripted import Serve
from tests.support.hosts.listening import free_port

pytestmark = pytest.mark.slow

PATIENCE_S = 20.0
liblo = pytest.mark.skipif(
    not (shutil.which("oscsend") and shutil.which("oscdump")), reason="liblo-tools is not installed"
)
pure_data = pytest.mark.skipif(not shutil.which("pd"), reason="puredata-core is not installed")

# Sends `/riffbridge/render 1 "dub techno" bars 2` once connected, prints all that comes back.
PATCH = """\
#N canvas 0 0 600 400 10;
#X obj 10 10 loadbang;
#X obj 10 40 t b b;
#X msg 200 70 connect 127.0.0.1 PORT;
#X msg 10 70 1 dub\\ techno bars 2;
#X obj 10 100 oscformat riffbridge render;
#X obj 10 130 list prepend send;
#X obj 10 160 list trim;
#X obj 10 190 netsend -u -b;
#X obj 60 220 oscparse;
#X obj 60 250 list trim;
#X obj 60 280 print heard;
#X connect 0 0 1 0;
#X connect 1 0 3 0;
#X connect 1 1 2 0;
#X connect 2 0 7 0;
#X connect 3 0 4 0;
#X connect 4 0 5 0;
#X connect 5 0 6 0;
#X connect 6 0 7 0;
#X connect 7 1 8 0;
#X connect 8 0 9 0;
#X connect 9 0 10 0;
"""


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def oscsend(port: int, address: str, types: str = "", *values: object) -> None:
    words = [address, types, *map(str, values)] if types else [address]
    subprocess.run(["oscsend", f"osc.udp://127.0.0.1:{port}", *words], check=True, timeout=PATIENCE_S)


def lines_to(process: subprocess.Popen[str], last: str) -> list[str]:
    """What `process` prints, up to the line that has `last` in it."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if last in line:
            return lines
    raise AssertionError(f"“{last}” did not come; there was {lines}")


@liblo
def test_oscsend_asks_and_oscdump_hears(serve: Serve) -> None:
    hub, port = serve()
    ear = free_port()
    with running("stdbuf", "-oL", "oscdump", str(ear)) as dump:
        # Until the listener is up its packets are lost: subscribe again until it says so.
        _until_heard(dump, port, ear)
        oscsend(port, "/riffbridge/render", "issisf", 7, "dub techno", "bars", 2, "bpm", 93.5)
        lines = lines_to(dump, "/riffbridge/done")
    assert any("/riffbridge/accepted i 7" in line for line in lines)
    assert any("/riffbridge/progress iff 7 0.5" in line for line in lines)
    assert '"/exports/bossa_0.wav" 170710 44100' in lines[-1].replace("ii", "")
    came = next(event for event in iter(hub.seen.get, None) if isinstance(event, ev.RequestCame))
    assert (came.request.prompt, came.request.bars, came.request.tempo_bpm) == ("dub techno", 2, 93.5)


def _until_heard(dump: subprocess.Popen[str], port: int, ear: int) -> None:
    assert dump.stdout is not None
    for _ in range(200):
        oscsend(port, "/riffbridge/subscribe", "ii", ear, 30)
        if select.select([dump.stdout], [], [], 0.1)[0]:
            return
    raise AssertionError("oscdump does not hear")


@pure_data
def test_pure_data_does_a_render(serve: Serve, tmp_path: Path) -> None:
    hub, port = serve()
    patch = tmp_path / "ask.pd"
    patch.write_text(PATCH.replace("PORT", str(port)))
    with running("pd", "-nogui", "-noaudio", "-nomidi", "-noprefs", "-stderr", "-open", str(patch)) as pd:
        lines = lines_to(pd, "riffbridge done")
    assert any("heard: riffbridge accepted 1" in line for line in lines)
    came = hub.seen.get(timeout=PATIENCE_S)
    assert isinstance(came, ev.RequestCame)
    # It sends every number as a float.
    assert (came.sender.id, came.request.prompt, came.request.bars) == ("1.0", "dub techno", 2)
