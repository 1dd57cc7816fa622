"""A real Ardour without a window, on a JACK server of its own, with a session written for a test."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bridge.osc.codec import Message, decode, encode
from tests.support.hosts.listening import free_port
from tests.support.jack import RATE_HZ, jack_server
from tests.support.posix import kill_group

START_WITHIN_S, STARTS = 20.0, 20
_HALTED = "JACK HALTED"
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
_MASTERS = (
    '<TransportMasters current="JACK Transport"><TransportMaster type="Engine" name="JACK Transport" '
    'collect="1" removeable="0"/></TransportMasters>'
)
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
    work: Path,
    *,
    tempo_bpm: float,
    beats: int,
    unit: int,
    later_bpm: float,
    later_at: int,
    leads_jack: bool = False,
) -> Iterator[int]:
    """Run Ardour on a session in `work` and yield the port of its OSC surface. It stands still at first.

    With `leads_jack` it is timebase master, and JACK's transport is its own.
    """
    programs = installed()
    assert programs is not None
    port = free_port()
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
    if leads_jack:
        _lead_jack(work / "session" / "s.ardour", work / "config" / programs.name / "config")
    [binary] = programs.glob("hardour-*")
    with on_jack([binary, "-P", work / "session", "s"], environment, port, work / "ardour.log"):
        yield port


@contextmanager
def on_jack(
    command: Sequence[str | Path], environment: Mapping[str, str], port: int, log: Path, *, frames: int = 256
) -> Iterator[None]:
    """Run an Ardour that hears OSC at `port` on a JACK server of its own. It stands still at first.

    As it comes up, two of its threads may ask JACK at once on one socket: JACK reads a mixture of both
    requests and shuts it out. It then answers, but never plays. This takes about a second, and happens in
    one start of four, more often in a row than chance has it. Both are begun anew then.
    """
    for _ in range(STARTS):
        with jack_server(frames=frames, synchronous=False) as server, log.open("w") as said:
            running = subprocess.Popen(
                command,
                env={**environment, "JACK_DEFAULT_SERVER": server},
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            try:
                if _plays(port, running, log):
                    yield
                    return
            finally:
                kill_group(running.pid)
                running.wait(10)
    raise AssertionError(f"Ardour did not come up: {log.read_text()[-2000:]}")


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


def _lead_jack(session: Path, config: Path) -> None:
    """Have Ardour in sync with JACK's transport. What makes the session cannot read this: it comes after."""
    text, count = re.subn(r'(<Option name="external-sync" value=)"0"', r'\1"1"', session.read_text())
    assert count == 1 and '<Option name="jack-time-master" value="1"/>' in text
    session.write_text(text)
    config.write_text(config.read_text().replace("</Extra>", f"</Extra>{_MASTERS}"))


def _plays(port: int, running: subprocess.Popen[bytes], log: Path) -> bool:
    """Whether it comes up, and its time runs when it is told to; it then stands at its start again."""
    until_s = time.monotonic() + START_WITHIN_S

    def is_alive() -> bool:
        return time.monotonic() < until_s and running.poll() is None and _HALTED not in log.read_text()

    def frame() -> int | None:
        """Where it stands; nothing while it has no session."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking, suppress(OSError):
            asking.bind(("127.0.0.1", 0))
            asking.settimeout(0.2)
            asking.sendto(encode(Message("/transport_frame")), ("127.0.0.1", port))
            match decode(asking.recv(4096)):
                case [Message(arguments=(int(at),))]:
                    return at
        return None

    def comes_to(is_so: Callable[[int | None], bool], within_s: float) -> bool:
        tries_until_s = time.monotonic() + within_s
        while is_alive() and time.monotonic() < tries_until_s:
            if is_so(frame()):
                return True
            threading.Event().wait(0.1)
        return False

    def told(is_so: Callable[[int | None], bool], *messages: Message) -> bool:
        """Whether it obeys. It passes over what it is told too early, and has room for few commands."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as telling:
            while is_alive():
                for message in messages:
                    telling.sendto(encode(message), ("127.0.0.1", port))
                if comes_to(is_so, 2.0):
                    return True
        return False

    return (
        comes_to(lambda at: at is not None, START_WITHIN_S)
        and told(lambda at: bool(at), Message("/transport_play", (1.0,)))
        and told(lambda at: at == 0, Message("/transport_stop", (1.0,)), Message("/locate", (0, 0)))
    )
