"""What a request makes of the clip or sound that it starts from: vary, morph, extend or fill. Pure.

`parent` is the order of the clip that it starts from, or none where that is a stranger's sound, or words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from bridge.composing.passages import passages_of
from bridge.errors import BadRequest
from bridge.requests.bounds import DEFAULT_BLEND, DEFAULT_STRENGTH, LEAST_QUARTERS, coalesce
from bridge.requests.fields import checked, said
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, Passage, RenderJob
from bridge.vocabulary.music import Key, Loop, bar_count
from bridge.vocabulary.requests import ClipRequest, Operation

# Their clip's own samples stay, so its tempo and meter are theirs too.
KEEPING = (Operation.EXTEND, Operation.FILL)


def operation_of(request: ClipRequest) -> Operation | None:
    """What `request` makes of what it starts from; none where it starts from words.

    Raises `BadRequest` for one that asks for several things at once, or starts from nothing.
    """
    implied = {field.operations[0] for field, _ in said(request) if len(field.operations) == 1}
    asked = implied | ({request.operation} if request.operation else set())
    if len(asked) > 1:
        raise BadRequest(
            f"{' and '.join(sorted(asked))} can't be combined. Ask for one, then for the other of its clip."
        )
    operation = asked.pop() if asked else Operation.VARY if request.source is not None else None
    if operation not in (None, Operation.MORPH) and request.source is None:
        raise BadRequest(f"There is nothing to {operation}. Give a source.")
    for field, _ in said(request) if request.source is None else ():
        if field.name.startswith("source_"):
            raise BadRequest(f"{field.name} is about a source. Give one, or leave it out.")
    return operation


def with_morph_target(request: ClipRequest, target: RenderJob) -> ClipRequest:
    """`request` towards the clip of `target`, but for what it says itself.

    Raises `BadRequest` if that clip is a morph itself, or `request` has another loop in words.
    """
    _refuse_morph(target)
    if request.goal_prompt is not None:
        raise BadRequest("to and to_clip can't be combined. Leave one out.")
    return msgspec.structs.replace(
        request,
        goal_prompt=target.prompt,
        goal_seed=coalesce(request.goal_seed, target.seed + target.take),
        goal_key=target.key if request.goal_key is None else request.goal_key,
    )


# ---- the very clip, at another tempo ----


def retimed(job: RenderJob, tempo_bpm: float) -> RenderJob | None:
    """The loop of `job`, of a model in musical time, decoded for another tempo: what was drawn stays. `None`
    where it was made from a sound, which has its own time."""
    if job.source is not None:
        return None
    drawn_bpm = None if tempo_bpm == job.drawn_at_bpm else job.drawn_at_bpm
    return msgspec.structs.replace(job, tempo_bpm=tempo_bpm, drawn_tempo_bpm=drawn_bpm)


def fitted(clip: Path, job: RenderJob, tempo_bpm: float, origin: str) -> ClipRequest:
    """The request for the sound of a clip at another tempo: itself, stretched."""
    return ClipRequest(
        source=clip,
        strength=0.0,
        tempo_bpm=tempo_bpm,
        bars=job.bars,
        meter=job.meter,
        key=job.key,
        seed=job.seed,
        origin=origin,
    )


# ---- morph ----


def first_seed(request: ClipRequest, parent: RenderJob | None, fresh_seed: int) -> int:
    """A fresh one for whoever gives none, but a morph begins at its clip's."""
    if parent is not None and operation_of(request) is Operation.MORPH:
        return int(checked("seed", coalesce(request.seed, parent.seed + parent.take)))
    return int(checked("seed", coalesce(request.seed, fresh_seed)))


def goal_of(request: ClipRequest, parent: RenderJob | None, seed: int) -> MorphTarget:
    """Where a morph goes to; without a seed of its own it keeps to the noise of `seed`.

    Raises `BadRequest` if it goes nowhere, or begins between two itself.
    """
    if parent is not None:
        _refuse_morph(parent)
    prompt = checked("to", request.goal_prompt or "")
    if not prompt:
        raise BadRequest("There is nothing to morph to. Give words (to) or a clip (to_clip).")
    return MorphTarget(
        prompt=prompt,
        seed=checked("seed_to", coalesce(request.goal_seed, seed)),
        blend=checked("blend", coalesce(request.blend, DEFAULT_BLEND)),
    )


def nearest_key(request: ClipRequest, own: Key | None) -> Key | None:
    """Of a morph's two keys, the nearer end's, or the only one there is; `own` half way, and at its end."""
    blend = coalesce(request.blend, DEFAULT_BLEND)
    if request.goal_key is None or blend == 0:
        return own
    return request.goal_key if own is None or blend > DEFAULT_BLEND else own


def drop_reached_target(job: RenderJob) -> RenderJob:
    """`job` without a goal that it has reached, or has not left for."""
    goal = job.goal
    if goal is None or 0 < goal.blend < 1:
        return job
    if goal.blend == 0:
        return msgspec.structs.replace(job, goal=None)
    return msgspec.structs.replace(job, prompt=goal.prompt, seed=goal.seed, goal=None)


def takes(job: RenderJob, request: ClipRequest, parent: RenderJob | None) -> Sequence[RenderJob]:
    """The jobs of `job`'s batch. A morph that has not left its clip is that clip's very order, whichever
    take of whatever batch that was."""
    is_clip = job.goal is None and request.blend == 0 and request.seed is None and request.count is None
    if parent is not None and is_clip:
        return [msgspec.structs.replace(job, seed=parent.seed, count=parent.count, take=parent.take)]
    return [msgspec.structs.replace(job, take=take) for take in range(job.count)]


def _refuse_morph(job: RenderJob) -> None:
    if job.goal is not None:
        raise BadRequest("This clip is already a morph. Choose one of the two loops it was made from.")


# ---- extend and fill ----


def source_bars(request: ClipRequest, own: Loop | None) -> int:
    """How many bars the sound to be extended has: as said, or its `own`. Raises `BadRequest` if none."""
    bars = request.source_bars or (own.bars if own else None)
    if bars is None:
        raise BadRequest("The source doesn't say how many bars it has. Give source_bars.")
    return int(checked("source_bars", bars))


def extended(bars: int, whole_bars: int) -> int:
    """`bars`, or `BadRequest` if a loop of `whole_bars` does not go on after them."""
    if bars >= whole_bars:
        raise BadRequest(f"{bar_count(bars)} can't be extended to {whole_bars}. Ask for more bars.")
    return bars


def gap_of(request: ClipRequest, loop: Loop) -> InpaintSpan:
    """What was asked for; else the last bar, or the second half of a single one.

    Raises `BadRequest` for a gap beyond the loop, or one that leaves less than a sixteenth note to be
    drawn or to be kept.
    """
    whole, bar = float(loop.quarters), float(loop.meter.quarters_per_bar)
    end = float(coalesce(request.to_quarter, whole))
    begin = float(coalesce(request.from_quarter, max(0.0, end - (bar if loop.bars > 1 else bar / 2))))
    gap = InpaintSpan(begin, end)
    if end > whole:
        raise BadRequest(f"The loop ends at {whole:g} quarter notes. Fill up to there at most.")
    if min(end - begin, whole - (end - begin)) < LEAST_QUARTERS:
        raise BadRequest(
            f"Filling {begin:g} to {end:g} of {whole:g} quarter notes leaves too little. "
            f"Fill at least {LEAST_QUARTERS:g}, and keep as much."
        )
    return gap


def score_of_source(
    request: ClipRequest, parent: RenderJob | None, operation: Operation | None, loop: Loop
) -> tuple[Passage, ...]:
    """How the clip was composed that is filled or extended; none for a sound without a score, or one that is
    given another meter, length or tempo of its own."""
    if parent is None or operation not in KEEPING or parent.meter != loop.meter or request.source_tempo_bpm:
        return ()
    bars = source_bars(request, parent.loop) if operation is Operation.EXTEND else loop.bars
    return passages_of(parent) if bars == parent.bars else ()


# ---- of any source ----


def strength_of(request: ClipRequest, parent: RenderJob | None, operation: Operation | None) -> float:
    """Strength, 0 to 1; by default 1 for extending and filling what has no score, else 0.6."""
    inherited = parent.strength if parent is not None and operation is Operation.MORPH else None
    default = 1.0 if operation in KEEPING else DEFAULT_STRENGTH
    return float(checked("strength", coalesce(request.strength, inherited, default)))
