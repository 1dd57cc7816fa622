"""The jobs that wait, and whose turn it is. Pure.

What is urgent comes first; then programs take turns, beginning with the one that was served longest ago.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from bridge.messages.orders import Priority, QueuedJob, Sender

# The queue holds this many times what one program may have waiting.
PROGRAMS = 4
# Beyond this many, only programs with waiting jobs are remembered to have had a turn.
MAX_ASKERS = 1000


class JobQueue:
    """Holds jobs until they are taken. One program may have `room` waiting, all together `PROGRAMS` times as
    many."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._jobs: dict[int, QueuedJob] = {}  # by ticket
        self._names: dict[tuple[str, str, str], QueuedJob] = {}
        self._endpoints: Counter[tuple[str, str]] = Counter()
        # When each program's turn was last, counted in jobs that were taken.
        self._served: dict[tuple[str, str], int] = {}
        self._served_times = 0

    def __len__(self) -> int:
        return len(self._jobs)

    def __iter__(self) -> Iterator[QueuedJob]:
        """In the order in which they came."""
        return iter(self._jobs.values())

    def add(self, job: QueuedJob) -> None:
        self._jobs[job.ticket] = self._names[job.sender.name] = job
        self._endpoints[job.sender.endpoint] += 1

    def remove(self, ticket: int) -> QueuedJob | None:
        """Take out the job of this ticket, if it waits."""
        if (job := self._jobs.pop(ticket, None)) is not None:
            if self._names.get(job.sender.name) is job:
                del self._names[job.sender.name]
            self._endpoints -= Counter((job.sender.endpoint,))
        return job

    def named(self, name: tuple[str, str, str]) -> QueuedJob | None:
        """The waiting job of this `Sender.name`, if there is one."""
        return self._names.get(name)

    def remove_all(self) -> list[QueuedJob]:
        """Take out all, in their turns."""
        jobs = self.in_turn()
        for each in (self._jobs, self._names, self._endpoints):
            each.clear()
        return jobs

    def remove_replaced_by(self, job: QueuedJob) -> list[QueuedJob]:
        """Take out older jobs for the slot that `job` is for."""
        if job.slot is None:
            return []
        older = [each for each in self if _same_slot(each, job)]
        for each in older:
            self.remove(each.ticket)
        return older

    def take(self) -> QueuedJob:
        """Take out the job whose turn it is; there has to be one."""
        job = self.in_turn()[0]
        self.remove(job.ticket)
        self._served_times += 1
        self._served[_asker(job.sender)] = self._served_times
        if len(self._served) > MAX_ASKERS:
            waiting = {_asker(each.sender) for each in self}
            self._served = {asker: last for asker, last in self._served.items() if asker in waiting}
        return job

    def in_turn(self) -> list[QueuedJob]:
        """All, in the order in which they will be taken."""
        turns: Counter[tuple[Priority, tuple[str, str]]] = Counter()
        ranked: list[tuple[tuple[int, ...], QueuedJob]] = []
        for job in sorted(self, key=lambda job: job.ticket):
            asker = _asker(job.sender)
            turn = turns[job.priority, asker]
            turns[job.priority, asker] += 1
            ranked.append(((job.priority, turn, self._served.get(asker, 0), job.ticket), job))
        return [job for _, job in sorted(ranked, key=lambda each: each[0])]

    def too_many(self, sender: Sender, entering: Collection[tuple[str, str]]) -> str | None:
        """What is too much for another job of `sender`, such as “64 requests”; `None` if there is room.
        `entering` has the endpoint of each job on its way here."""
        waiting = len(self) + len(entering)
        if waiting < self.room:
            return None
        if waiting >= PROGRAMS * self.room:
            return f"{waiting:,} requests"
        own = self._endpoints[sender.endpoint] + sum(each == sender.endpoint for each in entering)
        return f"{own:,} requests of yours" if own >= self.room else None


def _asker(sender: Sender) -> tuple[str, str]:
    """Who takes turns: each program that speaks OSC, and each other channel as one."""
    return sender.endpoint if sender.channel == "osc" else (sender.channel, "")


def _same_slot(one: QueuedJob, other: QueuedJob) -> bool:
    return one.slot == other.slot and one.sender.channel == other.sender.channel
