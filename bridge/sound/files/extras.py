"""The files beside a clip: its notes as `clip.mid`, its parts as `clip.stems/ROLE.wav`.

They belong to the clip: they are copied, moved and removed with it. The folder of stems appears whole or
not at all, like every file.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bridge.sound.files.atomic import replacing, storage_failed
from bridge.vocabulary.files import Extra

_SUFFIXES = {Extra.MIDI: ".mid", Extra.STEMS: ".stems"}


def path_of(extra: Extra, clip: Path) -> Path:
    """Where `extra` lies, or would lie, beside `clip`."""
    return clip.with_suffix(_SUFFIXES[extra])


def is_stems(name: str) -> bool:
    """Whether a folder of this name holds a clip's stems."""
    return name.endswith(_SUFFIXES[Extra.STEMS])


def missing(clip: Path, wanted: Iterable[Extra]) -> tuple[Extra, ...]:
    """Those of `wanted` that aren't beside `clip`."""
    return tuple(extra for extra in wanted if not path_of(extra, clip).exists())


def stems(clip: Path) -> list[Path]:
    """The stems beside `clip`, in order."""
    return list(_stems(path_of(Extra.STEMS, clip)))


def any_beside(clip: Path) -> bool:
    """Whether anything lies where extras of `clip` would."""
    return any(os.path.lexists(path_of(extra, clip)) for extra in Extra)


def size_bytes(clip: Path) -> int:
    """How much room the extras of `clip` take."""
    return sum(path.stat().st_size for path in _files(clip))


def copy(clip: Path, to: Path, wanted: Iterable[Extra] = tuple(Extra)) -> None:
    """Copy those of `wanted` that are beside `clip` beside its copy `to`, in place of what is there.

    Raises `StorageFailed`.
    """
    for extra in wanted:
        source, target = path_of(extra, clip), path_of(extra, to)
        if source.is_file():
            with replacing(target) as part:
                shutil.copyfile(source, part)
        elif source.is_dir():
            write_stems(to, {path.name: path.read_bytes() for path in _stems(source)})


def move(clip: Path, to: Path) -> None:
    """Move the extras of a clip that was moved from `clip` to `to`, where nothing is in their way."""
    for extra in Extra:
        target = path_of(extra, to)
        with contextlib.suppress(OSError):
            if not os.path.lexists(target):
                path_of(extra, clip).rename(target)


def remove(clip: Path) -> None:
    """Remove the extras of `clip`; what somebody else has put into the folder of stems stays there."""
    for path in list(_files(clip)):
        with contextlib.suppress(OSError):
            path.unlink()
    with contextlib.suppress(OSError):
        path_of(Extra.STEMS, clip).rmdir()


def write_stems(clip: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, by name, as the folder of stems beside `clip`, in place of one that is there.

    Raises `StorageFailed` if the disk refuses.
    """
    folder = path_of(Extra.STEMS, clip)
    # Hidden, and cut short, so that the name fits wherever the final one does.
    part = folder.parent / f".{folder.name[:40]}.{secrets.token_hex(6)}.part"
    try:
        part.mkdir()
        try:
            for name, data in files.items():
                with replacing(part / name) as file:
                    file.write_bytes(data)
            _replace_folder(folder, part)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise storage_failed(folder, error) from error


def _replace_folder(folder: Path, part: Path) -> None:
    """Put `part` in the place of `folder`; of that, what isn't a stem stays."""
    if folder.is_dir():
        old = part.with_name(f"{part.name.removesuffix('.part')}.old.part")
        folder.rename(old)
        for path in old.iterdir():
            if path.suffix != ".wav":
                path.rename(part / path.name)
        shutil.rmtree(old, ignore_errors=True)
    part.replace(folder)


def _files(clip: Path) -> Iterator[Path]:
    """The files that are extras of `clip`."""
    midi = path_of(Extra.MIDI, clip)
    if midi.is_file():
        yield midi
    yield from stems(clip)


def _stems(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(folder.iterdir()) if path.suffix == ".wav" and path.is_file())
