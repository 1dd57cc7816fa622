"""A hub between scripted neighbours and a real library."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from bridge.hub.hub import Hub
from bridge.hub.session import Session
from bridge.library import Library
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.incoming import Incoming
from bridge.messages.orders import Failure, QueuedJob, Sender
from bridge.models.info import plain_stable_diffusion
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest

KEY = "the owner's"
ASKER = Sender("osc", "127.0.0.1:9000", "a")
SETTINGS = Settings(model="scripted")
MODEL = plain_stable_diffusion("scripted")


class Reader:
    """Reads nothing; `mistakes` are raised for the prompts that they stand under."""

    def __init__(self) -> None:
        self.mistakes: dict[str | None, Exception] = {}
        self.settings: Settings | None = None
        self.read_requests: list[ClipRequest] = []

    def use(self, settings: Settings) -> None:
        self.settings = settings

    def read(self, request: ClipRequest, *, from_library: bool = False) -> ResolveContext:
        self.read_requests.append(request)
        if error := self.mistakes.get(request.prompt):
            raise error
        return ResolveContext(settings=SETTINGS, model=MODEL, model_sha256="0" * 64, fresh_seed=1)


class Engine:
    """Renders at once, if it is `willing`; remembers what it was told."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.willing = True
        self.refusals: list[Exception] = []
        self.starts = 0
        self.rendered: list[QueuedJob] = []
        self.interrupted: list[int] = []
        self.checked_at_s: list[float] = []

    def start(self) -> None:
        self.starts += 1
        if self.refusals:
            raise self.refusals.pop(0)
        self._hub.post(ev.EngineReady())

    def render(self, order: QueuedJob) -> None:
        self.rendered.append(order)
        if self.willing:
            clips = tuple(clip_at(*each) for each in zip(order.jobs, order.paths, strict=True))
            self._hub.post(ev.OrderRendered(order.ticket, clips))

    def interrupt(self, ticket: int) -> None:
        self.interrupted.append(ticket)
        self._hub.post(ev.OrderFailed(ticket, Failure("cancelled", "Cancelled.")))

    def check(self, now_s: float) -> None:
        self.checked_at_s.append(now_s)

    def stop(self, timeout_s: float) -> None:
        pass


class Channel:
    """Keeps the answers, and does what `on_answer` says."""

    name = "osc"

    def __init__(self) -> None:
        self.answers: list[tuple[Sender, Answer]] = []
        self.on_answer: Callable[[Answer], None] = lambda answer: None

    def start(self) -> None:
        pass

    def reply(self, to: Sender, answer: Answer) -> None:
        self.answers.append((to, answer))
        self.on_answer(answer)

    def stop(self) -> None:
        pass

    def of(self, kind: type) -> list[Answer]:
        return [answer for _, answer in self.answers if isinstance(answer, kind)]


class World:
    """A hub between scripted neighbours and a real library; `run` is in the test's own thread."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.reader = Reader()
        self.settings = msgspec.structs.replace(SETTINGS, presets_folder=str(folder / "presets"))
        self._clock: Iterator[float] | None = None
        self.hub = Hub(Session(key=KEY), self.reader, self.settings, self._now_s)  # type: ignore[arg-type]
        self.engine, self.channel, self.library = Engine(self.hub), Channel(), library

    def raise_priority(self) -> None:
        """From now on half a second goes by with each look at the clock."""
        self._clock = itertools.count(1.0, 0.5)

    def _now_s(self) -> float:
        return next(self._clock) if self._clock is not None else 0.0

    def run(self, *incoming: Incoming, until: Callable[[Answer], bool]) -> None:
        """Run the hub on `incoming` until it has given an answer that `until` waits for."""

        def stop_after(answer: Answer) -> None:
            if until(answer):
                self.hub.post(ev.Stopping())

        self.channel.on_answer = stop_after
        for event in incoming:
            self.hub.post(event)
        self.hub.run(self.library, self.engine, {"osc": self.channel})


def clip_at(of: RenderJob, path: str) -> Clip:
    """A clip whose file is there, though it is no sound."""
    Path(path).write_bytes(b"RIFF")
    return Clip(job=of, path=Path(path), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.1, grid="exact")


def came(name: str = "a", prompt: str = "house", clip: str | None = None) -> ev.RequestCame:
    sender = Sender("osc", "127.0.0.1:9000", name)
    return ev.RequestCame(sender=sender, request=ClipRequest(prompt=prompt, seed=3), source_clip=clip)
