"""The worker as a process: what it says, how it dies, and that it takes nobody with it."""

from __future__ import annotations

import itertools
import os
import queue
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

import bridge
from bridge.cli import main
from bridge.commands import render as render_command
from bridge.messages import events as ev
from bridge.messages.orders import QueuedJob, Sender
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.worker.heartbeat import Limits
from bridge.worker.process import MODELS, WorkerProcess
from tests.support import scripted_engine as scripted
from tests.support.posix import kill, pause
from tests.worker.orders import order

# Long, for machines that are busy with something else; nothing waits for it to pass.
PATIENCE_S = 100.0
KILLS = 6
E = TypeVar("E")


class Engine:
    """A worker process and the inbox that it posts to."""

    def __init__(
        self, renderer: str = scripted.NAME, settings: Settings | None = None, **limits: float
    ) -> None:
        self.inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.log: list[str] = []
        self.worker = WorkerProcess(
            self.inbox.put, settings or Settings(), renderer=renderer, log=self.log.append,
            limits=Limits(**{"beat_every_s": 0.02, "leave_s": 1e9} | limits),
        )  # fmt: skip
        self._now_s = itertools.count(0.0, 1.9)

    def start(self) -> None:
        self.worker.start()
        assert isinstance(self.inbox.get(timeout=PATIENCE_S), ev.EngineReady)

    def pid(self) -> int:
        pid = self.worker.pid
        assert pid is not None
        return pid

    def until(self, kind: type[E]) -> E:
        """The next event of `kind`; others before it are passed over, but not that the worker left."""
        while True:
            event = self.inbox.get(timeout=PATIENCE_S)
            if isinstance(event, kind):
                return event
            assert not isinstance(event, ev.EngineExited | ev.OrderFailed), event

    def watched_until_it_leaves(self) -> ev.EngineExited:
        """Check on it, two seconds of the tests' own time apart, until it is given up."""
        while True:
            self.worker.check(next(self._now_s))
            try:
                event = self.inbox.get(timeout=0.005)
            except queue.Empty:
                continue
            if isinstance(event, ev.EngineExited):
                return event

    def rendered(self, wanted: QueuedJob) -> ev.OrderRendered:
        self.worker.render(wanted)
        return self.until(ev.OrderRendered)


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    made.start()
    yield made
    made.worker.stop(1.0)


def test_orders_are_carried_out_and_told_of(engine: Engine, tmp_path: Path) -> None:
    engine.worker.render(order(tmp_path, 5, prompt="talk"))
    first = engine.until(ev.EngineProgressed)
    assert (first.ticket, first.progress.stage) == (5, "starting")
    assert engine.until(ev.EngineSaid) == ev.EngineSaid(5, "No steady beat was found.")
    [clip] = engine.until(ev.OrderRendered).clips
    assert read_certificate(clip.path).job == clip.job
    engine.worker.stop()
    assert engine.log == ["to whom it may concern", "from C"]
    assert engine.inbox.empty()


def test_a_running_order_is_interrupted(engine: Engine, tmp_path: Path) -> None:
    engine.worker.render(order(tmp_path, 1, prompt="for ever"))
    engine.until(ev.EngineProgressed)
    engine.worker.interrupt(2)
    engine.until(ev.EngineProgressed)
    engine.worker.interrupt(1)
    while not isinstance(event := engine.inbox.get(timeout=PATIENCE_S), ev.OrderFailed):
        assert isinstance(event, ev.EngineProgressed)
    assert event.failure.kind == "cancelled"
    engine.rendered(order(tmp_path, 2))


@pytest.mark.parametrize(
    ("prompt", "reason"),
    [("end", "it ended with status 3 (falling over)"), ("crash", "it crashed (SIGSEGV)"),
     ("lose", "it ended with status 1 (RuntimeError: CUDA error: an illegal memory access was encountered)")],
)  # fmt: skip
def test_a_crash_is_told_once_and_a_new_worker_takes_over(
    engine: Engine, tmp_path: Path, prompt: str, reason: str
) -> None:
    gone = engine.pid()
    engine.worker.render(order(tmp_path, prompt=prompt))
    assert engine.until(ev.EngineExited).reason == reason
    assert engine.worker.pid is None
    engine.worker.render(order(tmp_path))  # in ignorance of it: the event is answer enough
    engine.worker.interrupt(1)
    engine.worker.check(0.0)
    engine.start()
    assert engine.pid() != gone
    engine.rendered(order(tmp_path))


def test_a_start_while_one_runs_is_none(engine: Engine) -> None:
    pid = engine.pid()
    engine.worker.start()
    assert engine.pid() == pid


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGSTOP")
def test_a_stopped_worker_is_noticed_and_does_not_hold_up_the_hub(engine: Engine, tmp_path: Path) -> None:
    pause(engine.pid())
    for ticket in range(200):  # far more than its pipe can hold
        engine.worker.render(order(tmp_path, ticket, prompt="x" * 2000))
    assert "did not respond" in engine.watched_until_it_leaves().reason


def test_a_worker_that_cannot_be_killed_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(beat_every_s=1000.0, leave_s=0.5)
    engine.start()
    with monkeypatch.context() as patch:
        patch.setattr(subprocess.Popen, "kill", lambda process: None)
        assert engine.watched_until_it_leaves().reason.endswith("s, and cannot be killed")
    lost = engine.worker._child
    assert lost is not None
    assert engine.worker.pid is None
    lost.stop(0.0)
    assert engine.inbox.empty()


def test_a_worker_that_does_not_get_on_is_noticed(tmp_path: Path) -> None:
    engine = Engine(beat_s=1e9, loading_beat_s=1e9, step_s=50.0)
    engine.start()
    engine.worker.render(order(tmp_path, prompt="hang"))
    engine.until(ev.EngineProgressed)
    engine.until(ev.EngineProgressed)
    assert "was stuck while drawing" in engine.watched_until_it_leaves().reason
    assert engine.inbox.empty()


def test_stop_waits_for_no_one_who_does_not_answer(engine: Engine, tmp_path: Path) -> None:
    engine.worker.render(order(tmp_path, prompt="hang"))
    engine.until(ev.EngineProgressed)
    pid = engine.pid()
    engine.worker.stop(0.05)
    assert engine.worker.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    engine.worker.stop()
    assert all(not isinstance(left, ev.EngineExited) for left in drained(engine.inbox))


def drained(inbox: queue.SimpleQueue[Any]) -> list[Any]:
    events = []
    while not inbox.empty():
        events.append(inbox.get())
    return events


def test_what_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    engine = Engine()
    engine.worker.start()
    assert engine.inbox.get_nowait() == ev.EngineExited("it could not be started: No such file or directory")


def test_what_cannot_be_imported_is_told() -> None:
    engine = Engine(renderer="bridge.nothing:Here")
    engine.worker.start()
    reason = engine.inbox.get(timeout=PATIENCE_S).reason
    assert reason == "it ended with status 1 (ModuleNotFoundError: No module named 'bridge.nothing')"


def test_a_path_that_is_no_text_is_refused(engine: Engine, tmp_path: Path) -> None:
    engine.worker.render(order(tmp_path / os.fsdecode(b"\xff"), 3))
    failed = engine.inbox.get(timeout=PATIENCE_S)
    assert (failed.ticket, failed.failure.kind) == (3, "bad-request")


def test_it_dies_with_the_bridge(tmp_path: Path) -> None:
    code = (
        "import queue, sys; from pathlib import Path; from bridge.worker.process import WorkerProcess;"
        "from bridge.settings import Settings; from tests.worker.orders import order;"
        "inbox = queue.SimpleQueue(); from tests.support.scripted_engine import NAME;"
        "engine = WorkerProcess(inbox.put, Settings(), renderer=NAME); engine.start(); inbox.get();"
        "engine.render(order(Path(sys.argv[1]), prompt='for ever')); inbox.get();"
        "print(engine.pid, flush=True); inbox.get = None; import signal; signal.pause()"
    )
    root = Path(bridge.__file__).parent.parent
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, cwd=root) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    waiting = threading.Event()
    for _ in range(int(PATIENCE_S * 100)):
        if not is_alive(worker):
            return
        waiting.wait(0.01)
    pytest.fail("the worker outlived the bridge")


def is_alive(pid: int) -> bool:
    """Whether there is such a process that is no mere entry for whoever might ask how it ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    try:
        return (
            not stat.parent.parent.joinpath("self").exists()
            or stat.read_text().rpartition(")")[2].split()[0] != "Z"
        )
    except OSError:
        return False


def test_killed_at_any_instant_it_leaves_whole_files_and_is_replaced(engine: Engine, tmp_path: Path) -> None:
    draw, pause = random.Random(4), threading.Event()
    own = descriptors() - (3 if descriptors() else 0)  # less the pipes of the first worker
    for ticket in range(KILLS):
        wanted = order(tmp_path, ticket, count=2)
        engine.worker.render(wanted)
        engine.until(ev.EngineProgressed)
        pause.wait(draw.uniform(0.0, 0.03))
        kill(engine.pid())
        while not isinstance(event := engine.inbox.get(timeout=PATIENCE_S), ev.EngineExited):
            pass
        assert "SIGKILL" in event.reason
        assert descriptors() <= own
        for path in visible(tmp_path):
            assert path.stat().st_size == visible(tmp_path)[0].stat().st_size
            read_certificate(path)
        engine.start()
        assert [str(clip.path) for clip in engine.rendered(wanted).clips] == list(wanted.paths)
    assert engine.inbox.empty()
    assert len(visible(tmp_path)) == 2 * KILLS


def descriptors() -> int:
    """How many files this process holds open, where the system says."""
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.exists() else 0


def visible(folder: Path) -> list[Path]:
    """What a host that watches `folder` would see."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def test_the_worker_and_the_command_write_the_same_bytes(
    tmp_path: Path, starter_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(model=str(starter_folder), device="cpu", models_folder=str(tmp_path / "models"))
    monkeypatch.setattr(render_command, "read_settings", lambda: settings)
    alone = tmp_path / "alone.wav"
    main(["render", "drums", "--bars", "1", "--bpm", "120", "--seed", "3", "--steps", "2", "-o", str(alone)])
    job = read_certificate(alone).job
    # As many threads as the tests have here: sums in another order are rounded otherwise.
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    engine = Engine(MODELS, settings)
    engine.start()
    kept = tmp_path / "kept.wav"
    sender = Sender("osc", "127.0.0.1:9", "a")
    engine.rendered(QueuedJob(ticket=1, sender=sender, jobs=(job,), paths=(str(kept),)))
    assert kept.read_bytes() == alone.read_bytes()
    changed = QueuedJob(
        ticket=2,
        sender=sender,
        jobs=(msgspec.structs.replace(job, model_sha256="0" * 64),),
        paths=(str(tmp_path / "other.wav"),),
    )
    engine.worker.render(changed)
    while not isinstance(event := engine.inbox.get(timeout=PATIENCE_S), ev.OrderFailed):
        pass
    assert "has changed" in event.failure.message
    engine.worker.stop()
