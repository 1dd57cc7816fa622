"""Runs one training at a time, in a process of its own (`bridge.tuning.process`)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from bridge import ipc
from bridge.errors import BadRequest, Busy
from bridge.hub.child import Child
from bridge.hub.failures import ID_IN_USE
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Failure, Sender
from bridge.settings import Settings
from bridge.tuning.process import Reported, Train, read_from_training
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import LISTENING, FolderRead, Measured, Report, Trained, TrainingRequest
from bridge.worker.one_order import Failed, Said, Went

log = logging.getLogger("riffbridge.hub")
_GONE = Failure("engine", "Training stopped unexpectedly. Start it again to resume from the last checkpoint.")
_ENDED = Failure("cancelled", "The bridge was stopped. Start the training again to resume.")
_STOPPED = Failure("cancelled", "Stopped.")
_BEGUN = Progress(stage=LISTENING, fraction=0.0)


@dataclass
class _Run:
    sender: Sender
    request: TrainingRequest
    child: Child
    thread: threading.Thread | None = None
    progress: Progress = _BEGUN
    measured: Measured | None = None
    result: Report | None = None  # once nothing more comes


class Trainings:
    """The training that runs, and beside it one folder that is only read. `post` hears what comes of them.

    They aren't in the journal: what a bridge that ends was training resumes when the same is asked again. For
    the hub's thread.
    """

    def __init__(self, post: Callable[[ev.TrainTold], None]) -> None:
        self._post = post
        self._runs: list[_Run] = []

    @property
    def running(self) -> an.RunningTraining | None:
        """The training that runs, if one does."""
        for run in self._runs:
            if not run.request.dry_run:
                return an.RunningTraining(
                    sender=run.sender,
                    request=run.request,
                    progress=run.progress,
                    measured=run.measured,
                    is_stopping=run.child.is_called_off,
                )
        return None

    def ask(self, sender: Sender, request: TrainingRequest, settings: Settings) -> None:
        """Start the training. The same again, under the same id, changes nothing.

        Raises `Busy` while another runs, and `BadRequest` if `sender` has one of the same id, or the folder's
        name can't be told to a process.
        """
        for other in self._runs:
            if other.sender == sender and other.request == request:
                self._post(ev.TrainTold(sender, other.progress))
                return
            if other.sender == sender:
                raise BadRequest(ID_IN_USE.message)
            if other.request.dry_run == request.dry_run:
                what = "Another folder is being read"
                if not request.dry_run:
                    what = f"“{other.request.name}” is being trained"
                raise Busy(f"{what}. Stop it, or wait until it is done.")
        order = Train(request, settings)
        try:
            ipc.encode(order)
        except UnicodeEncodeError as error:
            raise BadRequest("The folder's path isn't valid Unicode. Rename the folder.") from error
        run = _Run(sender, request, Child("bridge.tuning.process"))
        self._runs.append(run)
        run.thread = threading.Thread(target=self._work, args=(run, order), name="training", daemon=True)
        run.thread.start()
        self._post(ev.TrainTold(sender, run.progress))

    def cancel(self, sender: Sender) -> bool:
        """Stop what `sender` asked for, after the current step; returns whether it was here."""
        run = self._of(sender)
        if run is not None and not run.child.is_called_off:
            self._post(ev.TrainTold(sender, "Stopping after this step …"))
            run.child.call_off()
        return run is not None

    def stop(self, timeout_s: float) -> list[Answer]:
        """Stop everything, and wait a little; returns what whoever asked is told: what was done by then, even
        if it wasn't noted yet. A process that takes longer writes its checkpoint and ends by itself."""
        for run in self._runs:
            run.child.call_off()
        for run in self._runs:
            if run.thread is not None:
                run.thread.join(timeout_s)
        return [
            an.Failed(run.sender, _ENDED) if run.result is None else an.Reported(run.sender, run.result)
            for run in self._runs
        ]

    def note(self, event: ev.TrainTold) -> list[Answer]:
        """Remember what `event` tells; returns what whoever asked is told."""
        if (run := self._of(event.sender)) is None:
            return []
        sender, told = event.sender, event.told
        if _is_end(told, run.request):
            self._runs.remove(run)
        match told:
            case Progress():
                run.progress = told
                return [an.Progressed(sender, told)]
            case str():
                return [an.Noted(sender, told)]
            case Failure():
                return [an.Failed(sender, told)]
            case Measured():
                run.measured = told
        return [an.Reported(sender, told)]

    def _of(self, sender: Sender) -> _Run | None:
        return next((run for run in self._runs if run.sender == sender), None)

    def _work(self, run: _Run, order: Train) -> None:
        """In a thread of its own: pass on what the process says, up to how it ended."""
        is_ended = False
        try:
            for message in run.child.messages(order, read_from_training):
                match message:
                    case Went(told) | Said(told) | Reported(told):
                        pass
                    case Failed(told, details):
                        if details:
                            log.error("while training: %s", details)
                if _is_end(told, run.request):
                    is_ended = True
                    if isinstance(told, Trained | FolderRead):
                        run.result = told
                self._post(ev.TrainTold(run.sender, told))
            gone = _STOPPED if run.child.is_called_off else _GONE
        except OSError as error:
            gone = Failure("engine", f"Training can't be started: {error.strerror}.")
        if not is_ended:
            self._post(ev.TrainTold(run.sender, gone))


def _is_end(told: Progress | str | Report | Failure, request: TrainingRequest) -> bool:
    """Whether nothing more comes of the request once this was told."""
    return isinstance(told, Trained | Failure) or (request.dry_run and isinstance(told, FolderRead))
