"""What a request makes of the clip or sound that it starts from: vary, morph, extend or fill. Pure.

`parent` is the order of the clip that it starts from, or none where that is a stranger's sound, or words.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bridge.errors import BadRequest
from bridge.requests.bounds import (
    DEFAULT_BLEND,
    DEFAULT_STRENGTH,
    LEAST_QUARTERS,
    MAX_SEED,
    coalesce,
    one_line,
    within,
)
from bridge.timing import check_bars
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob
from bridge.vocabulary.music import Key, Loop
from bridge.vocabulary.requests import ClipRequest, Operation

# Their clip's own samples stay, so its tempo and meter are theirs too.
KEEPING = (Operation.EXTEND, Operation.FILL)


def operation_of(request: ClipRequest) -> Operation | None:
    """What `request` makes of what it starts from; none where it starts from words.

    Raises `BadRequest` for one that asks for several things at once, or starts from nothing.
    """
    asked = {
        Operation.MORPH: (request.goal_prompt, request.goal_seed, request.goal_key, request.blend),
        Operation.FILL: (request.from_quarter, request.to_quarter),
        Operation.EXTEND: (request.source_bars,),
    }
    operations = {
        operation for operation, values in asked.items() if any(value is not None for value in values)
    }
    operations |= {request.operation} if request.operation else set()
    if len(operations) > 1:
        named = " and ".join(sorted(operations))
        raise BadRequest(f"To {named} cannot be done at once; ask for one, then for the other of its clip.")
    operation = operations.pop() if operations else Operation.VARY if request.source is not None else None
    if operation not in (None, Operation.MORPH) and request.source is None:
        raise BadRequest(f"There is nothing to {operation}; give a source.")
    return operation


def with_morph_target(request: ClipRequest, goal: RenderJob) -> ClipRequest:
    """`request` with the clip of `goal` as the goal of its morph, but for what it says itself.

    Raises `BadRequest` if that clip is between two itself.
    """
    _refuse_morph(goal)
    return msgspec.structs.replace(
        request,
        operation=coalesce(request.operation, Operation.MORPH),
        goal_prompt=coalesce(request.goal_prompt, goal.prompt),
        goal_seed=coalesce(request.goal_seed, goal.seed + goal.take),
        goal_key=goal.key if request.goal_key is None else request.goal_key,
    )


# ---- morph ----


def first_seed(request: ClipRequest, parent: RenderJob | None, fresh_seed: int) -> int:
    """A fresh one for whoever gives none, but a morph begins at its clip's."""
    if parent is not None and operation_of(request) is Operation.MORPH:
        return within("seed", coalesce(request.seed, parent.seed + parent.take), 0, MAX_SEED)
    return within("seed", coalesce(request.seed, fresh_seed), 0, MAX_SEED)


def goal_of(request: ClipRequest, parent: RenderJob | None, seed: int) -> MorphTarget:
    """Where a morph goes to; without a seed of its own it keeps to the noise of `seed`.

    Raises `BadRequest` if it goes nowhere, or begins between two itself.
    """
    if parent is not None:
        _refuse_morph(parent)
    prompt = one_line("prompt to morph to", request.goal_prompt or "")
    if not prompt:
        raise BadRequest("There is nothing to morph to; give words or a clip.")
    goal_seed = within("seed", coalesce(request.goal_seed, seed), 0, MAX_SEED)
    return MorphTarget(prompt=prompt, seed=goal_seed, blend=coalesce(request.blend, DEFAULT_BLEND))


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
        raise BadRequest("A clip between two cannot be morphed again; take one of the two.")


# ---- extend and fill ----


def source_bars(request: ClipRequest, parent: RenderJob | None) -> int:
    """How many bars the sound to be extended has. Raises `BadRequest` where nobody says."""
    bars = request.source_bars or (parent.bars if parent else None)
    if bars is None:
        raise BadRequest("How many bars the source has is not known; give its number of bars.")
    return check_bars(bars)


def extended(bars: int, whole_bars: int) -> int:
    """`bars`, or `BadRequest` if a loop of `whole_bars` does not go on after them."""
    if bars >= whole_bars:
        raise BadRequest(f"{bars} bars cannot be extended to {whole_bars}; ask for more bars.")
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
        raise BadRequest(f"The loop ends at {whole:g} quarter notes; fill up to there at most.")
    if min(end - begin, whole - (end - begin)) < LEAST_QUARTERS:
        raise BadRequest(
            f"A gap from {begin:g} to {end:g} of {whole:g} quarter notes leaves too little; "
            f"leave at least {LEAST_QUARTERS:g} to be drawn and as much to be kept."
        )
    return gap


# ---- of any source ----


def strength_of(request: ClipRequest, parent: RenderJob | None, operation: Operation | None) -> float:
    """How much of the source is redrawn, above 0 and up to 1; of a gap all, unless asked otherwise."""
    inherited = parent.strength if parent is not None and operation is Operation.MORPH else None
    strength = coalesce(request.strength, inherited, 1.0 if operation in KEEPING else DEFAULT_STRENGTH)
    if not 0.0 < strength <= 1.0:
        raise BadRequest(f"A strength of {strength} is out of range; give above 0 and up to 1.")
    return strength
