"""A disk that is full, a folder that may not be written to, no descriptors left: at every write of the path.

The writes are not named one by one: the room is made just too small by a bit more each time, so that
each of them is the one that fails. Each time there must be a clear failure, or the clip; and once
there is room again the same request must be done.
"""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import msgspec

from benchmarks.bridge_rows.row import Row
from bridge.osc.codec import Message
from tests.support.bridge_process import (
    Caller,
    Served,
    descriptors,
    render_packet,
    settings_in,
    word_of,
)
from tests.support.noise_engine import behind
from tests.support.posix import kill, limited

_DISK_BYTES = 16 << 20
_PAGE_BYTES = 4096
# A clip has 45 kB; what SQLite writes for one, its log begun anew included, less than three times that.
_MOST_PAGES = 32
_MOST_DESCRIPTORS = 8
# By when anything must be answered; what could not be stored is tried again every two seconds.
_ANSWER_S = 30.0

Squeeze = Callable[[int], AbstractContextManager[None]]


def refusals(folder: Path, every: int) -> Iterator[Row]:
    """All rows; `every` is by how many pages or descriptors the room grows from one time to the next.

    Disks of their own are mounted where that is allowed, in a mount namespace that ends with us;
    elsewhere files are kept from growing by RLIMIT_FSIZE.
    """
    arguments = ["-m", "benchmarks.bridge_rows.refusing", str(folder), str(every)]
    command = [sys.executable, *arguments]
    if can_mount():
        command = ["unshare", "-rm", *command, "mount"]
    process = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    yield from (msgspec.json.decode(line, type=Row) for line in process.stdout.splitlines())


def can_mount() -> bool:
    """Whether this user may mount a disk of their own."""
    test = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        return subprocess.run(test, capture_output=True).returncode == 0
    except OSError:
        return False


class Trial:
    """Asks under a squeeze, and again without; counts what came of it."""

    def __init__(self, served: Served, caller: Caller) -> None:
        self.served = served
        self.failed = self.stored_later = self.done = 0
        self.wrong: list[str] = []
        self._caller = caller
        self._number = 0

    def reset(self) -> None:
        """Count from nothing."""
        self.failed = self.stored_later = self.done = 0
        self.wrong = []

    def one(self, what: str, squeeze: AbstractContextManager[None], gate: Path | None = None) -> None:
        """Ask while it is squeezed, or have the worker go on by then if there is a `gate`."""
        self._number += 1
        number = self._number
        prompt = "noise" if gate is None else behind(gate)
        packet = render_packet(number, prompt, seed=number)
        if gate is not None:
            self._caller.send(packet)
            self._caller.until("note", id=number, timeout_s=_ANSWER_S)
        with squeeze:
            if gate is None:
                self._caller.send(packet)
            else:
                gate.touch()
            answer = self._outcome(number)
            self._count(what, answer)
        if answer is None or word_of(answer) == "failed":
            self._caller.send(packet)
        if answer is None or word_of(answer) != "done":
            last = self._caller.until("done", "failed", id=number, timeout_s=_ANSWER_S)
            if last is None or word_of(last) != "done":
                self.wrong.append(f"{what}: not done with room again ({last})")

    def _outcome(self, number: int) -> Message | None:
        """The last word, or that it will be tried again."""
        until_s = time.monotonic() + _ANSWER_S
        while (
            answer := self._caller.until(
                "done", "failed", "note", id=number, timeout_s=until_s - time.monotonic()
            )
        ) is not None:
            if word_of(answer) != "note" or "tried again" in str(answer.arguments[1]):
                return answer
        return None

    def _count(self, what: str, answer: Message | None) -> None:
        if answer is None:
            self.wrong.append(f"{what}: silent")
        elif word_of(answer) == "done":
            self.done += 1
        elif word_of(answer) == "note":
            self.stored_later += 1
        else:
            self.failed += 1
            _, code, sentence = map(str, answer.arguments)
            if code not in ("storage", "engine") or not sentence.endswith("."):
                self.wrong.append(f"{what}: {code}, “{sentence}”")

    def row(self, what: str) -> Row:
        """What came of it all."""
        times = self.failed + self.stored_later + self.done
        measured = (
            f"{times} times: {self.failed} clear failures, {self.stored_later} stored later, {self.done} done"
        )
        if self.wrong:
            measured += "; WRONG: " + "; ".join(self.wrong[:3])
        return Row(what, measured, "a clear failure, goes on", not self.wrong and bool(times))


# ---- the squeezes ----


@contextlib.contextmanager
def full(disk: Path, pages: int) -> Iterator[None]:
    """`disk` with no more room than `pages` for as long as the block lasts."""
    filler = disk / ".filler"
    with filler.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(bytes(_PAGE_BYTES)) == _PAGE_BYTES:
                pass
        file.truncate(max(0, file.tell() - pages * _PAGE_BYTES))
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def full_for_the_library(served: Served, pages: int) -> Iterator[None]:
    """The library's disk full, its log emptied before, so that every write needs new room."""
    database = Path(served.settings.library_file)
    with contextlib.closing(sqlite3.connect(database, timeout=10.0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    with full(database.parent, pages):
        yield


@contextlib.contextmanager
def protected(disk: Path) -> Iterator[None]:
    """`disk` mounted so that nothing can be written to it."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def without_descriptors(pid: int, spare: int) -> AbstractContextManager[None]:
    """The process with only so many descriptors left to open."""
    taken = set(descriptors(pid))
    free = [number for number in range(len(taken) + spare + 1) if number not in taken]
    return limited(pid, "descriptors", free[spare])


@contextlib.contextmanager
def without_worker(served: Served, spare: int) -> Iterator[None]:
    """The bridge with only so many descriptors left, and its worker gone."""
    with without_descriptors(served.pid, spare):
        if (worker := served.worker_pid()) is not None:
            kill(worker)
        yield


# ---- the rows ----


def _on_disks(trial: Trial, clips: Path, every: int, gates: Path) -> Iterator[Row]:
    fill: dict[str, Squeeze] = {
        "library": lambda pages: full_for_the_library(trial.served, pages),
        "clips": lambda pages: full(clips, pages),
    }
    for name, squeeze in fill.items():
        trial.reset()
        for pages in range(0, _MOST_PAGES, every):
            trial.one(f"{name}, {pages} pages left", squeeze(pages))
        yield trial.row(f"ENOSPC on the disk of the {name}")
    trial.reset()
    for number in range(4):
        # Nothing is open there for writing but while the worker writes.
        trial.one("before", protected(clips))
        trial.one("while it is drawn", protected(clips), gates / str(number))
    yield trial.row("a folder for the clips that turns read-only")


def _by_limits(trial: Trial, every: int) -> Iterator[Row]:
    for name, pid in _processes(trial.served).items():
        trial.reset()
        for pages in range(0, _MOST_PAGES, every):
            size = pages * _PAGE_BYTES
            trial.one(f"{name}, {size} bytes a file", limited(pid, "file size", size))
        yield trial.row(f"files of the {name} that may not grow (EFBIG)")


def _without_descriptors(trial: Trial) -> Iterator[Row]:
    for name, pid in _processes(trial.served).items():
        trial.reset()
        for spare in range(_MOST_DESCRIPTORS):
            trial.one(f"{name}, {spare} spare", without_descriptors(pid, spare))
        yield trial.row(f"EMFILE in the {name}")
    trial.reset()
    for spare in range(_MOST_DESCRIPTORS):
        trial.one(f"no worker, {spare} spare", without_worker(trial.served, spare))
    yield trial.row("EMFILE while the worker is to be started again")


def _processes(served: Served) -> dict[str, int]:
    worker = served.worker_pid()
    assert worker is not None
    return {"bridge": served.pid, "worker": worker}


def _run(folder: Path, every: int, *, mount: bool) -> Iterator[Row]:
    disks = {"library": folder / "library", "clips": folder / "clips"}
    gates = folder / "gates"
    for each in (*disks.values(), gates):
        each.mkdir()
    if mount:
        for disk in disks.values():
            options = ["-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "tmpfs", str(disk)]
            subprocess.run(["mount", *options], check=True)
    settings = settings_in(folder, disks["library"], disks["clips"])
    with Served(settings) as served, Caller(served.port) as caller:
        trial = Trial(served, caller)
        trial.one("with room", contextlib.nullcontext())
        yield from _on_disks(trial, disks["clips"], every, gates) if mount else _by_limits(trial, every)
        yield from _without_descriptors(trial)
    left = served.open_orders()
    yield Row("requests that all this left open", str(left), "0", not left)


def main() -> None:
    """Print each row as JSON; for `refusals`, in a mount namespace of its own."""
    folder, every, *rest = sys.argv[1:]
    for row in _run(Path(folder), int(every), mount="mount" in rest):
        print(msgspec.json.encode(row).decode(), flush=True)


if __name__ == "__main__":
    main()
