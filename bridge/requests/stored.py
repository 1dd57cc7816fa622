"""Checks what a certificate holds like any request, and finds its source again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from bridge.composing.composer import FIRST, LATEST
from bridge.composing.instruments import families, instruments
from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.requests.bounds import LEAST_QUARTERS, MAX_QUARTER
from bridge.requests.fields import decided
from bridge.requests.kinds import loras, number, text, whole
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import MAX_MINUTES, audio_sha256
from bridge.timing import check_tempo, loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, RenderJob, SourceAudio
from bridge.vocabulary.loras import is_trigger, loras_text
from bridge.vocabulary.prompts import ParsedPrompt

# Clips of version 0.1 have 16 or 32; twice the most leaves room for a job written by hand.
MAX_PHASE_ITERATIONS = 2 * max(PHASE_ITERATIONS.values())
# Far more players than a loop has parts, and more than moods change music by.
MAX_PLAYERS, MAX_FACTOR, MAX_STEPS_AWAY = 64, 10.0, 127
# A fill makes at most two passages of one, and nobody fills a loop more often; seeds have a round in front.
MAX_PASSAGES, MAX_TAKE_SEED = 512, 2**40
# So many files are looked into for a source that was renamed.
MAX_SEARCHED = 500


def read_job(path: Path) -> RenderJob:
    """The job in the certificate of the clip at `path`, within the bounds of every request.

    Raises `BadFile` if there is no certificate, or its values can't be rendered.
    """
    job = read_certificate(path).job
    try:
        check_job(job)
    except BadRequest as error:
        raise BadFile(f"The certificate in “{path}” can't be rendered. {error}") from error
    return job


def check_job(job: RenderJob) -> None:
    """Raise `BadRequest` for the first value that is out of bounds."""
    for field, value in decided(job):
        if field.name not in ("model", "source", "lora"):
            field.read(field.kind.write(value))
    loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    text().read_for("model", job.model)  # a name, or a path
    loras(text().read).read_for("lora", loras_text(job.loras or ()))
    if not all(is_trigger(each.trigger) for each in job.loras or () if each.trigger):
        raise BadRequest("lora: its trigger isn't a single word.")
    number(0.0, 1.0).read_for("strength", job.strength)
    whole(0, job.count - 1).read_for("take", job.take)
    whole(0, MAX_PHASE_ITERATIONS).read_for("phase iterations", job.phase_iterations)
    is_known = bool(job.source_score) if job.drawn_gap is not None else job.source is None
    if (job.guide and not (is_known and len(job.parsed or ()) == len(job.prompts))) or (
        job.source_score and not (job.guide and job.drawn_gap)
    ):
        raise BadRequest("It says that a score was played, but not which one.")
    for parsed in job.parsed or ():
        _check_parsed(parsed)
    _check_passages(job)
    if job.gap is not None:
        number(0.0, float(job.loop.quarters)).read_for("to_quarter", job.gap.to_quarter)
    if job.source_bars is not None:
        whole(1, job.bars).read_for("source_bars", job.source_bars)
    if job.source_loop:
        for seconds in (job.source_loop.begin_s, job.source_loop.end_s or 0.0):
            number(0.0, 60.0 * MAX_MINUTES).read_for("source_loop", seconds)
        if job.source_loop.quarters is not None:
            number(LEAST_QUARTERS, MAX_QUARTER).read_for("source_loop", job.source_loop.quarters)


def _check_passages(job: RenderJob) -> None:
    """Raise `BadRequest` unless the passages of a source follow each other and can be composed."""
    passages = job.source_score or ()
    whole(0, MAX_PASSAGES).read_for("passages", len(passages))
    bar = float(job.meter.quarters_per_bar)
    end = 0.0
    for passage in passages:
        _check_parsed(passage.parsed)
        if passage.from_quarter != end or not end < passage.to_quarter <= MAX_QUARTER:
            raise BadRequest("The passages of its score don't follow each other.")
        end = passage.to_quarter
        loop_frames(passage.bars, job.meter, check_tempo(passage.tempo_bpm), job.rate_hz)
        number(0.0, end).read_for("begins_at", passage.begins_at)
        for seed in (passage.seed, passage.take or 0):
            whole(0, MAX_TAKE_SEED).read_for("seed", seed)
    if passages and end != bar * (job.source_bars or job.bars):
        raise BadRequest("Its score isn't as long as its loop.")


def _check_parsed(parsed: ParsedPrompt) -> None:
    """Raise `BadRequest` for what can't be composed. Genres are checked when it is."""
    shape = parsed.shape
    players = (*parsed.instruments, *(shape.players if shape else ()))
    whole(0, MAX_PLAYERS).read_for("instruments", len(players))
    for name in players:
        if name not in instruments() and name not in families():
            raise BadRequest(f"The instrument {name} isn't one that Riffbridge has.")
    if not FIRST <= parsed.edition <= LATEST:
        raise BadRequest("It was composed by another version of Riffbridge. Update Riffbridge and try again.")
    if shape is not None:
        for factor in (shape.density, shape.length):
            number(0.0, MAX_FACTOR).read_for("shape", factor)
        for steps in (shape.register, shape.dynamics):
            whole(-MAX_STEPS_AWAY, MAX_STEPS_AWAY).read_for("shape", steps)


def with_source(job: RenderJob, clip: Path, settings: Settings, *, anywhere: bool = True) -> RenderJob:
    """`job`, read from the file `clip`, with the place where its source lies now.

    A certificate names its source by file name and content, for a path would tell a stranger about its
    maker's folders. Older ones have a path, which counts if the source may lie `anywhere`. Raises `BadFile`
    if the source isn't found.
    """
    if job.source is None:
        return job
    for path in _candidates(job.source, clip, settings, anywhere=anywhere):
        if _holds(path, job.source):
            found = SourceAudio(path=str(path.absolute()), sha256=job.source.sha256)
            return msgspec.structs.replace(job, source=found)
    name = Path(job.source.path).name
    raise BadFile(
        f"The sound “{name}” that this clip was made from isn't here, or has changed. Put it beside the clip."
    )


def _candidates(source: SourceAudio, clip: Path, settings: Settings, *, anywhere: bool) -> Iterator[Path]:
    """Where a source may be: where it was, under its name in our folders, then under any name."""
    stored = Path(source.path)
    if anywhere and stored.is_absolute():
        yield stored
    inbox = Path(settings.inbox_folder)
    folders = [clip.absolute().parent, inbox / "done", inbox, Path(settings.export_folder)]
    for folder in folders:
        yield folder / stored.name
    for folder in folders:
        if folder.is_dir():
            alike = (
                path for path in sorted(folder.iterdir()) if path.suffix.lower() == stored.suffix.lower()
            )
            yield from islice(alike, MAX_SEARCHED)


def _holds(path: Path, source: SourceAudio) -> bool:
    try:
        return path.is_file() and audio_sha256(path) == source.sha256
    except (OSError, RiffbridgeError):
        return False
