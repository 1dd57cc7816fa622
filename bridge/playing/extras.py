"""Writes what lies beside a clip: its score as a MIDI file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from bridge.composing.midi_file import midi_bytes
from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.errors import BadRequest, DiskFull, RiffbridgeError
from bridge.sound.files import extras
from bridge.sound.files.atomic import atomic_write
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob


def written_score(job: RenderJob) -> Score:
    """The score that the clip of `job` is made from. Raises `BadRequest` if it isn't made from one."""
    if job.source is not None:
        raise BadRequest("No MIDI was written: this clip starts from a sound, so it has no score.")
    if (score := score_of(job)) is None:
        raise BadRequest("No MIDI was written: this clip's model made it without a score.")
    return score


def write_midi(job: RenderJob, clip: Path) -> None:
    """Write the score of `job` as a MIDI file beside its `clip`.

    Raises `BadRequest` if it has none, `StorageFailed` if the disk refuses.
    """
    atomic_write(extras.path_of(Extra.MIDI, clip), midi_bytes(written_score(job), job.prompt))


def write_extras(job: RenderJob, clip: Path, wanted: Iterable[Extra], tell: Callable[[str], None]) -> None:
    """Write what is `wanted` beside the `clip` of `job`; `tell` hears of what can't be.

    The clip is there and stays whatever happens. Raises `DiskFull`, since that passes.
    """
    for extra in wanted:
        try:
            _WRITERS[extra](job, clip)
        except DiskFull:
            raise
        except RiffbridgeError as error:
            tell(str(error))


_WRITERS: dict[Extra, Callable[[RenderJob, Path], None]] = {Extra.MIDI: write_midi}
