"""Says which loop a pad wants, and makes the request for it. Pure."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bridge.lru_cache import LruCache
from bridge.requests.bounds import MAX_SEED
from bridge.stage.table import PadPlan
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from bridge.vocabulary.requests import ClipRequest

# A controller's way from the plan to its goal has so many steps, so that their clips are met again.
MORPH_STEPS = 8
# Clips that are remembered by what was wished for; their files are found again through the library.
MOST_REMEMBERED = 512


class LoopSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A loop that can be asked for: equal wishes are one loop.

    `variation` 0 is the plan's own seed, the others follow it; `morph` of `MORPH_STEPS` is how far it is
    towards the plan's goal.
    """

    plan: PadPlan
    tempo_bpm: float
    meter: Meter
    variation: int = 0
    morph: int = 0

    @property
    def at_any_tempo(self) -> LoopSpec:
        """The same loop, whatever its tempo."""
        return msgspec.structs.replace(self, tempo_bpm=0.0)


def heard_in(plan: PadPlan) -> PadPlan:
    """`plan` without what makes no other loop: title, level, how it is hit and where it comes in."""
    usual = PadPlan()
    names = ("title", "gain", "muted", "vary_from", "quantum")
    return msgspec.structs.replace(plan, **{name: getattr(usual, name) for name in names})


def wish(plan: PadPlan, tempo_bpm: float, meter: Meter, variation: int = 0, morph: int = 0) -> LoopSpec:
    """The wish for `plan`; see `heard_in`."""
    if plan.goal is None:
        morph = 0
    if plan.clip is not None:  # it is what it is
        variation = morph = 0
    return LoopSpec(plan=heard_in(plan), tempo_bpm=tempo_bpm, meter=meter, variation=variation, morph=morph)


def request_for(wish: LoopSpec, drawn_tempo_bpm: float | None = None) -> ClipRequest:
    """The request for `wish`; `drawn_tempo_bpm` where it was drawn at another tempo before. A clip needs no
    more than a tempo."""
    plan = wish.plan
    if plan.clip is not None:
        return ClipRequest(tempo_bpm=wish.tempo_bpm, origin="pad")
    seed = (plan.seed + wish.variation) % (MAX_SEED + 1)
    return ClipRequest(
        prompt=plan.prompt,
        preset=plan.preset,
        model=plan.model,
        bars=plan.bars,
        key=plan.key,
        seed=seed,
        tempo_bpm=wish.tempo_bpm,
        meter=wish.meter,
        # The noise stays: only the words move, and the rhythm with them as little as it may.
        goal_prompt=plan.goal if wish.morph else None,
        goal_seed=seed if wish.morph else None,
        blend=wish.morph / MORPH_STEPS if wish.morph else None,
        drawn_tempo_bpm=drawn_tempo_bpm,
        origin="pad",
    )


class Remembered:
    """The clips that wishes have become, and the tempo that each loop was first drawn at.

    A model in musical time draws a loop once and sounds it at any tempo: `is_musical` says of a model's
    name (none: the usual one's) whether it is such.
    """

    def __init__(self, is_musical: Callable[[str | None], bool]) -> None:
        self._is_musical = is_musical
        self._clips: LruCache[LoopSpec, Clip] = LruCache(MOST_REMEMBERED)
        self._drawn_bpm: LruCache[LoopSpec, float] = LruCache(MOST_REMEMBERED)

    def get(self, wish: LoopSpec) -> Clip | None:
        """The clip of `wish`, if there is one."""
        return self._clips.get(wish)

    def put(self, wish: LoopSpec, clip: Clip) -> None:
        """`wish` has become `clip`."""
        self._clips.put(wish, clip)
        if self._drawn_bpm.get(wish.at_any_tempo) is None:
            self._drawn_bpm.put(wish.at_any_tempo, clip.job.drawn_tempo_bpm or clip.job.tempo_bpm)

    def forget(self, clip: Clip) -> None:
        """`clip` is no longer there."""
        for wish in [wish for wish, known in self._clips.items() if known.path == clip.path]:
            self._clips.remove(wish)

    def forget_usual(self) -> None:
        """What the usual model has drawn is no longer what is wished for: it is another one now."""
        for kept in (self._clips, self._drawn_bpm):
            for wish in [wish for wish, _ in kept.items() if wish.plan.model is None]:
                kept.remove(wish)

    def request(self, wish: LoopSpec) -> ClipRequest:
        """The request for `wish`: decoded anew from what was drawn before, where that can be."""
        drawn_bpm = None if wish.plan.clip else self._drawn_bpm.get(wish.at_any_tempo)
        if drawn_bpm is None or drawn_bpm == wish.tempo_bpm or not self._is_musical(wish.plan.model):
            return request_for(wish)
        return request_for(wish, drawn_bpm)
