"""Reads from disk what requests need, in a thread of its own: hashing a model may take seconds."""

from __future__ import annotations

import logging
import queue
import threading
from collections import Counter

from bridge.errors import RiffbridgeError
from bridge.messages import events as ev
from bridge.messages.incoming import Post
from bridge.messages.orders import Failure, Sender
from bridge.requests.context import Reader

log = logging.getLogger("riffbridge.hub")
# Enough for the thread never to wait for the hub; whoever comes next waits for so many.
MAX_READING = 4


class RequestReader:
    """Turns each `RequestCame` into `ClipRequested` or `NotEnqueued` for `post`, in order.

    All methods are for the hub's thread; `post` is called from the reader's own.
    """

    def __init__(self, reader: Reader, post: Post) -> None:
        self._reader, self._post = reader, post
        self._waiting: queue.SimpleQueue[ev.RequestCame | ev.CancelAsked | None] = queue.SimpleQueue()
        self._names: Counter[tuple[str, str, str]] = Counter()
        self._reading = 0
        self._thread = threading.Thread(target=self._run, name="riffbridge-reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End after the request that is being read."""
        self._waiting.put(None)
        self._thread.join(timeout_s)

    def read(self, event: ev.RequestCame) -> None:
        """Read what `event` needs, after those before it."""
        self._names[event.sender.name] += 1
        self._reading += 1
        self._waiting.put(event)

    @property
    def has_room(self) -> bool:
        """Whether to give it more to read now."""
        return self._reading < MAX_READING

    def is_reading(self, sender: Sender) -> bool:
        """Whether a request that `sender` names is here."""
        return self._names[sender.name] > 0

    def follow(self, event: ev.CancelAsked) -> None:
        """Post `event` again behind the request that it is about."""
        self._waiting.put(event)

    def has_read(self, sender: Sender) -> None:
        """The hub has taken what became of a request of `sender`'s."""
        name = sender.name
        if name in self._names:
            self._reading -= 1
            self._names[name] -= 1
            if not self._names[name]:
                del self._names[name]

    def _run(self) -> None:
        while (event := self._waiting.get()) is not None:
            self._post(event if isinstance(event, ev.CancelAsked) else self._outcome(event))

    def _outcome(self, event: ev.RequestCame) -> ev.ClipRequested | ev.NotEnqueued:
        try:
            context = self._reader.read(event.request, from_library=event.source_clip is not None)
        except RiffbridgeError as error:
            return ev.NotEnqueued(event.sender, Failure.of(error))
        except OSError as error:
            why = f"Can't read what the request needs: {error.strerror or error}."
            return ev.NotEnqueued(event.sender, Failure("storage", why))
        except Exception as error:  # a bug: log it and keep serving
            log.exception("while reading what a request needs")
            return ev.NotEnqueued(event.sender, Failure.of_bug(error))
        return ev.ClipRequested(
            sender=event.sender,
            request=event.request,
            context=context,
            priority=event.priority,
            slot=event.slot,
        )
