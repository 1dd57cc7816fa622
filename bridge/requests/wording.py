"""Works out what the words of a request say: parts, figures, the usual tempo, mode and key. Pure."""

from __future__ import annotations

import random

import msgspec

from bridge.prompts.brief import read_brief
from bridge.prompts.figures import Figures, read_figures
from bridge.prompts.model_prompt import is_pitched, parse_prompts
from bridge.prompts.parser import PromptParser
from bridge.requests import derive
from bridge.requests.resolve_context import ResolveContext
from bridge.timing import MIN_TEMPO_BPM
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Mode
from bridge.vocabulary.prompts import ParsedPrompt
from bridge.vocabulary.requests import ClipRequest, Operation

# How far beyond a genre's own tempos a mood may go: slow house is still house.
_LEAST_SLOWER, _MOST_FASTER = 0.85, 1.08


def parsed(job: RenderJob, context: ResolveContext, operation: Operation | None) -> RenderJob:
    """`job` with what its prompts were understood as, and whether that differs from what the model's own
    lexicon makes of them as they stand, as jobs without `parsed` are understood. A morph that has not left
    its clip is understood as that clip was, and so are the words of a clip that goes on from its score."""
    parent = context.parent
    is_same = (operation is Operation.MORPH and job.goal is None) or bool(job.source_score)
    if parent is not None and parent.parsed and is_same:
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


def typed_figures(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Figures:
    """The figures in the words of this request; a clip's own words have had their say."""
    parent = context.parent
    is_new = request.prompt is not None and (parent is None or request.prompt.strip() != parent.prompt)
    if not is_new or operation in derive.KEEPING:
        return Figures()
    return read_figures(request.prompt or "").figures


def usual_tempo(request: ClipRequest, context: ResolveContext) -> float | None:
    """The middle of the tempos of the genre that the prompt names, for a new loop from words alone: slower or
    faster as its moods ask, but not so far that it would be another genre's."""
    if request.source is not None or context.prompt_parser is None or request.prompt is None:
        return None
    brief = read_brief(context.prompt_parser, request.prompt, "")
    genre = context.genres.get(brief.parsed.genre or "")
    usual = context.settings.default_tempo_bpm if genre is None else float(sum(genre.tempo_bpm) // 2)
    if brief.tempo_factor == 1:
        return usual
    asked = max(MIN_TEMPO_BPM, usual * brief.tempo_factor)
    if genre is not None:
        asked = min(max(asked, _LEAST_SLOWER * genre.tempo_bpm[0]), _MOST_FASTER * genre.tempo_bpm[1])
    return float(round(asked))


def asked_mode(request: ClipRequest, context: ResolveContext, operation: Operation | None) -> Mode | None:
    """The mode that a new prompt names, or else that its moods ask for."""
    if mode := typed_figures(request, context, operation).mode:
        return mode
    if context.prompt_parser is None or request.prompt is None or operation in derive.KEEPING:
        return None
    return read_brief(context.prompt_parser, request.prompt, "").mode


def in_key(job: RenderJob, context: ResolveContext, mode: Mode | None = None) -> RenderJob:
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
    genre = context.genres.get((job.parsed[0].genre if job.parsed else None) or "")
    minor_share = 0.5 if genre is None else genre.minor_share
    seeds = key_of_seed(job.seed, mode, minor_share) if is_new else None
    return msgspec.structs.replace(job, key=key or seeds)


def key_of_seed(seed: int, mode: Mode | None = None, minor_share: float = 0.5) -> Key:
    """The key for whoever names none: a model that keeps to keys draws surer in one than in none. Without a
    `mode`, it is minor as often as `minor_share` (0–1) says."""
    draw = random.Random(f"{seed}/key")
    tonic = draw.randrange(12)
    return Key(tonic, mode or ("minor" if draw.random() < minor_share else "major"))
