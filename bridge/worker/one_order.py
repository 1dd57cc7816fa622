"""The process of one order, for what keeps torch and crashes out of the bridge's.

The order comes on stdin, messages go to stdout; the end of stdin, which is also there when the bridge is
killed, calls the work off.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

import msgspec

from bridge import ipc
from bridge.errors import RiffbridgeError
from bridge.messages.orders import Failure
from bridge.terminal import printable
from bridge.vocabulary.jobs import OnProgress, Progress
from bridge.worker.worker import failure_of

OrderT = TypeVar("OrderT")
# Progress is sent no more often than this.
_TELL_EVERY_S = 0.2
Send = Callable[[Any], None]
Work = Callable[[OrderT, Send, Callable[[], bool]], None]


class Went(msgspec.Struct, frozen=True, tag=True):
    """How far it is."""

    progress: Progress


class Said(msgspec.Struct, frozen=True, tag=True):
    """A note for whoever asked."""

    message: str


class Failed(msgspec.Struct, frozen=True, tag=True):
    """It ends here. `details` are for the log, if something unforeseen went wrong."""

    failure: Failure
    details: str = ""


def serve(read: Callable[[BinaryIO], OrderT | None], work: Work[OrderT]) -> None:
    """Be the process: read the order, and do its `work`, which sends messages."""
    called_off = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: called_off.set())
    orders, messages = ipc.claim_pipes()
    if (order := read(orders)) is None:
        return

    def listen() -> None:
        orders.read()
        called_off.set()

    def send(message: msgspec.Struct) -> None:
        # Without a bridge nobody listens; what is on disk counts.
        with contextlib.suppress(OSError):
            messages.write(ipc.encode(message))
            messages.flush()

    threading.Thread(target=listen, daemon=True).start()
    carry_out(work, order, send, called_off.is_set)


def carry_out(work: Work[OrderT], order: OrderT, send: Send, is_called_off: Callable[[], bool]) -> None:
    """Do the `work` of `order`. What it raises is sent as `Failed`."""
    try:
        work(order, send, is_called_off)
    except Exception as error:
        is_foreseen = isinstance(error, RiffbridgeError)
        send(Failed(failure_of(error), "" if is_foreseen else printable(traceback.format_exc())))


def telling(send: Send) -> OnProgress:
    """Sends progress, as often as somebody wants to know."""
    told_s = float("-inf")

    def tell(progress: Progress) -> None:
        nonlocal told_s
        if (now_s := time.monotonic()) >= told_s + _TELL_EVERY_S:
            told_s = now_s
            send(Went(progress))

    return tell
