"""The bridge's side of its worker: starts it, gives it orders, notices that it is gone or hangs."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

import bridge
from bridge.messages import events as ev
from bridge.messages.orders import Failure, QueuedJob
from bridge.settings import Settings
from bridge.worker import protocol as wire
from bridge.worker.heartbeat import Heartbeat, Limits, size_of

MODELS = "bridge.worker.renderer:ModelRenderer"
_LOG_LINES = 40
_CRASHES = ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE")

Post = Callable[[Any], None]
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
            why = "A path in this request is no Unicode text; rename the file or folder."
            self._post(ev.OrderFailed(order.ticket, Failure("bad-request", why)))

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
        self._outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process = _spawn()
        self.pid = self._process.pid
        self.say(begin)
        self._threads = [
            threading.Thread(target=target, name=f"worker {self.pid} {name}", daemon=True)
            for name, target in (("reading", self._read), ("writing", self._write), ("log", self._read_log))
        ]
        # The first last: it waits for the others when the process is gone, which may be at once.
        for thread in reversed(self._threads):
            thread.start()

    def say(self, message: wire.ToWorker) -> None:
        """Queue a message: a pipe takes only so much from one who does not wait."""
        self._outbox.put(wire.encode(message))

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
        self._outbox.put(None)
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
        for thread in self._threads:
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
        pipe = _pipe(self._process.stdout)
        try:
            while (message := wire.read_from_worker(pipe)) is not None:
                self._pass_on(message)
        except msgspec.MsgspecError as error:
            self._kill(f"it said what cannot be understood: {error}")
        pipe.close()
        try:
            status = self._process.wait(self.pulse.limits.leave_s)
        except subprocess.TimeoutExpired:
            self._kill("it closed its pipes")
            status = self._process.wait()
        self._outbox.put(None)
        for thread in self._threads[1:]:
            thread.join(1.0)  # for the last lines of the log, which a child of its own may hold open
        self._leave(self._verdict or _reason(status, self._last_lines))

    def _pass_on(self, message: wire.FromWorker) -> None:
        match message:
            case wire.Beat(stage, signs):
                self.pulse.beat(stage, signs)
                return
            case wire.Ready():
                event: Any = ev.EngineReady()
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

    def _write(self) -> None:
        pipe = _pipe(self._process.stdin)
        # A broken pipe is the reading thread's to tell of.
        with suppress(OSError):
            while (frame := self._outbox.get()) is not None:
                pipe.write(frame)
                pipe.flush()
        with suppress(OSError):
            pipe.close()

    def _read_log(self) -> None:
        with _pipe(self._process.stderr) as pipe:
            for raw in pipe:
                line = raw.decode("utf-8", "replace").rstrip()
                self._last_lines.append(line)
                self._log(line)


def _spawn() -> subprocess.Popen[bytes]:
    """A fresh interpreter, which finds the same modules as this one."""
    places = [str(Path(bridge.__file__).parent.parent), *(place for place in sys.path if place)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(places),
        # Threads that spin while they wait for each other cost little alone, and everything beside a host.
        "OMP_WAIT_POLICY": os.environ.get("OMP_WAIT_POLICY", "PASSIVE"),
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8:backslashreplace",
    }
    return subprocess.Popen(
        # -P: modules are never looked for in the folder where the bridge happens to be started.
        [sys.executable, "-P", "-m", "bridge.worker.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **_apart(),
    )


def _apart() -> dict[str, Any]:
    """What keeps a terminal's Ctrl+C, and a console window, away from the worker."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _pipe(pipe: Any) -> BinaryIO:
    assert pipe is not None
    file: BinaryIO = pipe
    return file


def _reason(status: int, last_lines: deque[str]) -> str:
    """How the worker ended, in words."""
    if status >= 0:
        said = next((line for line in reversed(last_lines) if line.strip()), "")
        return f"it ended with status {status}" + (f" ({said[:200]})" if said and status else "")
    name = signal.Signals(-status).name if -status in signal.valid_signals() else f"signal {-status}"
    if name == "SIGKILL":
        return "it was killed (SIGKILL), which systems do when memory runs out"
    return f"it crashed ({name})" if name in _CRASHES else f"it was ended ({name})"
