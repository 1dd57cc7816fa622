"""Reads a request from a file of the inbox: text, TOML, JSON, or a sound to vary.

A file is opened without following a link or waiting for a pipe, and looked at again once it is open,
so that what is read is what was listed. Nothing it says leads out of the inbox.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
import soundfile

from bridge.errors import BadFile, BadRequest
from bridge.inbox.listing import Look, is_ignored, is_sound, is_written
from bridge.pieces.arrangement_file import source_names
from bridge.requests.reading import BadSyntax, request_from, request_from_json, request_from_toml
from bridge.sound.files.clips import read_certificate, read_loop
from bridge.sound.files.loops import whole_bars
from bridge.timing import MAX_BARS
from bridge.vocabulary.music import Meter
from bridge.vocabulary.requests import ClipRequest, PieceRequest

ORIGIN = "folder"
MAX_TEXT_BYTES = 64 << 10
MAX_SOUND_BYTES = 200_000_000

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_WHAT_IS_READ = "use a .txt with a prompt, a .toml or .json request, or a WAV, FLAC, OGG, AIFF or MP3"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TAIL_FRAMES = 1000
# What every arrangement has, and no request for a clip.
_ARRANGEMENT = re.compile(r"^\s*\[\[\s*lane\s*\]\]", re.MULTILINE)


class Unfinished(BadFile):
    """A file that is no request, but may be on its way to become one."""


class Changed(Exception):
    """The file is not what was listed: it will be seen again at the next look."""


def read_request(path: Path, look: Look, *, last_try: bool) -> ClipRequest | PieceRequest:
    """The request that the file at `path` makes, for a clip or a piece; its sources, if any, as bare names.

    Raises `Unfinished` for what may yet become a request, `BadFile` or `BadRequest` for what will
    not, `Changed` if it is not what `look` saw, `OSError` where the system is to blame. On the
    `last_try` a sound that ends before its header says so is taken for what there is of it.
    """
    with _open(path, look) as file:
        if is_sound(path.name):
            _check_sound(file, path, look, last_try=last_try)
            return _variation(path)
        if look.size > MAX_TEXT_BYTES:
            raise BadFile(f"The file has {look.size:,} bytes. A request has at most {MAX_TEXT_BYTES:,}.")
        return _written(path, file.read(MAX_TEXT_BYTES + 1))


@contextlib.contextmanager
def _open(path: Path, look: Look) -> Iterator[BinaryIO]:
    try:
        handle = os.open(path, _OPEN_FLAGS)
    except FileNotFoundError as error:
        raise Changed from error
    except PermissionError as error:
        # Also what Windows says while somebody else is writing it.
        raise Unfinished("It can't be read. Allow reading, or close the program that uses it.") from error
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode) or Look.of(status).mark != look.mark:
            raise Changed
        yield file


def _written(path: Path, data: bytes) -> ClipRequest | PieceRequest:
    suffix = path.suffix.lower()
    if suffix != ".txt" and not is_written(path.name):
        raise Unfinished(f"This file type isn't a request; {_WHAT_IS_READ}.")
    text = _decode(data)
    if not text.strip():
        raise Unfinished("It is empty. Write what you want to hear.")
    if suffix == ".txt":
        return request_from({"prompt": text.strip()}, origin=ORIGIN)
    if suffix == ".toml" and _ARRANGEMENT.search(text):
        return _piece(path, text)
    read = request_from_toml if suffix == ".toml" else request_from_json
    try:
        request = read(text, origin=ORIGIN)
    except BadSyntax as error:
        raise Unfinished(str(error)) from error
    for sound in filter(None, (request.source, request.goal_source)):
        if not is_sound(sound.name) or is_ignored(sound.name):
            raise BadRequest(f"“{sound}” isn't a sound. Use the name of a sound in this folder.")
    return request


def _piece(path: Path, text: str) -> PieceRequest:
    """The piece that an arrangement describes."""
    sources = source_names(text, path.name)
    for name in sources:
        if Path(name).name != name or is_ignored(name):
            raise BadRequest(f"“{name[:60]}” isn't a clip or a sound in this folder. Leave out the path.")
    here = tuple(name for name in sources if is_sound(name) and (path.parent / name).is_file())
    return PieceRequest(text=text, file=path.name, sources=sources, beside=here)


def beside(request: ClipRequest, folder: Path) -> ClipRequest:
    """`request` with the paths of the sounds that it names in `folder`."""
    named = {name: getattr(request, name) for name in ("source", "goal_source")}
    found = {name: folder / path for name, path in named.items() if path is not None}
    return msgspec.structs.replace(request, **found)


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unfinished("It isn't UTF-8 text. Save it as UTF-8.") from error


def _check_sound(file: BinaryIO, path: Path, look: Look, *, last_try: bool) -> None:
    """Raise if it is no sound, or, before the last try, if it is not all there."""
    if look.size > MAX_SOUND_BYTES:
        raise BadFile(f"The file has {look.size:,} bytes. A sound to vary has at most {MAX_SOUND_BYTES:,}.")
    if not last_try and _claimed_bytes(file) > look.size:
        raise Unfinished("It is incomplete. Copy it again.")
    try:
        with soundfile.SoundFile(file) as sound:
            if not sound.frames:
                raise Unfinished("It contains no sound.")
            if not last_try:
                sound.seek(max(0, sound.frames - _TAIL_FRAMES))
                if not len(sound.read(_TAIL_FRAMES)):
                    raise Unfinished("Its sound is incomplete. Copy it again.")
    # A RuntimeError of libsndfile's, and TypeError for `.raw`-like content without a header.
    except (soundfile.SoundFileError, TypeError) as error:
        raise Unfinished("It isn't a sound that can be read. Use WAV, FLAC, OGG, AIFF or MP3.") from error


def _claimed_bytes(file: BinaryIO) -> int:
    """How long the file says it is, if it is of a kind that says so; 0 if not. Padding is left out."""
    head = file.read(24)
    file.seek(0)
    if head[:4] == b"riff":  # Sony Wave64, whose size counts itself
        return int.from_bytes(head[16:], "little")
    if len(head) < 8 or head[:4] not in (b"RIFF", b"FORM"):
        return 0
    size = int.from_bytes(head[4:8], "little" if head[:4] == b"RIFF" else "big")
    # Never filled in, as by programs that write into a pipe.
    return 0 if size in (0, 0xFFFF_FFFF) else 8 + size - 1


def _variation(path: Path) -> ClipRequest:
    """A variation of a sound: of a clip of ours all of its frame, of a stranger's what it claims."""
    source = Path(path.name)
    try:
        job = read_certificate(path).job
    except BadFile:
        reading = read_loop(path)
        if reading is None or not reading.is_claimed:
            return ClipRequest(source=source, origin=ORIGIN)
        bars = whole_bars(reading.loop, Meter())
        bars = bars if bars is not None and bars <= MAX_BARS else None
        return ClipRequest(source=source, tempo_bpm=reading.loop.tempo_bpm, bars=bars, origin=ORIGIN)
    return ClipRequest(
        source=source,
        prompt=job.prompt,
        tempo_bpm=job.tempo_bpm,
        bars=job.bars,
        meter=job.meter,
        # A certificate is only what a file says: a key that there is not is none.
        key=job.key if job.key is not None and 0 <= job.key.tonic < 12 else None,
        origin=ORIGIN,
    )
