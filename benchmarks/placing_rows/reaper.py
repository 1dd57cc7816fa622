"""REAPER: our scripts under Lua 5.4, the tests' stand-in around them, and the bridge's mailbox beside."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bridge_rows.row import Row
from benchmarks.placing_rows import judged
from bridge.hosts.mailbox.folder import MailFolder
from bridge.hosts.reaper.mailbox import Mailbox
from bridge.hosts.reaper.messages import TellOrder
from tests.support.hosts.placements import PATIENCE_S, Desk
from tests.support.reaper.crowd import lay_many, place_many
from tests.support.reaper.program import LUA, Table, table

# REAPER calls what scripts defer some thirty times a second.
TICK_S = 1 / 30


def latency(folder: Path, runs: int, tick_s: float = TICK_S) -> Iterator[Row]:
    """A clip is handed in at a random moment of a turn; it is placed when the turn that added its item is
    over."""
    with table(folder) as desk:
        yield judged.baseline("REAPER", "a bare note in the mailbox → taken", _notes(desk, runs, tick_s))
        yield judged.soon("REAPER", _placements(desk, runs, tick_s), tick_s)


def ends(folder: Path, count: int) -> Iterator[Row]:
    """Placements with tracks gone, frozen and locked, projects closed midway, files moved, undo, restarts."""
    yield judged.ends("REAPER", place_many(folder, count))


def lengths(folder: Path, count: int) -> Iterator[Row]:
    """Items in projects of one to three tempi and meters, the first of them 124 BPM into 93.5."""
    tally = lay_many(folder, count)
    what = f"REAPER: position, length and rate of {tally.placed} items, 124 → 93.5 BPM among them"
    yield judged.exact(what, tally.worst, "s", 1e-9)


@contextmanager
def _turning(desk: Table, tick_s: float, after: Callable[[float], None]) -> Iterator[threading.Lock]:
    """REAPER's own turns, while nobody has the lock; `after` each it is told the instant."""
    over, lock = threading.Event(), threading.Lock()

    def turns() -> None:
        while not over.wait(tick_s):
            with lock:
                desk.reaper.do(f"return tick({tick_s!r})")
                after(time.monotonic())

    thread = threading.Thread(target=turns)
    thread.start()
    try:
        yield lock
    finally:
        over.set()
        thread.join()


def _notes(desk: Table, runs: int, tick_s: float) -> list[float]:
    mail, draw, delays_s = MailFolder(desk.folder), random.Random(2), []
    taken, taken_at_s = threading.Event(), [0.0]

    def look(now_s: float) -> None:
        if not taken.is_set() and not (desk.folder / "order.note").exists():
            taken_at_s[0] = now_s
            taken.set()

    taken.set()
    with _turning(desk, tick_s, look) as lock:
        for number in range(runs):
            time.sleep(draw.uniform(0, tick_s))
            with lock:
                asked_at_s = time.monotonic()
                mail.lay_in(TellOrder(f"bare-{number}", "nothing").note)
                taken.clear()
            assert taken.wait(PATIENCE_S)
            delays_s.append(taken_at_s[0] - asked_at_s)
    mail.open()
    return delays_s


def _placements(desk: Table, runs: int, tick_s: float) -> list[float]:
    draw, delays_s, added_at_s = random.Random(1), [], list[float]()
    desk.reaper.do("added, fresh = 0, {} add_track('Bass', true)")

    def look(now_s: float) -> None:
        if int(desk.reaper.do("return added")) > len(added_at_s):
            added_at_s.append(now_s)

    asker = Desk()
    mailbox = Mailbox(desk.folder, post=desk.said.append, ask=desk.asked.append, on_end=asker.ends.put)
    asker.placing.add(mailbox)
    clip = desk.clip()
    with _turning(desk, tick_s, look):
        mailbox.start()
        try:
            _until(lambda: mailbox.is_there)
            for number in range(runs):
                time.sleep(draw.uniform(0, tick_s))
                asked_at_s = time.monotonic()
                asker.ask(str(number), clip, "next-free")
                asker.until_all()
                _until(lambda number=number: len(added_at_s) > number)  # type: ignore[misc]
                delays_s.append(added_at_s[-1] - asked_at_s)
        finally:
            mailbox.stop()
    return delays_s


def _until(is_so: Callable[[], bool]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until_s:
            raise RuntimeError("the stand-in for REAPER does not answer")
        time.sleep(0.005)


__all__ = ["LUA", "TICK_S", "ends", "latency", "lengths"]
