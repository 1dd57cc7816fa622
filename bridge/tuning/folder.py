"""Reads a folder of a person's own loops: how each sound is understood, and which are refused and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from bridge.errors import BadFile, BadRequest, RiffbridgeError
from bridge.sound.files.reading import audio_sha256
from bridge.tuning.order import check_folder
from bridge.tuning.own_loops import OwnLoop, read_own_loop
from bridge.tuning.sentences import NO_SOUNDS, SAME_SOUND
from bridge.tuning.words import beside
from bridge.untrusted import is_file
from bridge.vocabulary.jobs import OnShare
from bridge.vocabulary.music import Meter

SUFFIXES = (".wav", ".flac", ".mp3", ".ogg", ".aif", ".aiff")
# The latents of this many pieces take half a gigabyte.
MAX_SOUNDS, MAX_PIECES = 1_000, 4_000
# A folder with more files than this was named by mistake, such as the whole disk.
_MAX_ENTRIES = 100_000


class Refused(msgspec.Struct, frozen=True):
    """A sound that can't be used, and why, in a sentence."""

    path: Path
    reason: str


class OwnSet(msgspec.Struct, frozen=True):
    """The loops in a folder, and its refused sounds, both in the order of their names."""

    folder: Path
    loops: tuple[OwnLoop, ...]
    refused: tuple[Refused, ...]

    @property
    def pieces(self) -> int:
        return sum(len(loop.pieces) for loop in self.loops)

    @property
    def bars(self) -> int:
        return sum(loop.bars for loop in self.loops)

    @property
    def seconds(self) -> float:
        return sum(loop.seconds for loop in self.loops)


def read_set(
    folder: Path,
    meter: Meter | None = None,
    trigger: str = "",
    on_share: OnShare = lambda share: None,
    on_sound: Callable[[OwnLoop | Refused], None] = lambda sound: None,
) -> OwnSet:
    """The sounds in `folder` and its subfolders, without hidden files and links to folders.

    `meter` is that of sounds that state none, `trigger` the word that their words begin with. If two files
    are the same sound, one that has words beside it is kept. `on_sound` hears each sound as it is read.
    Raises `BadRequest` if `folder` isn't one, has no sounds, or too many.
    """
    check_folder(folder)
    paths = _sounds(folder)
    loops: list[OwnLoop] = []
    refused: list[Refused] = []
    used: dict[str, Path] = {}
    pieces = 0
    for number, path in enumerate(sorted(paths, key=lambda path: not is_file(beside(path)))):
        on_share(number / len(paths))
        try:
            if (twin := used.get(digest := audio_sha256(path))) is not None:
                raise BadFile(SAME_SOUND.format(file=twin.relative_to(folder)))
            loop = read_own_loop(path, meter, trigger)
        except RiffbridgeError as error:
            refused.append(Refused(path, str(error)))
            on_sound(refused[-1])
            continue
        loops.append(loop)
        used[digest] = path
        on_sound(loop)
        if (pieces := pieces + len(loop.pieces)) > MAX_PIECES:
            raise BadRequest(f"{folder} holds too much sound. Choose at most five hours of it.")
    on_share(1.0)
    loops.sort(key=lambda loop: loop.path)
    refused.sort(key=lambda each: each.path)
    return OwnSet(folder, tuple(loops), tuple(refused))


def _sounds(folder: Path) -> list[Path]:
    paths = [path for path in _files(folder) if path.suffix.lower() in SUFFIXES]
    if not paths:
        raise BadRequest(NO_SOUNDS.format(folder=folder))
    if len(paths) > MAX_SOUNDS:
        raise BadRequest(f"{folder} holds {len(paths):,} sounds. Choose at most {MAX_SOUNDS:,}.")
    return sorted(paths)


def _files(folder: Path) -> Iterator[Path]:
    count = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if (count := count + len(names)) > _MAX_ENTRIES:
            raise BadRequest(
                f"{folder} holds more than {_MAX_ENTRIES:,} files. Name the folder of your loops."
            )
        yield from (Path(parent, name) for name in names if not name.startswith("."))
