"""Reads the credit of a sound file: what its certificate says, or its tags."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from bridge.errors import BadFile
from bridge.models.catalogue import title_of
from bridge.pieces.arrangement import Arrangement, Place
from bridge.pieces.credits import HEADING, Credit, clip_credit, sound_credit
from bridge.pieces.sources import Sources
from bridge.sound.files.clips import read_certificate, read_rights, read_texts
from bridge.sound.files.reading import open_sound

AS_IT_IS = "none"


def stored_credits(path: Path) -> str:
    """The credits that a piece of ours has in its tags; empty in other files. Raises `BadFile`."""
    texts = read_texts(path)
    return next(
        (text for name in ("COMMENT", "ICMT") if (text := texts.get(name, "")).startswith(HEADING)), ""
    )


def piece_credits(
    piece: Arrangement, sources: Sources, loops: Mapping[Place, Path], models_folder: Path
) -> list[Credit]:
    """The credits of a piece's parts, each source once; `loops` are the files that its transitions lie in."""
    found: dict[tuple[Path, int], Credit] = {}
    for number, lane in enumerate(piece.lanes):
        for place, part in enumerate(lane.parts):
            if (number, place) not in loops:  # muted
                continue
            path = loops[number, place] if part.source is None else sources[part.source].path
            if (path, part.bars) in found:
                continue
            fitted = f"fitted to {part.bars} {'bar' if part.bars == 1 else 'bars'} at {piece.tempo_bpm:g} BPM"
            credit = read_credit(path, models_folder, changes=fitted)
            name = "transition" if part.source is None else credit.name
            found[path, part.bars] = msgspec.structs.replace(credit, name=name)
    return list(dict.fromkeys(found.values()))


def read_credit(path: Path, models_folder: Path, *, changes: str = AS_IT_IS) -> Credit:
    """The credit of the clip or sound at `path`; `changes` says what becomes of a sound that isn't ours.

    Raises `BadFile` if it can't be read.
    """
    rights = read_rights(path)
    try:
        certificate = read_certificate(path)
    except BadFile:
        with open_sound(path):  # or it is refused
            pass
        return sound_credit(path.name, rights, changes)
    return clip_credit(path.name, certificate, title_of(certificate.job.model, models_folder))
