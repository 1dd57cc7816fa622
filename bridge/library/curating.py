"""Deletes, restores, renames and tags clips of the library."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from bridge.errors import BadRequest
from bridge.library import clips, trash
from bridge.library.files import digest_in
from bridge.library.rows import Found
from bridge.requests.bounds import MAX_TAG_CHARACTERS, MAX_TAGS, MAX_TITLE_CHARACTERS
from bridge.sound.files.atomic import storage_failed
from bridge.sound.files.names import clip_name, free_path

# With a suffix, a number and what lies beside it, a file's name stays below the 255 bytes that disks take.
_MAX_STEM_BYTES = 220
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
# Names that Windows keeps for devices.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)

Writing = Callable[[], AbstractContextManager[None]]


class Curator:
    """Changes clips of `connection`, each change in a transaction of `writing`; `clock` gives seconds since
    1970. A clip's row is in the library or in the trash at any moment, so that a crash never loses it.

    Methods take a clip's name (as in `clips.by_name`) and raise `BadRequest` where there is none, and
    `StorageFailed` where the disk refuses.
    """

    def __init__(self, connection: sqlite3.Connection, writing: Writing, clock: Callable[[], float]) -> None:
        self._connection, self._writing, self._clock = connection, writing, clock

    def delete(self, name: str) -> Found:
        """Put a clip into the trash; of one whose file is gone, only what is known of it."""
        number, found = self._named(name)
        path, digest = found.clip.path, found.digest
        with self._writing():
            if trash.is_in_use(self._connection, number):
                raise BadRequest(
                    "A render needs this clip. Delete it when the render is done, or cancel the render."
                )
            trash.put(self._connection, number, digest, self._clock())
        if not found.missing:
            try:
                trash.move(path, trash.place_of(path, digest))
            except OSError as error:
                self.restore(digest)
                raise storage_failed(path, error) from error
        return found

    def restore(self, name: str) -> Found:
        """Bring a clip back from the trash, to its place in the list and, if that is free, under its file's
        name."""
        if (trashed := trash.find(self._connection, name)) is None:
            raise BadRequest(
                f"The trash has no clip “{name[:40]}”. Use the id that delete printed, {clips.MIN_ID_LENGTH} "
                "digits or more, or the file's name."
            )
        again = clips.by_name(self._connection, trashed.digest)
        if again is not None and not again[1].missing:  # it was rendered again meanwhile
            self._drop(trashed)
            return again[1]
        path = trashed.path
        if trashed.place.is_file():
            path = free_path(path.parent, path.name)
            try:
                trash.move(trashed.place, path)
            except OSError as error:
                raise storage_failed(path, error) from error
        is_there = digest_in(path) == trashed.digest
        with self._writing():
            trash.take_back(self._connection, trashed, path, missing=not is_there)
        return self._named(trashed.digest)[1]

    def empty_trash(self, older_than_s: float = trash.KEPT_S) -> int:
        """Delete for good what has been in the trash for longer; returns how many clips that were. One whose
        file can't be deleted now stays in the trash until the next time."""
        old = trash.older_than(self._connection, self._clock() - older_than_s)
        return sum(self._drop(each) for each in old)

    def rename(self, name: str, title: str) -> Found:
        """Give a clip a title, and its file a name that says it; "" brings back the name it was made with."""
        number, found = self._named(name)
        title, old = _one_line(title, MAX_TITLE_CHARACTERS), found.clip.path
        if found.missing:
            raise BadRequest(f"The file of “{old.name}” is missing, so it can't be renamed.")
        wanted = f"{file_stem(title)}{old.suffix}" if title else clip_name(found.clip.job)
        path = old if wanted == old.name else free_path(old.parent, wanted)
        if path != old:
            try:
                trash.move(old, path)
            except OSError as error:
                raise storage_failed(path, error) from error
        try:
            with self._writing():
                clips.name(self._connection, number, path, title)
        except BaseException:
            with contextlib.suppress(OSError):
                trash.move(path, old)
            raise
        return self._named(found.digest)[1]

    def tag(self, name: str, tags: Iterable[str]) -> Found:
        """Give a clip these tags, in place of those before."""
        number, found = self._named(name)
        with self._writing():
            clips.tag(self._connection, number, checked_tags(tags))
        return self._named(found.digest)[1]

    def _drop(self, trashed: trash.Trashed) -> bool:
        """Delete a clip in the trash for good, unless its file can't be."""
        try:
            trash.remove(trashed)
        except OSError:
            return False
        with self._writing():
            trash.forget(self._connection, trashed)
        return True

    def _named(self, name: str) -> tuple[int, Found]:
        if (named := clips.by_name(self._connection, name)) is None:
            raise BadRequest(f"The library has no clip “{name[:40]}”. riffbridge library list shows all.")
        return named


def checked_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """`tags` on one line each, without those that differ only in case; commas in a text separate several.

    Raises `BadRequest` for more than there may be.
    """
    several = (_one_line(each, MAX_TAG_CHARACTERS) for text in tags for each in text.split(","))
    first: dict[str, str] = {}
    for each in several:
        first.setdefault(each.casefold(), each)
    kept = tuple(each for each in first.values() if each)
    if len(kept) > MAX_TAGS:
        raise BadRequest(f"A clip has at most {MAX_TAGS} tags.")
    return kept


def file_stem(title: str) -> str:
    """`title` as a file's name without its suffix, allowed on every system; cut where it is too long."""
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", title))
    stem = plain.encode()[:_MAX_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"_{stem}" if not stem or _DEVICES.fullmatch(stem) else stem


def _one_line(text: str, most: int) -> str:
    plain = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in text)
    return " ".join(plain.split())[:most].strip()
