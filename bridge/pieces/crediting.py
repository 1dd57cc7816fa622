"""Reads the credit of a sound file: what its certificate says, or its tags."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bridge.errors import BadFile
from bridge.models.catalogue import title_of
from bridge.pieces.arrangement import Arrangement, Place
from bridge.pieces.credits import HEADING, Credit, clip_credit, sound_credit
from bridge.pieces.sources import Source, Sources
from bridge.requests.kinds import one_line
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate, read_rights, read_texts
from bridge.sound.files.reading import open_sound
from bridge.vocabulary.licences import licence
from bridge.vocabulary.music import bar_count

AS_IT_IS = "none"


def stored_credits(path: Path) -> str:
    """The credits that a piece of ours has in its tags; empty in other files. Raises `BadFile`."""
    texts = read_texts(path)
    return next(
        (text for name in ("COMMENT", "ICMT") if (text := texts.get(name, "")).startswith(HEADING)), ""
    )


def piece_credits(
    piece: Arrangement, sources: Sources, loops: Mapping[Place, Path], settings: Settings
) -> list[Credit]:
    """The credits of the parts that `loops` has files for, each source once. Raises `BadFile`."""
    found: dict[tuple[Path, int], Credit] = {}
    for number, lane in enumerate(piece.lanes):
        for place, part in enumerate(lane.parts):
            if (loop := loops.get((number, place))) is None:  # muted
                continue
            path = loop if part.source is None else sources[part.source].path
            if (path, part.bars) in found:
                continue
            if part.source is None:
                around = (lane.parts[place - 1], lane.parts[place + 1])
                credit = _transition_credit(loop, [sources[each.source or ""] for each in around], settings)
            else:
                fitted = f"fitted to {bar_count(part.bars)} at {piece.tempo_bpm:g} BPM"
                credit = read_credit(path, Path(settings.models_folder), changes=fitted)
            found[path, part.bars] = credit
    return list(dict.fromkeys(found.values()))


def _transition_credit(loop: Path, around: Sequence[Source], settings: Settings) -> Credit:
    """A transition has the prompt and the model of the first clip of ours beside it."""
    job = next((each.job for each in around if each.job is not None), None)
    one, other = (each.path.name for each in around)
    return Credit(
        name=one_line(f"transition from {one} to {other}"),
        prompt=f"“{one_line(job.prompt)}”" if job is not None and job.prompt else "",
        made_with=title_of(settings.model if job is None else job.model, Path(settings.models_folder)),
        licence=licence(read_rights(loop).licence),
    )


def read_credit(path: Path, models_folder: Path, *, changes: str = AS_IT_IS) -> Credit:
    """The credit of the clip or sound at `path`; `changes` says what becomes of a sound that isn't ours.

    Raises `BadFile` if it can't be read.
    """
    rights = read_rights(path)
    try:
        certificate = read_certificate(path)
    except BadFile:
        with open_sound(path):  # refuses what isn't a sound
            pass
        return sound_credit(path.name, rights, changes)
    return clip_credit(path.name, certificate, title_of(certificate.job.model, models_folder))
