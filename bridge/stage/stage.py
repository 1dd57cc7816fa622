"""The stage's state, and what follows from each event. No clock, socket, thread or file.

    sources ─ Heard ─→ lead: who leads, the beats ─→ player, pads; now and then the hub
    pads ─ PadHit ─→ pads ─→ a launch at a boundary, or a request; its answer comes as `Replied`

A pad never waits for the hub, which may be at the disk: all that a hit needs to know is here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

import msgspec

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure
from bridge.player.port import PlayerView
from bridge.stage import effects as fx
from bridge.stage import events as se
from bridge.stage.cueing import Cueing
from bridge.stage.effects import StageEffect
from bridge.stage.events import StageEvent
from bridge.stage.lead import Lead
from bridge.stage.pads import Pads
from bridge.stage.pending_requests import PendingRequests
from bridge.stage.previews import Previews
from bridge.stage.quantum import boundary
from bridge.stage.table import PADS, PadPlan, Table
from bridge.stage.views import StageView, pad_facts
from bridge.timing import beat_at, instant_of
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
        table: Table | None = None,
        plans: Mapping[int, PadPlan] | None = None,
        is_musical: Callable[[str | None], bool] = lambda model: False,
        rerenders: bool = False,
        looks_ahead: bool = True,
    ) -> None:
        self._now_s = now_s
        self._lead = Lead(sources, tempo_bpm, now_s)
        self._asking = PendingRequests(run)
        self._previews = Previews(self._asking)
        self._cueing = Cueing(self._asking, self._lead.beats, is_musical)
        self._pads = Pads(self._asking, self._cueing, rerenders=rerenders, looks_ahead=looks_ahead)
        self._presets, self._table = list(presets), table or Table()
        for number, plan in (plans or self._table.plans).items():
            self._pads.assign(number, plan, now_s)
        self._named: dict[str, se.PlayNamed] = {}
        self._slots: dict[str, fx.Launch] = {}  # what was launched last in those beside the pads'
        self._learning: int | None = None
        self._notice = ""

    def handle(self, event: StageEvent, lead_s: float = 0.0) -> list[StageEffect]:
        """What is to be done about `event`, where sound takes `lead_s` to the ear."""
        self._now_s = max(self._now_s, _instant(event))
        self._cueing.lead_s = lead_s
        effects = self._pads.settle(self._now_s)
        effects += self._act_on(event)
        effects += self._follow_the_leader()
        effects += self._pads.look_ahead(self._now_s)
        while notice := self._lead.take_notice():
            effects += self._say(notice)
        return effects

    def _act_on(self, event: StageEvent) -> list[StageEffect]:
        """What the event itself asks for."""
        match event:
            case se.Heard(transport):
                self._lead.hear(transport)
            case se.TempoCleared():
                self._lead.clear_spoken()
            case se.Left(source):
                self._lead.leave(source)
            case se.Tapped(at_s):
                self._lead.tap(at_s)
            case se.OrderChosen():
                return self._order_chosen(event)
            case se.SourcesAsked():
                return self._sources_asked(event)
            case se.PadHit(pad, velocity, at_s):
                return self._pads.hit(pad, velocity, at_s)
            case se.PadLevelSet():
                return self._set_pad_level(event)
            case se.PadsAsked(sender):
                return [fx.Tell(an.PadsTold(sender, tuple(map(pad_facts, self._pads.view()))))]
            case se.ControlMoved("morph", pads, value):
                return self._pads.morph(pads, value, self._now_s)
            case se.ControlMoved(_, pads, value):
                return self._pads.level(pads, value) if pads else [fx.SetGain(value)]
            case se.Pressed():
                return self._pressed(event)
            case se.PadAssigned(pad, plan, pad_set):
                return self._assign(pad, plan) if pad_set in ("", self._table.name) else []
            case se.PlansChosen(name, plans):
                return self._plans_chosen(plans) if name == self._table.name else []
            case se.TableChosen(table):
                return self._table_chosen(table)
            case se.LearnAsked(pad):
                self._learning = pad
                return [event]
            case se.Learnt():
                self._learning = None
            case se.PlayAsked():
                return self._play(event)
            case se.ReplaceAsked():
                return self._replace(event)
            case se.PlayNamed():
                return self._play_named(event)
            case se.SeekAsked() | se.DevicesAsked() | se.MeterAsked():
                return [event]
            case se.Sought(slot, quarters):
                self._pads.sought(slot, quarters)
                if (launch := self._slots.get(slot)) is not None:
                    moved = launch.offset + quarters
                    self._slots[slot] = msgspec.structs.replace(launch, offset=moved)
                return self._previews.drop(slot)
            case se.StopAsked():
                return self._stop_asked(event)
            case se.Replied(_, answer):
                return self._replied(answer)
            case se.ClipLost(slot, clip, at_s):
                return [
                    *self._say(f"“{clip.path.name}” is missing."),
                    *self._pads.lost(slot, clip, at_s),
                ]
            case se.Adjusted():
                self._adjust(event)
            case se.PlayerMoved() | se.Woke():
                pass
            case _:
                assert_never(event)
        return []

    def view(self, player: PlayerView) -> StageView:
        """How things stand, beside what the player says of itself."""
        return StageView(
            transport=self._lead.transport,
            beats=self._lead.beats,
            sources=self._lead.sources(self._now_s),
            pads=self._pads.view(),
            player=player,
            table=self._table.title,
            pad_set=self._table.name,
            stands_for=self._previews.stands_for,
            learning=self._learning,
            notice=self._notice,
        )

    # ---- the tempo ----

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
            return [fx.Tell(an.Failed(event.sender, Failure.of(error)))]
        sources = tuple(
            (each.name, each.tempo_bpm, each.fresh, each.leads) for each in self._lead.sources(self._now_s)
        )
        return [fx.Tell(an.Sources(event.sender, sources))]

    def _follow_the_leader(self) -> list[StageEffect]:
        before = self._lead.tempo_bpm, self._lead.meter
        effects = self._lead.advance(self._now_s)
        self._cueing.beats = self._lead.beats
        if (self._lead.tempo_bpm, self._lead.meter) != before:
            effects += self._pads.retune(self._lead.tempo_bpm, self._lead.meter, self._now_s)
        return effects

    # ---- pads and what plays ----

    def _pressed(self, event: se.Pressed) -> list[StageEffect]:
        match event.does:
            case "tap":
                self._lead.tap(event.at_s)
                return []
            case "stop-all":
                return self._silence()
        pad = event.pad if event.pad is not None else self._pads.last
        plan = None if pad is None else self._pads.plan(pad)
        if pad is None or plan is None:
            return []
        match event.does:
            case "next-preset":
                return self._assign(pad, self._beside(plan, 1))
            case "previous-preset":
                return self._assign(pad, self._beside(plan, -1))
            case "favourite":
                return self._pads.favourite(pad)
            case "cancel":
                return self._pads.cancel(pad)
            case _:
                return self._say(f"“{event.does}” isn't an action.")

    def _beside(self, plan: PadPlan, step: int) -> PadPlan:
        """`plan` with the next preset, or the one before."""
        names = [name for name, _ in self._presets]
        if not names:
            return plan
        number = names.index(plan.preset) + step if plan.preset in names else min(step, 0)
        name, title = self._presets[number % len(names)]
        return msgspec.structs.replace(plan, preset=name, title=title, prompt=None, clip=None)

    def _assign(self, pad: int, plan: PadPlan | None) -> list[StageEffect]:
        return [*self._pads.assign(pad, plan, self._now_s), *self._kept()]

    def _set_pad_level(self, event: se.PadLevelSet) -> list[StageEffect]:
        """Change the pad's plan, as the window does."""
        if (plan := self._pads.plan(event.pad)) is None:
            empty = Failure("bad-request", f"Pad {event.pad} is empty. /riffbridge/pads lists all.")
            return [fx.Tell(an.Failed(event.sender, empty))]
        new = msgspec.structs.replace(
            plan,
            gain=plan.gain if event.gain is None else event.gain,
            muted=plan.muted if event.muted is None else event.muted,
        )
        # Assigning a pad its own plan would begin it anew.
        effects = self._assign(event.pad, new) if new != plan else []
        facts = pad_facts(self._pads.view()[event.pad - 1])
        return [*effects, fx.Tell(an.PadsTold(event.sender, (facts,)))]

    def _plans_chosen(self, plans: Mapping[int, PadPlan]) -> list[StageEffect]:
        """Assign the pads whose plans differ: the others keep their takes and go on."""
        effects: list[StageEffect] = []
        for pad in range(1, PADS + 1):
            if plans.get(pad) != self._pads.plan(pad):
                effects += self._pads.assign(pad, plans.get(pad), self._now_s)
        return [*effects, *self._kept()]

    def _kept(self) -> list[StageEffect]:
        """Have the pads saved, if their set has a name to save them by."""
        if not self._table.name:
            return []
        return [fx.KeepPads(msgspec.structs.replace(self._table, plans=self._pads.plans))]

    def _table_chosen(self, table: Table) -> list[StageEffect]:
        self._table = table
        effects: list[StageEffect] = [fx.UseTable(table)]
        for pad in range(1, PADS + 1):
            effects += self._pads.assign(pad, table.plans.get(pad), self._now_s)
        return effects

    def _play(self, event: se.PlayAsked) -> list[StageEffect]:
        """Play a clip. Where nothing else sets a tempo or plays, the clip does: it plays as it is."""
        if event.takes_over and (before := self._slots.get(event.slot)) is not None:
            return self._bring_in(event, self._take_over(event, before))
        is_alone = not self._slots.keys() - {event.slot} and not self._pads.sounds
        effects: list[StageEffect] = []
        if self._lead.transport is None and is_alone:
            self._lead.rest_at(event.clip.job.tempo_bpm)
            effects = self._follow_the_leader()
        launch = self._launch(event.slot, event.clip, event.quantum, event.gain, event.at_s, event.offset)
        return [*effects, *self._bring_in(event, launch)]

    def _bring_in(self, event: se.PlayAsked, launch: fx.Launch) -> list[StageEffect]:
        if not event.may_retime:
            return [launch, *self._previews.drop(event.slot)]
        return [launch, *self._previews.launched(launch, self._lead.tempo_bpm)]

    def _play_named(self, event: se.PlayNamed) -> list[StageEffect]:
        sender = self._asking.sender()
        self._named[sender.id] = event
        return [fx.TellHub(ev.ClipAsked(sender, event.name))]

    def _launch(
        self, slot: str, clip: Clip, quantum: str, gain: float, at_s: float, offset: float = 0.0
    ) -> fx.Launch:
        beat = boundary(self._lead.beats, at_s, quantum, clip, lead_s=self._cueing.lead_s, offset=offset)
        self._slots[slot] = fx.Launch(slot, clip, beat, gain, offset)
        return self._slots[slot]

    def _take_over(self, event: se.PlayAsked, before: fx.Launch) -> fx.Launch:
        """Launch a clip on the next beat at the place where `before` is by then; if that hasn't begun, in its
        stead."""
        beat = max(boundary(self._lead.beats, event.at_s, "beat", event.clip), before.beat)
        offset = (before.offset + beat - before.beat) % float(event.clip.job.loop.quarters)
        self._slots[event.slot] = fx.Launch(event.slot, event.clip, beat, event.gain, offset)
        return self._slots[event.slot]

    def _replace(self, event: se.ReplaceAsked) -> list[StageEffect]:
        """Go on in another version of what plays, on the next bar."""
        before = self._slots.get(event.slot)
        if before is None or before.clip.job.digest != event.of:
            return []
        beats, clip = self._lead.beats, event.clip
        beat = max(boundary(beats, event.at_s, "bar", clip, lead_s=self._cueing.lead_s), before.beat)
        begin, length = before.beat - before.offset, float(before.clip.job.loop.quarters)
        # Count from where its current round began: the new version may be longer, and reach past the old end.
        begin += (max(beat_at(beats, event.at_s), before.beat) - begin) // length * length
        offset = (beat - begin + event.quarters) % float(clip.job.loop.quarters)
        self._slots[event.slot] = launch = fx.Launch(event.slot, clip, beat, before.gain, offset)
        return [launch, *self._previews.drop(event.slot)]

    def _stop_asked(self, event: se.StopAsked) -> list[StageEffect]:
        if event.slot is None and event.now:
            return self._silence()
        at_s = None if event.now else event.at_s
        slots = self._slots.keys() | self._pads.slots if event.slot is None else {event.slot}
        for slot in slots:
            self._slots.pop(slot, None)
        dropped = [effect for slot in sorted(slots) for effect in self._previews.drop(slot)]
        return dropped + [effect for slot in sorted(slots) for effect in self._pads.stop(slot, at_s)]

    def _silence(self) -> list[StageEffect]:
        self._slots.clear()
        return [*self._previews.drop_all(), *self._pads.silence(), fx.StopAll()]

    # ---- the hub's answers ----

    def _replied(self, answer: an.Answer) -> list[StageEffect]:
        id = answer.sender.id
        match answer:
            case an.Progressed():
                self._pads.progressed(id, answer.progress.fraction)
            case an.Done() if taking_over := self._previews.done(
                id, answer.clip, self._lead.beats, self._now_s
            ):
                return taking_over
            case an.Done():
                return self._pads.done(id, answer.clip, self._now_s)
            case an.FoundClips() if id in self._named:
                return self._found(self._named.pop(id), answer.clips[0])
            case an.Failed() if id in self._named:
                asked = self._named.pop(id).sender
                return [fx.Tell(an.Failed(asked, answer.failure))]
            case an.Failed():
                self._pads.failed(id, answer.failure, self._now_s)
        return []

    def _found(self, asked: se.PlayNamed, clip: Clip) -> list[StageEffect]:
        launch = self._launch(asked.slot, clip, asked.quantum, asked.gain, self._now_s)
        in_s = max(0.0, instant_of(self._lead.beats, launch.beat) - self._now_s)
        cued = an.Cued(sender=asked.sender, slot=asked.slot, clip=clip, beat=launch.beat, in_s=in_s)
        return [launch, fx.Tell(cued)]

    # ---- the rest ----

    def _adjust(self, event: se.Adjusted) -> None:
        self._lead.rest_at(event.tempo_bpm)
        self._pads.adjust(
            rerenders=event.rerenders, looks_ahead=event.looks_ahead, is_other_model=event.is_other_model
        )

    def _say(self, sentence: str) -> list[StageEffect]:
        self._notice = sentence
        return [fx.Say(sentence)]


def _instant(event: StageEvent) -> float:
    """When `event` happened, as far as it says so."""
    if isinstance(event, se.Heard):
        return event.transport.read_at_s
    at_s: float = getattr(event, "at_s", float("-inf"))
    return at_s
