"""The worker: a process of its own that carries out orders, so that the bridge survives whatever happens to
it.

Its main thread works; one thread reads what the bridge says, another beats. It can take orders before
torch is imported, which it does, and loads the usual model, while nobody has ordered anything.
"""

from __future__ import annotations

import faulthandler
import importlib
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from bridge import ipc, system_libraries
from bridge.errors import Cancelled, RiffbridgeError
from bridge.messages.orders import Failure, QueuedJob
from bridge.playing.extras import telling, write_extras
from bridge.rendering.fitted_stems import can_have_stems
from bridge.scratch import scratch_folder
from bridge.sound.files import extras
from bridge.terminal import printable
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell
from bridge.worker import protocol as wire
from bridge.worker.heartbeat import IDLE, LOADING, STARTING
from bridge.worker.renderer import Renderer
from bridge.worker.reuse import find_or_place, withdraw

# How long a running order has to notice that the bridge is gone, and to take its hidden files with it.
LAST_STEP_S = 2.0

Send = Callable[[wire.FromWorker], None]


class Orders:
    """What was ordered and is not done, and which of it is to be let go; for all threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[QueuedJob] = deque()
        self._open: set[int] = set()
        self._interrupted: set[int] = set()
        self._closed = False

    def put(self, order: QueuedJob) -> None:
        """Another order."""
        with self._changed:
            self._waiting.append(order)
            self._open.add(order.ticket)
            self._changed.notify_all()

    def interrupt(self, ticket: int) -> None:
        """Let go of `ticket`, waiting or running. One that is done, or was never here, is passed over."""
        with self._changed:
            if ticket in self._open:
                self._interrupted.add(ticket)

    def close(self) -> None:
        """There will be no more orders, and those that are here are to be let go."""
        with self._changed:
            self._closed = True
            self._interrupted |= self._open
            self._changed.notify_all()

    def next(self) -> QueuedJob | None:
        """The next order, waited for; `None` when there will be none."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return self._waiting.popleft() if self._waiting else None

    def finished(self, ticket: int) -> None:
        """`ticket` is done, one way or the other."""
        with self._changed:
            self._open.discard(ticket)
            self._interrupted.discard(ticket)
            self._changed.notify_all()

    def is_interrupted(self, ticket: int) -> bool:
        """Whether `ticket` is to be let go."""
        return ticket in self._interrupted

    def any_waiting(self) -> bool:
        """Whether somebody waits."""
        return bool(self._waiting)

    def wait_until_none_is_open(self, timeout_s: float) -> None:
        """Wait for what runs to end."""
        with self._changed:
            self._changed.wait_for(lambda: not self._open, timeout_s)


class Worker:
    """Carries out orders one at a time; each ends in one `Rendered` or `Failed`."""

    def __init__(self, renderer: Renderer, orders: Orders, send: Send) -> None:
        self._renderer = renderer
        self._orders = orders
        self._send = send
        self._stage, self._signs = LOADING, 0

    def beat(self) -> wire.Beat:
        """What the beating thread is to say."""
        return wire.Beat(self._stage, self._signs)

    def run(self) -> None:
        """Prepare, then take orders until there are no more."""
        self._send(wire.Ready())
        try:
            self._renderer.prepare(self._orders.any_waiting)
        except Exception:
            # Whoever orders something that needs it is told; others may do without.
            traceback.print_exc()
        self._enter(IDLE)
        while (order := self._orders.next()) is not None:
            outcome = self._carried_out(order)
            self._enter(IDLE)
            self._orders.finished(order.ticket)
            self._send(outcome)

    def _carried_out(self, order: QueuedJob) -> wire.Rendered | wire.Failed:
        self._enter(STARTING)
        try:
            return wire.Rendered(order.ticket, self._clips(order))
        except Exception as error:
            if is_device_lost(error):
                raise
            return wire.Failed(order.ticket, failure_of(error))

    def _clips(self, order: QueuedJob) -> tuple[Clip, ...]:
        """The order's clips, adopted or rendered, with their extras beside them."""

        def on_progress(progress: Progress) -> None:
            self._enter(progress.stage)
            if self._orders.is_interrupted(order.ticket):
                raise Cancelled("Cancelled.")
            self._send(wire.Progressed(order.ticket, progress))

        def tell(message: str) -> None:
            self._signs += 1
            self._send(wire.Said(order.ticket, message))

        on_progress(Progress(stage=STARTING, fraction=0.0))
        clips, missing = _there_and_missing(order)
        old = list(clips.values())
        if missing:
            try:
                rendered = self._renderer.render(
                    list(missing.values()), on_progress, tell, stems=Extra.STEMS in order.extras
                )
            except BaseException:
                for job, path in missing.values():
                    withdraw(job, path)
                raise
            clips.update(zip(missing, rendered, strict=True))
        made = tuple(clips[number] for number in sorted(clips))
        if Extra.STEMS in order.extras:
            bare = [clip for clip in old if extras.missing(clip.path, (Extra.STEMS,))]
            self._add_stems([clip for clip in bare if can_have_stems(clip.job)], on_progress, tell)
        for clip in made:
            write_extras(clip.job, clip.path, extras.missing(clip.path, order.extras), tell)
        return made

    def _add_stems(self, clips: list[Clip], on_progress: OnProgress, tell: Tell) -> None:
        """Write stems beside clips that are there already, which are left as they are."""
        if not clips:
            return
        with telling(tell), scratch_folder() as folder:
            again = [(clip.job, folder / clip.path.name) for clip in clips]
            self._renderer.render(again, on_progress, tell, stems=True)
            for clip, (_, path) in zip(clips, again, strict=True):
                extras.copy(path, clip.path, (Extra.STEMS,))

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self._signs += 1


def _there_and_missing(order: QueuedJob) -> tuple[dict[int, Clip], dict[int, tuple[RenderJob, Path]]]:
    """The order's takes by number: clips that are there already, and jobs with the places they will have."""
    there: dict[int, Clip] = {}
    missing: dict[int, tuple[RenderJob, Path]] = {}
    planned = [Path(path) for path in order.paths]
    for number, (job, path) in enumerate(zip(order.jobs, planned, strict=True)):
        others = [*planned[:number], *planned[number + 1 :], *(place for _, place in missing.values())]
        found = find_or_place(job, path, others)
        if isinstance(found, Clip):
            there[number] = found
        else:
            missing[number] = (job, found)
    return there, missing


def failure_of(error: Exception) -> Failure:
    """What is said of whatever ended an order; the traceback of what nobody foresaw goes into the log."""
    if isinstance(error, RiffbridgeError):
        return Failure.of(error)
    if isinstance(error, ImportError) and (names := system_libraries.named_in(error)):
        return Failure("engine", system_libraries.advice("Rendering", names))
    traceback.print_exception(error)
    if _is_out_of_memory(error):
        return Failure("memory", "Not enough memory. Ask for fewer clips or bars.")
    said = " ".join(printable(str(error)).split())[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Failure("engine", f"The engine failed ({what}). The log has details.")


def is_device_lost(error: Exception) -> bool:
    """Whether `error` is one after which CUDA answers nothing more until a new process asks."""
    return isinstance(error, RuntimeError) and "CUDA error" in str(error) and not _is_out_of_memory(error)


def _is_out_of_memory(error: Exception) -> bool:
    if "torch" not in sys.modules:
        return isinstance(error, MemoryError)
    from bridge.engine.device import is_out_of_memory

    return is_out_of_memory(error)


def named(name: str) -> Callable[..., Renderer]:
    """The class or function called `module:name`."""
    module, _, attribute = name.partition(":")
    maker: Callable[..., Renderer] = getattr(importlib.import_module(module), attribute)
    return maker


def main() -> None:
    """The process: commands on stdin, messages on stdout, whatever else is printed on stderr."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the bridge, which then says what to do
    commands, messages = ipc.claim_pipes()
    begin = wire.read_to_worker(commands)
    if not isinstance(begin, wire.Begin):
        return
    sending = threading.Lock()

    def send(message: wire.FromWorker) -> None:
        try:
            with sending:
                messages.write(wire.encode(message))
                messages.flush()
        except OSError:
            os._exit(0)  # the bridge is gone; there is nobody to work for

    orders = Orders()
    worker = Worker(named(begin.renderer)(begin.settings), orders, send)
    for thread in (lambda: _listen(commands, orders), lambda: _beat(worker, send, begin.beat_every_s)):
        threading.Thread(target=thread, daemon=True).start()
    status = 0
    try:
        worker.run()
    except BaseException:
        traceback.print_exc()
        status = 1
    # Past the libraries' own farewells, which have been seen to crash or to wait for ever.
    os._exit(status)


def _listen(commands: BinaryIO, orders: Orders) -> None:
    """Take commands until the bridge ends, however it ends; then end, too."""
    while (message := wire.read_to_worker(commands)) is not None:
        match message:
            case wire.Render(order):
                orders.put(order)
            case wire.Interrupt(ticket):
                orders.interrupt(ticket)
    orders.close()
    orders.wait_until_none_is_open(LAST_STEP_S)
    os._exit(0)


def _beat(worker: Worker, send: Send, every_s: float) -> None:
    pause = threading.Event()
    while True:
        send(worker.beat())
        pause.wait(every_s)


if __name__ == "__main__":
    main()
