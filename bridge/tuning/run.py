"""Carries out what is asked to be trained, from the request to the trained file."""

from __future__ import annotations

from collections.abc import Callable

from bridge.errors import Cancelled
from bridge.settings import Settings
from bridge.tuning.order import order_for
from bridge.vocabulary.jobs import OnProgress, Progress, Tell
from bridge.vocabulary.trainings import LISTENING, Report, Trained, TrainingRequest


def run(
    request: TrainingRequest,
    settings: Settings,
    *,
    on_progress: OnProgress,
    tell: Tell,
    report: Callable[[Report], None],
    stops: Callable[[], bool],
    patience_s: float = 0.0,
) -> None:
    """Read the folder and, unless that is all that is asked for, train; `report` hears all that comes of it.

    `stops` is asked between sounds and steps whether to stop: then `Cancelled` is raised, after a checkpoint.
    `patience_s` is `tune`'s.
    Raises `BadRequest`, `BadModel`, `OutOfMemory` and `StorageFailed`.
    """

    def listening(share: float) -> None:
        if stops():
            raise Cancelled("Stopped.")
        on_progress(Progress(stage=LISTENING, fraction=share))

    order = order_for(request, settings)
    # What is wrong with the request is said before torch is loaded.
    from bridge.tuning import reports
    from bridge.tuning.folder import read_set

    own = read_set(
        request.folder,
        request.meter,
        request.name,
        listening,
        lambda sound: report(reports.of_sound(request.folder, sound)),
    )
    report(reports.of_folder(own))
    if order is None:
        return
    from bridge.tuning.session import tune

    path = tune(
        order,
        own,
        settings,
        on_progress=on_progress,
        tell=tell,
        report=report,
        stops=stops,
        patience_s=patience_s,
    )
    report(
        Trained(
            name=order.name,
            path=path,
            steps=order.steps,
            full=order.plan.full,
            base=order.base,
            words=own.loops[0].words,
        )
    )
