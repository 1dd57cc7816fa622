"""The window's line to the bridge: events out, answers and snapshots in, as Qt signals.

A `Link` outlives the bridges that it is tied to: when the settings change, one goes and another
comes, and what is asked in between waits. It is a channel of the hub, and listens in on everybody's
answers, so that the window shows what a host or the watched folder asked for as well.
"""

from __future__ import annotations

import math
import secrets
import threading
from collections.abc import Callable
from itertools import count
from typing import Protocol

import msgspec
from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer, Snapshot
from bridge.messages.host_views import HostsView
from bridge.messages.incoming import Incoming
from bridge.messages.orders import Priority, Sender
from bridge.stage.events import StageEvent
from bridge.stage.views import StageView
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest

NAME = "window"
SNAPSHOT_EVERY_MS = 100
STAGE_EVERY_MS = 33
HOSTS_EVERY_MS = 500
# While nothing happens, every so many of the former.
_IDLE_ROUNDS = 5
_STATUS, _LISTEN = Sender(NAME, "", "status"), Sender(NAME, "", "listen")


class StagePort(Protocol):
    """What the window needs of a stage; both from any thread."""

    def post(self, event: StageEvent) -> None:
        """Let `event` happen."""

    def view(self) -> StageView:
        """How things stand there; another object whenever it is otherwise."""


class Link(QObject):
    """See the module. Its signals are emitted in the thread that made it.

    `requested` carries what this window asks for (a `RequestCame`), from whichever part of it.
    `answered` carries every answer (`Answer`) to this window or to somebody else:
    `is_own` tells them apart. `snapshot` carries a `Snapshot`, at most ten times a second and only
    when it differs; `stage` a `StageView` when there is a stage and its view is another; `hosts` a
    `HostsView`, at most twice a second and only when it differs. `attached` and `detached` say when a
    bridge is there to hear; `stopped` why it is no more, in a sentence, which is empty where somebody
    wanted it so.
    """

    requested = pyqtSignal(object)
    answered = pyqtSignal(object)
    snapshot = pyqtSignal(object)
    stage = pyqtSignal(object)
    hosts = pyqtSignal(object)
    attached = pyqtSignal()
    detached = pyqtSignal()
    stopped = pyqtSignal(str)

    _came = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = NAME
        self._lock = threading.Lock()
        self._post: Callable[[Incoming], None] | None = None
        self._stage: StagePort | None = None
        self._unsent: list[Incoming] = []
        self._numbers = count(1)
        # Orders outlive the window in the journal: a new window must not call its own by their names.
        self._run = secrets.token_hex(4)
        self._snapshot: Snapshot | None = None
        self._view: StageView | None = None
        self._look_at_hosts: Callable[[], HostsView] = HostsView
        self._hosts = HostsView()
        self._is_asked, self._round, self._is_moving = False, 0, True
        self._came.connect(self._take)
        self._ask_timer = self._timer(SNAPSHOT_EVERY_MS, self._ask)
        self._look_timer = self._timer(STAGE_EVERY_MS, self._look)
        self._hosts_timer = self._timer(HOSTS_EVERY_MS, self.look_at_hosts)

    def _timer(self, every_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every_ms)
        timer.timeout.connect(call)
        timer.start()
        return timer

    # ---- for widgets ----

    @property
    def last(self) -> Snapshot | None:
        """The snapshot emitted last, for those who come late."""
        return self._snapshot

    @property
    def view(self) -> StageView | None:
        """The stage's view emitted last."""
        return self._view

    @property
    def known_hosts(self) -> HostsView:
        """The hosts emitted last; none while there is no bridge."""
        return self._hosts

    def is_own(self, sender: Sender) -> bool:
        """Whether this window, in this run of it, has asked for that."""
        return sender.channel == NAME and sender.id.startswith(self._run)

    def new_sender(self) -> Sender:
        """A name for a new request of this window's."""
        return Sender(NAME, "", f"{self._run}-{next(self._numbers)}")

    def request(
        self,
        request: ClipRequest,
        *,
        source_clip: str | None = None,
        goal_clip: str | None = None,
        priority: Priority = Priority.NORMAL,
        slot: str | None = None,
    ) -> str:
        """Ask for a clip; returns the id under which it will be answered.

        `source_clip` names a clip of the library to start from, by its digest or file name, and
        `goal_clip` the one to go to in a morph.
        """
        return self.submit(
            ev.RequestCame(
                sender=self.new_sender(),
                request=request,
                source_clip=source_clip,
                goal_clip=goal_clip,
                priority=priority,
                slot=slot,
            )
        )

    def retry(self, came: ev.RequestCame) -> str:
        """Ask once more for what was asked for, with the clips that it is made of; returns its new id."""
        return self.submit(msgspec.structs.replace(came, sender=self.new_sender()))

    def submit(self, came: ev.RequestCame) -> str:
        """Ask for what has a sender of this window's already; returns its id."""
        self.post(came)
        self.requested.emit(came)
        return came.sender.id

    def place(self, clip: str, place: Place) -> str:
        """Have the clip of the library that is called `clip` put to `place`; returns the id under which
        it will be answered, by `Placed` or `Failed`."""
        sender = self.new_sender()
        self.post(ev.PlaceAsked(sender, clip, place))
        return sender.id

    def cancel(self, sender: Sender | str) -> None:
        """Take back a request: anybody's by its sender, this window's by its id."""
        self.post(ev.CancelAsked(Sender(NAME, "", sender) if isinstance(sender, str) else sender))

    def post(self, event: Incoming) -> None:
        """Tell the hub; while there is none, the next one."""
        self._is_moving = True
        with self._lock:
            if self._post is None:
                self._unsent.append(event)
            else:
                self._post(event)

    def post_stage(self, event: StageEvent) -> None:
        """Tell the stage. Without one it goes unheard: what was to sound now is nothing for later."""
        if (stage := self._stage) is not None:
            stage.post(event)

    @property
    def has_stage(self) -> bool:
        return self._stage is not None

    # ---- for the bridge's thread: a channel of the hub ----

    def attach(
        self,
        post: Callable[[Incoming], None],
        stage: StagePort | None = None,
        hosts: Callable[[], HostsView] = HostsView,
    ) -> None:
        """From now on there is a bridge; it hears at once what was asked since the last. Any thread.

        `hosts` tells at once which there are, from any thread.
        """
        with self._lock:
            self._post, self._stage, self._look_at_hosts = post, stage, hosts
            unsent, self._unsent = self._unsent, []
            self._is_asked = False
            post(ev.Subscribed(_LISTEN, math.inf))
            for event in unsent:
                post(event)
        self.attached.emit()

    def detach(self) -> None:
        """From now on there is none. Any thread."""
        with self._lock:
            self._post = self._stage = None
            self._look_at_hosts = HostsView
        self.detached.emit()

    def start(self) -> None:
        """As a channel: there is nothing to start."""

    def stop(self) -> None:
        """As a channel: there is nothing to stop."""

    def reply(self, to: Sender, answer: Answer) -> None:
        """Take an answer of the hub's, in its thread."""
        if to != _LISTEN or answer.sender != _LISTEN:
            self._came.emit(answer)

    # ---- in the window's thread ----

    def _take(self, answer: Answer) -> None:
        if not isinstance(answer, an.Status):
            self._is_moving = True
            self.answered.emit(answer)
            return
        self._is_asked = False
        shot = answer.snapshot
        self._is_moving = shot.running is not None or bool(shot.waiting) or shot.engine != "ready"
        if shot != self._snapshot:
            self._snapshot = shot
            self.snapshot.emit(shot)

    def _ask(self) -> None:
        """Ask for a snapshot, unless one is on its way or nothing has happened."""
        self._round += 1
        with self._lock:
            post = self._post
            if post is None or self._is_asked or not (self._is_moving or self._round % _IDLE_ROUNDS == 0):
                return
            self._is_asked = True
            post(ev.StatusAsked(_STATUS))

    def _look(self) -> None:
        if (stage := self._stage) is None:
            return
        view = stage.view()
        if view is not self._view:
            self._view = view
            self.stage.emit(view)

    def look_at_hosts(self) -> None:
        """Emit how the hosts stand, if it is otherwise than last."""
        hosts = self._look_at_hosts()
        if hosts != self._hosts:
            self._hosts = hosts
            self.hosts.emit(hosts)
