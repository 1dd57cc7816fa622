"""What a hub is to the link: it takes events, and answers when a test says so."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer, Snapshot
from bridge.messages.host_views import HostsView
from bridge.messages.incoming import Incoming
from bridge.messages.orders import Failure, FailureKind, QueuedJob, Sender
from bridge.stage.events import StageEvent
from bridge.stage.views import StageView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job
from ui.common.link import Link

T = TypeVar("T")
CLIP = Clip(
    job=job(), path=Path("/clips/a.wav"), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.5, grid="exact"
)


class FakeHub:
    """Tied to `link` from the beginning; `heard` is all that it was told but requests for its status."""

    def __init__(self, link: Link, stage: FakeStage | None = None) -> None:
        self._link = link
        self.heard: list[Incoming] = []
        self.status = 0
        self._hosts = HostsView()
        link.attach(self._hear, stage, lambda: self._hosts)

    def _hear(self, event: Incoming) -> None:
        if isinstance(event, ev.StatusAsked):
            self.status += 1
        else:
            self.heard.append(event)

    def all(self, kind: type[T]) -> list[T]:
        """What was heard of a kind."""
        return [event for event in self.heard if isinstance(event, kind)]

    @property
    def request(self) -> ClipRequest:
        """The request that came last."""
        return self.all(ev.RequestCame)[-1].request

    @property
    def sender(self) -> Sender:
        """Whose it was."""
        return self.all(ev.RequestCame)[-1].sender

    def answer(self, answer: Answer) -> None:
        self._link.reply(answer.sender, answer)

    def fail(self, sender: Sender, message: str, kind: FailureKind = "bad-request") -> None:
        self.answer(an.Failed(sender, Failure(kind, message)))

    def show_hosts(self, view: HostsView) -> None:
        """Let the link see how the hosts stand."""
        self._hosts = view
        self._link.update_hosts()

    def show(self, shot: Snapshot) -> None:
        """Let the link hear how things stand."""
        self.answer(an.Status(Sender("window", "", "status"), shot))


class FakeStage:
    """Keeps what it is told; `shown` is its view."""

    def __init__(self) -> None:
        self.heard: list[StageEvent] = []
        self.shown = StageView()

    def post(self, event: StageEvent) -> None:
        self.heard.append(event)

    def view(self) -> StageView:
        return self.shown


def order(sender: Sender, prompt: str = "slow jazz", ticket: int = 1) -> QueuedJob:
    """An order of one clip."""
    return QueuedJob(ticket=ticket, sender=sender, jobs=(job(prompt=prompt),), paths=("/clips/a.wav",))


def shot(
    *waiting: QueuedJob,
    running: QueuedJob | None = None,
    fraction: float | None = None,
    engine: str = "ready",
) -> Snapshot:
    """How things may stand."""
    progress = None if fraction is None else Progress(stage="drawing", fraction=fraction, seconds_left=4.2)
    return Snapshot(
        engine="busy" if running else engine,
        waiting=waiting,
        running=running,
        progress=progress,
        transport=None,
        subscribers=1,
        done=0,
        failed=0,
    )
