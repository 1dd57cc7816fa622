"""A hub that answers by a script: what listens to it is real, what it renders is not."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, Sender
from bridge.osc.forms import Asked
from bridge.stage import events as se
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress
from tests.support.factories import job

SNAPSHOT = an.Snapshot(
    engine="ready",
    waiting=(),
    running=None,
    progress=None,
    transport=None,
    subscribers=0,
    done=3,
    failed=1,
)


class Channel(Protocol):
    def reply(self, to: Sender, answer: an.Answer) -> None: ...


def clip(take: int = 0, count: int = 1, **changes: object) -> Clip:
    """A clip of 2 bars at 124 BPM."""
    order = job(take=take, count=count, **changes)
    path = Path(f"/exports/{order.prompt.split()[0]}_{take}.wav")
    return Clip(job=order, path=path, frames=170_710, rate_hz=44_100, peak_dbfs=-1.0, seam=0.2, grid="exact")


class ScriptedHub:
    """Accepts, tells of progress and finishes whatever it is asked, in a thread of its own.

    `silent` addresses it hears and does not answer the first `silent` times; `seen` is all it heard.
    """

    def __init__(self, refuse: Failure | None = None, silent: int = 0, finish: bool = True) -> None:
        self.refuse, self.silent, self.finish = refuse, silent, finish
        self.seen: queue.SimpleQueue[Asked] = queue.SimpleQueue()
        self.channel: Channel | None = None
        self._inbox: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._subscribers: list[Sender] = []
        self._thread.start()

    def post(self, event: Asked) -> None:
        self._inbox.put(event)

    def stop(self) -> None:
        self._inbox.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (event := self._inbox.get()) is not None:
            self.seen.put(event)
            self._answer(event)

    def _say(self, answer: an.Answer) -> None:
        assert self.channel is not None
        for to in [answer.sender, *self._subscribers]:
            self.channel.reply(to, answer)

    def _answer(self, event: Asked) -> None:
        if isinstance(event, ev.RequestCame):
            self._render(event)
        elif isinstance(event, ev.StatusAsked):
            self._say(an.Status(event.sender, SNAPSHOT))
        elif isinstance(event, se.SourcesAsked):
            self._say(an.Sources(event.sender, (("live", 93.5, True, True),)))
        elif isinstance(event, ev.HostsAsked):
            self._say(an.HostsTold(event.sender, (HostView(name="reaper"),)))
        elif isinstance(event, ev.StopTrainingAsked):
            self._say(an.Accepted(event.sender))
        elif isinstance(event, ev.TrainingAsked):
            self._say(an.TrainingTold(event.sender, None))
        elif isinstance(event, ev.QueueAsked):
            self._say(an.QueueTold(event.sender, SNAPSHOT))
        elif isinstance(event, ev.PresetsAsked):
            self._say(an.PresetNames(event.sender, (("dub", "Dub"), ("house", "House"))))
        elif isinstance(event, ev.ClipsAsked):
            found = tuple(clip(seed=number) for number in range(event.limit))
            self._say(an.FoundClips(event.sender, found))
        elif isinstance(event, ev.Subscribed):
            self._say(an.Accepted(event.sender))
            self._subscribers.append(event.sender)
        elif isinstance(event, ev.Unsubscribed):
            self._say(an.Accepted(event.sender))

    def _render(self, event: ev.RequestCame) -> None:
        sender, count = event.sender, event.request.count or 1
        if self.silent:
            self.silent -= 1
        elif self.refuse is not None:
            self._say(an.Failed(sender, self.refuse))
        else:
            self._say(an.Accepted(sender))
            if self.finish:
                self._say(an.Progressed(sender, Progress(stage="drawing", fraction=0.5, seconds_left=1.5)))
                self._say(an.Noted(sender, "Drawn at half the tempo."))
                for take in range(count):
                    self._say(an.Done(sender, clip(take, count)))


Serve = Callable[..., tuple[ScriptedHub, int]]
