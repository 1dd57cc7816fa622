"""Our scripts under a real Lua, a stand-in for REAPER around them, and the bridge's mailbox beside them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import bridge.hosts.reaper
from bridge import __version__
from bridge.hosts.mailbox.note_format import Ending, format_note
from bridge.hosts.reaper.mailbox import Mailbox
from bridge.hosts.reaper.messages import PlaceOrder, Spot
from bridge.messages.events import RequestCame
from bridge.stage.events import Heard, Left
from bridge.vocabulary.clips import Clip
from tests.support.library import drawn, job

SCRIPTS = Path(bridge.hosts.reaper.__file__).parent / "script"
LUA = shutil.which("lua5.4") or shutil.which("lua")


class Item(NamedTuple):
    """A media item: track from 1, seconds, rate, name, `loops beats-timebase keeps-pitch`, and its file."""

    track: int
    position_s: float
    length_s: float
    rate: float
    name: str
    flags: str
    path: str


class Reaper:
    """The stand-in, in a process of its own; it does nothing until it is told to."""

    def __init__(self, scripts: Path) -> None:
        assert LUA is not None
        self._scripts = scripts
        self._process = subprocess.Popen(
            [LUA, str(Path(__file__).with_name("stand_in.lua"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def do(self, code: str) -> str:
        """Run Lua in it; what came of its last expression."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(code.replace("\n", " ") + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().rstrip("\n")
        assert answer.startswith("= "), f"{code}: {answer}"
        return answer.removeprefix("= ")

    def run(self, action: str = "riffbridge", version: int = 7) -> None:
        self.do(f"run({str(self._scripts / action)!r} .. '.lua', {version})")

    def tick(self, times: int = 1) -> None:
        for _ in range(times):
            assert self.do("return tick()") == "true"

    def items(self) -> list[Item]:
        lines = [each for each in self.do("return items()").split(r"\n") if each]
        fields = [line.split("|") for line in lines]
        return [Item(int(n), float(p), float(le), float(r), *rest) for n, p, le, r, *rest in fields]

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


class Table:
    """REAPER and the mailbox at one table: both look when they are told to, and nobody waits."""

    def __init__(self, reaper: Reaper, folder: Path, library: Path) -> None:
        self.reaper, self.folder, self.library = reaper, folder, library
        self.said: list[Heard | Left] = []
        self.asked: list[RequestCame] = []
        self.now_s = 1_000.0
        self.mailbox = self.new_mailbox()

    def new_mailbox(self) -> Mailbox:
        """The mailbox as a bridge that starts opens it."""
        self.mailbox = Mailbox(self.folder, post=self.said.append, ask=self.asked.append)
        self.mailbox.open()
        return self.mailbox

    def look(self) -> None:
        """The bridge looks."""
        self.now_s += 0.06
        self.mailbox.look(self.now_s)

    def turn(self, times: int = 1) -> None:
        """Each looks once, the bridge first and last."""
        for _ in range(times):
            self.look()
            self.reaper.tick()
            self.look()

    def order(self, id: str, clip: Clip, track: str = "selected", at: str = "cursor") -> list[Ending]:
        """Have a clip placed; how it ends will be in the list."""
        ends: list[Ending] = []
        self.mailbox.hand_in(PlaceOrder(id, clip, Spot(track, at)), ends.append)
        return ends

    def place(self, id: str, clip: Clip, track: str = "selected", at: str = "cursor") -> Ending:
        ends = self.order(id, clip, track, at)
        self.turn()
        [ending] = ends
        return ending

    def clip(self, **changes: object) -> Clip:
        """A clip in the library."""
        made = job(**changes)
        self.library.mkdir(exist_ok=True)
        return drawn(made, self.library / f"loop-{made.seed}_{made.tempo_bpm:g}bpm.wav")


@contextmanager
def table(work: Path, *, running: bool = True) -> Iterator[Table]:
    """Scripts as they are installed in `work`, a stand-in, and a mailbox that has noticed it."""
    scripts, folder, library = work / "Scripts", work / "mailbox", work / "library"
    shutil.copytree(SCRIPTS, scripts)
    folder.mkdir()
    places = {"mailbox": str(folder), "library": str(library), "version": __version__}
    (scripts / "places.note").write_text(format_note(places), encoding="utf-8")
    reaper = Reaper(scripts)
    try:
        made = Table(reaper, folder, library)
        if running:
            reaper.run()
            made.turn(2)
            assert made.mailbox.is_there
        yield made
    finally:
        reaper.close()
