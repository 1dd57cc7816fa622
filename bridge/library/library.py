"""The library as the bridge uses it: one object, which one thread at a time may use."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bridge.errors import BadRequest, StorageFailed
from bridge.library import clips, journal, search
from bridge.library.ahead import Ahead, place
from bridge.library.checkpointer import Checkpointer
from bridge.library.curating import Curator
from bridge.library.database import storage_errors, transaction
from bridge.library.journal_copy import JournalCopy
from bridge.library.query import Query, Values
from bridge.library.reconcile import Reconciliation, reconcile, repair
from bridge.library.recover import DamagedError, damaged, is_emptied, open_database, start_over
from bridge.library.room import Room
from bridge.library.rows import Found
from bridge.library.search import Sort, Take
from bridge.library.trash import KEPT_S
from bridge.messages.effects import Enqueue
from bridge.messages.events import Answered, Enqueued, NotEnqueued
from bridge.messages.orders import Failure, Priority, QueuedJob
from bridge.sound.files import extras
from bridge.sound.files.atomic import make_folder
from bridge.sound.files.names import clip_name
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob

# A full disk has room again when some clips fit.
ROOM_BYTES = 16 * 2**20

ILLEGIBLE = Failure("storage", "An accepted request can't be read from the library any more. Send it again.")
log = logging.getLogger("riffbridge.library")

Admission = Enqueued | Answered | NotEnqueued


class Library:
    """The clips and the journal in `database`; the clips' files in `export_folder`, `max_bytes` at most.

    `set_aside` is where `open` put a damaged database. Then run `repair`, in a thread and on a library of its
    own, since it reads every file. Methods raise `StorageFailed`, except `admit`, which never raises. What
    nobody has asked for yet (`Priority.IDLE`) goes to `ahead`.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        database: Path,
        export_folder: Path,
        *,
        max_bytes: int | None = None,
        set_aside: Path | None = None,
        ahead: Ahead | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.database = database
        self.export_folder = export_folder
        self.set_aside = set_aside
        self.room = Room(connection, export_folder, max_bytes)
        self._connection = connection
        self._ahead = ahead
        self._clock = clock
        self._curator = Curator(connection, self._writing, clock)
        self._keeper = Checkpointer(database)
        self._copy = JournalCopy(database)

    @classmethod
    def open(
        cls,
        database: Path,
        export_folder: Path,
        *,
        max_bytes: int | None = None,
        mend: bool = True,
        ahead: Ahead | None = None,
    ) -> Library:
        """Open the library; create it and the export folder if they don't exist.

        A damaged database is set aside, and a new one begins with what can be read of it. Raises
        `StorageFailed` if the disk refuses, and for a damaged database if `mend` is false.
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
            return cls(connection, database, export_folder, max_bytes=max_bytes, set_aside=aside, ahead=ahead)

    def shut(self) -> None:
        """Force everything to disk, and close the files."""
        self._keeper.stop()
        self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()

    # ---- the journal ----

    def admit(self, asked: Sequence[Enqueue]) -> list[Admission]:
        """Answer with the clips that exist; write all other requests into the journal, in one transaction.

        Answers are in the order of `asked`. What can't be written is refused with the reason; the next call
        tries again. Never raises.
        """
        try:
            answers = [self._answer(each) for each in asked]
            waiting = [each for each, answer in zip(asked, answers, strict=True) if answer is None]
            orders = iter(self._journal(waiting) if waiting else [])
        except StorageFailed as error:
            return [NotEnqueued(each.sender, Failure.of(error)) for each in asked]
        return [answer if answer is not None else Enqueued(next(orders)) for answer in answers]

    def _answer(self, asked: Enqueue) -> Admission | None:
        try:
            found = self.find(asked.jobs)
        except UnicodeEncodeError:
            # Such a job has no digest: a path in bytes that are no text got into it.
            broken = "A text in the request has broken characters. Send it in UTF-8."
            return NotEnqueued(asked.sender, Failure("bad-request", broken))
        if found is None and self._ahead is not None:
            found = self._ahead.find(asked.jobs)
            if asked.priority is Priority.IDLE and found is None:
                return Enqueued(self._ahead.order(asked))
            if asked.priority is not Priority.IDLE and found is not None:
                found = self._take_in(asked, found)
        if found is None or _lack_extras(found, asked.extras):
            return None
        return Answered(asked.sender, found)

    def _take_in(self, asked: Enqueue, made: Sequence[Clip]) -> tuple[Clip, ...] | None:
        """Move clips that were rendered ahead into the library; `None` if that fails."""
        taken = []
        with contextlib.suppress(StorageFailed), self._writing():
            for clip in made:
                name = clip_name(clip.job, in_key=asked.in_key)
                path = journal.plan(self._connection, clip.job, name, self.export_folder)
                taken.append(place(clip, path))
                self.room.used_bytes += clips.put(self._connection, taken[-1], self._clock())
        return tuple(taken) if len(taken) == len(made) else None

    def _journal(self, asked: Sequence[Enqueue]) -> list[QueuedJob]:
        make_folder(self.export_folder)
        if not os.access(self.export_folder, os.W_OK):
            raise StorageFailed(f"“{self.export_folder}” can't be written to. Choose another export folder.")
        now_s = self._clock()
        with self._writing():
            orders = [journal.add(self._connection, each, self.export_folder, now_s) for each in asked]
        self._copy.add(orders)
        return orders

    def shelve(self, order: QueuedJob, made: Sequence[Clip]) -> list[Path]:
        """Add an order's clips and close the order, in one transaction; doing so twice changes nothing.

        Then remove the oldest clips while there are more than `max_bytes`, and return their paths.
        Favourites, these clips, and what open orders render or start from stay.
        """
        if self._ahead is not None and order.priority is Priority.IDLE:
            self._ahead.put(made)
            return []
        now_s = self._clock()
        with self._writing():
            # The last first: lists, newest first, then show takes in order.
            added = sum(clips.put(self._connection, clip, now_s) for clip in reversed(made))
            journal.close(self._connection, order.ticket, None, now_s)
        self._copy.close(order.ticket)
        self.room.used_bytes += added
        # What is stored is stored: room that cannot be made now is made after the next.
        with contextlib.suppress(StorageFailed):
            return self.make_room(spared=made)
        return []

    def close(self, order: QueuedJob, failure: Failure) -> None:
        """Note why an order failed; it isn't tried again."""
        if self._ahead is not None and order.priority is Priority.IDLE:
            return
        with self._writing():
            journal.close(self._connection, order.ticket, failure, self._clock())
        self._copy.close(order.ticket)

    def has_room(self) -> bool:
        """Whether the export folder's disk has room for clips again."""
        try:
            return shutil.disk_usage(self.export_folder).free >= ROOM_BYTES
        except OSError:
            return False

    def open_orders(self) -> list[QueuedJob]:
        """The orders that aren't finished, in the order in which they came; at the start, those of earlier
        runs. Each has the paths that its clips have or will have."""
        # Old ones may stay until there is room to write again.
        with contextlib.suppress(StorageFailed), self._writing():
            journal.forget_old(self._connection)
        with storage_errors(self.database):
            orders, illegible = journal.open_orders(self._connection)
        for ticket in illegible:
            log.warning("%s", ILLEGIBLE.message)
            with contextlib.suppress(StorageFailed), self._writing():
                journal.close(self._connection, ticket, ILLEGIBLE, self._clock())
        self._copy.restart(orders)
        return orders

    # ---- the clips ----

    def add(self, made: Sequence[Clip]) -> None:
        """Add clips that weren't ordered from this library."""
        with self._writing():
            self.room.used_bytes += sum(clips.put(self._connection, clip, self._clock()) for clip in made)

    def find(self, jobs: Sequence[RenderJob]) -> tuple[Clip, ...] | None:
        """The clips of all `jobs`, if each has one whose file is there. Notes those that are gone."""
        with storage_errors(self.database):
            there, gone = clips.by_jobs(self._connection, jobs)
        if gone:
            # The answer is right even if this can't be noted.
            with contextlib.suppress(StorageFailed), self._writing():
                clips.mark_missing(self._connection, gone, True)
        return tuple(there) if len(there) == len(jobs) else None

    def made(self, order: QueuedJob) -> tuple[Clip, ...] | None:
        """The clips of an order, if another order has rendered them since it was admitted, with everything
        that is to be beside them."""
        if (found := self.find(order.jobs)) is not None or self._ahead is None:
            return None if found is None or _lack_extras(found, order.extras) else found
        if order.extras or (ahead := self._ahead.find(order.jobs)) is None:
            return None
        return tuple(place(clip, Path(path)) for clip, path in zip(ahead, order.paths, strict=True))

    def clip(self, name: str) -> Found | None:
        """The clip whose file has this name, with or without its suffix, or whose digest begins with it (4
        digits or more).

        `missing` is as the disk says now. Raises `BadRequest` for a name with a separator, and for digits
        with which several digests begin.
        """
        with storage_errors(self.database):
            named = clips.by_name(self._connection, name)
        return None if named is None else named[1]

    def search(self, query: Query) -> tuple[Found, ...]:
        """The clips that match `query`, newest first."""
        with storage_errors(self.database):
            return search.search(self._connection, query)

    def numbers(self, query: Query, sort: Sort = Sort.NEWEST) -> array[int]:
        """The numbers of all clips that match `query`, in order; its limit and offset are ignored.

        With `numbered`, a long list is shown a page at a time, and keeps its order while clips arrive.
        """
        with storage_errors(self.database):
            return search.numbers(self._connection, query, sort)

    def numbered(self, wanted: Iterable[int]) -> dict[int, Found]:
        """The clips with these numbers that still exist."""
        with storage_errors(self.database):
            return search.numbered(self._connection, wanted)

    def takes(self) -> list[Take]:
        """All clips that were rendered with others, batch by batch, each from its first take on."""
        with storage_errors(self.database):
            return search.takes(self._connection)

    def values(self) -> Values:
        """The keys, lengths, models and tags that clips have, for filters."""
        with storage_errors(self.database):
            return search.values(self._connection)

    def favourite(self, name: str, favourite: bool = True) -> Found:
        """Make the clip called `name` (as in `clip`) a favourite, or take that back.

        Raises `BadRequest` if there is none.
        """
        with self._writing():
            if (named := clips.by_name(self._connection, name)) is None:
                raise BadRequest(f"The library has no clip “{name[:40]}”. riffbridge library list shows all.")
            clips.mark_favourite(self._connection, named[0], favourite)
        with storage_errors(self.database):
            changed = clips.by_name(self._connection, named[1].digest)
        assert changed is not None
        return changed[1]

    def delete(self, name: str) -> Found:
        """Put the clip called `name` (as in `clip`) into the trash, which keeps it for 30 days.

        Raises `BadRequest` if there is none, or a render needs it.
        """
        found = self._curator.delete(name)
        with storage_errors(self.database):
            self.room.count()
        return found

    def restore(self, name: str) -> Found:
        """Bring a deleted clip back. Raises `BadRequest` if the trash has none of this name."""
        found = self._curator.restore(name)
        with storage_errors(self.database):
            self.room.count()
        return found

    def empty_trash(self, older_than_s: float = KEPT_S) -> int:
        """Delete for good what has been in the trash for so long; returns how many clips."""
        return self._curator.empty_trash(older_than_s)

    def rename(self, name: str, title: str) -> Found:
        """Give a clip a title, and its file a name from it; "" brings the first name back.

        Raises `BadRequest` if there is none, or its file is missing.
        """
        return self._curator.rename(name, title)

    def tag(self, name: str, tags: Iterable[str]) -> Found:
        """Give a clip these tags, in place of those before. Raises `BadRequest` if there is none."""
        return self._curator.tag(name, tags)

    def star(self, numbers: Sequence[int], favourite: bool | None = None) -> bool:
        """Make the clips with these numbers favourites, or take that back; with `None`, make them favourites
        unless all are already. Returns what they are now."""
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
        """Limit the clips' files to `max_bytes` from now on; see `make_room`."""
        self.room.max_bytes = max_bytes
        with storage_errors(self.database):
            self.room.count()
        return self.make_room()

    def make_room(self, spared: Sequence[Clip] = ()) -> list[Path]:
        """Remove the oldest clips while there are more than `max_bytes`, some at a time; see `retention`."""
        with storage_errors(self.database):
            paths = self.room.make(spared)
        self._keeper.touch()
        return paths

    def check(self) -> Reconciliation:
        """Look for every clip's file, and in the export folder for files that were moved."""
        with storage_errors(self.database):
            stock = reconcile(self._connection, self.export_folder)
            self.room.count()
        return stock

    def repair(self) -> Reconciliation:
        """Do what `check` does, then read in clips of the export folder that the library doesn't know, and
        rebuild its indices."""
        with storage_errors(self.database):
            stock = repair(self._connection, self.export_folder)
            self.room.count()
        return stock

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with storage_errors(self.database), transaction(self._connection):
            yield
        self._keeper.touch()


def _lack_extras(found: Sequence[Clip], wanted: Sequence[Extra]) -> bool:
    """Whether anything of `wanted` isn't beside one of these clips."""
    return any(extras.missing(clip.path, wanted) for clip in found)
