"""SIGKILL at random instants, of the worker or of the whole bridge, while requests come and go.

A request that was accepted must end as one file, whatever died meanwhile; one that never was may
have become one or none. All the while somebody looks into the export folder, where nothing may ever
be seen under a clip's name that is not a whole clip.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from benchmarks.bridge_rows.row import Row
from bridge.errors import BadFile
from bridge.library.files import read_clip
from bridge.osc.client import pairs_of
from bridge.osc.codec import Argument, Message, encode
from tests.support.bridge_process import (
    PATIENCE_S,
    Caller,
    Served,
    render_packet,
    settings_in,
    word_of,
)
from tests.support.posix import kill

# As many requests are under way at any time; each takes the worker some 5 to 60 ms.
_UNDER_WAY = 5
_STEPS = (1, 60)
_ASK_AGAIN_S = 2.0
_STATUS = encode(Message("/riffbridge/status"))
# Instants are drawn from so long after the first clip since the last kill.
_WITHIN_S = 0.25


class Asking:
    """Keeps requests under way. What was accepted is left to the bridge and never asked for again.

    `unheard` are those that were accepted and of which nothing is heard though the bridge has nothing
    more to do: its answer died with it, or the request is lost; the files tell which.
    """

    def __init__(self, caller: Caller, draw: random.Random) -> None:
        self._caller, self._draw = caller, draw
        self._open: dict[object, tuple[bytes, float]] = {}
        self.asked = 0
        self.accepted: set[object] = set()
        self.done: set[object] = set()
        self.unheard: set[object] = set()
        self.failed: dict[object, str] = {}

    def go_on(self, until: Callable[[], bool], *, new: bool = True) -> None:
        """Ask and listen until it is time. Raises `RuntimeError` if nothing is done for long."""
        heard_s = asked_s = time.monotonic()
        while not until():
            self._ask(new)
            if (answer := self._caller.hear(0.005)) is not None and self._took(answer):
                heard_s = time.monotonic()
            now_s = time.monotonic()
            if min(now_s - heard_s, now_s - asked_s) > _ASK_AGAIN_S:
                self._caller.send(_STATUS)
                asked_s = now_s
            if now_s - heard_s > 2 * PATIENCE_S:
                raise RuntimeError(f"the bridge has done nothing for long; open are {list(self._open)}")

    def for_a_while(self, most_s: float, *, once_done: bool = True) -> None:
        """Go on until something is done, if so wished, and then for a random time."""
        before = len(self.done)
        self.go_on(lambda: not once_done or len(self.done) > before)
        until_s = time.monotonic() + self._draw.random() * most_s
        self.go_on(lambda: time.monotonic() >= until_s)

    def finish(self) -> None:
        """Ask for nothing new, and wait for all that is open."""
        self.go_on(lambda: not self._open, new=False)

    def _ask(self, new: bool) -> None:
        now_s = time.monotonic()
        while new and len(self._open) < _UNDER_WAY:
            packet = render_packet(self.asked, seed=self.asked, steps=self._draw.randint(*_STEPS))
            self._open[self.asked] = (packet, 0.0)
            self.asked += 1
        for number, (packet, asked_s) in self._open.items():
            if number not in self.accepted and now_s - asked_s > _ASK_AGAIN_S:
                self._open[number] = (packet, now_s)
                self._caller.send(packet)

    def _took(self, answer: Message) -> bool:
        """Note what was answered; returns whether it is the end of a request."""
        word, number = word_of(answer), answer.arguments[0]
        if word == "accepted":
            self.accepted.add(number)
        elif word == "state":
            return self._gave_up(pairs_of(answer))
        elif word == "done":
            self.done.add(number)
            self._open.pop(number, None)
        elif word == "failed":
            self.failed[number] = str(answer.arguments[2])
            self._open.pop(number, None)
        return word in ("done", "failed")

    def _gave_up(self, state: dict[str, Argument]) -> bool:
        """Wait no longer for what was accepted, if the bridge has nothing more to do."""
        if state["waiting"] or state["running"] != "":
            return False
        unheard = {number for number in self._open if number in self.accepted}
        self.unheard |= unheard
        for number in unheard:
            del self._open[number]
        return bool(unheard)


class Watchman:
    """Looks into a folder without a pause, from a thread, and reads every file that shows itself."""

    def __init__(self, folder: Path) -> None:
        self.looks = 0
        self.partial: list[str] = []
        self._folder = folder
        self._seen: set[tuple[str, int, int]] = set()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watchman:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(0.002):
            self.looks += 1
            for path in _clips(self._folder):
                self._look_at(path)

    def _look_at(self, path: Path) -> None:
        try:
            now = path.stat()
            if (mark := (path.name, now.st_ino, now.st_mtime_ns)) not in self._seen:
                self._seen.add(mark)
                read_clip(path)
        except (BadFile, OSError) as error:
            # A whole clip may be withdrawn; a part of one may not be there for an instant.
            if path.exists():
                self.partial.append(f"{path.name}: {error}")


def _clips(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if not path.name.startswith(".")] if folder.is_dir() else []


def kill_worker(folder: Path, kills: int) -> Iterator[Row]:
    """The worker, while the bridge stays; every fifth time perhaps before it is up again."""
    draw = random.Random(1)
    with Served(settings_in(folder)) as served, Caller(served.port) as caller:
        asking = Asking(caller, draw)
        with Watchman(Path(served.settings.export_folder)) as watchman:
            for number in range(kills):
                asking.for_a_while(_WITHIN_S, once_done=number % 5 > 0)
                _kill_the_worker(served, asking)
            asking.finish()
    row = _judged(f"SIGKILL of the worker, {kills}×", served, asking, watchman)
    # The bridge that lived had to say what became of each.
    yield msgspec.structs.replace(row, holds=row.holds and not asking.unheard)


def _kill_the_worker(served: Served, asking: Asking) -> None:
    """Kill it, as soon as there is one."""
    while (pid := served.worker_pid()) is None:
        asking.go_on(lambda: served.worker_pid() is not None)
    kill(pid)


def kill_bridge(folder: Path, kills: int) -> Iterator[Row]:
    """The bridge, started again each time; every second time its worker dies in the same instant."""
    draw = random.Random(2)
    with Served(settings_in(folder)) as served, Caller(served.port) as caller:
        asking = Asking(caller, draw)
        with Watchman(Path(served.settings.export_folder)) as watchman:
            for number in range(kills):
                # Now and then before anything is done: in the middle of taking up what was left.
                asking.for_a_while(_WITHIN_S, once_done=number % 5 > 0)
                served.kill(with_worker=number % 2 == 1)
                served.start()
            asking.finish()
    yield _judged(f"SIGKILL of the bridge, {kills}×", served, asking, watchman)


def _judged(what: str, served: Served, asking: Asking, watchman: Watchman) -> Row:
    """Count the files against what was accepted."""
    files = Counter(read_clip(path).job.seed for path in _clips(Path(served.settings.export_folder)))
    lost = sorted(map(str, (asking.accepted | asking.done) - set(files) - set(asking.failed)))
    doubled = [seed for seed, count in files.items() if count > 1]
    left = served.open_orders()
    measured = (
        f"{asking.asked:,} asked, {len(asking.accepted):,} accepted, {len(asking.done):,} done, "
        f"{len(asking.unheard)} unheard, {len(asking.failed)} failed as killed twice; "
        f"{len(lost)} lost, {len(doubled)} doubled, {left} left open, "
        f"{len(watchman.partial)} partial in {watchman.looks:,} looks"
    )
    strange = set(files) - set(range(asking.asked))
    said = all("stopped twice" in why for why in asking.failed.values())
    holds = said and not (lost or doubled or left or strange or watchman.partial)
    return Row(what, measured, "0 lost, 0 doubled, 0 partial", holds)
