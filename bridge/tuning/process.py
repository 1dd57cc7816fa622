"""Trains in a process of its own, which keeps torch and crashes out of the bridge's.

An order comes on stdin, messages go to stdout. At the end of stdin, which is also there when the bridge is
killed, the training stops after the current step, with a checkpoint.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from bridge import ipc
from bridge.errors import RiffbridgeError
from bridge.messages.orders import Failure
from bridge.settings import Settings
from bridge.terminal import printable
from bridge.tuning.order import order_for
from bridge.tuning.priority import lower_priority
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import Report, TrainingRequest
from bridge.worker.worker import failure_of

# Progress is sent no more often than this.
_TELL_EVERY_S = 0.2
# A bridge that starts again finds the training of the one before still writing its checkpoint.
_PATIENCE_S = 10.0


class Train(msgspec.Struct, frozen=True, tag=True):
    """The order."""

    request: TrainingRequest
    settings: Settings


class Went(msgspec.Struct, frozen=True, tag=True):
    """How far it is."""

    progress: Progress


class Said(msgspec.Struct, frozen=True, tag=True):
    """A note for whoever asked."""

    message: str


class Reported(msgspec.Struct, frozen=True, tag=True):
    """What came of it so far."""

    report: Report


class Failed(msgspec.Struct, frozen=True, tag=True):
    """It ends here. `details` are for the log, if something unforeseen went wrong."""

    failure: Failure
    details: str = ""


FromTraining = Went | Said | Reported | Failed
read_order: Callable[[BinaryIO], Train | None] = ipc.reader(Train)
read_from_training: Callable[[BinaryIO], FromTraining | None] = ipc.reader(FromTraining)


def train(order: Train, send: Callable[[FromTraining], None], stops: Callable[[], bool]) -> None:
    """Do what `order` says, and send what comes of it; the last message tells how it ended."""
    told_s = float("-inf")

    def on_progress(progress: Progress) -> None:
        nonlocal told_s
        if (now_s := time.monotonic()) >= told_s + _TELL_EVERY_S:
            told_s = now_s
            send(Went(progress))

    try:
        order_for(order.request, order.settings)  # what is wrong is told before torch is loaded
        from bridge.tuning.run import run

        run(
            order.request,
            order.settings,
            on_progress=on_progress,
            tell=lambda message: send(Said(printable(message))),
            report=lambda report: send(Reported(report)),
            stops=stops,
            patience_s=_PATIENCE_S,
        )
    except Exception as error:
        is_foreseen = isinstance(error, RiffbridgeError)
        send(Failed(failure_of(error), "" if is_foreseen else printable(traceback.format_exc())))


def main() -> None:
    """The process."""
    stopped = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.set())
    orders, messages = ipc.claim_pipes()
    if (order := read_order(orders)) is None:
        return
    lower_priority()

    def listen() -> None:
        orders.read()
        stopped.set()

    def send(message: FromTraining) -> None:
        # Without a bridge nobody listens; the checkpoint counts.
        with contextlib.suppress(OSError):
            messages.write(ipc.encode(message))
            messages.flush()

    threading.Thread(target=listen, daemon=True).start()
    train(order, send, stopped.is_set)


if __name__ == "__main__":
    main()
