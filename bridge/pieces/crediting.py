"""Reads the credit of a sound file: what its certificate says, or its tags."""

from pathlib import Path

from bridge.errors import BadFile
from bridge.models.catalogue import title_of
from bridge.pieces.credits import Credit, clip_credit, sound_credit
from bridge.sound.files.clips import read_certificate, read_rights
from bridge.sound.files.reading import open_sound

AS_IT_IS = "none"


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
