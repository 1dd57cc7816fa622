"""The stage's state, and what follows from each event. No clock, socket, thread or file.

    sources ─ Heard ─→ lead: who leads, the beats ─→ player, pads; now and then the hub
    pads ─ PadHit ─→ pads ─→ a launch at a boundary, or a request; its answer comes as `Replied`

A pad never waits for the hub, which may be at the disk: all that a hit needs to know is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.player.port import PlayerView
from bridge.stage import effects as fx
from bridge.stage import events as se
from bridge.stage.effects import StageEffect
from bridge.stage.events import StageEvent
from bridge.stage.lead import Lead
from bridge.stage.pads import Pads
from bridge.stage.pending_requests import PendingRequests
from bridge.stage.quantum import boundary
from bridge.stage.table import PADS, PadPlan
from bridge.stage.views import StageView
from bridge.timing import instant_of
from bridge.vocabulary.clips import Clip


class Stage:
    """Takes events in the order in which they come; each gives the effects to carry out, in order.

    `run` is a word that no earlier run of the bridge has used. Until somebody says a tempo, beats go by
    at `tempo_bpm` from `now_s` on. `presets` are names and titles. See `Pads` for the rest.
    """

    def __init__(
        self,
        *,
        run: str,
        now_s: float,
        tempo_bpm: float = 120.0,
        sources: Sequence[str] = (),
        presets: Sequence[tuple[str, str]] = (),
        table: str = "",
        plans: Mapping[int, PadPlan] | None = None,
        is_musical: Callable[[str | None], bool] = lambda model: False,
        rerenders: bool = False,
        looks_ahead: bool = True,
    ) -> None:
        self._now_s = now_s
        self._lead = Lead(sources, tempo_bpm, now_s)
        self._asking = PendingRequests(run)
        self._pads = Pads(
            self._asking,
            self._lead.beats,
            is_musical=is_musical,
            rerenders=rerenders,
            looks_ahead=looks_ahead,
        )
        for number, plan in (plans or {}).items():
            self._pads.assign(number, plan, now_s)
        self._presets, self._table = list(presets), table
        self._named: dict[str, se.PlayNamed] = {}
        self._slots: set[str] = set()  # beside the pads'
        self._learning: int | None = None
        self._notice = ""

    def handle(self, event: StageEvent, lead_s: float = 0.0) -> list[StageEffect]:
        """What is to be done about `event`, where sound takes `lead_s` to the ear."""
        self._now_s = max(self._now_s, _instant(event))
        self._pads.lead_s = lead_s
        effects = self._pads.settle(self._now_s)
        effects += _HANDLERS[type(event)](self, event)
        effects += self._follow_the_leader()
        effects += self._pads.look_ahead(self._now_s)
        while notice := self._lead.take_notice():
            effects += self._say(notice)
        return effects

    def view(self, player: PlayerView) -> StageView:
        """How things stand, beside what the player says of itself."""
        return StageView(
            transport=self._lead.transport,
            beats=self._lead.beats,
            sources=self._lead.sources(self._now_s),
            pads=self._pads.view(),
            player=player,
            table=self._table,
            learning=self._learning,
            notice=self._notice,
        )

    # ---- the tempo ----

    def _heard(self, event: se.Heard) -> list[StageEffect]:
        self._lead.hear(event.transport)
        return []

    def _left(self, event: se.Left) -> list[StageEffect]:
        self._lead.leave(event.source)
        return []

    def _tapped(self, event: se.Tapped) -> list[StageEffect]:
        self._lead.tap(event.at_s)
        return []

    def _order_chosen(self, event: se.OrderChosen) -> list[StageEffect]:
        try:
            self._lead.choose(event.sources)
        except BadRequest as error:
            return self._say(str(error))
        return []

    def _sources_asked(self, event: se.SourcesAsked) -> list[StageEffect]:
        try:
            if event.order:
                self._lead.choose(event.order)
        except BadRequest as error:
            return [fx.Tell(event.sender, an.Failed(event.sender, Failure.of(error)))]
        sources = tuple(
            (each.name, each.tempo_bpm, each.fresh, each.leads) for each in self._lead.sources(self._now_s)
        )
        return [fx.Tell(event.sender, an.Sources(event.sender, sources))]

    def _follow_the_leader(self) -> list[StageEffect]:
        before = self._lead.tempo_bpm, self._lead.meter
        effects = self._lead.advance(self._now_s)
        self._pads.beats = self._lead.beats
        if (self._lead.tempo_bpm, self._lead.meter) != before:
            effects += self._pads.retune(self._lead.tempo_bpm, self._lead.meter, self._now_s)
        return effects

    # ---- pads and what plays ----

    def _pad_hit(self, event: se.PadHit) -> list[StageEffect]:
        return self._pads.hit(event.pad, event.velocity, event.at_s)

    def _control_moved(self, event: se.ControlMoved) -> list[StageEffect]:
        if event.does == "morph":
            return self._pads.morph(event.pads, event.value, self._now_s)
        return self._pads.level(event.pads, event.value) if event.pads else [fx.SetGain(event.value)]

    def _pressed(self, event: se.Pressed) -> list[StageEffect]:
        match event.does:
            case "tap":
                return self._tapped(se.Tapped(event.at_s))
            case "stop-all":
                return self._silence()
        pad = event.pad if event.pad is not None else self._pads.last
        plan = None if pad is None else self._pads.plan(pad)
        if pad is None or plan is None:
            return []
        match event.does:
            case "next-preset":
                return self._pads.assign(pad, self._beside(plan, 1), self._now_s)
            case "previous-preset":
                return self._pads.assign(pad, self._beside(plan, -1), self._now_s)
            case "favourite":
                return self._pads.favourite(pad)
            case "cancel":
                return self._pads.cancel(pad)
            case _:
                return self._say(f"No button does “{event.does}”.")

    def _beside(self, plan: PadPlan, step: int) -> PadPlan:
        """`plan` with the next preset, or the one before."""
        names = [name for name, _ in self._presets]
        if not names:
            return plan
        number = names.index(plan.preset) + step if plan.preset in names else min(step, 0)
        name, title = self._presets[number % len(names)]
        return msgspec.structs.replace(plan, preset=name, title=title, prompt=None)

    def _pad_assigned(self, event: se.PadAssigned) -> list[StageEffect]:
        return self._pads.assign(event.pad, event.plan, self._now_s)

    def _table_chosen(self, event: se.TableChosen) -> list[StageEffect]:
        self._table = event.table.title
        effects: list[StageEffect] = [fx.UseTable(event.table)]
        for pad in range(1, PADS + 1):
            effects += self._pads.assign(pad, event.table.plans.get(pad), self._now_s)
        return effects

    def _learn_asked(self, event: se.LearnAsked) -> list[StageEffect]:
        self._learning = event.pad
        return [fx.Learn(event.pad)]

    def _learnt(self, event: se.Learnt) -> list[StageEffect]:
        self._learning = None
        return []

    def _play_asked(self, event: se.PlayAsked) -> list[StageEffect]:
        return [self._launch(event.slot, event.clip, event.quantum, event.gain, event.at_s, event.offset)]

    def _play_named(self, event: se.PlayNamed) -> list[StageEffect]:
        sender = self._asking.sender()
        self._named[sender.id] = event
        return [fx.TellHub(ev.ClipAsked(sender, event.name))]

    def _launch(
        self, slot: str, clip: Clip, quantum: str, gain: float, at_s: float, offset: float = 0.0
    ) -> fx.Launch:
        self._slots.add(slot)
        beat = boundary(self._lead.beats, at_s, quantum, clip, lead_s=self._pads.lead_s, offset=offset)
        return fx.Launch(slot, clip, beat, gain, offset)

    def _seek_asked(self, event: se.SeekAsked) -> list[StageEffect]:
        return [fx.Seek(event.slot, event.quarter, event.relative)]

    def _sought(self, event: se.Sought) -> list[StageEffect]:
        self._pads.sought(event.slot, event.quarters)
        return []

    def _stop_asked(self, event: se.StopAsked) -> list[StageEffect]:
        if event.slot is None and event.now:
            return self._silence()
        at_s = None if event.now else event.at_s
        slots = self._slots | self._pads.slots if event.slot is None else {event.slot}
        self._slots -= slots
        return [effect for slot in sorted(slots) for effect in self._pads.stop(slot, at_s)]

    def _silence(self) -> list[StageEffect]:
        self._slots.clear()
        return [*self._pads.silence(), fx.StopAll()]

    # ---- the hub's answers ----

    def _replied(self, event: se.Replied) -> list[StageEffect]:
        answer = event.answer
        id = answer.sender.id
        match answer:
            case an.Progressed():
                self._pads.progressed(id, answer.progress.fraction)
            case an.Done():
                return self._pads.done(id, answer.clip, self._now_s)
            case an.FoundClips() if id in self._named:
                return self._found(self._named.pop(id), answer.clips[0])
            case an.Failed() if id in self._named:
                asked = self._named.pop(id).sender
                return [fx.Tell(asked, an.Failed(asked, answer.failure))]
            case an.Failed():
                self._pads.failed(id, answer.failure, self._now_s)
        return []

    def _found(self, asked: se.PlayNamed, clip: Clip) -> list[StageEffect]:
        launch = self._launch(asked.slot, clip, asked.quantum, asked.gain, self._now_s)
        in_s = max(0.0, instant_of(self._lead.beats, launch.beat) - self._now_s)
        cued = an.Cued(sender=asked.sender, slot=asked.slot, clip=clip, beat=launch.beat, in_s=in_s)
        return [launch, fx.Tell(asked.sender, cued)]

    # ---- the rest ----

    def _clip_lost(self, event: se.ClipLost) -> list[StageEffect]:
        lost = self._say(f"“{event.clip.path.name}” is no longer there.")
        return [*lost, *self._pads.lost(event.slot, event.clip, event.at_s)]

    def _devices_asked(self, event: se.DevicesAsked) -> list[StageEffect]:
        return [fx.LookForDevices()]

    def _adjusted(self, event: se.Adjusted) -> list[StageEffect]:
        self._lead.rest_at(event.tempo_bpm)
        self._pads.adjust(
            rerenders=event.rerenders,
            looks_ahead=event.looks_ahead,
            is_other_model=event.is_other_model,
        )
        return []

    def _nothing(self, event: se.PlayerMoved | se.Woke) -> list[StageEffect]:
        return []

    def _say(self, sentence: str) -> list[StageEffect]:
        self._notice = sentence
        return [fx.Say(sentence)]


def _instant(event: StageEvent) -> float:
    """When `event` happened, as far as it says so."""
    if isinstance(event, se.Heard):
        return event.transport.read_at_s
    at_s: float = getattr(event, "at_s", float("-inf"))
    return at_s


_HANDLERS: dict[type, Callable[[Stage, Any], list[StageEffect]]] = {
    se.Heard: Stage._heard,
    se.Left: Stage._left,
    se.Tapped: Stage._tapped,
    se.OrderChosen: Stage._order_chosen,
    se.SourcesAsked: Stage._sources_asked,
    se.PadHit: Stage._pad_hit,
    se.ControlMoved: Stage._control_moved,
    se.Pressed: Stage._pressed,
    se.PadAssigned: Stage._pad_assigned,
    se.TableChosen: Stage._table_chosen,
    se.LearnAsked: Stage._learn_asked,
    se.Learnt: Stage._learnt,
    se.PlayAsked: Stage._play_asked,
    se.PlayNamed: Stage._play_named,
    se.SeekAsked: Stage._seek_asked,
    se.Sought: Stage._sought,
    se.StopAsked: Stage._stop_asked,
    se.Replied: Stage._replied,
    se.ClipLost: Stage._clip_lost,
    se.DevicesAsked: Stage._devices_asked,
    se.Adjusted: Stage._adjusted,
    se.PlayerMoved: Stage._nothing,
    se.Woke: Stage._nothing,
}
