"""The rows of the queue, from answers and snapshots. No widgets."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.messages import answers as an
from bridge.messages.answers import Answer, RunningTraining, Snapshot
from bridge.messages.events import RequestCame
from bridge.messages.orders import Priority, QueuedJob, Sender
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import TRAINING
from ui.common.clip_words import length, tempo
from ui.common.training_words import stage_words

translate = QCoreApplication.translate
Name = tuple[str, str, str]
# Failed requests kept for reading.
MAX_FAILED = 5


class RowState(StrEnum):
    """The state of a request."""

    SENT = "sent"  # not confirmed yet
    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A request: `fraction` (0..1) while it runs; `note` is the latest message, or why it failed;
    `request_event` is set if this window asked, so that it can be retried. `is_training` if it is one, which
    only its own button stops."""

    sender: Sender
    title: str
    detail: str = ""
    state: RowState = RowState.SENT
    fraction: float = 0.0
    seconds_left: float | None = None
    note: str = ""
    request_event: RequestCame | None = None
    is_training: bool = False


class Rows:
    """All rows, by sender name."""

    def __init__(self) -> None:
        self._rows: dict[Name, Row] = {}
        # Whether a pad's likely next loop is rendering, which has no row.
        self.is_prefetching = False

    def all(self) -> list[Row]:
        """Failed, running, waiting and sent rows, in this order."""
        order = [RowState.FAILED, RowState.RUNNING, RowState.WAITING, RowState.SENT]
        return sorted(self._rows.values(), key=lambda row: order.index(row.state))

    @property
    def active(self) -> int:
        return sum(row.state is not RowState.FAILED for row in self._rows.values())

    def requested(self, event: RequestCame) -> None:
        """Add what this window requests."""
        self._rows[event.sender.name] = Row(
            sender=event.sender, title=_title_of(event.request), request_event=event
        )

    def answered(self, answer: Answer) -> bool:
        """Take in an answer; returns whether any row has changed."""
        name = answer.sender.name
        row = self._rows.get(name)
        match answer:
            case an.Failed():
                return self._failed(answer, row)
            case an.Done():
                return self._rows.pop(name, None) is not None
            case an.Progressed() if row is not None:
                progress = answer.progress
                self._change(row, state=RowState.RUNNING, fraction=progress.fraction,
                             seconds_left=progress.seconds_left, note="")  # fmt: skip
                if row.is_training:
                    self._change(self._rows[name], detail=_training_detail(row.sender, progress))
            case an.Noted() if row is not None and not row.is_training:
                self._change(row, note=answer.message)
            case an.Accepted() if row is not None and row.state is RowState.SENT:
                self._change(row, state=RowState.WAITING)
            case _:
                return False
        return True

    def _failed(self, answer: an.Failed, row: Row | None) -> bool:
        if row is None:
            return False
        if answer.failure.kind in ("cancelled", "replaced"):
            del self._rows[row.sender.name]
            return True
        self._change(row, state=RowState.FAILED, note=answer.failure.message, seconds_left=None)
        failed = [each for each in self._rows.values() if each.state is RowState.FAILED]
        for old in failed[:-MAX_FAILED]:
            del self._rows[old.sender.name]
        return True

    def update(self, shot: Snapshot) -> None:
        """Take the rows of `shot`, except prefetched renders.

        Requests of this window that are not in it stay until they are answered: they are not received yet, or
        done and being stored, and may still fail.
        """
        current: dict[Name, Row] = {}
        self.is_prefetching = shot.running is not None and shot.running.priority is Priority.IDLE
        if shot.running is not None and not self.is_prefetching:
            progress = shot.progress
            current[shot.running.sender.name] = self._row(
                shot.running,
                RowState.RUNNING,
                fraction=progress.fraction if progress else 0.0,
                seconds_left=progress.seconds_left if progress else None,
            )
        for order in (each for each in shot.waiting if each.priority is not Priority.IDLE):
            current[order.sender.name] = self._row(order, RowState.WAITING)
        if shot.training is not None:
            current[shot.training.sender.name] = _training_row(shot.training)
        pending = {
            name: row
            for name, row in self._rows.items()
            if name not in current and row.request_event is not None
        }
        for name, row in pending.items():
            if row.state is RowState.RUNNING:
                pending[name] = msgspec.structs.replace(row, fraction=1.0, seconds_left=0.0)
        self._rows = pending | current

    def bridge_lost(self) -> None:
        """Drop the rows that the bridge will report again when it is back."""
        stay = (RowState.SENT, RowState.FAILED)
        self._rows = {name: row for name, row in self._rows.items() if row.state in stay}

    def forget(self, sender: Sender) -> None:
        """Remove a failed row."""
        self._rows.pop(sender.name, None)

    def _row(
        self, order: QueuedJob, state: RowState, fraction: float = 0.0, seconds_left: float | None = None
    ) -> Row:
        old = self._rows.get(order.sender.name)
        return Row(
            sender=order.sender,
            title=order.jobs[0].prompt or (old.title if old else ""),
            detail=_detail_of(order),
            state=state,
            fraction=fraction,
            seconds_left=seconds_left,
            note=old.note if old and old.state is state else "",
            request_event=old.request_event if old else None,
        )

    def _change(self, row: Row, **changes: object) -> None:
        self._rows[row.sender.name] = msgspec.structs.replace(row, **changes)


def _training_row(training: RunningTraining) -> Row:
    request, progress = training.request, training.progress
    return Row(
        sender=training.sender,
        title=translate("queue", "Training “{name}”").format(name=request.name),
        detail=_training_detail(training.sender, progress),
        state=RowState.RUNNING,
        fraction=progress.fraction if progress else 0.0,
        seconds_left=progress.seconds_left if progress else None,
        note=translate("queue", "stopping…") if training.is_stopping else "",
        is_training=True,
    )


def _training_detail(sender: Sender, progress: Progress | None) -> str:
    """`Preparing · OSC`: what comes before the first step, and who asked if not the window."""
    parts = []
    if progress is not None and progress.stage != TRAINING:
        parts.append(stage_words(progress.stage))
    if sender.channel != "window":
        parts.append(_channel(sender.channel))
    return " · ".join(parts)


def _title_of(request: ClipRequest) -> str:
    source = request.source.name if request.source is not None else ""
    return request.prompt or request.preset or source


def _detail_of(order: QueuedJob) -> str:
    """`124 BPM · 4 bars · Am · OSC`: the facts of the job, and who asked if not the window."""
    job = order.jobs[0]
    parts = [tempo(job), length(job)]
    if job.key is not None:
        parts.append(job.key.short)
    if len(order.jobs) > 1:
        parts.append(f"×{len(order.jobs)}")
    if order.sender.channel != "window":
        parts.append(_channel(order.sender.channel))
    return " · ".join(parts)


def _channel(name: str) -> str:
    """The name of a channel for people."""
    names = {"stage": translate("queue", "pads"), "folder": translate("queue", "inbox"), "osc": "OSC"}
    return names.get(name, name)
