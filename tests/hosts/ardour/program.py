"""A real Ardour without a window, on a JACK server of its own, with a session written for a test."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bridge.hosts.osc.codec import Message, encode
from tests.jack import RATE_HZ, jack_server

START_WITHIN_S = 40.0
_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<Ardour><Config><Option name="osc-port" value="{port}"/><Option name="send-midi-clock" value="1"/></Config>
<Extra><AudioMIDISetup><EngineStates><State backend="JACK" driver="" device="" input-device=""
 output-device="" sample-rate="{rate}" buffer-size="256" n-periods="2" input-latency="0" output-latency="0"
 lm-input="" lm-output="" active="1" use-buffered-io="0" midi-option="" lru="1"><MIDIDevices/></State>
</EngineStates></AudioMIDISetup></Extra><ControlProtocols>{surface}</ControlProtocols></Ardour>
"""
_SURFACE = (
    '<Protocol name="Open Sound Control (OSC)" active="1" debugmode="0" address-only="0" remote-port="0" '
    'banksize="0" striptypes="159" feedback="0" gainmode="0"/>'
)
_WEB_SURFACE = '<Protocol name="WebSockets Server (Experimental)" active="1"/>'
# Meter and tempo from the start, and another tempo from a sample on.
_SESSION = """AudioEngine:set_backend("None (Dummy)", "", "")
local s = create_session("{folder}", "s", {rate})
local map = Temporal.TempoMap.fetch_writable()
map:set_tempo(Temporal.Tempo({tempo}, {tempo}, 4), Temporal.timepos_t(0))
map:set_meter(Temporal.Meter({beats}, {unit}), Temporal.timepos_t(0))
map:set_tempo(Temporal.Tempo({later}, {later}, 4), Temporal.timepos_t({at}))
Temporal.TempoMap.update(map)
map = nil
s:save_state("", false, false, false, false, false)
close_session()
"""


def installed() -> Path | None:
    """The folder of Ardour's programs, if it and JACK are here."""
    folders = sorted(Path("/usr/lib").glob("ardour[0-9]*"))
    usable = [each for each in folders if (each / "luasession").exists() and list(each.glob("hardour-*"))]
    return usable[-1] if usable and shutil.which("jackd") else None


@contextmanager
def ardour(
    work: Path, *, tempo_bpm: float, beats: int, unit: int, later_bpm: float, later_at: int
) -> Iterator[int]:
    """Run Ardour on a session in `work` and yield the port of its OSC surface. It stands still at first."""
    programs = installed()
    assert programs is not None
    port = _free_port()
    environment = _environment(work, programs)
    _configure(work, programs.name, port)
    script = work / "make.lua"
    script.write_text(
        _SESSION.format(
            folder=work / "session", rate=RATE_HZ, tempo=tempo_bpm, beats=beats, unit=unit,
            later=later_bpm, at=later_at,
        )
    )  # fmt: skip
    subprocess.run(
        [programs / "luasession", script], env=environment, check=True, timeout=60, capture_output=True
    )
    _switch_on(work / "session" / "s.ardour")
    [binary] = programs.glob("hardour-*")
    with jack_server(synchronous=False) as server, (work / "ardour.log").open("w") as log:
        running = subprocess.Popen(
            [binary, "-P", work / "session", "s"],
            env=environment | {"JACK_DEFAULT_SERVER": server},
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait_for(port, running, work / "ardour.log")
            yield port
        finally:
            running.send_signal(signal.SIGTERM)
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait(10)


def _environment(work: Path, programs: Path) -> dict[str, str]:
    """Where Ardour looks for itself, and keeps what is its own."""
    name = programs.name
    return dict(
        os.environ,
        LD_LIBRARY_PATH=str(programs),
        ARDOUR_DATA_PATH=f"/usr/share/{name}",
        ARDOUR_CONFIG_PATH=f"/etc/{name}",
        ARDOUR_DLL_PATH=str(programs),
        VAMP_PATH=str(programs / "vamp"),
        XDG_CONFIG_HOME=str(work / "config"),
        XDG_CACHE_HOME=str(work / "cache"),
        XDG_DATA_HOME=str(work / "data"),
        JACK_NO_AUDIO_RESERVATION="1",
    )


def _configure(work: Path, name: str, port: int) -> None:
    folder = work / "config" / name
    folder.mkdir(parents=True)
    (folder / f".a{name.removeprefix('ardour')}").touch()  # it has been greeted before
    (folder / "config").write_text(_CONFIG.format(port=port, rate=RATE_HZ, surface=_SURFACE))


def _switch_on(session: Path) -> None:
    """Have the session's own surfaces on: OSC and WebSocket."""
    text = session.read_text()
    for name, surface in (("Open Sound Control", _SURFACE), ("WebSockets Server", _WEB_SURFACE)):
        text = re.sub(rf'<Protocol name="{name} [^>]*/>', surface, text)
        assert text.count(surface) == 1
    session.write_text(text)


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    """Until Ardour answers, and so has its session."""
    until_s = time.monotonic() + START_WITHIN_S
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.bind(("127.0.0.1", 0))
        asking.settimeout(0.2)
        while time.monotonic() < until_s and running.poll() is None:
            asking.sendto(encode(Message("/transport_frame")), ("127.0.0.1", port))
            with suppress(TimeoutError):
                asking.recv(4096)
                return
    raise AssertionError(f"Ardour did not come up: {log.read_text()[-2000:]}")
