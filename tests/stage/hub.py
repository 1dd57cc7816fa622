"""A stage without threads, and a hub that answers it when told to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Failure, Priority
from bridge.player.port import PlayerView
from bridge.stage import effects as fx
from bridge.stage import events as se
from bridge.stage.effects import StageEffect
from bridge.stage.stage import Stage
from bridge.stage.table import PadPlan
from bridge.stage.views import PadState, PadView, StageView
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Transport
from tests.support.factories import clip_for

E = TypeVar("E")
HOUSE = PadPlan(title="House", prompt="house", bars=1, seed=10)
PLANS = {1: HOUSE, 2: PadPlan(prompt="dub", bars=2, seed=20)}
PRESETS = (("a-preset", "A"), ("b-preset", "B"), ("c-preset", "C"))


def only(kind: type[E], effects: Sequence[StageEffect]) -> list[E]:
    return [effect for effect in effects if isinstance(effect, kind)]


class Set:
    """A stage at 120 BPM from 0 s on, beat 0 at 0 s, and the requests that it has made of its hub."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {"plans": PLANS, "looks_ahead": False, "presets": PRESETS, **options}
        self.stage = Stage(run="run", now_s=0.0, **given)
        self.now_s = 0.0
        self.asked: dict[str, ev.RequestCame] = {}
        self.effects: list[StageEffect] = []
        self.send(se.Woke(0.0))

    def send(self, event: se.StageEvent) -> list[StageEffect]:
        self.effects = self.stage.handle(event)
        for told in only(fx.TellHub, self.effects):
            if isinstance(told.event, ev.RequestCame):
                self.asked[told.event.sender.id] = told.event
        return self.effects

    # ---- what somebody does ----

    def at(self, now_s: float) -> list[StageEffect]:
        self.now_s = now_s
        return self.send(se.Woke(now_s))

    def hit(self, pad: int = 1, velocity: int = 100) -> list[StageEffect]:
        return self.send(se.PadHit(pad, velocity, self.now_s))

    def hear(self, tempo_bpm: float, source: str = "link", **changes: Any) -> list[StageEffect]:
        said = Transport(tempo_bpm=tempo_bpm, source=source, read_at_s=self.now_s, **changes)
        return self.send(se.Heard(said))

    def press(self, does: str, pad: int | None = None) -> list[StageEffect]:
        return self.send(se.Pressed(does, self.now_s, pad))

    def turn(self, does: str, value: float, *pads: int) -> list[StageEffect]:
        return self.send(se.ControlMoved(does, pads, value))

    # ---- what the hub answers ----

    @property
    def requests(self) -> list[ev.RequestCame]:
        """What is asked for and not answered, the oldest first."""
        return list(self.asked.values())

    @property
    def request(self) -> ev.RequestCame:
        """The only one."""
        [request] = self.requests
        return request

    def answer(self, answer: Answer) -> list[StageEffect]:
        return self.send(se.Replied(answer.sender, answer))

    def done(self, asked: ev.RequestCame | None = None) -> list[StageEffect]:
        asked = asked or self.request
        del self.asked[asked.sender.id]
        return self.answer(an.Done(asked.sender, clip_for(asked.request)))

    def fail(self, kind: Any = "engine", asked: ev.RequestCame | None = None) -> list[StageEffect]:
        asked = asked or self.request
        del self.asked[asked.sender.id]
        return self.answer(an.Failed(asked.sender, Failure(kind, "It broke.")))

    def progress(self, fraction: float, asked: ev.RequestCame | None = None) -> list[StageEffect]:
        told = Progress(stage="drawing", fraction=fraction)
        return self.answer(an.Progressed((asked or self.request).sender, told))

    # ---- how it stands ----

    @property
    def view(self) -> StageView:
        return self.stage.view(PlayerView())

    def pad(self, number: int = 1) -> PadView:
        return self.view.pads[number - 1]

    def state(self, number: int = 1) -> PadState:
        return self.pad(number).state

    def launched(self) -> list[tuple[str, float]]:
        """Slot and beat of what was just launched."""
        return [(each.slot, each.beat) for each in only(fx.Launch, self.effects)]

    def playing(self, number: int = 1) -> Set:
        """This, with the pad's loop sounding from beat 4 on: it is 2.1 s."""
        self.now_s = 1.0
        self.hit(number)
        self.done()
        assert self.launched() == [(f"pad {number}", 4.0)]
        self.at(2.1)
        assert self.state(number) is PadState.PLAYING
        return self

    def told_hub(self, kind: type[E]) -> list[E]:
        told: list[object] = [each.event for each in only(fx.TellHub, self.effects)]
        return [event for event in told if isinstance(event, kind)]

    def ahead(self) -> list[ev.RequestCame]:
        return [each for each in self.requests if each.priority is Priority.IDLE]
