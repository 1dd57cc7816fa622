"""Clips copied out of the library, as they are or in another format, with what lies beside them; nothing is
ever overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

from bridge.errors import StorageFailed
from bridge.library.files import digest_in
from bridge.sound.files import extras
from bridge.sound.files.atomic import make_folder, replacing, storage_failed
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.encoding import clip_label, encode_sound
from bridge.sound.files.names import free_path
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat


def export_clip(clip: Clip, folder: Path, file_format: FileFormat | None = None) -> Path:
    """A copy of `clip`, and of what lies beside it, in `folder`, which is made if it is not there; where the
    clip lies.

    As it is, it is copied byte for byte, or the copy that lies there already is taken. In another
    format its samples are written anew, with the certificate that it had: which order it was made
    by, in which format it was made then. Raises `BadFile` if the clip's file is gone or no clip,
    `StorageFailed` if the disk refuses.
    """
    make_folder(folder)
    path = _copied(clip, folder, file_format)
    if path != clip.path:
        extras.copy(clip.path, path)
    return path


def _copied(clip: Clip, folder: Path, file_format: FileFormat | None) -> Path:
    if file_format is None or file_format is clip.job.file_format:
        return _copy(clip.path, folder)
    certificate = read_certificate(clip.path)
    sound, _ = read_audio(clip.path)
    data = encode_sound(sound, clip_label(certificate, file_format))
    path = free_path(folder, clip.path.stem + file_format.suffix)
    with replacing(path) as part:
        part.write_bytes(data)
    return path


def _copy(path: Path, folder: Path) -> Path:
    there = folder / path.name
    if _is_copy(there, path):
        return there
    try:
        with path.open("rb") as source:
            there = free_path(folder, path.name)
            with replacing(there) as part, part.open("wb") as target:
                shutil.copyfileobj(source, target)
    except FileNotFoundError as error:
        raise StorageFailed(f"“{path}” is missing. Nothing was exported.") from error
    except OSError as error:
        raise storage_failed(there, error) from error
    return there


def _is_copy(there: Path, path: Path) -> bool:
    try:
        return there.is_file() and there.stat().st_size == path.stat().st_size and _same(there, path)
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    digest = digest_in(one)
    return digest is not None and digest == digest_in(other)
