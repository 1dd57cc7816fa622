"""Shows a training: how far it is, its losses, and what can be done: stop, resume, try."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout

from ui.common.theme import L, M, S, set_role
from ui.common.told_words import told_words
from ui.common.widgets import Elided, hbox, label
from ui.training.loss_chart import LossChart
from ui.training.state import Run, Stage
from ui.training.words import loss_words, preview_words, state_words


class RunPanel(QFrame):
    """Shows only those of its three buttons that do something now."""

    stop_requested = pyqtSignal()
    resume_requested = pyqtSignal()
    try_requested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self.title, self.state = label("", "heading"), label("", wraps=True)
        self.losses, self.preview, self.note = (Elided(role="small") for _ in range(3))
        self.bar, self.chart = QProgressBar(), LossChart()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.stop, self.resume = QPushButton(self.tr("Stop")), QPushButton(self.tr("Resume"))
        self.try_it = QPushButton(self.tr("Try it"))
        self.stop.setAccessibleName(self.tr("Stop training"))
        self.stop.setToolTip(self.tr("Stop after the current step. Progress is kept."))
        self.try_it.setToolTip(self.tr("Choose what was trained, with the words of one of your loops"))
        self.buttons = (self.stop, self.resume, self.try_it)
        for button in self.buttons[1:]:
            set_role(button, "primary")
        self.stop.clicked.connect(self.stop_requested)
        self.resume.clicked.connect(self.resume_requested)
        self.try_it.clicked.connect(self.try_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addLayout(hbox(self.title, *self.buttons, grows=self.title))
        for widget in (self.state, self.bar, self.chart, self.losses, self.preview, self.note):
            column.addWidget(widget)

    def show_run(self, run: Run) -> None:
        """Show how `run` stands."""
        failed = run.stage is Stage.FAILED
        title = self.tr("Training “{name}”").format(name=run.request.name)
        self.title.setText(title)
        self.setAccessibleName(title)
        self.state.setText(state_words(run))
        set_role(self.state, "failure" if failed else "")
        self.bar.setVisible(run.is_running)
        self.bar.setValue(round(1000 * run.progress.fraction) if run.progress else 0)
        self.bar.setAccessibleName(self.tr("Progress of {title}").format(title=title))
        last = loss_words(run.losses[-1]) if run.losses else ""
        self.chart.show_losses(run.losses, last)
        self.resume.setText(self.tr("Try again") if failed else self.tr("Resume"))
        self.resume.setToolTip(self.tr("Go on from the last step that was saved"))
        note = told_words(run.note) if run.stage is Stage.RUNNING else ""
        texts = {self.losses: last, self.preview: preview_words(run), self.note: note}
        for widget, text in texts.items():
            widget.set_text(text)
            widget.setVisible(bool(text))
        focused = next((button for button in self.buttons if button.hasFocus()), None)
        shown = (run.is_running, run.resumes and not run.is_running, run.result is not None)
        for button, is_shown in zip(self.buttons, shown, strict=True):
            button.setVisible(is_shown)
        if focused is not None and focused.isHidden() and any(shown):
            self.buttons[shown.index(True)].setFocus()
