"""Writes what lies beside a clip: its score as a MIDI file, its parts as sounds."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from bridge import PROGRAM
from bridge.composing.midi_file import midi_bytes
from bridge.composing.roles import BEATEN
from bridge.composing.score import Score
from bridge.composing.scoring import score_of, scores_of
from bridge.errors import BadRequest, Cancelled, DiskFull, RiffbridgeError
from bridge.playing.colouring import colour
from bridge.playing.jobs import play_parts
from bridge.sound.files import extras
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.encoding import Label, encode_sound
from bridge.vocabulary.files import Extra, FileFormat
from bridge.vocabulary.jobs import RenderJob, Tell

Sound = NDArray[np.float32]


def write_midi(job: RenderJob, clip: Path) -> None:
    """Write the score of `job` as a MIDI file beside its `clip`; of a played morph, both loops' scores.

    Raises `BadRequest` if it has none, `StorageFailed` if the disk refuses.
    """
    if (score := whole_score(job)) is None:
        raise BadRequest(f"No MIDI was written: {_why(job)}.")
    atomic_write(extras.path_of(Extra.MIDI, clip), midi_bytes(score, job.prompt))


def whole_score(job: RenderJob) -> Score | None:
    """The score of `job`, if it has one; of a played morph, both loops' parts."""
    score = score_of(job) if job.has_notes else None
    if score is None or not job.guide:
        return score
    return replace(score, stems=tuple(stem for each in scores_of(job) for stem in each.stems))


def write_stems(job: RenderJob, clip: Path, mix: Sound, licence: str) -> None:
    """Write the parts of `mix` `[C, N]`, the sound of `job` before the master, beside its `clip`. They sum
    to the mix; see `write_as_stems`.
    """
    stereo = np.broadcast_to(mix, (2, mix.shape[1]))
    write_as_stems(job, clip, colour(play_parts(job, job.rate_hz), stereo), licence)


def write_as_stems(job: RenderJob, clip: Path, parts: Mapping[str, Sound], licence: str) -> None:
    """Write `parts` `[2, N]`, by name, as the stems of `job` beside its `clip`.

    They have as many bits as the clip, if that is a WAV; all are softer by the same where one would be beyond
    full scale. Raises `StorageFailed` if the disk refuses.
    """
    gain = np.float32(1 / max(1.0, *(float(np.abs(sound).max()) for sound in parts.values())))
    label = Label(
        rate_hz=job.rate_hz,
        file_format=job.file_format if job.file_format.suffix == ".wav" else FileFormat.WAV24,
        licence=licence,
        program=PROGRAM,
        comment=f"Part of {job.digest}",
    )
    files = {}
    for name, sound in parts.items():
        key = None if name.split(" ")[0] in BEATEN else job.key
        own = replace(label, title=f"{job.prompt}: {name}", loop=replace(job.loop, key=key))
        files[f"{name}.wav"] = encode_sound(sound * gain, own)
    extras.write_stems(clip, files)


def write_extras(job: RenderJob, clip: Path, wanted: Iterable[Extra], tell: Tell) -> None:
    """Write what is `wanted` beside the `clip` of `job`, but for stems, which rendering writes; `tell` hears
    of what there can't be."""
    for extra in wanted:
        with telling(tell):
            if extra is Extra.MIDI:
                write_midi(job, clip)
            elif not job.has_parts and extras.missing(clip, (extra,)):
                raise BadRequest(f"No stems were written: {_why(job)}.")


@contextlib.contextmanager
def telling(tell: Tell) -> Iterator[None]:
    """Let `tell` hear what fails inside: the clip is there, and comes whatever lies beside it.

    Raises `DiskFull`, since that passes, and `Cancelled`.
    """
    try:
        yield
    except (DiskFull, Cancelled):
        raise
    except RiffbridgeError as error:
        tell(str(error))


def _why(job: RenderJob) -> str:
    """Why something can't be written of a score."""
    if job.source is not None:
        return "this clip starts from a sound, so it has no score"
    if not job.parsed:
        return "this clip's model made it without a score"
    return "at strength 1 the model renders all of the sound, so no part is played"
