"""The pads: what a hit, a knob or an answer does to each of them. Pure.

A hit on a silent pad starts its loop at the next boundary of its quantum; a loop that isn't there yet is
asked for first. A hit on a pad that sounds stops it at that boundary. A hard hit (from the plan's
`vary_from` on) asks for the next variation, and the old one plays until that has come. A loop that takes
over from another state of itself (morphed, or at another tempo) does so when the old one's round is
complete, so bars stay where they are. `cueing` has how a loop comes to sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from bridge.messages.orders import Failure, Priority
from bridge.stage import effects as fx
from bridge.stage.cueing import Cueing
from bridge.stage.effects import StageEffect
from bridge.stage.loop_spec import MORPH_STEPS, LoopSpec, heard_in
from bridge.stage.pad import Pad
from bridge.stage.pending_requests import PendingRequests
from bridge.stage.prefetch import Candidate, likeliest
from bridge.stage.table import PadPlan
from bridge.stage.views import PADS, PadView
from bridge.timing import beat_at, next_boundary
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter

# While the tempo moves nothing is rendered for it; a tempo counts as steady after so long.
STEADY_AFTER_S = 1.0
# What failed is not tried again by itself before this.
RETRY_AFTER_S = 30.0
_CALLED_OFF = ("cancelled", "replaced")


class Pads:
    """All pads. Methods take what happened, and most return what is to be done.

    With `rerenders`, loops that sound are asked for anew at another tempo; with `looks_ahead`, `look_ahead`
    asks for what may be wanted.
    """

    def __init__(
        self,
        asking: PendingRequests,
        cueing: Cueing,
        *,
        rerenders: bool = False,
        looks_ahead: bool = True,
    ) -> None:
        self._asking, self._cueing = asking, cueing
        self._rerenders, self._looks_ahead = rerenders, looks_ahead
        self._pads: dict[int, Pad] = {}
        self._recent: list[int] = []  # the pad hit last is first
        self._moved_at_s = float("-inf")
        self._failed: dict[LoopSpec, float] = {}  # what failed, and when it may be tried again

    @property
    def slots(self) -> set[str]:
        """Where pads play."""
        return {pad.slot for pad in self._pads.values()}

    @property
    def sounds(self) -> bool:
        """Whether any pad sounds, or is about to."""
        return any(pad.voice or pad.aim for pad in self._pads.values())

    @property
    def last(self) -> int | None:
        """The pad that was hit last."""
        return self._recent[0] if self._recent else None

    @property
    def plans(self) -> dict[int, PadPlan]:
        """What the pads stand for, by number."""
        return {number: pad.plan for number, pad in sorted(self._pads.items())}

    def plan(self, number: int) -> PadPlan | None:
        """What pad `number` stands for."""
        pad = self._pads.get(number)
        return pad.plan if pad is not None else None

    def view(self) -> tuple[PadView, ...]:
        """All pads as they are to be shown."""
        return tuple(self._view(number) for number in range(1, PADS + 1))

    def _view(self, number: int) -> PadView:
        if (pad := self._pads.get(number)) is None:
            return PadView(pad=number)
        wanted = pad.aim or self._cueing.wish(pad)
        return pad.view(self._cueing.clip(wanted), self._asking.of(wanted))

    def adjust(self, *, rerenders: bool, looks_ahead: bool, is_other_model: bool) -> None:
        """The user's settings are others."""
        self._rerenders, self._looks_ahead = rerenders, looks_ahead
        if is_other_model:
            self._cueing.forget_usual()

    # ---- what somebody does ----

    def assign(self, number: int, plan: PadPlan | None, now_s: float) -> list[StageEffect]:
        """From now on the pad stands for `plan`; if it sounds, that takes over when it is there. What plays
        goes on where only its level, title or hits change."""
        if (pad := self._pads.get(number)) is None:
            if plan is not None:
                self._pads[number] = Pad(number, plan)
            return []
        if plan is not None and plan != pad.plan and heard_in(plan) == heard_in(pad.plan):
            pad.plan = plan
            return [fx.SetGain(pad.gain, pad.slot)] if pad.voice else []
        effects = self._cueing.cancel(pad)
        if plan is None:
            del self._pads[number]
            self._recent = [each for each in self._recent if each != number]
            return [*effects, fx.StopSlot(pad.slot)]
        pad.plan, pad.variation, pad.morph, pad.trouble = plan, 0, 0, ""
        return [*effects, *(self._cueing.want(pad, now_s) if pad.voice else [])]

    def hit(self, number: int, velocity: int, at_s: float) -> list[StageEffect]:
        """A pad is struck."""
        if (pad := self._pads.get(number)) is None:
            return []
        self._recent = [number, *(each for each in self._recent if each != number)]
        if velocity >= pad.plan.vary_from:
            pad.variation += 1
            return self._cueing.want(pad, at_s)
        if pad.sounding is not None and pad.stops_at is None:
            return [*self._cueing.cancel(pad), self._cueing.stop(pad, pad.sounding, at_s)]
        if pad.sounding is None and pad.cued is not None:
            pad.cued = None
            return [fx.StopSlot(pad.slot)]
        return self._cueing.want(pad, at_s)

    def morph(self, numbers: tuple[int, ...], value: float, now_s: float) -> list[StageEffect]:
        """Go `value` (0..1) of the way to the goal, for these pads or, if none are named, for all."""
        effects: list[StageEffect] = []
        for pad in self._chosen(numbers):
            morph = round(value * MORPH_STEPS)
            if pad.plan.goal is None or morph == pad.morph:
                continue
            pad.morph = morph
            if pad.voice or pad.aim:
                effects += self._cueing.want(pad, now_s, in_phase=True)
        return effects

    def level(self, numbers: tuple[int, ...], value: float) -> list[StageEffect]:
        """How loud (0..1) these pads are, and will be."""
        pads = list(self._chosen(numbers))
        for pad in pads:
            pad.level = value
        return [fx.SetGain(pad.gain, pad.slot) for pad in pads if pad.voice]

    def sought(self, slot: str, quarters: float) -> None:
        """What is in a slot, a pad's or any other, has been moved on in its loop."""
        pad = self._at(slot)
        if pad is not None and pad.voice is not None:
            pad.voice.offset += quarters

    def stop(self, slot: str, at_s: float | None) -> list[StageEffect]:
        """Silence a slot, a pad's or any other, from the next bar after `at_s` on, or at once (none)."""
        pad = self._at(slot)
        effects = self._cueing.cancel(pad) if pad is not None else []
        if at_s is None:
            if pad is not None:
                pad.fall_silent()
            return [*effects, fx.StopSlot(slot)]
        beat = next_boundary(self._cueing.beats, at_s, float(self._cueing.beats.meter.quarters_per_bar))
        if pad is not None:
            pad.cued, pad.stops_at = None, beat
        return [*effects, fx.StopSlot(slot, beat)]

    def cancel(self, number: int) -> list[StageEffect]:
        """Let go of what the pad has asked for and does not have yet."""
        return self._cueing.cancel(self._pads[number])

    def favourite(self, number: int) -> list[StageEffect]:
        """Make the clip that the pad plays, or would, a favourite of the library's."""
        return self._cueing.like(self._pads[number])

    def lost(self, slot: str, clip: Clip, now_s: float) -> list[StageEffect]:
        """What was to play in `slot` is no longer there: it is asked for anew."""
        self._cueing.forget(clip)
        pad = self._at(slot)
        if pad is None or pad.cued is None:
            return []
        pad.cued = None
        return self._cueing.want(pad, now_s)

    def silence(self) -> list[StageEffect]:
        """Nothing sounds any more, and nothing that was asked for is to."""
        effects: list[StageEffect] = []
        for pad in self._pads.values():
            effects += self._cueing.cancel(pad)
            pad.fall_silent()
        return effects

    def _at(self, slot: str) -> Pad | None:
        return next((pad for pad in self._pads.values() if pad.slot == slot), None)

    def _chosen(self, numbers: tuple[int, ...]) -> Iterator[Pad]:
        return (pad for pad in self._pads.values() if not numbers or pad.number in numbers)

    # ---- what the hub answers ----

    def progressed(self, id: str, fraction: float) -> None:
        """How far a request is."""
        if (ask := self._asking.find(id)) is not None:
            ask.fraction = fraction

    def done(self, id: str, clip: Clip, now_s: float) -> list[StageEffect]:
        """A request has become `clip`."""
        if (ask := self._asking.close(id)) is None:
            return []
        return self._cueing.came(self._pads.get(ask.pad), ask, clip, now_s)

    def failed(self, id: str, failure: Failure, now_s: float) -> None:
        """A request came to nothing."""
        if (ask := self._asking.close(id)) is None:
            return
        if failure.kind not in _CALLED_OFF:
            self._failed[ask.wish] = now_s + RETRY_AFTER_S
        pad = self._pads.get(ask.pad)
        # What was asked ahead is asked live as well where it is wanted.
        if pad is None or pad.aim != ask.wish or self._asking.is_live(ask.pad, ask.wish):
            return
        pad.aim = None
        if failure.kind not in _CALLED_OFF:
            pad.trouble = failure.message

    # ---- time ----

    def retune(self, tempo_bpm: float, meter: Meter, now_s: float) -> list[StageEffect]:
        """The tempo or the meter is another: what was asked for ahead is for the old one."""
        self._cueing.tempo_bpm, self._cueing.meter, self._moved_at_s = tempo_bpm, meter, now_s
        self._failed.clear()
        return self._asking.call_off(lambda ask: ask.priority is Priority.IDLE)

    def settle(self, now_s: float) -> list[StageEffect]:
        """What was cued sounds, and what was to stop is silent, once its beat has come."""
        beat = beat_at(self._cueing.beats, now_s)
        for pad in self._pads.values():
            pad.come_to(beat)
        if not self._rerenders or not self._is_steady(now_s):
            return []
        return [effect for pad in self._pads.values() for effect in self._rerender(pad, now_s)]

    def look_ahead(self, now_s: float) -> list[StageEffect]:
        """Ask for the likeliest loop that is not there yet, unless something is being asked for."""
        if not self._looks_ahead or not self._is_steady(now_s):
            return []
        if self._asking.has(Priority.LIVE) or self._asking.has(Priority.IDLE):
            return []
        order = [*self._recent, *(number for number in sorted(self._pads) if number not in self._recent)]
        pads = [self._pads[number] for number in order]
        prospects = [Candidate(pad.number, pad.plan, pad.variation, pad.morph) for pad in pads]
        found = likeliest(
            prospects,
            self._cueing.tempo_bpm,
            self._cueing.meter,
            lambda each: self._cueing.clip(each) is None and self._can_retry(each, now_s),
        )
        return [self._cueing.ask(*found, Priority.IDLE)] if found is not None else []

    def _rerender(self, pad: Pad, now_s: float) -> list[StageEffect]:
        """Have a loop that sounds at another tempo than it was made for made for this one."""
        if pad.sounding is None or pad.stops_at is not None or pad.cued or pad.aim:
            return []
        old, new = pad.sounding.wish, self._cueing.wish(pad)
        if (old.tempo_bpm, old.meter) == (new.tempo_bpm, new.meter) or not self._can_retry(new, now_s):
            return []
        return self._cueing.want(pad, now_s, in_phase=True)

    def _is_steady(self, now_s: float) -> bool:
        return now_s - self._moved_at_s >= STEADY_AFTER_S

    def _can_retry(self, wish: LoopSpec, now_s: float) -> bool:
        return now_s >= self._failed.get(wish, now_s)
