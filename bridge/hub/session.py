"""The bridge's state, and what follows from each event. No clock, socket, thread, file or tensor.

A job goes one way. Events are plain, effects are in brackets:

    ClipRequested → (Enqueue) → Enqueued | Recovered → waiting → (Start) → running
        → OrderRendered → (Store) → storing → Stored → Done
        → OrderFailed   → (Fail)  → storing → Stored → Failed
        → EngineExited  → waiting once more, then as OrderFailed

The engine is `starting`, `ready`, `busy` or, when it doesn't start, `broken`. Nothing is answered before the
journal holds it, so the next run does what this one accepted and could not finish. Loops rendered ahead
(`Priority.IDLE`), which nobody has asked for yet, are in no journal, are announced to nobody, and stop when
somebody asks for something.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from bridge.errors import BadRequest, RiffbridgeError
from bridge.hub.failures import CANCELLED, DISK_FULL, ID_IN_USE, NOT_YOURS, REPLACED
from bridge.hub.job_queue import JobQueue
from bridge.hub.subscribers import Subscribers
from bridge.messages import answers as an
from bridge.messages import effects as fx
from bridge.messages import events as ev
from bridge.messages.effects import Effect, Reply
from bridge.messages.events import Event
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.requests.resolve import resolve
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place

PROGRESS_EVERY_S = 0.2
MAX_STARTS = 3
RETRY_STORING_S = 2.0


class Engine(StrEnum):
    """What the worker is doing."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    BROKEN = "broken"


@dataclass
class _Running:
    order: QueuedJob
    progress: Progress | None = None
    told_at_s: float = -1.0
    cancelled: bool = False


@dataclass
class _Admitting:
    priority: Priority
    content: str
    place: Place | None = None
    cancelled: bool = False


@dataclass
class _Storing:
    effect: fx.Store | fx.Fail
    answers: tuple[an.Answer, ...]
    failed: bool = False


class Session:
    """Takes events in the order in which they come; each gives the effects to carry out, in order.

    `room` is how many jobs of one program may wait, and a fourth of what may wait in all; more are answered
    `busy`. Whoever knows the `key` may cancel anybody's jobs; without one nobody may. `model` is that of
    requests that name none, and `training` tells what is being trained.
    """

    def __init__(self, room: int = 1000, *, wait_for_room_s: float = 900.0, key: str = "") -> None:
        self.wait_for_room_s, self._key = wait_for_room_s, key
        self.model = ""
        self.training: Callable[[], an.RunningTraining | None] = lambda: None
        self.engine = Engine.STARTING
        self.transport: Transport | None = None
        self._admitting: dict[tuple[str, str, str], _Admitting] = {}  # by name
        self._waiting = JobQueue(room)
        self._running: _Running | None = None
        self._storing: dict[int, _Storing] = {}
        self._subscribers = Subscribers()
        self._starts = 0
        self._stopping = False
        self._retried_at_s = self._now_s = 0.0
        self._has_room = True
        self._full_since_s: float | None = None  # since when no clip could be written
        self._done = self._failed = 0

    def is_owner(self, key: str) -> bool:
        """Whether `key` is that of the bridge's user."""
        return bool(self._key) and hmac.compare_digest(key.encode(), self._key.encode())

    def handle(self, event: Event) -> list[Effect]:
        """What is to be done about `event`."""
        return _HANDLERS[type(event)](self, event)

    def snapshot(self) -> an.Snapshot:
        """How things stand."""
        running = self._running
        return an.Snapshot(
            engine=str(self.engine),
            waiting=tuple(order for order in self._waiting.in_turn() if order.priority is not Priority.IDLE),
            running=running.order if running else None,
            progress=running.progress if running else None,
            transport=self.transport,
            subscribers=len(self._subscribers),
            done=self._done,
            failed=self._failed,
            model=self.model,
            training=self.training(),
        )

    # ---- requests ----

    def answer_at_once(self, event: ev.RequestCame | ev.ClipRequested) -> list[Effect] | None:
        """What is to be done about a request that needs nothing more to be read for it; `None` where it does.

        So a flood of requests beyond what may wait, or of one again and again, costs no reading.
        """
        sender = event.sender
        if self._stopping:
            return _refuse(sender, Failure("stopping", "The bridge is stopping. Ask again once it is back."))
        if (admitting := self._admitting.get(sender.name)) is not None:
            # The same again is answered when the journal has it.
            return [] if admitting.content == event.content else _refuse(sender, ID_IN_USE)
        if (live := self._live(sender)) is not None:
            # A packet sent twice, or by somebody who missed the answer: it is under way.
            is_same = live.content in ("", event.content)
            return [Reply(sender, an.Accepted(sender))] if is_same else _refuse(sender, ID_IN_USE)
        entering = [name[:2] for name in self._admitting]
        if (many := self._waiting.too_many(sender, entering)) is not None:
            return _refuse(sender, Failure("busy", f"{many} are waiting. Ask again later."))
        return None

    def order(self, event: ev.RequestCame, jobs: Sequence[RenderJob]) -> list[Effect]:
        """Have `jobs` rendered, which `event` asks for and which need no resolving."""
        if (effects := self.answer_at_once(event)) is not None:
            return effects
        self._admitting[event.sender.name] = _Admitting(event.priority, event.content, None)
        return [
            fx.Enqueue(
                sender=event.sender,
                jobs=tuple(jobs),
                in_key=True,
                priority=event.priority,
                slot=event.slot,
                extras=event.request.extras,
                content=event.content,
            )
        ]

    def _requested(self, event: ev.ClipRequested) -> list[Effect]:
        if (effects := self.answer_at_once(event)) is not None:
            return effects
        sender, context = event.sender, event.context
        if context.transport is None:
            context = msgspec.structs.replace(context, transport=self.transport)
        try:
            jobs = resolve(event.request, context)
        except RiffbridgeError as error:
            return _refuse(sender, Failure.of(error))
        self._admitting[sender.name] = _Admitting(event.priority, event.content, event.request.place)
        return [
            fx.Enqueue(
                sender=sender,
                jobs=tuple(jobs),
                in_key=context.model.follows_key,
                priority=event.priority,
                slot=event.slot,
                place=event.request.place,
                extras=event.request.extras,
                content=event.content,
            )
        ]

    def _admitted(self, event: ev.Enqueued) -> list[Effect]:
        order = event.order
        effects: list[Effect] = [Reply(order.sender, an.Accepted(order.sender))]
        admitting = self._admitting.pop(order.sender.name, None)
        if admitting is not None and admitting.cancelled:
            return [*effects, *self._close(order, CANCELLED)]
        for older in self._waiting.remove_replaced_by(order):
            effects += self._close(older, REPLACED)
        self._waiting.add(order)
        return [*effects, *self._make_way(order), *self._dispatch()]

    def _make_way(self, order: QueuedJob) -> list[Effect]:
        """Let go of what is made ahead, unless it is the very thing that somebody asks for now."""
        running = self._running
        if running is None or running.order.priority is not Priority.IDLE or running.cancelled:
            return []
        if order.priority is Priority.IDLE or order.jobs == running.order.jobs:
            return []
        running.cancelled = True
        return [fx.Interrupt(running.order.ticket)]

    def _recovered(self, event: ev.Recovered) -> list[Effect]:
        self._waiting.add(event.order)
        return self._dispatch()

    def _answered(self, event: ev.Answered) -> list[Effect]:
        sender = event.sender
        admitting = self._admitting.pop(sender.name, None)
        priority = admitting.priority if admitting is not None else Priority.NORMAL
        place = admitting.place if admitting is not None else None
        self._done += priority is not Priority.IDLE
        effects: list[Effect] = [Reply(sender, an.Accepted(sender))]
        return [*effects, *self._tell_all((an.Done(sender, clip, place) for clip in event.clips), priority)]

    def _not_admitted(self, event: ev.NotEnqueued) -> list[Effect]:
        self._admitting.pop(event.sender.name, None)
        self._failed += 1
        return _refuse(event.sender, event.failure)

    def _cancel_asked(self, event: ev.CancelAsked) -> list[Effect]:
        name = event.sender.name
        if name in self._admitting:
            self._admitting[name].cancelled = True
            return []
        ticket = next((each.ticket for each in self._open() if each.sender.name == name), None)
        if ticket is not None:
            return self._cancel(ticket)
        unknown = f"No request called “{event.sender.id[:40]}” is waiting or running."
        return _refuse(event.sender, Failure("bad-request", unknown))

    def _cancel_job_asked(self, event: ev.CancelJobAsked) -> list[Effect]:
        if not self.is_owner(event.key):
            return _refuse(event.sender, NOT_YOURS)
        if event.ticket not in {order.ticket for order in self._open()}:
            unknown = f"No job {event.ticket} is waiting or running. riffbridge queue lists them."
            return _refuse(event.sender, Failure("bad-request", unknown))
        return [*self._cancel(event.ticket), Reply(event.sender, an.Accepted(event.sender))]

    def _open(self) -> list[QueuedJob]:
        """What is waiting or running."""
        return [*self._waiting, *([self._running.order] if self._running is not None else [])]

    def _cancel(self, ticket: int) -> list[Effect]:
        if (order := self._waiting.remove(ticket)) is not None:
            return self._close(order, CANCELLED)
        assert self._running is not None
        self._running.cancelled = True
        return [fx.Interrupt(ticket)]

    # ---- the engine ----

    def _engine_ready(self, event: ev.EngineReady) -> list[Effect]:
        self.engine, self._starts = Engine.READY, 0
        return self._dispatch()

    def _progressed(self, event: ev.EngineProgressed) -> list[Effect]:
        running = self._running
        if running is None or running.order.ticket != event.ticket:
            return []
        running.progress = event.progress
        if event.at_s - running.told_at_s < PROGRESS_EVERY_S:
            return []
        running.told_at_s = event.at_s
        told = an.Progressed(running.order.sender, event.progress)
        return self._tell_all([told], running.order.priority)

    def _engine_said(self, event: ev.EngineSaid) -> list[Effect]:
        running = self._running
        if running is None or running.order.ticket != event.ticket:
            return []
        return [Reply(running.order.sender, an.Noted(running.order.sender, event.message))]

    def _rendered(self, event: ev.OrderRendered) -> list[Effect]:
        if (order := self._finish(event.ticket)) is None:
            return []
        self._full_since_s = None
        answers = tuple(an.Done(order.sender, clip, order.place) for clip in event.clips)
        return [self._store(fx.Store(order, event.clips), answers), *self._dispatch()]

    def _order_failed(self, event: ev.OrderFailed) -> list[Effect]:
        was_cancelled = self._running is not None and self._running.cancelled
        if (order := self._finish(event.ticket)) is None:
            return []
        if self._stopping and event.failure.kind == "cancelled" and not was_cancelled:
            return [fx.Shutdown()]  # handed back: it is still in the journal
        if event.failure.kind == "disk-full" and not was_cancelled:
            return self._wait_for_room(order)
        return [*self._close(order, event.failure), *self._dispatch()]

    def _wait_for_room(self, order: QueuedJob) -> list[Effect]:
        """A full disk passes: keep `order`, render nothing meanwhile, and say so once."""
        self._waiting.add(order)
        self._has_room = False
        if self._full_since_s is not None:
            return []
        self._full_since_s = self._now_s
        return [Reply(order.sender, an.Noted(order.sender, DISK_FULL.message))]

    def _room_found(self, event: ev.RoomFound) -> list[Effect]:
        self._has_room = True
        return self._dispatch()

    def _look_for_room(self) -> list[Effect]:
        if self._has_room or self._full_since_s is None:
            return []
        if self._now_s - self._full_since_s < self.wait_for_room_s:
            return [fx.LookForRoom()]
        self._has_room, self._full_since_s = True, None
        return self._close_all(DISK_FULL)

    def _finish(self, ticket: int) -> QueuedJob | None:
        """The running order if it is `ticket`; the engine is free again."""
        if self._running is None or self._running.order.ticket != ticket:
            return None
        order, self._running = self._running.order, None
        self.engine = Engine.READY
        return order

    def _exited(self, event: ev.EngineExited) -> list[Effect]:
        running, self._running = self._running, None
        if self._stopping:
            return [fx.Shutdown()]
        effects: list[Effect] = []
        if running is not None and running.cancelled:
            effects += self._close(running.order, CANCELLED)
        elif running is not None and running.order.attempts == 0:
            order = msgspec.structs.replace(running.order, attempts=1)
            self._waiting.add(order)
        elif running is not None:
            why = f"The engine stopped twice on this request ({event.reason}). Try a smaller one."
            effects += self._close(running.order, Failure("engine", why))
        self._starts += 1
        if self._starts <= MAX_STARTS:
            self.engine = Engine.STARTING
            return [*effects, fx.Restart(delay_s=0.0 if self._starts == 1 else 2.0 ** (self._starts - 2))]
        self.engine = Engine.BROKEN
        return [*effects, *self._close_all(Failure("engine", f"The engine doesn't start: {event.reason}."))]

    def _dispatch(self) -> list[Effect]:
        """Give the engine the next order, if it is free for one; wake it, if it had given up."""
        if self._stopping or not self._waiting or not self._has_room:
            return []
        if self.engine is Engine.BROKEN:
            self.engine, self._starts = Engine.STARTING, MAX_STARTS
            return [fx.Restart()]
        if self.engine is not Engine.READY:
            return []
        order = self._waiting.take()
        self._running, self.engine = _Running(order), Engine.BUSY
        return [fx.Start(order)]

    # ---- the library ----

    def _close(self, order: QueuedJob, failure: Failure) -> list[Effect]:
        return [self._store(fx.Fail(order, failure), (an.Failed(order.sender, failure),))]

    def _close_all(self, failure: Failure) -> list[Effect]:
        """Give up all that waits."""
        return [effect for order in self._waiting.remove_all() for effect in self._close(order, failure)]

    def _store(self, effect: fx.Store | fx.Fail, answers: tuple[an.Answer, ...]) -> Effect:
        self._storing[effect.order.ticket] = _Storing(effect, answers)
        return effect

    def _stored(self, event: ev.Stored) -> list[Effect]:
        stored = self._storing.pop(event.ticket)
        priority = stored.effect.order.priority
        if priority is not Priority.IDLE:
            self._done += isinstance(stored.effect, fx.Store)
            self._failed += isinstance(stored.effect, fx.Fail)
        return [*self._tell_all(stored.answers, priority), *self._shut_if_idle()]

    def _not_stored(self, event: ev.NotStored) -> list[Effect]:
        storing = self._storing[event.ticket]
        if storing.failed or self._stopping:
            return self._shut_if_idle()  # a stopping bridge leaves it to the next run
        storing.failed = True
        sender = storing.effect.order.sender
        return [Reply(sender, an.Noted(sender, f"{event.failure.message} Trying again."))]

    # ---- the rest ----

    def _moved(self, event: ev.TransportMoved) -> list[Effect]:
        self.transport = event.transport
        return []

    def _pads_moved(self, event: ev.PadsMoved) -> list[Effect]:
        listeners = self._subscribers.besides()
        return [Reply(listener, an.PadsTold(listener, event.pads)) for listener in listeners]

    def _subscribed(self, event: ev.Subscribed) -> list[Effect]:
        try:
            self._subscribers.add(event.sender, event.until_s, event.owner)
        except BadRequest as error:
            return _refuse(event.sender, Failure("busy", str(error)))
        return [Reply(event.sender, an.Accepted(event.sender))]

    def _unsubscribed(self, event: ev.Unsubscribed) -> list[Effect]:
        self._subscribers.remove(event.sender)
        return [Reply(event.sender, an.Accepted(event.sender))]

    def _status_asked(self, event: ev.StatusAsked) -> list[Effect]:
        return [Reply(event.sender, an.Status(event.sender, self.snapshot()))]

    def _queue_asked(self, event: ev.QueueAsked) -> list[Effect]:
        return [Reply(event.sender, an.QueueTold(event.sender, self.snapshot()))]

    def _stop(self, event: ev.Stopping) -> list[Effect]:
        self._stopping = True
        if self._running is not None:
            return [fx.Interrupt(self._running.order.ticket)]
        return self._shut_if_idle()

    def _shut_if_idle(self) -> list[Effect]:
        return [fx.Shutdown()] if self._stopping and self._running is None else []

    def _ticked(self, event: ev.Ticked) -> list[Effect]:
        self._now_s = event.at_s
        self._subscribers.expire(event.at_s)
        if event.at_s - self._retried_at_s < RETRY_STORING_S:
            return []
        self._retried_at_s = event.at_s
        storing = [each.effect for each in self._storing.values() if each.failed]
        return [*storing, *self._look_for_room()]

    def announce(self, answer: an.Answer) -> list[Effect]:
        """Tell `answer` to all who listen in, but not to whoever it is for."""
        return [Reply(listener, answer) for listener in self._subscribers.besides(answer.sender)]

    def _tell_all(self, answers: Iterable[an.Answer], priority: Priority) -> list[Effect]:
        """Each answer to whom it is for and, unless it is of what nobody has asked for, to all who listen
        in."""
        effects: list[Effect] = []
        for answer in answers:
            effects.append(Reply(answer.sender, answer))
            if priority is not Priority.IDLE:
                effects += self.announce(answer)
        return effects

    def _live(self, sender: Sender) -> QueuedJob | None:
        """What was accepted of `sender` under its id and is not answered yet."""
        if (order := self._waiting.named(sender.name)) is not None:
            return order
        running = [self._running.order] if self._running else []
        storing = [each.effect.order for each in self._storing.values()]
        return next((order for order in [*running, *storing] if order.sender.name == sender.name), None)


def _refuse(sender: Sender, failure: Failure) -> list[Effect]:
    return [Reply(sender, an.Failed(sender, failure))]


_HANDLERS: dict[type, Callable[[Session, Any], list[Effect]]] = {
    ev.ClipRequested: Session._requested,
    ev.Enqueued: Session._admitted,
    ev.Recovered: Session._recovered,
    ev.Answered: Session._answered,
    ev.NotEnqueued: Session._not_admitted,
    ev.CancelAsked: Session._cancel_asked,
    ev.CancelJobAsked: Session._cancel_job_asked,
    ev.QueueAsked: Session._queue_asked,
    ev.TransportMoved: Session._moved,
    ev.PadsMoved: Session._pads_moved,
    ev.Subscribed: Session._subscribed,
    ev.Unsubscribed: Session._unsubscribed,
    ev.StatusAsked: Session._status_asked,
    ev.EngineReady: Session._engine_ready,
    ev.EngineProgressed: Session._progressed,
    ev.EngineSaid: Session._engine_said,
    ev.OrderRendered: Session._rendered,
    ev.OrderFailed: Session._order_failed,
    ev.EngineExited: Session._exited,
    ev.Stored: Session._stored,
    ev.NotStored: Session._not_stored,
    ev.RoomFound: Session._room_found,
    ev.Stopping: Session._stop,
    ev.Ticked: Session._ticked,
}
