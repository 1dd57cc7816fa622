"""One order to files on disk: draw, find the grid where there is none, find the phases, write.

The order's batch is drawn as one; of its takes those are decoded and written that are asked for. What
was drawn once may be sounded again, at another tempo or rate, without being drawn again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from bridge import __version__
from bridge.composing.genre_files import own_mistakes
from bridge.composing.scoring import scores_of
from bridge.engine.arrangement import Arranged, Beginnings, arranged, beginnings, check_genre
from bridge.engine.canvas import Canvas, canvas_for
from bridge.engine.decoding import decode_take
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel
from bridge.engine.orders import SamplingOrder
from bridge.engine.sources import Guide, read_source
from bridge.engine.spectrogram_cache import SpectrogramCache
from bridge.errors import BadFile, BadRequest
from bridge.prompts.hints import hints
from bridge.prompts.model_prompt import model_prompt, parse_prompts
from bridge.requests.figure_notes import figure_notes
from bridge.sound.dsp.measure import peak_dbfs, seam
from bridge.sound.files.clips import read_certificate, write_clip
from bridge.vocabulary.clips import Certificate, Clip
from bridge.vocabulary.jobs import Progress, RenderJob

# Where each stage begins and how much of the whole it is, timed on a processor with the starter.
STAGES = {"drawing": (0.0, 0.75), "sounding": (0.75, 0.25), "done": (1.0, 0.0)}
# Of what was drawn before.
STAGES_AGAIN = {"sounding": (0.0, 1.0), "done": (1.0, 0.0)}

OnProgress = Callable[[Progress], None]
Tell = Callable[[str], None]


def render(
    takes: Sequence[tuple[RenderJob, Path]],
    model: LoadedModel,
    on_progress: OnProgress = lambda progress: None,
    tell: Tell = lambda message: None,
    drawings: SpectrogramCache | None = None,
    guides: Sequence[Guide] = (),
) -> list[Clip]:
    """Render takes of one batch, each to its path, and return what came of them, in order.

    `drawings` are looked into before anything is drawn, and what is drawn is added to them. `guides` are
    what is redrawn: one for the whole batch, or one for each of its takes; the job's source unless given.

    `on_progress` may raise `Cancelled`, which ends the work within one step and leaves no half
    file; `tell` hears what a user should know, such as that no grid was found. Raises `BadRequest`
    for takes of different batches or another model than the order's, `BadFile` for a source that
    has changed, `NoGrid` for one without a tempo, `OutOfMemory` and `StorageFailed`.
    """
    job = _common_order(takes)
    if job.model_sha256 != model.sha256:
        raise BadRequest(f"The model {job.model} has changed since you asked. Ask again.")
    if job.key is not None and not model.info.follows_key:
        tell(f"{model.info.title} is not known to keep to a key; the clip may not be in {job.key.words}.")
    canvas = canvas_for(job, model.info, model.column_step)
    if not guides and job.source is not None:
        guides = [read_source(job, model.info.format, canvas, tell)]
    order = sampling_order(job, model, canvas, guides, tell)
    if guides and job.strength == 0:
        levels, progress = None, _Bar(on_progress, STAGES_AGAIN)
    else:
        levels, progress = _draw(model, order, drawings, on_progress, tell)
    clips = []
    for number, (take, path) in enumerate(takes):
        progress("sounding", number / len(takes))
        begun = beginnings(order.scores(take.take))
        drawn = None if levels is None else levels[take.take]
        guide = guides[take.take % len(guides)] if guides else None
        clips.append(_finish(take, path, drawn, model, canvas, guide, begun, tell))
    progress("done", 1.0)
    return clips


def _draw(
    model: LoadedModel,
    order: SamplingOrder,
    drawings: SpectrogramCache | None,
    on_progress: OnProgress,
    tell: Tell,
) -> tuple[Tensor, _Bar]:
    """Levels `[B, C, M, K]` of `order`, drawn now or before, and the bar that shows what is left to do."""
    known = drawings.find(model, order) if drawings is not None else None
    if known is not None:
        return known, _Bar(on_progress, STAGES_AGAIN)
    progress = _Bar(on_progress, STAGES)
    levels = sample(model, order, lambda step, steps: progress("drawing", step / steps), tell)
    if drawings is not None:
        drawings.keep(model, order, levels)
    return levels, progress


class _Bar:
    """Turns the stages' own progress into one figure, and the time gone into the time left."""

    def __init__(self, on_progress: OnProgress, stages: Mapping[str, tuple[float, float]]) -> None:
        self._on_progress = on_progress
        self._stages = stages
        self._started_s = time.monotonic()

    def __call__(self, stage: str, share: float) -> None:
        begin, weight = self._stages[stage]
        fraction = begin + weight * share
        gone_s = time.monotonic() - self._started_s
        left_s = gone_s * (1 - fraction) / fraction if fraction > 0.02 else None
        self._on_progress(Progress(stage=stage, fraction=fraction, seconds_left=left_s))


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
    for each in parsed:
        check_genre(each)
    for sentence in figure_notes(job):
        tell(sentence)
    for prompt, each in zip(job.prompts, parsed, strict=False):
        for sentence in hints(prompt, each):
            tell(sentence)
    if unknown := list(dict.fromkeys(word for each in parsed for word in each.unknown)):
        tell(f"Ignored, as it isn't known: {', '.join(unknown)}.")
        for sentence in own_mistakes():
            tell(sentence)
    told = [
        model_prompt(each, prompt, job.negative, canvas.tempo_bpm, model.known_names)
        for prompt, each in zip_longest(job.prompts, parsed)
    ]
    goal = job.goal and msgspec.structs.replace(job.goal, prompt=told[-1].prompt)
    is_relative = job.decoding == "relative"
    kept = guides[0].kept if guides else None
    is_all_new = not guides or (is_relative and job.strength == 1 and kept is None)
    # A sound to start from says itself what is played; a gap in one is filled like a new loop.
    is_sketched = bool(model.info.players) and (is_all_new or kept is not None)

    scores = [scores_of(msgspec.structs.replace(job, take=take), parsed) for take in range(job.count)]

    def all_arranged(number: int) -> tuple[Arranged, ...]:
        if not is_sketched or number >= len(parsed):
            return ()
        return tuple(arranged(each[number], parsed[number], canvas, model.known_names) for each in scores)

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
        arranged=all_arranged(0),
        goal_arranged=all_arranged(1),
    )


def _finish(
    job: RenderJob,
    path: Path,
    levels: Tensor | None,
    model: LoadedModel,
    canvas: Canvas,
    guide: Guide | None,
    begun: Beginnings,
    tell: Tell,
) -> Clip:
    """Decode one take's levels `[C, M, K]`, with its beginnings where they were `begun`, and write it."""
    sound, grid = decode_take(job, levels, model, canvas, guide, begun, tell)
    certificate = Certificate(
        job=job,
        licence=model.info.licence,
        program=f"riffbridge {__version__}",
        grid=grid,
        in_key=model.info.follows_key,
        parent=_parent_digest(job),
    )
    write_clip(path, sound.numpy(), certificate)
    return Clip(
        job=job,
        path=path,
        frames=sound.shape[-1],
        rate_hz=job.rate_hz,
        peak_dbfs=round(peak_dbfs(sound), 2),
        seam=round(seam(sound), 3),
        grid=grid,
    )


def _parent_digest(job: RenderJob) -> str | None:
    """The digest of the clip that this one starts from, if its source is a clip of ours."""
    if job.source is None:
        return None
    try:
        return read_certificate(Path(job.source.path)).job.digest
    except BadFile:
        return None
