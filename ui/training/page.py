"""The page that trains a model on a person's own loops: choose a folder, see what it holds, train, try."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QShowEvent
from PyQt6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bridge.messages.answers import Answer, Snapshot
from bridge.messages.orders import Sender
from bridge.vocabulary.trainings import TrainingRequest
from ui.common.link import Link
from ui.common.state import WindowState, as_text, from_text
from ui.common.theme import L, M, set_role
from ui.common.widgets import hbox, icon_button, label, scroll_area, single_shot
from ui.training.folder_panel import FolderPanel
from ui.training.form import TrainingForm
from ui.training.run_panel import RunPanel
from ui.training.state import Reading, Run, Stage
from ui.training.words import state_words

_FORM_PX = 288
_UPDATE_AFTER_MS = 50
# What is kept from its start until it is done, so that another window can resume it.
_KEPT = "training/request"


class TrainingPage(QWidget):
    """`ended` carries a sentence and a notice's tone when a training ends, `trained` what is there now (a
    `Trained`), `try_requested` the same when it is to be tried; `back_requested` closes the page, which stops
    nothing."""

    ended = pyqtSignal(str, str)
    trained = pyqtSignal(object)
    try_requested = pyqtSignal(object)
    back_requested = pyqtSignal()

    def __init__(self, link: Link, state: WindowState) -> None:
        super().__init__()
        self._link, self._state = link, state
        self._reading: Reading | None = None
        # Reading a folder counts as a training, and only one runs at a time: after a cancel the next waits.
        self._cancelled: Reading | None = None
        self._reads_next = self._is_restored = False
        # The reading that the last training began with: the panel resumes or tries that one.
        self._trained_on: Reading | None = None
        self.run: Run | None = None
        set_role(self, "ground")
        self.setAccessibleName(self.tr("Train on your own loops"))
        self.form, self.folder, self.panel = TrainingForm(), FolderPanel(), RunPanel()
        self._lay_out()
        self._timer = single_shot(self, _UPDATE_AFTER_MS, self._show)
        self._connect()
        self._restore()
        self._show()

    # ---- layout ----

    def _lay_out(self) -> None:
        self.back = icon_button("back", self.tr("Back"), self.tr("Back (Esc)"))
        title = label(self.tr("Train on your own loops"), "heading")
        aside = label(self.tr("Runs on this computer. Nothing is sent anywhere."), "small")
        head = hbox(self.back, title, aside)
        head.insertStretch(2, 1)
        right = QVBoxLayout()
        right.setSpacing(M)
        right.addWidget(self.panel)
        right.addWidget(self.folder, 1)
        self.form.setFixedWidth(_FORM_PX)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, L)
        columns.setSpacing(M)
        columns.addWidget(self.form)
        columns.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(L, M, L, 0)
        outer.setSpacing(M)
        outer.addLayout(head)
        outer.addWidget(scroll_area(content), 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.form.folder_changed.connect(self._read)
        self.form.changed.connect(self._show)
        self.form.train_requested.connect(lambda: self._train(self.form.request()))
        self.folder.again.clicked.connect(self._read)
        self.folder.cancel.clicked.connect(self._cancel_reading)
        self.panel.stop_requested.connect(self.stop)
        self.panel.resume_requested.connect(self._resume)
        self.panel.try_requested.connect(self._try)
        self._link.answered.connect(self._answered)
        self._link.snapshot.connect(self._snapshot)
        self._link.detached.connect(self._lost)

    # ---- the folder ----

    def choose_folder(self, folder: str) -> None:
        """Read `folder`, also if it was read before, unless a training runs."""
        if self.is_training:
            return
        if folder == self.form.folder.text():
            self._read()
        else:
            self.form.set_folder(folder)

    def _read(self) -> None:
        """Read the folder, once a reading before is over."""
        self._cancel_reading()
        if self.form.has_folder and self._cancelled is None:
            self._reads_next = False
            request = self.form.request(dry_run=True)
            self._reading = Reading(self._link.train(request), request)
        else:
            self._reads_next = self.form.has_folder
        self._show()

    def _cancel_reading(self) -> None:
        self._reads_next = False
        if self._reading is not None and self._reading.is_running:
            self._cancelled = self._reading
            self._link.cancel(self._reading.sender)
        self._reading = None
        self._show()

    # ---- the training ----

    @property
    def is_training(self) -> bool:
        return self.run is not None and self.run.is_running

    @property
    def _is_trained(self) -> bool:
        """Whether nothing has changed since the last training: the panel has what can be done with it."""
        run = self.run
        if run is None or run.stage not in (Stage.STOPPED, Stage.DONE):
            return False
        return self._reading is self._trained_on and self.form.request() == run.request

    def stop(self) -> None:
        """Stop the training after its current step."""
        if self.run is not None and self.run.is_running:
            self.run.stop()
            self._link.cancel(self.run.sender)
            self._show()

    def _resume(self) -> None:
        if self.run is not None:
            self._train(self.run.request)

    def _try(self) -> None:
        if self.run is not None:
            self.try_requested.emit(self.run.result)

    def _train(self, request: TrainingRequest) -> None:
        before, self.run = self.run, Run(self._link.train(request), request)
        self._trained_on = self._reading
        if before is not None and before.request == request:  # it goes on
            self.run.losses, self.run.preview = before.losses, before.preview
        self._keep(request)
        self._show()
        self.panel.stop.setFocus()

    def _keep(self, request: TrainingRequest | None) -> None:
        self._state.keep(_KEPT, "" if request is None else as_text(request))
        self._state.save()

    def _restore(self) -> None:
        """Offer to resume what an earlier window left."""
        if (request := from_text(self._state.text(_KEPT), TrainingRequest)) is not None:
            self.run = Run(Sender("", "", ""), request, Stage.STOPPED)
            self.form.show_request(request)
            self._is_restored = True

    def showEvent(self, event: QShowEvent | None) -> None:
        """Read the folder of an earlier window when the page is first seen."""
        super().showEvent(event)
        if self._is_restored:
            self._is_restored = False
            self._read()
            self._trained_on = self._reading

    # ---- the bridge ----

    def _answered(self, answer: Answer) -> None:
        if self._reading is not None and self._reading.answered(answer):
            self._timer.start()
        elif self.run is not None and self.run.is_running and self.run.answered(answer):
            self._timer.start()
            if not self.run.is_running:
                self._ended(self.run)
        elif (
            self._cancelled is not None
            and self._cancelled.answered(answer)
            and not self._cancelled.is_running
        ):
            self._cancelled = None
            if self._reads_next:
                self._read()

    def _ended(self, run: Run) -> None:
        if not run.resumes:
            self._keep(None)
        if run.trained is not None:
            self.trained.emit(run.trained)
        self._show()
        self.ended.emit(state_words(run), "bad" if run.stage is Stage.FAILED else "calm")

    def _snapshot(self, shot: Snapshot) -> None:
        """Show a training also if another program asked for it."""
        if (training := shot.training) is None:
            if self.run is not None and self.run.is_running and not self._link.is_own(self.run.sender):
                self.run = None
                self._timer.start()
            return
        if self.run is None or self.run.sender != training.sender:
            if self.run is not None and self.run.is_running:
                return  # ours is about to be refused, and told why
            self.run = Run(training.sender, training.request)
        self.run.seen(training)
        self._timer.start()

    def _lost(self) -> None:
        self._cancelled = None
        if self._reading is not None and self._reading.is_running:
            self._reading = None
        if self.run is not None and self.run.is_running:
            self.run.lost()
            self._ended(self.run)
        self._timer.start()

    # ---- what is shown ----

    def _show(self) -> None:
        reading, run = self._reading, self.run
        is_reading = (reading is not None and reading.is_running) or self._reads_next
        can_read = self.form.has_folder and not self.is_training
        self.folder.show_reading(reading, is_reading=is_reading, can_read=can_read)
        self.panel.setVisible(run is not None)
        if run is not None:
            self.panel.show_run(run)
        self.form.hold(self.is_training)
        total = None if reading is None else reading.total
        can_train = bool(total and total.loops) and self.form.is_named and not self.is_training
        self.form.train.setEnabled(can_train and not self._is_trained)
