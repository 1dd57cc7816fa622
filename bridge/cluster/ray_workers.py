"""Workers of a Ray cluster. Ray is an optional extra, and is imported when a cluster is joined.

One worker (a Ray actor) for each GPU of a node, or one with all the processors of a node without GPUs. Ray
sets the threads that a worker computes with by the processors that it has, so it draws with as many
as `riffbridge render` on that machine, and to the same bytes: sums in other shares round otherwise.
Small models get more done a second by several nodes of few processors on one machine.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from bridge import __version__
from bridge.cluster.cluster import Arrived, Done, Failed, Gone, Word
from bridge.cluster.seat import Seat
from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.vocabulary.jobs import RenderJob, Tell
from bridge.worker.process import MODELS

# How often a worker that died is replaced: once for bad luck, twice for worse.
REPLACEMENTS = 2
ANSWER_S, STOP_S = 5.0, 5.0
# After so long without any worker a user wonders what is going on.
PATIENCE_S = 20.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Between looks at whether somebody has called the work off.
_LOOK_EVERY_S = 0.5


@dataclass(frozen=True)
class Place:
    """Room for one worker on a node, and how it may be called in a sentence."""

    node_id: str
    address: str
    cpus: float
    gpus: int


def places(nodes: Sequence[Mapping[str, Any]], *, with_gpus: bool = True) -> list[Place]:
    """Where workers can sit, by what `ray.nodes()` says; the nodes take turns."""
    by_node = [_places_on(node, with_gpus) for node in nodes if node["Alive"]]
    deepest = max((len(seats) for seats in by_node), default=0)
    return [seats[turn] for turn in range(deepest) for seats in by_node if turn < len(seats)]


def _places_on(node: Mapping[str, Any], with_gpus: bool) -> list[Place]:
    cpus, gpus = node["Resources"].get("CPU", 0.0), int(node["Resources"].get("GPU", 0.0))
    number = gpus if with_gpus and gpus else 1 if cpus >= 1 else 0
    place = Place(
        node["NodeID"], node["NodeManagerAddress"], cpus // max(number, 1), min(gpus, 1) * with_gpus
    )
    return [place] * number


@contextmanager
def join(
    address: str,
    job: RenderJob,
    *,
    device: str | None = None,
    tell: Tell = lambda message: None,
    renderer: str = MODELS,
) -> Iterator[RayPool]:
    """The workers of the cluster at `address` for jobs like `job`: of its model, and from its source.

    `address` is as Ray writes them: `auto`, `host:port` or `ray://host:port`. On leaving, however, what
    is running is called off. Raises `BadRequest` if Ray is not installed or nobody answers there.
    """
    source = _read_source(job)
    ray = _connect(address)
    try:
        with_gpus = device is None or not device.strip().lower().startswith("cpu")
        pool = RayPool(ray, places(ray.nodes(), with_gpus=with_gpus), job, source, (renderer, device), tell)
        try:
            yield pool
        finally:
            pool.close()
    finally:
        ray.shutdown()


class RayPool:
    """See `cluster.Pool`. All methods are for one thread."""

    def __init__(
        self,
        ray: Any,
        seats: Sequence[Place],
        job: RenderJob,
        source: bytes | None,
        how: tuple[str, str | None],
        tell: Tell,
    ) -> None:
        self._ray, self._job, self._how, self._tell = ray, job, how, tell
        # Once into the cluster's store, from where every node fetches it once.
        self._source = None if source is None else ray.put(source)
        self._numbers = count()
        self._actors: dict[int, Any] = {}
        self._seats: dict[int, tuple[Place, int]] = {}
        # What was asked of workers and is not answered: the worker, and whether it was asked to render.
        self._asked: dict[Any, tuple[int, bool]] = {}
        self._has_any = False
        for place in seats:
            self._hire(place, REPLACEMENTS)

    @property
    def size(self) -> int:
        return len(self._actors)

    @property
    def idle(self) -> Collection[int]:
        return sorted(self._actors.keys() - {worker for worker, _ in self._asked.values()})

    def give(self, worker: int, job: RenderJob) -> None:
        self._asked[self._actors[worker].render.remote(job, self._source)] = (worker, True)

    def wait(self) -> Word:
        answered = self._next_answer()
        worker, to_render = self._asked.pop(answered)
        try:
            answer = self._ray.get(answered)
        except self._ray.exceptions.RayError as error:
            return self._lost(worker, error)
        if not to_render:
            if isinstance(answer, RiffbridgeError):
                return self._unfit(worker, answer)
            self._has_any = True
            return Arrived(worker)
        if isinstance(answer, RiffbridgeError):
            return Failed(worker, answer)
        return Done(worker, answer)

    def close(self) -> None:
        """Let go of what runs, giving it a moment to clean up, and of the workers."""
        running = [asked for asked, (_, to_render) in self._asked.items() if to_render]
        for worker, actor in self._actors.items():
            if any(worker == other for other, _ in self._asked.values()):
                actor.stop.remote()
        if running:
            with suppress(self._ray.exceptions.RayError):
                self._ray.wait(running, num_returns=len(running), timeout=STOP_S, fetch_local=False)
        for actor in self._actors.values():
            with suppress(self._ray.exceptions.RayError):
                self._ray.kill(actor)

    def _next_answer(self) -> Any:
        waited_s = 0.0
        while True:
            answered, _ = self._ray.wait(list(self._asked), num_returns=1, timeout=_LOOK_EVERY_S)
            if answered:
                return answered[0]
            waited_s += _LOOK_EVERY_S
            if waited_s == PATIENCE_S and not self._has_any:
                self._tell("No worker is ready yet. The cluster may be busy.")

    def _hire(self, place: Place, replacements: int) -> None:
        worker = next(self._numbers)
        strategy = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
            place.node_id, soft=False
        )
        # The second thread is for `stop`.
        remote = self._ray.remote(
            num_cpus=place.cpus, num_gpus=place.gpus, max_concurrency=2, scheduling_strategy=strategy
        )(Seat)
        actor = remote.remote(*self._how)
        self._actors[worker], self._seats[worker] = actor, (place, replacements)
        self._asked[actor.prepare.remote(self._job, __version__)] = (worker, False)

    def _unfit(self, worker: int, error: RiffbridgeError) -> Gone:
        """A worker that says it cannot do this; another on its node would say the same."""
        place = self._dismiss(worker)[0]
        return Gone(worker, type(error)(f"The worker on {place.address} cannot help: {error}"))

    def _lost(self, worker: int, error: Exception) -> Gone:
        """A worker that died, or could not begin; its place is taken by another a few times."""
        place, replacements = self._dismiss(worker)
        if "No module named 'bridge" in str(error):
            why = f"Riffbridge {__version__} is not installed on {place.address}. Install it there."
            return Gone(worker, BadRequest(why))
        if replacements:
            self._hire(place, replacements - 1)
        return Gone(worker, RiffbridgeError(f"A worker on {place.address} was lost ({_first_line(error)})."))

    def _dismiss(self, worker: int) -> tuple[Place, int]:
        actor = self._actors.pop(worker)
        with suppress(self._ray.exceptions.RayError):
            self._ray.kill(actor)
        return self._seats.pop(worker)


def _read_source(job: RenderJob) -> bytes | None:
    if job.source is None:
        return None
    try:
        return Path(job.source.path).read_bytes()
    except OSError as error:
        raise BadFile(f"{job.source.path} can't be read: {error.strerror}.") from error


def _connect(address: str) -> Any:
    """Ray, connected. Raises `BadRequest`."""
    _check_answers(address)
    # Read when Ray is imported.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray: Any = importlib.import_module("ray")
        importlib.import_module("ray.util.scheduling_strategies")
    except ImportError as error:
        raise BadRequest(
            "Rendering on a cluster needs Ray. Install it with pip install 'riffbridge[cluster]'."
        ) from error
    try:
        with _own_signals():
            ray.init(
                address=address, namespace="riffbridge", log_to_driver=False, logging_level=logging.CRITICAL
            )
    except (ConnectionError, ValueError, RuntimeError, TimeoutError, ImportError) as error:
        raise BadRequest(f"No Ray cluster answers at {address[:80]}: {_first_line(error)}") from error
    _hush(ray)
    return ray


def _hush(ray: Any) -> None:
    """Ray prints what its nodes complain of to stdout, where paths belong, and has no switch for that."""
    if hasattr(ray._private.worker, "print_to_stdstream"):
        ray._private.worker.print_to_stdstream = lambda *data, **options: None


def _check_answers(address: str) -> None:
    """Raise `BadRequest` unless somebody listens at `address`: Ray itself would try for minutes."""
    if address == "auto":
        return
    host, _, port = address.removeprefix("ray://").rpartition(":")
    host = host.strip("[]")
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port) < 1 << 16):
        raise BadRequest(
            f"“{address[:80]}” isn't a cluster's address. Use auto, host:port or ray://host:port."
        )
    answers, why = _answers(host, int(port))
    if host in _LOOPBACK and not address.startswith("ray://"):
        # For Ray this machine is where the network sees it, unless it is told to stay within the machine.
        if answers:
            os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        answers = answers or _answers(socket.gethostname(), int(port))[0]
    if not answers:
        raise BadRequest(f"No Ray cluster answers at {address[:80]} ({why}). Start one with ray start.")


def _answers(host: str, port: int) -> tuple[bool, str]:
    try:
        socket.create_connection((host, port), ANSWER_S).close()
    except OSError as error:
        return False, error.strerror or str(error)
    return True, ""


@contextmanager
def _own_signals() -> Iterator[None]:
    """Keep Ray from answering the signals that end a command in order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept: dict[int, Callable[..., Any] | int | None] = {
        number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:200] if lines else type(error).__name__
