"""Renders a job to files: play what is composed, draw, find the grid and the phases, master, write.

The order's batch is drawn as one; of its takes those are decoded and written that are asked for. What
was drawn once may be sounded again, at another tempo or rate, without being drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from itertools import zip_longest
from pathlib import Path
from typing import Literal

import msgspec
import torch
from torch import Tensor

from bridge.composing.scoring import scores_of
from bridge.engine.arrangement import Arranged, arranged, beginnings
from bridge.engine.canvas import Canvas, canvas_for
from bridge.engine.decoding import decode_take
from bridge.engine.diffusion import sample, through_codec
from bridge.engine.loading import LoadedModel
from bridge.engine.orders import SamplingOrder
from bridge.engine.sources import Guide, play_guide, play_on_guide, read_source
from bridge.engine.spectrogram_cache import SpectrogramCache
from bridge.errors import BadRequest
from bridge.models.acceleration import Acceleration
from bridge.prompts.model_prompt import model_prompt, parse_prompts
from bridge.rendering.finishing import finish, write_parts
from bridge.rendering.notes import tell_notes
from bridge.rendering.played import render_played
from bridge.rendering.progress import COMPOSING, DONE, ProgressBar
from bridge.vocabulary.clips import MAX_THREADS, Clip
from bridge.vocabulary.jobs import OnProgress, RenderJob, Tell
from bridge.vocabulary.prompts import ParsedPrompt

# What a model does to what was played, to a source, and without either; and what is left to do then.
COLOURING, REDRAWING, DRAWING = "colouring", "redrawing", "drawing"
FINISHING = "finishing"
# How much of the work each stage is, timed on a processor with the starter.
_COMPOSING, _DRAWING, _FINISHING = 0.25, 0.75, 0.25


def render(
    takes: Sequence[tuple[RenderJob, Path]],
    model: LoadedModel,
    on_progress: OnProgress = lambda progress: None,
    tell: Tell = lambda message: None,
    drawings: SpectrogramCache | None = None,
    guides: Sequence[Guide] = (),
    *,
    stems: bool = False,
) -> list[Clip]:
    """Render takes of one batch, each to its path, and return what came of them, in order.

    `drawings` are looked into before anything is drawn, and what is drawn is added to them. `guides` are
    what is redrawn: one for the whole batch, or one for each of its takes; unless given, the job's source, or
    what is composed and played for it. With `stems`, the parts of what was played are written beside it.

    `on_progress` may raise `Cancelled`, which ends the work within one step and leaves no half
    file; `tell` hears what a user should know, such as that no grid was found. Raises `BadRequest`
    for takes of different batches or another model than the order's, `BadFile` for a source that
    has changed, `NoGrid` for one without a tempo, `OutOfMemory` and `StorageFailed`.
    """
    job = _common_order(takes)
    if job.model_sha256 != model.sha256:
        raise BadRequest(f"The model {job.model} has changed since you asked. Ask again.")
    if not job.needs_model:
        return render_played(takes, model.info, on_progress, tell, stems=stems)
    if job.key is not None and not model.info.follows_key and not job.guide:
        tell(f"{model.info.title} is not known to keep to a key; the clip may not be in {job.key.words}.")
    _tell_of_few_steps(job, model, tell)
    drawing = COLOURING if job.guide else DRAWING if job.source is None else REDRAWING
    shares = {COMPOSING: _COMPOSING, drawing: _DRAWING, FINISHING: _FINISHING}
    progress = ProgressBar(on_progress, shares)
    canvas = canvas_for(job, model.info, model.column_step)
    guides = guides or _guides(job, model, canvas, progress, tell)
    order = sampling_order(job, model, canvas, guides, tell)
    levels = None
    if not guides or job.strength > 0:
        levels = _draw(model, order, drawings, drawing, progress, tell)

    @cache
    def seen(guide: int) -> Tensor:
        # Once, however many takes start from it: full-size autoencoders take longer than three steps.
        return through_codec(model, guides[guide].levels, tell)

    clips = []
    for number, (take, path) in enumerate(takes):
        progress(FINISHING, number / len(takes))
        begun = beginnings(order.scores(take.take))
        drawn = None if levels is None else levels[take.take]
        place = take.take % max(1, len(guides))
        guide = guides[place] if guides else None
        sound, grid = decode_take(take, drawn, model, canvas, guide, partial(seen, place), begun, tell)
        precision = None if drawn is None else _precision(take, model)
        clips.append(
            finish(
                take, path, sound.numpy(), model.info, grid,
                threads=_threads(take, model), precision=precision,
            )
        )  # fmt: skip
        if stems:
            write_parts(take, path, sound.numpy(), model.info, tell)
    progress(DONE, 1.0)
    return clips


def _threads(job: RenderJob, model: LoadedModel) -> int | None:
    """How many threads compute, where a certificate notes it: not in those of version 0.1, which are rendered
    again to the same bytes."""
    threads = torch.get_num_threads()
    on_processors = model.placement.device.type == "cpu"
    return threads if on_processors and job.decoding and threads <= MAX_THREADS else None


def _precision(job: RenderJob, model: LoadedModel) -> Literal["float16"] | None:
    """The precision at which `model` drew, where a certificate notes it; see `_threads`."""
    return "float16" if model.dtype == torch.float16 and job.decoding else None


def _tell_of_few_steps(job: RenderJob, model: LoadedModel, tell: Tell) -> None:
    """Say which LoRA set steps, sampler and guidance, or what it needs if the job has others."""
    for title, needed in model.accelerations.items():
        asked = Acceleration(needed.kind, job.steps, job.scheduler, job.guidance)
        if asked == needed:
            tell(f"The LoRA {title} ({needed.kind}) sets {needed.settings}.")
        else:
            tell(f"The LoRA {title} ({needed.kind}) needs {needed.settings}. This clip has {asked.settings}.")


def _guides(
    job: RenderJob, model: LoadedModel, canvas: Canvas, progress: ProgressBar, tell: Tell
) -> list[Guide]:
    """What the batch starts from: one source for all, or what is played for each take; nothing for noise."""
    form, guides = model.info.format, []
    for number in range(job.count) if job.guide else ():
        progress(COMPOSING, number / job.count)
        take = msgspec.structs.replace(job, take=number)
        guides.append(
            play_guide(take, form, canvas) if job.source is None else play_on_guide(take, form, canvas, tell)
        )
    progress.leave_out(COMPOSING)
    return guides if job.source is None or job.guide else [read_source(job, form, canvas, tell)]


def _draw(
    model: LoadedModel,
    order: SamplingOrder,
    drawings: SpectrogramCache | None,
    stage: str,
    progress: ProgressBar,
    tell: Tell,
) -> Tensor:
    """Levels `[B, C, M, K]` of `order`, drawn now, which is called `stage`, or before."""
    known = drawings.find(model, order) if drawings is not None else None
    if known is not None:
        progress.leave_out(stage)
        return known
    levels = sample(model, order, lambda step, steps: progress(stage, step / steps), tell)
    if drawings is not None:
        drawings.keep(model, order, levels)
    return levels


def _common_order(takes: Sequence[tuple[RenderJob, Path]]) -> RenderJob:
    orders = {msgspec.structs.replace(job, take=0) for job, _ in takes}
    if len(orders) != 1:
        raise BadRequest("Only takes of one batch can be rendered together.")
    return orders.pop()


def sampling_order(
    job: RenderJob,
    model: LoadedModel,
    canvas: Canvas,
    guides: Sequence[Guide] = (),
    tell: Tell = lambda message: None,
) -> SamplingOrder:
    """What `model` is to draw for `job`; `tell` hears of words that nothing was made of.

    A job of before prompts were parsed with it is understood by the model's own lexicon, as it was then.
    """
    parsed = job.parsed or parse_prompts(model.prompt_parser, job.prompts, job.negative)
    tell_notes(job, parsed, tell, hears_all=model.lexicon is None)
    heard = parsed if model.lexicon is not None else ()
    told = [
        model_prompt(each, prompt, job.negative, canvas.tempo_bpm, model.known_names)
        for prompt, each in zip_longest(job.prompts, heard)
    ]
    goal = job.goal and msgspec.structs.replace(job.goal, prompt=told[-1].prompt)
    is_relative = job.decoding == "relative"
    kept = guides[0].kept if guides else None
    is_all_new = not guides or (is_relative and job.strength == 1 and kept is None)
    # A sound to start from says itself what is played; a gap in one is filled like a new loop.
    is_sketched = bool(model.info.players) and (is_all_new or kept is not None or bool(job.guide))
    is_sketched = is_sketched and not any(lora.is_unsketched for lora in model.loras)
    scores = _sketched(job, parsed, canvas, model) if is_sketched else ((), ())

    return SamplingOrder(
        prompt=told[0].prompt,
        negative=told[0].negative,
        steps=job.steps,
        guidance=job.guidance,
        scheduler=job.scheduler,
        seed=job.seed,
        count=job.count,
        columns=canvas.columns,
        quarters=canvas.quarters,
        quarters_per_bar=canvas.quarters_per_bar,
        key=job.key,
        source=None if is_all_new else torch.stack([guide.levels for guide in guides]),
        strength=job.strength,
        exactly=is_relative,
        kept=kept,
        goal=goal,
        arranged=scores[0],
        goal_arranged=scores[1],
    )


def _sketched(
    job: RenderJob, parsed: Sequence[ParsedPrompt], canvas: Canvas, model: LoadedModel
) -> tuple[tuple[Arranged, ...], tuple[Arranged, ...]]:
    """The score of each take as the model is shown it, and of a morph its target's too."""
    scores = [scores_of(msgspec.structs.replace(job, take=take), parsed) for take in range(job.count)]
    first, goal = (
        tuple(
            arranged(each[number], parsed[number], canvas, model.known_names)
            for each in scores
            if number < len(each)
        )
        for number in (0, 1)
    )
    return first, goal
