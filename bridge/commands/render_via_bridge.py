"""`riffbridge render` with the model of a bridge that is running: warm, so nothing is loaded here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bridge.errors import BadFile
from bridge.osc.answer_forms import ROOT
from bridge.osc.client import ask
from bridge.osc.codec import Argument, Message
from bridge.settings import Settings
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.jobs import Progress, RenderJob

# What fits into a packet beside the rest.
_MAX_TEXT_BYTES = 600


def render_via_bridge(
    jobs: Sequence[RenderJob],
    paths: Sequence[Path] | None,
    settings: Settings,
    on_progress: Callable[[Progress], None],
    tell: Callable[[str], None],
) -> list[Path] | None:
    """Have a running bridge make the takes of one batch; where they are.

    Each is put at its path, or left where the bridge put it if `paths` is `None`. Returns `None`, with
    nothing written, if no bridge answers at the settings' port, if the order does not fit into a
    packet, or if what came is not what was ordered (its model may be another). Raises what the
    bridge refuses with.
    """
    job = jobs[0]
    texts = (job.prompt + job.negative + job.model + (job.goal.prompt if job.goal else "")).encode()
    if job.source is not None or len(texts) > _MAX_TEXT_BYTES or len(jobs) != job.count:
        return None

    def hear(answer: Message) -> None:
        if answer.address == ROOT + "progress":
            _, fraction, left_s = map(str, answer.arguments)
            seconds_left = float(left_s) if float(left_s) >= 0 else None
            on_progress(Progress(stage="rendering", fraction=float(fraction), seconds_left=seconds_left))
        elif answer.address == ROOT + "note":
            tell(str(answer.arguments[1]))

    takes = ask(_pairs(job), settings.osc_host, settings.osc_port, hear)
    if takes is None or len(takes) != len(jobs):
        return None
    made = [take.path for take, job in zip(takes, jobs, strict=True) if take.path and _holds(take.path, job)]
    if len(made) != len(jobs):
        return None
    for source, path in zip(made, paths or made, strict=True):
        if path != source:
            atomic_write(path, source.read_bytes())
    return list(paths or made)


def _pairs(job: RenderJob) -> dict[str, Argument]:
    """The whole order, every default decided. Numbers go as text: a packet's own are of single precision."""
    pairs: dict[str, Argument | None] = {
        "prompt": job.prompt,
        "negative": job.negative or None,
        "model": job.model,
        "bpm": repr(job.tempo_bpm),
        "bars": str(job.bars),
        "meter": str(job.meter),
        "key": str(job.key) if job.key else None,
        "seed": str(job.seed),
        "steps": str(job.steps),
        "guidance": repr(job.guidance),
        "scheduler": job.scheduler,
        "to": job.goal.prompt if job.goal else None,
        "seed_to": str(job.goal.seed) if job.goal else None,
        "blend": repr(job.goal.blend) if job.goal else None,
        "drawn_bpm": None if job.drawn_tempo_bpm is None else repr(job.drawn_tempo_bpm),
        "count": str(job.count),
        "rate": str(job.rate_hz),
        "format": job.file_format.value,
    }
    return {name: value for name, value in pairs.items() if value is not None}


def _holds(path: Path, job: RenderJob) -> bool:
    """Whether the file at `path` is the clip of `job`, by its certificate."""
    try:
        return read_certificate(path).job.digest == job.digest
    except BadFile:
        return False
