"""What a certificate holds is checked like any request, and its source is found again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.requests.bounds import MAX_COUNT, MAX_GUIDANCE, MAX_SEED, MAX_STEPS, RATES_HZ, one_line, within
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import audio_sha256
from bridge.timing import check_tempo, loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, RenderJob, SourceAudio

# Clips of version 0.1 have 16 or 32; twice the most leaves room for a job written by hand.
MAX_PHASE_ITERATIONS = 2 * max(PHASE_ITERATIONS.values())
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
    check_tempo(job.tempo_bpm)
    check_tempo(job.drawn_at_bpm)
    if job.rate_hz not in RATES_HZ:
        raise BadRequest(f"A rate of {job.rate_hz} Hz is not offered; give one of {_listed(RATES_HZ)}.")
    loop_frames(job.bars, job.meter, job.tempo_bpm, job.rate_hz)
    within("seed", job.seed, 0, MAX_SEED)
    within("count", job.count, 1, MAX_COUNT)
    within("take", job.take, 0, job.count - 1)
    within("steps", job.steps, 1, MAX_STEPS)
    within("guidance", job.guidance, 0.0, MAX_GUIDANCE)
    within("strength", job.strength, 0.0, 1.0)
    within("number of phase iterations", job.phase_iterations, 0, MAX_PHASE_ITERATIONS)
    quarters = float(job.bars * job.meter.quarters_per_bar)
    if job.gap is not None:
        within("gap's end", job.gap.to_quarter, 0.0, quarters)
    if job.source_bars is not None:
        within("number of source bars", job.source_bars, 1, job.bars)
    if job.goal is not None:
        within("target's seed", job.goal.seed, 0, MAX_SEED)
        one_line("target's prompt", job.goal.prompt)
    for name in ("prompt", "negative", "model", "scheduler"):
        one_line(name, getattr(job, name))


def with_source(job: RenderJob, clip: Path, settings: Settings) -> RenderJob:
    """`job`, read from the file `clip`, with the place where its source lies now.

    A certificate names its source by file name and content, for a path would tell a stranger about its
    maker's folders. Raises `BadFile` if the source isn't found.
    """
    if job.source is None:
        return job
    for path in _candidates(job.source, clip, settings):
        if _holds(path, job.source):
            found = SourceAudio(path=str(path.absolute()), sha256=job.source.sha256)
            return msgspec.structs.replace(job, source=found)
    name = Path(job.source.path).name
    raise BadFile(
        f"The sound “{name}” that this clip was made from isn't here, or has changed. Put it beside the clip."
    )


def _candidates(source: SourceAudio, clip: Path, settings: Settings) -> Iterator[Path]:
    """Where a source may be: where it was, under its name in our folders, then under any name."""
    stored = Path(source.path)
    if stored.is_absolute():
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


def _listed(values: tuple[int, ...]) -> str:
    return ", ".join(map(str, values))
