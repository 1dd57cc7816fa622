"""One pad: its plan, what sounds, what it waits for, and how that is shown. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.stage.loop_spec import LoopSpec
from bridge.stage.pending_requests import PendingRequest
from bridge.stage.table import PadPlan
from bridge.stage.views import PadState, PadView
from bridge.vocabulary.clips import Clip


def slot_of(number: int) -> str:
    """Where a pad's clips play."""
    return f"pad {number}"


@dataclass
class Voice:
    """A clip that sounds, or is to, from `beat` on, where it is `offset` quarters into its loop."""

    wish: LoopSpec
    clip: Clip
    beat: float
    offset: float = 0.0

    @property
    def since(self) -> float:
        """The beat from which its rounds count."""
        return self.beat - self.offset


@dataclass
class Pad:
    """See the module. `aim` sounds as soon as it is there; `cued` from its beat on."""

    number: int
    plan: PadPlan
    variation: int = 0
    morph: int = 0
    level: float = 1.0
    aim: LoopSpec | None = None
    aim_in_phase: bool = False
    cued: Voice | None = None
    sounding: Voice | None = None
    stops_at: float | None = None
    trouble: str = ""

    @property
    def slot(self) -> str:
        return slot_of(self.number)

    @property
    def gain(self) -> float:
        return 0.0 if self.plan.muted else self.plan.gain * self.level

    @property
    def voice(self) -> Voice | None:
        """What is heard of it, or will be."""
        return self.sounding or self.cued

    def come_to(self, beat: float) -> None:
        """`beat` has come: what was to stop is silent, what was cued sounds."""
        if self.stops_at is not None and beat >= self.stops_at:
            self.sounding = self.stops_at = None
        if self.cued is not None and beat >= self.cued.beat:
            self.sounding, self.cued = self.cued, None

    def fall_silent(self) -> None:
        """Nothing of it sounds any more, or will."""
        self.aim = self.cued = self.sounding = self.stops_at = None

    def view(self, ready: Clip | None, ask: PendingRequest | None) -> PadView:
        """How it is shown, where its present wish has become `ready` and `ask` is under way for it."""
        plan = self.plan
        voice = self.voice
        return PadView(
            pad=self.number,
            title=plan.title or plan.preset or plan.prompt or "",
            plan=plan,
            state=self._state(ready, ask),
            progress=ask.fraction or 0.0 if ask is not None else 0.0,
            message=self.trouble,
            clip=voice.clip if voice is not None else ready,
            beat=voice.since if voice is not None else None,
        )

    def _state(self, ready: Clip | None, ask: PendingRequest | None) -> PadState:
        if self.sounding is not None:
            return PadState.PLAYING
        if self.cued is not None:
            return PadState.CUED
        if self.trouble:
            return PadState.FAILED
        if ready is not None:
            return PadState.READY
        if ask is None:
            return PadState.EMPTY
        return PadState.WAITING if ask.fraction is None else PadState.RENDERING
