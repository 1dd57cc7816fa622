"""Cues the loops of pads: finds or requests them, then launches and stops them on the beat. Pure."""

from __future__ import annotations

from collections.abc import Callable

from bridge.messages.orders import Priority
from bridge.stage import effects as fx
from bridge.stage.effects import StageEffect
from bridge.stage.library_sync import LibrarySync
from bridge.stage.loop_spec import LoopSpec, Remembered, wish
from bridge.stage.pad import Pad, Voice
from bridge.stage.pending_requests import PendingRequest, PendingRequests
from bridge.stage.quantum import boundary
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport


class Cueing:
    """Cues the loops that pads want, and asks the hub for those that aren't there.

    The owner keeps these up to date: `beats`, the running transport; `lead_s`, the output latency;
    `tempo_bpm` and `meter`, which loops are rendered for. `is_musical` tells whether a model (`None`: the
    usual one) draws in musical time, so that a loop drawn once sounds at any tempo.
    """

    def __init__(
        self, asking: PendingRequests, beats: Transport, is_musical: Callable[[str | None], bool]
    ) -> None:
        self.beats, self.lead_s = beats, 0.0
        self.tempo_bpm, self.meter = beats.tempo_bpm, beats.meter
        self._asking, self._keeping = asking, LibrarySync(asking)
        self._remembered = Remembered(is_musical)

    # ---- what there is ----

    def wish(self, pad: Pad) -> LoopSpec:
        """The loop that the pad stands for now."""
        return wish(pad.plan, self.tempo_bpm, self.meter, pad.variation, pad.morph)

    def clip(self, wanted: LoopSpec) -> Clip | None:
        """The clip of `wanted`, if there is one."""
        return self._remembered.get(wanted)

    def forget(self, clip: Clip) -> None:
        """The file of `clip` is gone."""
        self._remembered.forget(clip)

    def forget_usual(self) -> None:
        """The usual model is another one now."""
        self._remembered.forget_usual()

    # ---- what pads want ----

    def want(self, pad: Pad, at_s: float, *, in_phase: bool = False) -> list[StageEffect]:
        """Cue the loop that the pad stands for: at once if it is there, else when it comes. With `in_phase`
        it takes over once the sounding loop's round is complete."""
        wanted = self.wish(pad)
        pad.trouble = ""
        if pad.aim == wanted and self._asking.is_live(pad.number, wanted):
            return []
        effects = self.cancel(pad)
        if (clip := self.clip(wanted)) is not None:
            return [*effects, *self._launch(pad, wanted, clip, at_s, in_phase=in_phase)]
        pad.aim, pad.aim_in_phase = wanted, in_phase
        return [*effects, self.ask(pad.number, wanted, Priority.LIVE)]

    def came(self, pad: Pad | None, ask: PendingRequest, clip: Clip, now_s: float) -> list[StageEffect]:
        """What was asked for has become `clip`; it is launched if the pad still waits for it."""
        self._remembered.put(ask.wish, clip)
        effects = self._keeping.came(clip, ahead=ask.priority is Priority.IDLE)
        effects.append(fx.Preload(clip))
        if pad is not None and pad.aim == ask.wish:
            effects += self._launch(pad, ask.wish, clip, now_s, in_phase=pad.aim_in_phase)
        return effects

    def stop(self, pad: Pad, voice: Voice, at_s: float) -> StageEffect:
        """Stop `voice`, which the pad plays, at the next boundary of the pad's quantum."""
        quantum = pad.plan.quantum
        beat = boundary(self.beats, at_s, quantum, voice.clip, lead_s=self.lead_s, since=voice.since)
        pad.cued, pad.stops_at = None, beat
        return fx.StopSlot(pad.slot, beat)

    def cancel(self, pad: Pad) -> list[StageEffect]:
        """Cancel what the pad has asked for and doesn't have yet."""
        pad.aim = None
        return self._asking.call_off(lambda ask: ask.pad == pad.number and ask.priority is Priority.LIVE)

    def like(self, pad: Pad) -> list[StageEffect]:
        """Make the clip that the pad plays, or would, a favourite of the library's."""
        liked, voice = self.wish(pad), pad.voice
        clip = self.clip(liked)
        if voice is not None:
            liked, clip = voice.wish, voice.clip
        return [] if clip is None else [*self._keeping.like(clip), *self._keep(pad.number, liked, clip)]

    def ask(self, number: int, wanted: LoopSpec, priority: Priority) -> StageEffect:
        """Ask the hub for `wanted`, for the pad of this number."""
        return self._asking.ask(number, wanted, self._remembered.request(wanted), priority)

    def _launch(
        self, pad: Pad, wanted: LoopSpec, clip: Clip, at_s: float, *, in_phase: bool
    ) -> list[StageEffect]:
        old = pad.sounding
        if in_phase and old is not None:
            beat = boundary(self.beats, at_s, "clip", old.clip, since=old.since)
        else:
            beat = boundary(self.beats, at_s, pad.plan.quantum, clip, lead_s=self.lead_s)
        pad.aim, pad.stops_at, pad.cued = None, None, Voice(wanted, clip, beat)
        return [fx.Launch(pad.slot, clip, beat, pad.gain), *self._keep(pad.number, wanted, clip)]

    def _keep(self, number: int, made: LoopSpec, clip: Clip) -> list[StageEffect]:
        """Have the library take in what was rendered ahead: now somebody wants it."""
        if self._keeping.is_kept(clip) or self._asking.of(made) is not None:
            return []
        return [self.ask(number, made, Priority.NORMAL)]
