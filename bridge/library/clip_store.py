"""The clips in the database and their files: found, listed, starred, checked, and removed for room."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

from bridge.errors import BadRequest, StorageFailed
from bridge.library import clips, retention, search
from bridge.library.checkpointer import Checkpointer
from bridge.library.database import storage_errors, transaction
from bridge.library.reconcile import Reconciliation, read_in, reconcile, remove
from bridge.library.recover import DamagedError, damaged, is_emptied, open_database, start_over
from bridge.library.rows import Found
from bridge.library.search import Query, Sort
from bridge.sound.files.atomic import make_folder
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob


class ClipStore:
    """The clips in `database`; their files in `export_folder`, `max_bytes` at most. For one thread at a time.

    `set_aside` is where a damaged database was put by `open`: then `repair` should be run, by a store of its
    own in a thread of its own, since it reads every file. Methods raise `StorageFailed`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        database: Path,
        export_folder: Path,
        *,
        max_bytes: int | None = None,
        set_aside: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.database = database
        self.export_folder = export_folder
        self.max_bytes = max_bytes
        self.set_aside = set_aside
        self._connection = connection
        self._clock = clock
        self._keeper = Checkpointer(database)
        self._bytes = 0 if max_bytes is None else clips.total_bytes(connection)

    @classmethod
    def open(
        cls,
        database: Path,
        export_folder: Path,
        *,
        max_bytes: int | None = None,
        mend: bool = True,
    ) -> Self:
        """Open the database, making it and the export folder where they are not there.

        A damaged database is set aside, and a new one begun with what could be read of it, unless
        `mend` is false: then, and where the disk refuses, it raises `StorageFailed`.
        """
        database, export_folder = database.absolute(), export_folder.absolute()
        for folder in (database.parent, export_folder):
            make_folder(folder)
        aside = None
        try:
            if is_emptied(database, export_folder):
                raise damaged(database)
            connection = open_database(database)
        except DamagedError:
            if not mend:
                raise
            connection, aside = start_over(database)
        with storage_errors(database):
            return cls(connection, database, export_folder, max_bytes=max_bytes, set_aside=aside)

    def shut(self) -> None:
        """Force everything to disk, and let go of the files."""
        self._keeper.stop()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()

    # ---- the clips ----

    def add(self, made: Sequence[Clip]) -> None:
        """Enter clips that nobody ordered here."""
        with self._writing():
            self._bytes += sum(clips.put(self._connection, clip, self._clock()) for clip in made)

    def find(self, jobs: Sequence[RenderJob]) -> tuple[Clip, ...] | None:
        """The clips of all `jobs`, if each has one whose file is there. Notes those that are gone."""
        with storage_errors(self.database):
            there, gone = clips.by_jobs(self._connection, jobs)
        if gone:
            # Not to be able to note it is no reason not to know it.
            with contextlib.suppress(StorageFailed), self._writing():
                clips.mark_missing(self._connection, gone, True)
        return tuple(there) if len(there) == len(jobs) else None

    def clip(self, name: str) -> Found | None:
        """The clip that `name` is the file's name of, or the beginning of the digest (4 digits or more).

        Whether it is `missing` is as the disk says now. Raises `BadRequest` for what holds a
        separator or is otherwise no bare name, and for digits with which several begin.
        """
        with storage_errors(self.database):
            named = clips.by_name(self._connection, name)
        return None if named is None else named[1]

    def search(self, query: Query) -> tuple[Found, ...]:
        """What `query` asks for, newest first."""
        with storage_errors(self.database):
            return search.search(self._connection, query)

    def numbers(self, query: Query, sort: Sort = Sort.NEWEST) -> array[int]:
        """The numbers of all clips that `query` asks for, in order; its limit and offset do not count.

        With `numbered` a long list is shown a page at a time, and stays as it is while clips come in.
        """
        with storage_errors(self.database):
            return search.numbers(self._connection, query, sort)

    def numbered(self, wanted: Iterable[int]) -> dict[int, Found]:
        """The clips of these numbers, as far as they are still there."""
        with storage_errors(self.database):
            return search.numbered(self._connection, wanted)

    def favourite(self, name: str, favourite: bool = True) -> Found:
        """Make the clip called `name` (as in `clip`) a favourite, or no longer one.

        Raises `BadRequest` if there is none.
        """
        with self._writing():
            if (named := clips.by_name(self._connection, name)) is None:
                raise BadRequest(
                    f"The library has no clip “{name[:40]}”; riffbridge library list shows them."
                )
            clips.mark_favourite(self._connection, named[0], favourite)
        with storage_errors(self.database):
            changed = clips.by_name(self._connection, named[1].digest)
        assert changed is not None
        return changed[1]

    def star(self, numbers: Sequence[int], favourite: bool | None = None) -> bool:
        """Make the clips of these numbers favourites, or no longer, all or none of them; where nobody says
        which, favourites unless all are so already. Returns what they are now."""
        with self._writing():
            if favourite is None:
                favourite = not clips.are_favourites(self._connection, numbers)
            clips.mark_favourites(self._connection, numbers, favourite)
        return favourite

    def number(self, digest: str) -> int | None:
        """The number of the clip with this digest, if there is one."""
        with storage_errors(self.database):
            return clips.number_of(self._connection, digest)

    # ---- the files ----

    def keep_at_most(self, max_bytes: int | None) -> list[Path]:
        """From now on the clips' files may be `max_bytes` at most; see `make_room`."""
        self.max_bytes = max_bytes
        with storage_errors(self.database):
            self._bytes = clips.total_bytes(self._connection)
        return self.make_room()

    def make_room(self, spared: Sequence[Clip] = ()) -> list[Path]:
        """Remove the oldest clips while there are more than `max_bytes`, some at a time; see `retention`."""
        if self.max_bytes is None or self._bytes <= self.max_bytes:
            return []
        digests = {clip.job.digest for clip in spared}
        with storage_errors(self.database):
            # Counted anew, since other programs change the library too.
            self._bytes = clips.total_bytes(self._connection)
            freed_bytes, paths = retention.make_room(
                self._connection, self.export_folder, self._bytes - self.max_bytes, digests
            )
        self._bytes -= freed_bytes
        self._keeper.touch()
        return paths

    def check(self) -> Reconciliation:
        """Look for every clip's file, and in the export folder for those that were moved."""
        with storage_errors(self.database):
            stock = reconcile(self._connection, self.export_folder)
            self._bytes = clips.total_bytes(self._connection)
        return stock

    def repair(self) -> Reconciliation:
        """As `check`; then read in the clips in the export folder that the library does not know, and
        build its indices anew."""
        with storage_errors(self.database):
            stock = reconcile(self._connection, self.export_folder)
            remove(self._connection, stock.unreadable)
            entered = read_in(self._connection, [*stock.unknown, *stock.unreadable])
            with transaction(self._connection):
                self._connection.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
                self._connection.execute("REINDEX")
            self._bytes = clips.total_bytes(self._connection)
        return Reconciliation(
            present=stock.present + len(entered),
            missing=stock.missing,
            found_again=stock.found_again,
            unknown=tuple(path for path in stock.unknown if path not in entered),
            unreadable=tuple(path for path in stock.unreadable if path not in entered),
            read_in=tuple(entered),
        )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with storage_errors(self.database), transaction(self._connection):
            yield
        self._keeper.touch()
