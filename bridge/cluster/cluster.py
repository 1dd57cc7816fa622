"""Many clips over many machines: tasks go to workers as these get free, and come home as files.

What the workers are is the pool's affair (`cluster_ray`); here is who does what, and what follows when
one fails. A task is tried on two workers. What is finished is on disk at once, so a run that ends early,
however it ends, has lost nothing: the same command goes on from there.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from bridge.errors import BadRequest, RiffbridgeError
from bridge.sound.files.atomic import atomic_write
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell

# A second failure elsewhere is the task's own, or that of whatever all workers share.
MAX_TRIES = 2
# The exit status of errors that say that what was asked is wrong.
_ASKED_WRONGLY = 2

Take = tuple[RenderJob, Path]


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A clip on its way home: the file's bytes, what is known of it, and what a user should know.

    `clip.path` means nothing outside the worker.
    """

    data: bytes
    clip: Clip
    said: tuple[str, ...] = ()


class Arrived(msgspec.Struct, frozen=True):
    """`worker` is ready for its first task."""

    worker: int


class Done(msgspec.Struct, frozen=True):
    """`worker` has done its task, and is free."""

    worker: int
    rendered: Rendered


class Failed(msgspec.Struct, frozen=True):
    """`worker` could not do its task, and is free."""

    worker: int
    error: RiffbridgeError


class Gone(msgspec.Struct, frozen=True):
    """`worker` will do nothing any more, nor the task that it had."""

    worker: int
    error: RiffbridgeError


Word = Arrived | Done | Failed | Gone


class Pool(Protocol):
    """Workers somewhere else, known by numbers that are not used again."""

    @property
    def size(self) -> int:
        """How many workers are here or on their way."""

    @property
    def idle(self) -> Collection[int]:
        """Those that are here and were asked for nothing: of an earlier use of the pool."""

    def wait(self) -> Word:
        """The next that happens, waited for."""

    def give(self, worker: int, job: RenderJob) -> None:
        """Give a task to a worker that is free."""


class _Ledger:
    """Which tasks wait, who does which, and who has failed at which."""

    def __init__(self, count: int) -> None:
        self._waiting = deque(range(count))
        self._free: dict[int, None] = {}
        self._doing: dict[int, int] = {}
        self._failed_at: dict[int, list[int]] = {}

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return bool(self._waiting or self._doing)

    def is_free(self, worker: int) -> None:
        """`worker` can take a task."""
        self._free[worker] = None

    def has_done(self, worker: int) -> int:
        """The task that `worker` had; it is free now."""
        self._free[worker] = None
        return self._doing.pop(worker)

    def has_failed(self, worker: int) -> bool:
        """`worker` no longer has its task. Returns whether that will be tried again."""
        task = self._doing.pop(worker)
        tries = self._failed_at.setdefault(task, [])
        tries.append(worker)
        again = len(tries) < MAX_TRIES
        if again:
            self._waiting.appendleft(task)
        return again

    def has_gone(self, worker: int) -> bool:
        """There is no `worker` any more. Returns whether the task that it had, if any, is not given up."""
        self._free.pop(worker, None)
        return worker not in self._doing or self.has_failed(worker)

    def hand_out(self) -> Iterator[tuple[int, int]]:
        """Who is to do what now, as (worker, task)."""
        for worker in list(self._free):
            if (task := self._task_for(worker)) is not None:
                self._waiting.remove(task)
                del self._free[worker]
                self._doing[worker] = task
                yield worker, task

    def _task_for(self, worker: int) -> int | None:
        """The first task that `worker` has not failed at; any, if it is alone with no other left."""
        fit = (task for task in self._waiting if worker not in self._failed_at.get(task, ()))
        is_alone = len(self._free) + len(self._doing) == 1
        return next(fit, self._waiting[0] if self._waiting and is_alone else None)


class _Pace:
    """How many of all clips are done, how fast, and how long the rest will take at that."""

    def __init__(self, total: int, on_progress: OnProgress, clock: Callable[[], float]) -> None:
        self._total, self._on_progress, self._clock = total, on_progress, clock
        self._done = 0
        self._since_s: float | None = None

    @property
    def missing(self) -> int:
        """How many clips are not done."""
        return self._total - self._done

    def begin(self) -> None:
        """The first worker begins; until then nothing is to be learnt about speed."""
        if self._since_s is None:
            self._since_s = self._clock()
            self._tell(None)

    def one_more(self) -> None:
        assert self._since_s is not None
        self._done += 1
        gone_s = self._clock() - self._since_s
        self._tell(self._done / gone_s if gone_s > 0 else None)

    def _tell(self, per_second: float | None) -> None:
        speed = f", {per_second:.2g} a second" if per_second else ""
        left_s = self.missing / per_second if per_second else None
        stage = f"{self._done} of {self._total} clips{speed}"
        self._on_progress(Progress(stage=stage, fraction=self._done / self._total, seconds_left=left_s))


def spread(
    takes: Sequence[Take],
    pool: Pool,
    on_progress: OnProgress = lambda progress: None,
    tell: Tell = lambda message: None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Clip]:
    """Have every take rendered by some worker of `pool` and written to its path; yield clips as they come.

    `tell` hears each thing that a user should know once. Raises `StorageFailed` if the disk here
    refuses; what two workers say was asked wrongly (`BadRequest`, `BadModel`, `BadFile`); and at the end,
    or when no worker is left, how many clips are missing and why the first of them is.
    """
    ledger, pace, tell = _Ledger(len(takes)), _Pace(len(takes), on_progress, clock), _once(tell)
    given_up: list[RiffbridgeError] = []
    last_words: RiffbridgeError | None = None
    for worker in pool.idle:
        ledger.is_free(worker)
        pace.begin()
    while ledger.is_open:
        for worker, task in ledger.hand_out():
            pool.give(worker, takes[task][0])
        if pool.size == 0:
            raise _nobody_left(last_words, pace.missing)
        match pool.wait():
            case Arrived(worker):
                ledger.is_free(worker)
                pace.begin()
            case Done(worker, rendered):
                job, path = takes[ledger.has_done(worker)]
                atomic_write(path, rendered.data)
                for message in rendered.said:
                    tell(message)
                pace.one_more()
                yield msgspec.structs.replace(rendered.clip, job=job, path=path)
            case Failed(worker, error):
                if not ledger.has_failed(worker):
                    given_up.append(_unless_wrong_for_all(error))
                ledger.is_free(worker)
            case Gone(worker, error):
                last_words = error
                tell(str(error))
                if not ledger.has_gone(worker):
                    given_up.append(error)
    if given_up:
        raise RiffbridgeError(
            f"{len(given_up)} of {len(takes)} clips failed on {MAX_TRIES} workers each, the first one so: "
            f"{given_up[0]} Run the same command with the same seed to retry those."
        )


def _unless_wrong_for_all(error: RiffbridgeError) -> RiffbridgeError:
    """`error`, raised if it means that what was asked is wrong: the other clips were asked likewise."""
    if error.exit_status == _ASKED_WRONGLY:
        raise error
    return error


def _nobody_left(last_words: RiffbridgeError | None, missing: int) -> RiffbridgeError:
    """Why there is nobody to work for us; a worker that was unfit has said what would make it fit."""
    if last_words is None:
        return BadRequest("The cluster has no processors. Start a worker with ray start.")
    if last_words.exit_status == _ASKED_WRONGLY:
        return last_words
    return RiffbridgeError(
        f"No worker is left and {missing} clips are missing ({last_words}) "
        "Run the same command with the same seed to continue."
    )


def _once(tell: Tell) -> Tell:
    """`tell`, that passes over what it has heard: two hundred clips have the same to say."""
    heard: set[str] = set()

    def hear(message: str) -> None:
        if message not in heard:
            heard.add(message)
            tell(message)

    return hear
