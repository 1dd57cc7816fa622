"""Trains in a process of its own (`bridge.worker.one_order`).

Called off, it stops after the current step, with a checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from bridge import ipc
from bridge.settings import Settings
from bridge.terminal import printable
from bridge.tuning.priority import lower_priority
from bridge.tuning.run import run
from bridge.vocabulary.trainings import Report, TrainingRequest
from bridge.worker.one_order import Failed, Said, Went, serve, telling

# A bridge that starts again finds the training of the one before still writing its checkpoint.
_PATIENCE_S = 10.0


class Train(msgspec.Struct, frozen=True, tag=True):
    """The order."""

    request: TrainingRequest
    settings: Settings


class Reported(msgspec.Struct, frozen=True, tag=True):
    """What came of it so far."""

    report: Report


FromTraining = Went | Said | Reported | Failed
read_order: Callable[[BinaryIO], Train | None] = ipc.reader(Train)
read_from_training: Callable[[BinaryIO], FromTraining | None] = ipc.reader(FromTraining)


def train(order: Train, send: Callable[[FromTraining], None], stops: Callable[[], bool]) -> None:
    """Do what `order` says, and send what comes of it. Raises what `run` does."""
    run(
        order.request,
        order.settings,
        on_progress=telling(send),
        tell=lambda message: send(Said(printable(message))),
        report=lambda report: send(Reported(report)),
        stops=stops,
        patience_s=_PATIENCE_S,
    )


if __name__ == "__main__":
    lower_priority()
    serve(read_order, train)
