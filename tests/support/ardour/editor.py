"""A real Ardour with its editor on a screen, and a session with one track to drop sounds on."""

from __future__ import annotations

import base64
import re
import shutil
import socket
import subprocess
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from bridge.osc.codec import Message, encode
from tests.support.ardour.program import installed as ardour_programs
from tests.support.ardour.program import on_jack
from tests.support.hosts.listening import free_port
from tests.support.jack import RATE_HZ
from tests.support.window.screen import window_place

PATIENCE_S = 120.0
# From the top of its window: below the rulers and the master bus.
_TRACK_PX = 340
_SURFACE = (
    '<Protocol name="Open Sound Control (OSC)" active="1" debugmode="0" address-only="0" remote-port="0" '
    'banksize="0" striptypes="159" feedback="0" gainmode="0"/>'
)
_CONFIG = """<?xml version="1.0" encoding="UTF-8"?>
<Ardour><Config><Option name="osc-port" value="{port}"/>
<Option name="try-autostart-engine" value="1"/></Config>
<Extra><AudioMIDISetup><EngineStates><State backend="JACK" driver="" device="" input-device=""
 output-device="" sample-rate="{rate}" buffer-size="1024" n-periods="2" input-latency="0" output-latency="0"
 lm-input="" lm-output="" active="1" use-buffered-io="0" midi-option="" lru="1"><MIDIDevices/></State>
</EngineStates></AudioMIDISetup></Extra><ControlProtocols>{surface}</ControlProtocols></Ardour>
"""
_SESSION = """AudioEngine:set_backend("None (Dummy)", "", "")
local s = create_session("{folder}", "s", {rate})
s:new_audio_track(2, 2, nil, 1, "Loops", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
s:save_state("", false, false, false, false, false)
close_session()
"""


# The body of Ardour's list of action scripts, with one in the first slot, as its Script Manager writes it.
_ACTION = """local file = io.open("{script}") local source = file:read("a") file:close()
function ardour() end
load(source)()
local made, none = string.dump(factory, true), string.dump(function() end, true)
print("BEGIN")
print(string.format("scripts = {{}} scripts[1] = {{}} scripts[1]['s'] = %q scripts[1]['n'] = %q "
    .. "scripts[1]['c'] = %q scripts[1]['a'] = {{}} scripts[1]['f'] = %q ", source, "Riffbridge", none, made))
print("END")
"""


class Saved(NamedTuple):
    """What a session has once it is saved: the names of its regions, and the sounds in its folder."""

    regions: list[str]
    sounds: list[Path]


def installed() -> bool:
    """Whether Ardour is here with its editor, and JACK."""
    return ardour_programs() is not None and shutil.which("ardour") is not None


class Editor:
    """The editor of a running Ardour. `port` is its OSC surface's, and `track` a place on the screen, in the
    canvas beside its track."""

    def __init__(self, work: Path, port: int, track: tuple[int, int]) -> None:
        self._session = work / "session"
        self.port = port
        self.track = track

    def save(self) -> Saved:
        """The session as it is now."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.sendto(encode(Message("/save_state")), ("127.0.0.1", self.port))
        regions: list[str] = []
        with suppress(ElementTree.ParseError, OSError):  # while it is being written
            tree = ElementTree.parse(self._session / "s.ardour")
            regions = [str(each.get("name")) for each in tree.iter("Region")]
        return Saved(regions, sorted((self._session / "interchange").rglob("*.wav")))

    def with_region(self, name: str) -> Saved:
        """The session once it has a region whose name begins so."""
        until_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < until_s:
            saved = self.save()
            if any(each.startswith(name) for each in saved.regions):
                return saved
            threading.Event().wait(0.2)
        raise AssertionError(f"no region called {name} came, but {saved}")


@contextmanager
def editor(work: Path, screen: Mapping[str, str], action: Path | None = None) -> Iterator[Editor]:
    """Run Ardour with its editor on `screen` on a JACK server of its own, its files in `work`.

    `action` is a script for the first of its action slots.
    """
    programs = ardour_programs()
    assert programs is not None
    port = free_port()
    own = _environment(work, programs, screen)
    _configure(work, programs.name, port)
    _make_session(work, programs, own)
    if action is not None:
        _put_into_slot(work, programs, own, action)
    with on_jack(
        ["ardour", "-a", "-n", work / "session" / "s.ardour"], own, port, work / "ardour.log", frames=1024
    ):
        left, top, width, _ = window_place(screen, "Ardour")
        yield Editor(work, port, (left + width * 2 // 3, top + _TRACK_PX))


def _environment(work: Path, programs: Path, screen: Mapping[str, str]) -> dict[str, str]:
    return dict(
        screen,
        LD_LIBRARY_PATH=str(programs),
        GTK_PATH=f"/etc/{programs.name}:{programs}",
        ARDOUR_DATA_PATH=f"/usr/share/{programs.name}",
        ARDOUR_CONFIG_PATH=f"/etc/{programs.name}",
        ARDOUR_DLL_PATH=str(programs),
        VAMP_PATH=str(programs / "vamp"),
        XDG_CONFIG_HOME=str(work / "config"),
        XDG_CACHE_HOME=str(work / "cache"),
        XDG_DATA_HOME=str(work / "data"),
        JACK_NO_AUDIO_RESERVATION="1",
        UBUNTU_MENUPROXY="",
    )


def _configure(work: Path, name: str, port: int) -> None:
    folder = work / "config" / name
    folder.mkdir(parents=True)
    (folder / f".a{name.removeprefix('ardour')}").touch()  # it has been greeted before
    (folder / "config").write_text(_CONFIG.format(port=port, rate=RATE_HZ, surface=_SURFACE))


def _make_session(work: Path, programs: Path, own: Mapping[str, str]) -> None:
    script = work / "make.lua"
    script.write_text(_SESSION.format(folder=work / "session", rate=RATE_HZ))
    making = [str(programs / "luasession"), str(script)]
    subprocess.run(making, env=dict(own), check=True, timeout=PATIENCE_S, capture_output=True)
    session = work / "session" / "s.ardour"
    text = re.sub(r'<Protocol name="Open Sound Control \(OSC\)"[^>]*/>', _SURFACE, session.read_text())
    # Made on another device: with these it would ask whether that is meant.
    session.write_text(re.sub(r"<EngineHints[^>]*/>", "", text))


def _put_into_slot(work: Path, programs: Path, own: Mapping[str, str], action: Path) -> None:
    """As a user does with the Script Manager."""
    writing = work / "action.lua"
    writing.write_text(_ACTION.format(script=action))
    command = [str(programs / "luasession"), str(writing)]
    said = subprocess.run(command, env=dict(own), check=True, timeout=PATIENCE_S, capture_output=True).stdout
    body = base64.b64encode(said[said.index(b"BEGIN\n") + 6 : said.rindex(b"\nEND")]).decode()
    (work / "config" / programs.name / "ui_scripts").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<UIScripts><ActionScript lua="Lua 5.3">'
        f"{body}</ActionScript><ActionHooks/></UIScripts>\n"
    )
