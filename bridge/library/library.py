"""The library as the hub uses it: the clips, and the journal of what was accepted."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from bridge.errors import StorageFailed
from bridge.library import clips, journal
from bridge.library.ahead import Ahead, place
from bridge.library.clip_store import ClipStore
from bridge.library.database import storage_errors
from bridge.library.journal_copy import JournalCopy
from bridge.messages.effects import Enqueue
from bridge.messages.events import Answered, Enqueued, NotEnqueued
from bridge.messages.orders import Failure, Priority, QueuedJob
from bridge.sound.files.atomic import make_folder
from bridge.sound.files.names import clip_name
from bridge.vocabulary.clips import Clip

# A full disk has room again when some clips fit.
ROOM_BYTES = 16 * 2**20

ILLEGIBLE = Failure("storage", "An accepted request can't be read from the library any more. Send it again.")
log = logging.getLogger("riffbridge.library")

Admission = Enqueued | Answered | NotEnqueued


class Library(ClipStore):
    """The clips, and the journal of accepted orders. `admit` never raises."""

    _ahead: Ahead | None
    _copy: JournalCopy

    @classmethod
    def open(
        cls,
        database: Path,
        export_folder: Path,
        *,
        max_bytes: int | None = None,
        mend: bool = True,
        ahead: Ahead | None = None,
    ) -> Self:
        """See `ClipStore.open`. What nobody has asked for yet (`Priority.IDLE`) is `ahead`'s."""
        library = super().open(database, export_folder, max_bytes=max_bytes, mend=mend)
        library._ahead, library._copy = ahead, JournalCopy(library.database)
        return library

    def admit(self, asked: Sequence[Enqueue]) -> list[Admission]:
        """Answer from the library what is there; write all else into the journal, in one transaction.

        In the order of `asked`. What cannot be written down is not admitted, with the reason; the
        next call tries anew. Never raises.
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
            broken = "The request holds a text with broken characters; give it in UTF-8."
            return NotEnqueued(asked.sender, Failure("bad-request", broken))
        if found is None and self._ahead is not None:
            found = self._ahead.find(asked.jobs)
            if asked.priority is Priority.IDLE and found is None:
                return Enqueued(self._ahead.order(asked))
            if asked.priority is not Priority.IDLE and found is not None:
                found = self._take_in(asked, found)
        return None if found is None else Answered(asked.sender, found)

    def _take_in(self, asked: Enqueue, made: Sequence[Clip]) -> tuple[Clip, ...] | None:
        """Clips that were made ahead, now that they are asked for; `None` if that cannot be."""
        taken = []
        with contextlib.suppress(StorageFailed), self._writing():
            for clip in made:
                name = clip_name(clip.job, in_key=asked.in_key)
                path = journal.plan(self._connection, clip.job, name, self.export_folder)
                taken.append(place(clip, path))
                self._bytes += clips.put(self._connection, taken[-1], self._clock())
        return tuple(taken) if len(taken) == len(made) else None

    def _journal(self, asked: Sequence[Enqueue]) -> list[QueuedJob]:
        make_folder(self.export_folder)
        if not os.access(self.export_folder, os.W_OK):
            raise StorageFailed(
                f"“{self.export_folder}” may not be written to; choose another export folder."
            )
        now_s = self._clock()
        with self._writing():
            orders = [journal.add(self._connection, each, self.export_folder, now_s) for each in asked]
        self._copy.add(orders)
        return orders

    def shelve(self, order: QueuedJob, made: Sequence[Clip]) -> list[Path]:
        """Enter an order's clips and close it, in one transaction; doing so twice changes nothing.

        Then the oldest clips are removed while there are more than `max_bytes`: their paths are
        returned. Favourites, these clips, and what open orders make or draw from stay.
        """
        if self._ahead is not None and order.priority is Priority.IDLE:
            self._ahead.put(made)
            return []
        now_s = self._clock()
        with self._writing():
            added = sum(clips.put(self._connection, clip, now_s) for clip in made)
            journal.close(self._connection, order.ticket, None, now_s)
        self._copy.close(order.ticket)
        self._bytes += added
        # What is stored is stored: room that cannot be made now is made after the next.
        with contextlib.suppress(StorageFailed):
            return self.make_room(spared=made)
        return []

    def close(self, order: QueuedJob, failure: Failure) -> None:
        """Note why an order came to nothing; it is not taken up again."""
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
        """What was accepted and is not finished, in the order in which it came: at the start, what an
        earlier run left. Each has the path that its clips will have, or have already."""
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

    def made(self, order: QueuedJob) -> tuple[Clip, ...] | None:
        """The clips of an order, if somebody else's has made them since it was admitted."""
        if (found := self.find(order.jobs)) is not None or self._ahead is None:
            return found
        if (ahead := self._ahead.find(order.jobs)) is None:
            return None
        return tuple(place(clip, Path(path)) for clip, path in zip(ahead, order.paths, strict=True))
