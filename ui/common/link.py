"""Connects the window to the bridge: sends events, emits answers and snapshots as Qt signals.

A `Link` outlives bridges: when settings make one replace another, requests in between wait for the next. It
is a channel of the hub and subscribes to all answers, so that the window also shows what hosts and the inbox
request.
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
from bridge.messages.orders import Sender
from bridge.stage.events import StageEvent
from bridge.stage.views import StageView
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import Preview, TrainingRequest

NAME = "window"
SNAPSHOT_EVERY_MS = 100
STAGE_EVERY_MS = 33
HOSTS_EVERY_MS = 500
# While idle, only every so many rounds.
_IDLE_ROUNDS = 5
_STATUS, _LISTEN = Sender(NAME, "", "status"), Sender(NAME, "", "listen")
_TRAINING = Sender(NAME, "", "training")
_OF_TRAINING = "-training"  # ends the id of a training's sender


class StagePort(Protocol):
    """What the window needs of the stage. Callable from any thread."""

    def post(self, event: StageEvent) -> None:
        """Handle `event`."""

    def view(self) -> StageView:
        """The current view; a new object whenever it has changed."""


class Link(QObject):
    """Emits its signals in the thread that made it.

    `requested`: a `RequestCame` that this window sends.
    `answered`: any `Answer`, to this window (see `is_own`) or to another client.
    `snapshot`: a changed `Snapshot`, at most ten times a second.
    `stage`: a changed `StageView`, at most thirty times a second.
    `hosts`: a changed `HostsView`, at most twice a second.
    `attached`, `detached`: a bridge has come or gone.
    `stopped`: why the bridge has ended, in a sentence; empty if it was told to.
    """

    requested = pyqtSignal(object)
    answered = pyqtSignal(object)
    snapshot = pyqtSignal(object)
    stage = pyqtSignal(object)
    hosts = pyqtSignal(object)
    attached = pyqtSignal()
    detached = pyqtSignal()
    stopped = pyqtSignal(str)

    _received = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = NAME
        self._lock = threading.Lock()
        self._post: Callable[[Incoming], None] | None = None
        self._stage: StagePort | None = None
        self._unsent: list[Incoming] = []
        self._numbers = count(1)
        # The journal keeps requests of earlier windows: ids must not repeat.
        self._run = secrets.token_hex(4)
        self._snapshot: Snapshot | None = None
        self._view: StageView | None = None
        self._read_hosts: Callable[[], HostsView] = HostsView
        self._hosts = HostsView()
        self._is_asked, self._round, self._is_busy = False, 0, True
        self._received.connect(self._take)
        for every_ms, call in (
            (SNAPSHOT_EVERY_MS, self._ask_status),
            (STAGE_EVERY_MS, self._update_stage),
            (HOSTS_EVERY_MS, self.update_hosts),
        ):
            timer = QTimer(self)
            timer.timeout.connect(call)
            timer.start(every_ms)

    # ---- for widgets ----

    @property
    def last(self) -> Snapshot | None:
        """The last snapshot emitted."""
        return self._snapshot

    @property
    def view(self) -> StageView | None:
        """The last stage view emitted."""
        return self._view

    @property
    def known_hosts(self) -> HostsView:
        """The last hosts view emitted; empty without a bridge."""
        return self._hosts

    def is_own(self, sender: Sender) -> bool:
        """Whether this window, in this session, sent the request."""
        return sender.channel == NAME and sender.id.startswith(self._run)

    def new_sender(self) -> Sender:
        """The sender of a new request."""
        return Sender(NAME, "", f"{self._run}-{next(self._numbers)}")

    def request(
        self,
        request: ClipRequest,
        *,
        source_clip: str | None = None,
        goal_clip: str | None = None,
    ) -> str:
        """Request a clip; returns the id of the request.

        `source_clip` names a library clip to start from, by digest or file name, `goal_clip` the one to morph
        to.
        """
        event = ev.RequestCame(
            sender=self.new_sender(), request=request, source_clip=source_clip, goal_clip=goal_clip
        )
        return self.submit(event)

    def retry(self, event: ev.RequestCame) -> str:
        """Send a request again; returns its new id."""
        return self.submit(msgspec.structs.replace(event, sender=self.new_sender()))

    def submit(self, event: ev.RequestCame) -> str:
        """Send a request; returns its id."""
        self.post(event)
        self.requested.emit(event)
        return event.sender.id

    def place(self, clip: str, place: Place) -> str:
        """Place a library clip in a host; `Placed` or `Failed` answers under the id returned."""
        sender = self.new_sender()
        self.post(ev.PlaceAsked(sender, clip, place))
        return sender.id

    def train(self, request: TrainingRequest) -> Sender:
        """Ask for a training, or in a dry run for how its sounds are understood; its answers have the sender
        that is returned."""
        sender = self.new_sender()
        sender = msgspec.structs.replace(sender, id=f"{sender.id}{_OF_TRAINING}")
        self.post(ev.TrainAsked(sender, request))
        return sender

    def is_training(self, sender: Sender) -> bool:
        """Whether an answer to `sender` is about a training that this window asked for."""
        return self.is_own(sender) and sender.id.endswith(_OF_TRAINING)

    def cancel(self, sender: Sender | str) -> None:
        """Cancel a request: anyone's by its sender, this window's by its id."""
        self.post(ev.CancelAsked(Sender(NAME, "", sender) if isinstance(sender, str) else sender))

    def post(self, event: Incoming) -> None:
        """Send to the hub, or without one to the next."""
        self._is_busy = True
        with self._lock:
            if self._post is None:
                self._unsent.append(event)
            else:
                self._post(event)

    def post_stage(self, event: StageEvent) -> None:
        """Send to the stage. Without one the event is dropped: it would be too late for the next."""
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
        """Connect a bridge and send it what waits. `hosts` must not block. Any thread."""
        with self._lock:
            self._post, self._stage, self._read_hosts = post, stage, hosts
            unsent, self._unsent = self._unsent, []
            self._is_asked = False
            post(ev.Subscribed(_LISTEN, math.inf))
            for event in unsent:
                post(event)
        self.attached.emit()

    def detach(self) -> None:
        """Disconnect. Any thread."""
        with self._lock:
            self._post = self._stage = None
            self._read_hosts = HostsView
        self.detached.emit()

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""

    def reply(self, to: Sender, answer: Answer) -> None:
        """Take an answer, in the hub's thread."""
        if to != _LISTEN or answer.sender != _LISTEN:
            self._received.emit(answer)

    # ---- in the window's thread ----

    def _take(self, answer: Answer) -> None:
        if not isinstance(answer, an.Status):
            self._is_busy = True
            self.answered.emit(answer)
            if isinstance(answer, an.Reported) and isinstance(answer.report, Preview):
                # All who listen in hear of the clip as of any other, but not who asked for the training.
                self.answered.emit(an.Done(_TRAINING, answer.report.clip))
            return
        self._is_asked = False
        shot = answer.snapshot
        works = shot.running is not None or bool(shot.waiting) or shot.training is not None
        self._is_busy = works or shot.engine != "ready"
        if shot != self._snapshot:
            self._snapshot = shot
            self.snapshot.emit(shot)

    def _ask_status(self) -> None:
        """Ask for a snapshot, unless one is due or the bridge is idle."""
        self._round += 1
        with self._lock:
            post = self._post
            if post is None or self._is_asked or not (self._is_busy or self._round % _IDLE_ROUNDS == 0):
                return
            self._is_asked = True
            post(ev.StatusAsked(_STATUS))

    def _update_stage(self) -> None:
        if (stage := self._stage) is None:
            return
        view = stage.view()
        if view is not self._view:
            self._view = view
            self.stage.emit(view)

    def update_hosts(self) -> None:
        """Emit the hosts view if it has changed."""
        hosts = self._read_hosts()
        if hosts != self._hosts:
            self._hosts = hosts
            self.hosts.emit(hosts)
