"""Resolves requests into jobs: every default is decided here, once.

The order of deciding is: the request's own fields, then the host's transport (tempo and meter), then the
figures in the prompt, then the clip that the request starts from, then the preset, then the usual tempo of
the genre, then the model's own defaults or the settings'. Where a clip's own samples stay (extend, fill), its
tempo and meter go before the host's, and figures in the prompt don't count. Nothing is read, drawn or
timed here: whoever calls brings the preset, the model's description, the source's hash, the clip's order
and a seed for requests without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from bridge.errors import BadRequest
from bridge.models.acceleration import FEW_STEP_SCHEDULERS
from bridge.requests import derive
from bridge.requests.bounds import COLOURED_STRENGTH, DEFAULT_BARS, DEFAULT_LUFS, coalesce
from bridge.requests.fields import checked
from bridge.requests.foreign import own_loop, rights, source_loop
from bridge.requests.resolve_context import ResolveContext
from bridge.requests.wording import asked_mode, in_key, parsed, typed_figures, usual_tempo
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, Passage, PhaseMethod, RenderJob, SourceLoop
from bridge.vocabulary.music import Key, Loop, Meter
from bridge.vocabulary.requests import ClipRequest, Operation


def resolve(request: ClipRequest, context: ResolveContext) -> list[RenderJob]:
    """The jobs of one batch, one for each take. Raises `BadRequest` for what cannot be rendered.

    Of a morph that is all at one of its ends, nothing but that end is left.
    """
    if context.goal is not None:
        request = derive.with_morph_target(request, context.goal)
    preset, parent, operation = context.preset, context.parent, derive.operation_of(request)
    loop = _loop(request, context, operation)
    # Without a guide, what is new beside a source is the model's alone.
    score = () if request.guide is False else derive.score_of_source(request, parent, operation, loop)
    seed = derive.first_seed(request, parent, context.fresh_seed)
    negative = coalesce(
        request.negative, parent.negative if parent else None, preset.negative if preset else None, ""
    )
    job = RenderJob(
        prompt=_prompt(request, context),
        negative=checked("negative", negative),
        model=context.model.id,
        model_sha256=context.model_sha256,
        tempo_bpm=float(loop.tempo_bpm),
        bars=loop.bars,
        meter=loop.meter,
        key=loop.key,
        seed=seed,
        count=_count(request),
        take=0,
        **_drawing(request, context),
        source=context.source,
        strength=_strength(request, context, operation, score),
        **_file(request, context, operation, loop),
        phase_method=PhaseMethod.BEST,
        phase_iterations=PHASE_ITERATIONS[PhaseMethod.BEST],
        goal=derive.goal_of(request, parent, seed) if operation is Operation.MORPH else None,
        **_kept(request, context, operation, loop),
        drawn_tempo_bpm=_drawn_tempo(request, context, operation, loop.tempo_bpm),
        decoding=_decoding(context, operation),
        loudness_lufs=_loudness(request, context, operation),
        source_loop=_source_loop(request, context, operation, loop),
        **rights(request, context.evidence, context.parent, context.model.licence),
        source_score=score or msgspec.UNSET,
        loras=context.loras or msgspec.UNSET,
    )
    job = _guided(parsed(derive.drop_reached_target(job), context, operation), request, context, operation)
    mode = asked_mode(request, context, operation)
    return list(derive.takes(in_key(job, context, mode), request, parent))


def _guided(
    job: RenderJob, request: ClipRequest, context: ResolveContext, operation: Operation | None
) -> RenderJob:
    """`job` with a guide, where something to redraw is composed and played: all of it, or what is new beside
    a source that was.

    Unless the request says, a model with a lexicon has all its loops composed; for others some part must be
    named in the prompt, and what isn't understood is all theirs. A morph of a guided clip is guided. Raises
    `BadRequest` for a strength without anything to redraw, and for a guide that nobody would hear.
    """
    asked, parent = request.guide, context.parent
    if asked is not None and job.source is not None and operation not in derive.KEEPING:
        raise BadRequest("guide: the model redraws the source. Leave out guide, or the source.")
    if asked is None and operation is Operation.MORPH and parent is not None and parent.guide:
        asked = True
    is_played = (job.source is None or bool(job.source_score)) and job.strength < 1 and bool(job.parsed)
    if asked is None and not context.model.lexicon:
        is_played = is_played and all(each.genre or each.instruments for each in job.parsed or ())
    if is_played and asked is not False:
        return msgspec.structs.replace(job, guide="played", decoding="relative")
    job = msgspec.structs.replace(job, source_score=msgspec.UNSET)
    if request.guide:
        raise BadRequest(
            "guide: the source has no score to go on from. Leave out guide."
            if job.source is not None
            else "guide: at strength 1 nothing of it is left. Use a lower strength, or guide off."
        )
    if job.source is None and request.strength is not None and request.strength < 1:
        if request.guide is False:
            raise BadRequest("strength: without a guide there is nothing to redraw. Leave out strength.")
        raise BadRequest(
            "strength: there is nothing to redraw. Name a genre or an instrument, or add a source."
        )
    job = job if job.source is not None else msgspec.structs.replace(job, strength=1.0)
    return job if context.model.lexicon else msgspec.structs.replace(job, parsed=msgspec.UNSET)


def _loop(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Loop:
    """The music's frame: the request's, else the host's, the prompt's, the clip's, the preset's, the genre's
    or the defaults; where the clip's samples stay, the clip's before the host's."""
    preset, parent = context.preset, context.parent
    typed = typed_figures(request, context, operation)
    own = own_loop(request, context.evidence, parent, request.meter or Meter())
    frames = [context.transport, typed, own]
    if operation in derive.KEEPING:
        frames.reverse()
    own_key = (
        typed.key
        or (parent.key if parent else None)
        or (Key.parse(preset.key) if preset and preset.key else None)
    )
    twice = 2 * derive.source_bars(request, own) if operation is Operation.EXTEND else None
    return Loop(
        tempo_bpm=coalesce(
            request.tempo_bpm,
            *(frame.tempo_bpm if frame else None for frame in frames),
            preset.tempo_bpm if preset else usual_tempo(request, context),
            context.settings.default_tempo_bpm,
        ),
        bars=coalesce(
            request.bars,
            twice,
            typed.bars,
            own.bars if own else None,
            preset.bars if preset else None,
            DEFAULT_BARS,
        ),
        meter=coalesce(
            request.meter,
            *(frame.meter if frame else None for frame in frames),
            Meter.parse(preset.meter) if preset else None,
            Meter(),
        ),
        key=request.key or derive.nearest_key(request, own_key),
    )


def _drawing(request: ClipRequest, context: ResolveContext) -> dict[str, Any]:
    """How the model is to draw: as asked; else as a LoRA for few steps needs; else as the clip was drawn, by
    the same model; else as the preset says, or the model's own way."""
    preset, model, parent, quick = context.preset, context.model, context.parent, context.acceleration
    own = parent if parent is not None and parent.model == model.id else None
    if own is not None and request.loras is not None and own.scheduler in FEW_STEP_SCHEDULERS:
        own = None  # its LoRA may be gone
    steps = coalesce(
        request.steps,
        quick.steps if quick else None,
        own.steps if own else None,
        preset.steps if preset else None,
        model.default_steps,
    )
    guidance = coalesce(
        request.guidance,
        quick.guidance if quick else None,
        own.guidance if own else None,
        preset.guidance if preset else None,
        model.default_guidance,
    )
    scheduler = coalesce(
        request.scheduler,
        quick.scheduler if quick else None,
        own.scheduler if own else None,
        model.default_scheduler,
    )
    return {
        "steps": checked("steps", steps),
        "guidance": checked("guidance", guidance),
        "scheduler": checked("scheduler", scheduler),
    }


def _count(request: ClipRequest) -> int:
    count, place = int(checked("count", coalesce(request.count, 1))), request.place
    if place is not None and place.where != "next-free" and count > 1:
        raise BadRequest(f"place: {count} clips don't fit into {place.within}. Use next-free, or count 1.")
    return count


def _file(
    request: ClipRequest, context: ResolveContext, operation: Operation | None, loop: Loop
) -> dict[str, Any]:
    """What is written, at a rate that is offered and of a length that can be. A morph is written as its
    clip was, so that at its end it is that clip."""
    settings, parent = context.settings, context.parent if operation is Operation.MORPH else None
    rate_hz = checked("rate", coalesce(request.rate_hz, parent.rate_hz if parent else None, settings.rate_hz))
    loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    file_format = coalesce(request.file_format, parent.file_format if parent else None, settings.file_format)
    return {"rate_hz": rate_hz, "file_format": file_format}


def _kept(
    request: ClipRequest, context: ResolveContext, operation: Operation | None, loop: Loop
) -> dict[str, Any]:
    """What stays of the source: all but a gap, or its bars at the beginning."""
    parent = context.parent
    if operation is Operation.EXTEND:
        own = own_loop(request, context.evidence, parent, loop.meter)
        return {"source_bars": derive.extended(derive.source_bars(request, own), loop.bars)}
    if operation is Operation.FILL:
        return {"gap": derive.gap_of(request, loop)}
    if operation is Operation.MORPH and parent is not None:
        return {"gap": parent.gap, "source_bars": parent.source_bars}
    return {}


def _drawn_tempo(
    request: ClipRequest, context: ResolveContext, operation: Operation | None, tempo_bpm: float
) -> float | None:
    """The tempo to be drawn at, if it is not the loop's own."""
    inherited = context.parent.drawn_tempo_bpm if context.parent and operation is Operation.MORPH else None
    drawn_bpm = inherited if request.drawn_tempo_bpm is None else request.drawn_tempo_bpm
    if drawn_bpm is None or drawn_bpm == tempo_bpm:
        return None
    if not context.model.format.is_musical:
        raise BadRequest(
            f"{context.model.title} renders in clock time, at the loop's own tempo only. Leave out drawn_bpm."
        )
    return float(checked("drawn_bpm", drawn_bpm))


def _decoding(
    context: ResolveContext, operation: Operation | None
) -> Literal["relative"] | msgspec.UnsetType:
    """Relative to the source, if there is one; a morph with a source is decoded as its clip was."""
    if context.source is None:
        return msgspec.UNSET
    return context.parent.decoding if operation is Operation.MORPH and context.parent else "relative"


def _loudness(
    request: ClipRequest, context: ResolveContext, operation: Operation | None
) -> float | msgspec.UnsetType:
    """What is asked for; else that of the clip that a morph begins at, the source's own, or the usual."""
    asked = checked("loudness", request.loudness) if request.loudness is not None else None
    if asked is None and operation is Operation.MORPH and context.parent is not None:
        return context.parent.loudness_lufs
    if asked == "off" or (asked is None and context.source is not None):
        return msgspec.UNSET
    return float(coalesce(asked, DEFAULT_LUFS))


def _source_loop(
    request: ClipRequest, context: ResolveContext, operation: Operation | None, loop: Loop
) -> SourceLoop | msgspec.UnsetType:
    """What the source is known to be; of a morph what its clip's was."""
    parent = context.parent
    if operation is Operation.MORPH:
        return parent.source_loop if parent else msgspec.UNSET
    if context.evidence is None:
        return msgspec.UNSET
    bars = loop.bars
    if operation is Operation.EXTEND:
        own = own_loop(request, context.evidence, parent, loop.meter)
        bars = derive.source_bars(request, own)
    return source_loop(request, context.evidence, parent, loop.meter, bars)


def _prompt(request: ClipRequest, context: ResolveContext) -> str:
    preset, parent = context.preset, context.parent
    asked: str = checked("prompt", coalesce(request.prompt, parent.prompt if parent else None, ""))
    if preset is not None:
        return f"{asked}, {preset.words}" if asked and preset.words else asked or preset.prompt
    if not asked and request.source is None:
        raise BadRequest("There is nothing to render. Give a prompt, a preset or a source.")
    return asked


def _strength(
    request: ClipRequest, context: ResolveContext, operation: Operation | None, score: Sequence[Passage]
) -> float:
    if context.source is not None and not score:
        return derive.strength_of(request, context.parent, operation)
    if request.guide is False and context.source is None:
        return float(checked("strength", coalesce(request.strength, 1.0)))
    inherited = None if score or context.parent is None else context.parent.strength
    applied = [lora.name for lora in context.loras or () if lora.is_on([_prompt(request, context)])]
    asks_of_model = bool(applied) or _says_how_to_draw(request)
    trained = (context.trained_strengths[name] for name in applied if name in context.trained_strengths)
    coloured = next(trained, COLOURED_STRENGTH)
    usual = coalesce(inherited, context.model.default_strength) or coloured * asks_of_model
    return float(checked("strength", coalesce(request.strength, usual)))


def _says_how_to_draw(request: ClipRequest) -> bool:
    """Whether `request` says how the model is to work, which would mean nothing if it had no work."""
    return any(given is not None for given in (request.steps, request.guidance, request.scheduler))
