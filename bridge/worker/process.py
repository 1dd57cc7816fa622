"""The bridge's side of its worker: starts it, gives it orders, notices that it is gone or hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, cast

import msgspec

from bridge import ipc
from bridge.errors import NOT_UNICODE
from bridge.messages import events as ev
from bridge.messages.incoming import Post
from bridge.messages.orders import Failure, QueuedJob
from bridge.settings import Settings
from bridge.worker import protocol as wire
from bridge.worker.heartbeat import Heartbeat, Limits, size_of

MODELS = "bridge.worker.renderer:ModelRenderer"
_LOG_LINES = 40
_CRASHES = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE")

Log = Callable[[str], None]


def to_stderr(line: str) -> None:
    """Pass on a line of the worker's log."""
    # A window has no stderr; a terminal may have gone.
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)


class WorkerProcess:
    """The engine as the hub sees it. No method but `stop` waits for anything; none raises.

    Each start that does not end in `stop` ends in one `EngineExited`. `renderer` names what the worker
    renders with, as `module:name` of something called with the settings (see `renderer.Renderer`).
    """

    def __init__(
        self,
        post: Post,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        limits: Limits | None = None,
        renderer: str = MODELS,
        log: Log = to_stderr,
    ) -> None:
        self._post = post
        self._clock = clock
        self._limits = limits or Limits()
        self._begin = wire.Begin(settings, renderer, self._limits.beat_every_s)
        self._log = log
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """The process now at work, if there is one."""
        return self._child.pid if self._child and not self._child.has_left else None

    def start(self) -> None:
        """Start a worker, unless one is running. It posts `EngineReady`, or `EngineExited`."""
        if self.pid is not None:
            return
        try:
            self._child = _Child(self._begin, self._post, self._clock, self._log, Heartbeat(self._limits))
        except OSError as error:
            self._post(ev.EngineExited(f"it could not be started: {error.strerror or error}"))

    def render(self, order: QueuedJob) -> None:
        """Give it an order. If the worker is gone, its `EngineExited` is on its way."""
        if self._child is None:
            return
        self._child.pulse.size = size_of(order)
        try:
            self._child.say(wire.Render(order))
        except UnicodeEncodeError:
            self._post(ev.OrderFailed(order.ticket, Failure("bad-request", NOT_UNICODE)))

    def interrupt(self, ticket: int) -> None:
        """Let go of an order within a step; `OrderFailed` says so, unless it is done before."""
        if self._child is not None:
            self._child.say(wire.Interrupt(ticket))

    def check(self, now_s: float) -> None:
        """Look whether it lives and gets on; to be called about twice a second."""
        if self._child is not None:
            self._child.check(now_s)

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the worker and wait for that, killing it after `timeout_s`. Posts nothing more."""
        child, self._child = self._child, None
        if child is not None:
            child.stop(timeout_s)


class _Child:
    """One process, from its start to its end, and the threads that serve its pipes."""

    def __init__(
        self, begin: wire.Begin, post: Post, clock: Callable[[], float], log: Log, pulse: Heartbeat
    ) -> None:
        self.pulse = pulse
        self._post, self._clock, self._log = post, clock, log
        self._leaving = threading.Lock()
        self.has_left = False
        self._verdict: str | None = None
        self._killed_at_s = 0.0
        self._last_lines: deque[str] = deque(maxlen=_LOG_LINES)
        self._process, stdin, self._stdout = ipc.spawn(
            "bridge.worker.worker",
            stderr=subprocess.PIPE,
            # Threads that spin while they wait for each other cost little alone, and much beside a host.
            OMP_WAIT_POLICY=os.environ.get("OMP_WAIT_POLICY", "PASSIVE"),
            PYTHONUNBUFFERED="1",
            PYTHONIOENCODING="utf-8:backslashreplace",
        )
        self.pid = self._process.pid
        self._outbox = ipc.Outbox(stdin, f"worker {self.pid} writing")
        self.say(begin)
        self._logging = threading.Thread(target=self._read_log, name=f"worker {self.pid} log", daemon=True)
        self._reading = threading.Thread(target=self._read, name=f"worker {self.pid} reading", daemon=True)
        # The reading thread waits for the other when the process is gone, which may be at once.
        self._logging.start()
        self._reading.start()

    def say(self, message: wire.ToWorker) -> None:
        self._outbox.put(message)

    def check(self, now_s: float) -> None:
        if self.has_left:
            return
        if self._verdict is None:
            if (verdict := self.pulse.watch(now_s)) is not None:
                self._killed_at_s = now_s
                self._kill(verdict)
        elif now_s - self._killed_at_s > self.pulse.limits.leave_s:
            self._leave(f"{self._verdict}, and cannot be killed")

    def stop(self, timeout_s: float) -> None:
        with self._leaving:
            self.has_left = True
        self._outbox.close()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in (self._reading, self._outbox, self._logging):
            thread.join(self.pulse.limits.leave_s)

    def _kill(self, verdict: str) -> None:
        self._verdict = verdict
        self._process.kill()

    def _leave(self, reason: str) -> None:
        """Say that the worker is gone, once; nothing that it said comes after that."""
        with self._leaving:
            if not self.has_left:
                self.has_left = True
                self._post(ev.EngineExited(reason))

    # ---- the threads ----

    def _read(self) -> None:
        try:
            while (message := wire.read_from_worker(self._stdout)) is not None:
                self._pass_on(message)
        except msgspec.MsgspecError as error:
            self._kill(f"it sent something unreadable: {error}")
        self._stdout.close()
        try:
            status = self._process.wait(self.pulse.limits.leave_s)
        except subprocess.TimeoutExpired:
            self._kill("it closed its pipes")
            status = self._process.wait()
        self._outbox.close()
        for thread in (self._outbox, self._logging):
            thread.join(1.0)  # for the last lines of the log, which a child of its own may hold open
        self._leave(self._verdict or _reason(status, self._last_lines))

    def _pass_on(self, message: wire.FromWorker) -> None:
        match message:
            case wire.Beat(stage, signs):
                self.pulse.beat(stage, signs)
                return
            case wire.Ready():
                event: ev.Event = ev.EngineReady()
            case wire.Progressed(ticket, progress):
                event = ev.EngineProgressed(ticket, progress, self._clock())
            case wire.Said(ticket, text):
                event = ev.EngineSaid(ticket, text)
            case wire.Rendered(ticket, clips):
                event = ev.OrderRendered(ticket, clips)
            case wire.Failed(ticket, failure):
                event = ev.OrderFailed(ticket, failure)
        with self._leaving:
            if not self.has_left:
                self._post(event)

    def _read_log(self) -> None:
        with cast(BinaryIO, self._process.stderr) as pipe:
            for raw in pipe:
                line = raw.decode("utf-8", "replace").rstrip()
                self._last_lines.append(line)
                self._log(line)


def _reason(status: int, last_lines: deque[str]) -> str:
    """How the worker ended, in words."""
    if status >= 0:
        said = next((line for line in reversed(last_lines) if line.strip()), "")
        return f"it ended with status {status}" + (f" ({said[:200]})" if said and status else "")
    name = signal.Signals(-status).name if -status in signal.valid_signals() else f"signal {-status}"
    if name == "SIGKILL":
        return "it was killed (SIGKILL), which systems do when memory runs out"
    return f"it crashed ({name})" if name in _CRASHES else f"it was ended ({name})"
