"""From what was asked to what will be done: every default is decided here, once.

The order of deciding is: the request's own fields, then the host's transport (tempo and meter), then the
figures in the prompt, then the clip that the request starts from, then the preset, then the usual tempo of
the genre, then the model's own defaults or the settings'. Where a clip's own samples stay (extend, fill), its
tempo and meter go before the host's, and figures in the prompt don't count. Nothing is read, drawn or
timed here: whoever calls brings the preset, the model's description, the source's hash, the clip's order
and a seed for requests without one.
"""

from __future__ import annotations

import random
from typing import Any, Literal

import msgspec

from bridge.composing.genre_files import genres
from bridge.errors import BadRequest
from bridge.models.info import ModelInfo
from bridge.prompts.brief import read_brief
from bridge.prompts.figures import Figures, read_figures
from bridge.prompts.lexicon import PromptParser
from bridge.prompts.model_prompt import is_pitched, parse_prompts
from bridge.requests import derive
from bridge.requests.bounds import DEFAULT_BARS, DEFAULT_LUFS, coalesce
from bridge.requests.fields import checked
from bridge.requests.foreign import claimed_loop, source_loop
from bridge.requests.presets import Preset
from bridge.settings import Settings
from bridge.sound.files.loops import Evidence
from bridge.timing import MIN_TEMPO_BPM, loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, PhaseMethod, RenderJob, SourceAudio, SourceLoop
from bridge.vocabulary.music import Key, Loop, Meter, Mode, Transport
from bridge.vocabulary.prompts import ParsedPrompt
from bridge.vocabulary.requests import ClipRequest, Operation


class ResolveContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a request is resolved against, all of it read beforehand; `prompt_parser` reads prompts,
    `model_parser` does so by the model's own lexicon where it isn't the same, `parent` is the job of the clip
    that the request starts from, and `goal` of the clip that it morphs to. `evidence` is what the source's
    file says of its loop, and `heard_key` the key of a source that states none."""

    settings: Settings
    model: ModelInfo
    model_sha256: str
    fresh_seed: int
    preset: Preset | None = None
    transport: Transport | None = None
    source: SourceAudio | None = None
    evidence: Evidence | None = None
    parent: RenderJob | None = None
    goal: RenderJob | None = None
    heard_key: Key | None = None
    prompt_parser: PromptParser | None = None
    model_parser: PromptParser | None = None


def resolve(request: ClipRequest, context: ResolveContext) -> list[RenderJob]:
    """The jobs of one batch, one for each take. Raises `BadRequest` for what cannot be rendered.

    Of a morph that is all at one of its ends, nothing but that end is left.
    """
    if context.goal is not None:
        request = derive.with_morph_target(request, context.goal)
    preset, parent, operation = context.preset, context.parent, derive.operation_of(request)
    loop = _loop(request, context, operation)
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
        strength=_strength(request, context, operation),
        **_file(request, context, operation, loop),
        phase_method=PhaseMethod.BEST,
        phase_iterations=PHASE_ITERATIONS[PhaseMethod.BEST],
        goal=derive.goal_of(request, parent, seed) if operation is Operation.MORPH else None,
        **_kept(request, context, operation, loop),
        drawn_tempo_bpm=_drawn_tempo(request, context, operation, loop.tempo_bpm),
        decoding=_decoding(context, operation),
        loudness_lufs=_loudness(request, context, operation),
        source_loop=_source_loop(request, context, operation, loop),
    )
    job = _guided(_parsed(derive.drop_reached_target(job), context, operation), request, context)
    mode = _typed_figures(request, context, operation).mode or _mood_mode(request, context, operation)
    return list(derive.takes(_in_key(job, context, mode), request, parent))


def _parsed(job: RenderJob, context: ResolveContext, operation: Operation | None) -> RenderJob:
    """`job` with what its prompts were understood as, and whether that differs from what the model's own
    lexicon makes of them as they stand, as jobs without `parsed` are understood. A morph that has not left
    its clip is understood as that clip was."""
    parent = context.parent
    if parent is not None and parent.parsed and operation is Operation.MORPH and job.goal is None:
        words = (job.prompt, job.negative, job.model_sha256)
        if words == (parent.prompt, parent.negative, parent.model_sha256):
            return msgspec.structs.replace(job, parsed=parent.parsed, other_words=parent.other_words)
    if context.prompt_parser is None:
        return job
    ends = (parent, context.goal) if operation is Operation.MORPH else ()
    own_words = context.model_parser or context.prompt_parser
    parsed = tuple(
        _as_the_clip(prompt, job, own_words, ends)
        or read_brief(context.prompt_parser, prompt, job.negative).parsed
        for prompt in job.prompts
    )
    others = any(each.edition for each in parsed) or parsed != parse_prompts(
        own_words, job.prompts, job.negative
    )
    return msgspec.structs.replace(
        job, parsed=parsed or msgspec.UNSET, other_words=bool(parsed and others) or msgspec.UNSET
    )


def _as_the_clip(
    prompt: str, job: RenderJob, own_words: PromptParser, ends: tuple[RenderJob | None, ...]
) -> ParsedPrompt | None:
    """`prompt` as the clip understood it that a morph begins or ends at, so that it stays what it was, in the
    composer's edition of then."""
    for clip in ends:
        if clip is not None and (clip.prompt, clip.negative) == (prompt, job.negative):
            return (clip.parsed or parse_prompts(own_words, (prompt,), job.negative))[0]
    return None


def _guided(job: RenderJob, request: ClipRequest, context: ResolveContext) -> RenderJob:
    """`job` with a guide, where there is something to redraw that is composed and played.

    A model with a lexicon has all its loops composed; for others some part must be named in the prompt, and
    what isn't understood is all theirs. Raises `BadRequest` for a strength without anything to redraw.
    """
    is_played = job.source is None and job.strength < 1 and bool(job.parsed)
    if is_played and not context.model.lexicon:
        is_played = all(each.genre or each.instruments for each in job.parsed or ())
    if is_played:
        return msgspec.structs.replace(job, guide="played", decoding="relative")
    if job.source is None and request.strength is not None and request.strength < 1:
        raise BadRequest(
            "strength: there is nothing to redraw. Name a genre or an instrument, or add a source."
        )
    job = job if job.source is not None else msgspec.structs.replace(job, strength=1.0)
    return job if context.model.lexicon else msgspec.structs.replace(job, parsed=msgspec.UNSET)


def _typed_figures(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Figures:
    """The figures in the words of this request; a clip's own words have had their say."""
    parent = context.parent
    is_new = request.prompt is not None and (parent is None or request.prompt.strip() != parent.prompt)
    if not is_new or operation in derive.KEEPING:
        return Figures()
    return read_figures(request.prompt or "").figures


def _usual_tempo(request: ClipRequest, context: ResolveContext) -> float | None:
    """The middle of the tempos of the genre that the prompt names, slower or faster as its moods ask, for a
    new loop from words alone."""
    if request.source is not None or context.prompt_parser is None or request.prompt is None:
        return None
    brief = read_brief(context.prompt_parser, request.prompt, "")
    genre = genres().get(brief.parsed.genre or "")
    usual = context.settings.default_tempo_bpm if genre is None else float(sum(genre.tempo_bpm) // 2)
    return usual if brief.tempo_factor == 1 else float(max(MIN_TEMPO_BPM, round(usual * brief.tempo_factor)))


def _mood_mode(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Mode | None:
    """The mode that the moods in a new prompt ask for."""
    if context.prompt_parser is None or request.prompt is None or operation in derive.KEEPING:
        return None
    return read_brief(context.prompt_parser, request.prompt, "").mode


def _loop(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Loop:
    """The music's frame: the request's, else the host's, the prompt's, the clip's, the preset's, the genre's
    or the defaults; where the clip's samples stay, the clip's before the host's."""
    preset, parent = context.preset, context.parent
    typed = _typed_figures(request, context, operation)
    claimed = claimed_loop(request, context.evidence, parent, request.meter or Meter())
    own = parent.loop if parent else claimed
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
            preset.tempo_bpm if preset else _usual_tempo(request, context),
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
    """How the model is to draw; steps and the like of a clip count only for the model that drew it."""
    preset, model, parent = context.preset, context.model, context.parent
    own = parent if parent is not None and parent.model == model.id else None
    steps = coalesce(
        request.steps, own.steps if own else None, preset.steps if preset else None, model.default_steps
    )
    guidance = coalesce(
        request.guidance,
        own.guidance if own else None,
        preset.guidance if preset else None,
        model.default_guidance,
    )
    scheduler = coalesce(request.scheduler, own.scheduler if own else None, model.default_scheduler)
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
        own = parent.loop if parent else claimed_loop(request, context.evidence, parent, loop.meter)
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
        own = parent.loop if parent else claimed_loop(request, context.evidence, parent, loop.meter)
        bars = derive.source_bars(request, own)
    return source_loop(request, context.evidence, parent, loop.meter, bars)


def _in_key(job: RenderJob, context: ResolveContext, mode: Mode | None = None) -> RenderJob:
    """`job` in a key, if its model or guide keeps to keys and something in it has one: the key heard in its
    source, else the host's scale, else one drawn from the seed, in `mode` if that is given. A source in which
    no key is heard gets none from the seed, and the host's only with words: the loop would not keep to it."""
    if job.key is not None or not (context.model.follows_key or job.guide):
        return job
    if job.parsed and not any(map(is_pitched, job.parsed)):
        return job
    host_key = context.transport.key if context.transport is not None else None
    is_new = job.source is None or (job.strength == 1 and job.drawn_gap is None)
    key = context.heard_key or (host_key if is_new or job.prompt else None)
    genre = genres().get((job.parsed[0].genre if job.parsed else None) or "")
    minor_share = 0.5 if genre is None else genre.minor_share
    seeds = key_of_seed(job.seed, mode, minor_share) if is_new else None
    return msgspec.structs.replace(job, key=key or seeds)


def key_of_seed(seed: int, mode: Mode | None = None, minor_share: float = 0.5) -> Key:
    """The key for whoever names none: a model that keeps to keys draws surer in one than in none. Without a
    `mode`, it is minor as often as `minor_share` (0–1) says."""
    draw = random.Random(f"{seed}/key")
    tonic = draw.randrange(12)
    return Key(tonic, mode or ("minor" if draw.random() < minor_share else "major"))


def _prompt(request: ClipRequest, context: ResolveContext) -> str:
    preset, parent = context.preset, context.parent
    asked: str = checked("prompt", coalesce(request.prompt, parent.prompt if parent else None, ""))
    if preset is not None:
        return f"{asked}, {preset.words}" if asked and preset.words else asked or preset.prompt
    if not asked and request.source is None:
        raise BadRequest("There is nothing to render. Give a prompt, a preset or a source.")
    return asked


def _strength(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> float:
    if context.source is not None:
        return derive.strength_of(request, context.parent, operation)
    inherited = context.parent.strength if context.parent is not None else None
    return float(checked("strength", coalesce(request.strength, inherited, context.model.default_strength)))
