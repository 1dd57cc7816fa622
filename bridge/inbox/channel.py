"""The watched folder as a channel of the hub: files in, requests to the hub, answers to moves.

One thread looks at the inbox: when the system says that something happened there, when an answer
came, when a file is due, and every few seconds in any case. All it knows is in its `Ledger`.
"""

from __future__ import annotations

import hashlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.errors import BadFile, RiffbridgeError, StorageFailed
from bridge.inbox.ledger import Entry, Ledger
from bridge.inbox.listing import Listing, Look, list_inbox
from bridge.inbox.moving import is_unicode, move, rename_in_unicode
from bridge.inbox.reading import Changed, Unfinished, beside, read_request
from bridge.inbox.watching import Watch
from bridge.messages.answers import Answer, Done, Failed, Joined, Noted, Placed
from bridge.messages.events import PieceAsked, RequestCame
from bridge.messages.orders import Priority, Sender
from bridge.requests.kinds import printable
from bridge.vocabulary.requests import PieceRequest

_log = logging.getLogger(__name__)

SETTLE_S = 1.0
GRACE_S = 10.0
POLL_S = 2.0
# A program that writes on and on must not keep us looking on and on.
_BETWEEN_LOOKS_S = 0.1
# More than that at once are nothing that somebody sits and waits for.
_MANY = 4


class FolderChannel:
    """Asks for what is dropped into `inbox`, and moves it to `done` or `refused` by what is answered.

    `Sender.address` is the version of the file (its size and time), so that also the answer to what
    an earlier run of the bridge asked finds its file, or sees that it is another one by now.
    `clock` is monotonic, in seconds; `settle_s` is how long a file must stand still to count,
    `grace_s` how long to make sense, `poll_s` how often to look where the system tells nothing.
    """

    name = "folder"

    def __init__(
        self,
        post: Callable[[RequestCame | PieceAsked], None],
        inbox: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        settle_s: float = SETTLE_S,
        grace_s: float = GRACE_S,
        poll_s: float = POLL_S,
        events: bool = True,
    ) -> None:
        if not is_unicode(str(inbox)):
            raise BadFile(f"The inbox {str(inbox)!a} has a name that isn't UTF-8. Choose another folder.")
        self._post = post
        self._inbox = inbox.absolute()
        self._clock = clock
        self._poll_s = poll_s
        self._ledger = Ledger(settle_s, grace_s)
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._watch = Watch(self._inbox, self._wake.set) if events else None
        self._thread = threading.Thread(target=self._run, name="riffbridge-folder", daemon=True)
        self._is_away = False
        self._strange: frozenset[str] = frozenset()

    def start(self) -> None:
        """Make the inbox if it is not there, and begin to look. A drive that is away may come later."""
        try:
            self._inbox.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            _log.warning("The inbox “%s” can't be created: %s.", self._inbox, error.strerror)
        self._thread.start()

    def reply(self, to: Sender, answer: Answer) -> None:
        """Take an answer; what it means is done by the folder's own thread."""
        if isinstance(answer, Done | Joined | Placed | Failed | Noted):
            self._answers.put(answer)
            self._wake.set()

    def stop(self) -> None:
        """Look no more. What was answered by now is still moved."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5.0)
        if self._watch is not None:
            self._watch.stop()

    def scan(self, now_s: float) -> None:
        """One look at everything: hear answers, list, read what is due, ask, and move."""
        self._hear(now_s)
        listing = self._list()
        if listing is None:
            return
        self._ledger.saw(listing.files, now_s)
        for name, look, last_try in self._ledger.to_read(now_s):
            self._read(name, look, now_s, last_try=last_try)
        for entry in self._ledger.to_ask(now_s):
            self._ask(entry)
        self._move(now_s)

    # ---- the thread ----

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            now_s = self._clock()
            try:
                if self._watch is not None:
                    self._watch.keep()
                self.scan(now_s)
            except Exception:  # whatever it is, the next look may go better
                _log.exception("Reading the inbox failed.")
            self._stopping.wait(_BETWEEN_LOOKS_S)
            self._wake.wait(self._pause_s(now_s))
        self._hear(self._clock())
        self._move(self._clock())

    def _pause_s(self, looked_s: float) -> float:
        """How long to wait for something to happen, after the look at `looked_s`."""
        due_s = self._ledger.next_s(looked_s)
        if due_s is None:
            return self._poll_s
        return min(self._poll_s, max(0.0, due_s - self._clock()))

    # ---- the steps of a look ----

    def _hear(self, now_s: float) -> None:
        while not self._answers.empty():
            answer = self._answers.get()
            if isinstance(answer, Done | Joined | Placed | Failed):
                self._ledger.answered(answer, now_s)
            elif isinstance(answer, Noted):
                _log.info("“%s”: %s", printable(answer.sender.id), answer.message)

    def _list(self) -> Listing | None:
        try:
            listing = list_inbox(self._inbox)
        except OSError as error:
            if not self._is_away:
                _log.warning("The inbox “%s” can't be read: %s.", self._inbox, error.strerror)
            self._is_away = True
            return None
        self._is_away = False
        for name in sorted(listing.strange - self._strange):
            _log.warning("“%s” is a link, a pipe or a device and is ignored.", printable(name))
        self._strange = listing.strange
        return listing

    def _read(self, name: str, look: Look, now_s: float, *, last_try: bool) -> None:
        ledger, path = self._ledger, self._inbox / name
        try:
            if not is_unicode(name):
                rename_in_unicode(path)
                ledger.moved(name)  # and found anew
                return
            request = read_request(path, look, last_try=last_try)
        except Changed:
            ledger.put_off(name, now_s)
        except Unfinished as error:
            ledger.unfinished(name, str(error), now_s)
        except (OSError, MemoryError, StorageFailed) as error:
            if ledger.put_off(name, now_s):
                _log.warning("“%s” can't be used now: %s", printable(name), printable(str(error)))
        except RiffbridgeError as error:
            ledger.refuse(name, str(error), now_s)
        except Exception:  # one file must not keep us from all others
            _log.exception("“%s” can't be read.", printable(name))
            ledger.unfinished(name, "It can't be read. The log has details.", now_s)
        else:
            ledger.understood(name, request, now_s)

    def _ask(self, entry: Entry) -> None:
        request, look = entry.request, entry.look
        assert request is not None and look is not None
        sender = Sender(self.name, look.mark, entry.name)
        if isinstance(request, PieceRequest):
            self._post(PieceAsked(sender, request, self._inbox))
            return
        request = beside(request, self._inbox)
        if request.seed is None:
            request = msgspec.structs.replace(request, seed=_seed(entry.name, look))
        many = self._ledger.underway > _MANY or (request.count or 1) > _MANY
        self._post(
            RequestCame(
                sender=sender,
                request=request,
                priority=Priority.BATCH if many else Priority.NORMAL,
            )
        )

    def _move(self, now_s: float) -> None:
        for name, look, fate in self._ledger.to_move(now_s):
            try:
                move(self._inbox / name, look, fate)
            except StorageFailed as error:
                if self._ledger.put_off(name, now_s):
                    _log.warning("%s Trying again.", printable(str(error)))
            else:
                self._ledger.moved(name)


def _seed(name: str, look: Look) -> int:
    """The seed for a file that gives none: its own, so that asking again after a crash asks for the same.

    The time of its last change is in it: a file that is dropped a second time is a new wish.
    """
    version = f"{look.size} {look.mtime_ns} {look.ctime_ns} {name}"
    return int.from_bytes(hashlib.sha256(version.encode()).digest()[:4], "big")
