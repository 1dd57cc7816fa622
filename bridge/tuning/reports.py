"""Tells how a folder of sounds is understood, in the words that the bridge and its clients use. Pure."""

from __future__ import annotations

from pathlib import Path

from bridge.tuning.folder import OwnSet, Refused
from bridge.tuning.own_loops import OwnLoop
from bridge.tuning.words import one_line
from bridge.vocabulary.trainings import FolderRead, RefusedSound, UnderstoodSound


def of_sound(folder: Path, sound: OwnLoop | Refused) -> UnderstoodSound | RefusedSound:
    """How `sound`, which lies in `folder`, is understood, or why it is refused."""
    file = one_line(str(sound.path.relative_to(folder)))
    if isinstance(sound, Refused):
        return RefusedSound(file=file, reason=one_line(sound.reason))
    return UnderstoodSound(
        file=file,
        tempo_bpm=sound.tempo_bpm,
        why=sound.why,
        bars=sound.bars,
        pieces=len(sound.pieces),
        meter=sound.meter,
        key=sound.key,
        words=sound.words,
    )


def of_folder(own: OwnSet) -> FolderRead:
    """The sums of a folder."""
    return FolderRead(loops=len(own.loops), refused=len(own.refused), bars=own.bars, seconds=own.seconds)
