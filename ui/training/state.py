"""What the training page knows, from answers and snapshots: the folder that was read, and the training. No
widgets."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from bridge.messages import answers as an
from bridge.messages.answers import Answer, RunningTraining
from bridge.messages.orders import Sender
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import (
    FolderRead,
    Measured,
    Preview,
    RefusedSound,
    Trained,
    TrainingRequest,
    UnderstoodSound,
)


class Reading:
    """How the sounds of a folder are understood, as far as they are read. `problem` says why the folder can't
    be used."""

    def __init__(self, sender: Sender, request: TrainingRequest) -> None:
        self.sender, self.request = sender, request
        self.understood: list[UnderstoodSound] = []
        self.refused: list[RefusedSound] = []
        self.total: FolderRead | None = None
        self.fraction = 0.0
        self.problem = ""

    @property
    def is_running(self) -> bool:
        return self.total is None and not self.problem

    def answered(self, answer: Answer) -> bool:
        """Take in an answer; returns whether it was about this folder."""
        if answer.sender != self.sender:
            return False
        match answer:
            case an.Progressed():
                self.fraction = answer.progress.fraction
            case an.Reported(report=UnderstoodSound() as sound):
                self.understood.append(sound)
            case an.Reported(report=RefusedSound() as sound):
                self.refused.append(sound)
            case an.Reported(report=FolderRead() as total):
                self.total = total
            case an.Failed():
                self.problem = answer.failure.message
        return True


class Stage(StrEnum):
    """How far a training is."""

    RUNNING = "running"
    STOPPING = "stopping"  # after the current step
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


class Run:
    """A training. `sentence` says why it ended early, `note` what else is to be known; it `resumes` if the
    same request would go on with it."""

    def __init__(self, sender: Sender, request: TrainingRequest, stage: Stage = Stage.RUNNING) -> None:
        self.sender, self.request, self.stage = sender, request, stage
        self.progress: Progress | None = None
        self.losses: list[Measured] = []
        self.trained: Trained | None = None
        self.preview: Preview | None = None  # the last one
        self.sentence = self.note = ""
        self.resumes = stage is Stage.STOPPED

    @property
    def is_running(self) -> bool:
        return self.stage in (Stage.RUNNING, Stage.STOPPING)

    @property
    def result(self) -> Trained | None:
        """What can be tried once it has ended: early, the LoRA as it was at the last preview."""
        if self.trained is not None or self.is_running or self.preview is None:
            return self.trained
        job, name = self.preview.clip.job, self.request.name
        return Trained(
            name=name, path=Path(), steps=self.preview.step, full=False, base=job.model, words=job.prompt
        )

    def stop(self) -> None:
        """It was told to stop."""
        if self.stage is Stage.RUNNING:
            self.stage = Stage.STOPPING

    def lost(self) -> None:
        """The bridge that ran it has ended."""
        self.stage, self.resumes = Stage.STOPPED, True

    def answered(self, answer: Answer) -> bool:
        """Take in an answer; returns whether it was about this training."""
        if answer.sender != self.sender:
            return False
        match answer:
            case an.Progressed():
                self.progress = answer.progress
            case an.Noted():
                self.note = answer.message
            case an.Reported(report=Measured() as measured):
                self._measured(measured)
            case an.Reported(report=Preview() as preview):
                self.preview = preview
            case an.Reported(report=Trained() as trained):
                self.stage, self.trained, self.sentence = Stage.DONE, trained, ""
            case an.Failed(failure=failure):
                self.stage = Stage.STOPPED if failure.kind == "cancelled" else Stage.FAILED
                self.sentence = failure.message
                self.resumes = failure.kind != "bad-request"
        return True

    def seen(self, training: RunningTraining) -> None:
        """Take in how a snapshot shows it."""
        self.progress = training.progress or self.progress
        if training.measured is not None:
            self._measured(training.measured)
        if training.is_stopping:
            self.stop()

    def _measured(self, measured: Measured) -> None:
        if not self.losses or self.losses[-1].step < measured.step:
            self.losses.append(measured)
