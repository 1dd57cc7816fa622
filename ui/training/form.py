"""The form of the training page: which folder, under which name, on which model, and the rest folded away."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QLocale, Qt, pyqtSignal
from PyQt6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from bridge.settings import expanded
from bridge.tuning.plan import MAX_STEPS
from bridge.vocabulary.music import Meter
from bridge.vocabulary.trainings import (
    DEFAULT_PREVIEW_STEPS,
    STARTER_STEPS,
    USUAL_STEPS,
    TrainingRequest,
)
from ui.common.theme import CONTROL_PX, L, M, S, set_role, style_by
from ui.common.widgets import Combo, FoldButton, choose_folder, field, hbox, icon_button, label, vbox
from ui.training.words import name_for, name_hint, name_problem

_STEP = 50
_METERS = ("4/4", "3/4", "6/8", "5/4", "7/8", "12/8")


class TrainingForm(QFrame):
    """`folder_changed` is emitted when another folder is chosen, or its sounds are to be read in another
    meter; `changed` when anything else changes; `train_requested` when the button is pressed."""

    folder_changed = pyqtSignal()
    changed = pyqtSignal()
    train_requested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._folder = ""
        self._is_name_ours = True
        set_role(self, "panel")
        self.setAccessibleName(self.tr("Training"))
        self.folder, self.name, self.model = QLineEdit(), QLineEdit(), Combo()
        for edit in (self.folder, self.name):
            edit.setAcceptDrops(False)  # the window takes a folder that is dropped
        self.folder.setPlaceholderText(self.tr("Choose a folder, or drop one here"))
        self.folder.setToolTip(self.tr("WAV, FLAC, MP3, OGG and AIFF files, also in its subfolders"))
        self.browse = icon_button("folder", self.tr("Choose the folder of your loops"), role="")
        self.name.setToolTip(self.tr("Name of the LoRA, and the word in a prompt that turns it on"))
        self.model.setToolTip(self.tr("Model that learns your loops. The starter needs no graphics card."))
        self.problem = label("", "failure", wraps=True)
        self.hint = label("", "small", wraps=True)
        self.train = QPushButton(self.tr("Train"))
        set_role(self.train, "primary")
        self._make_more()
        self._lay_out()
        self.set_models(())
        self.folder.editingFinished.connect(lambda: self.set_folder(self.folder.text()))
        self.browse.clicked.connect(self._browse)
        self.name.textEdited.connect(self._name_edited)
        self.name.returnPressed.connect(self.train.click)
        self.train.clicked.connect(self.train_requested)
        self.meter.activated.connect(lambda: self.folder_changed.emit())
        for signal in (
            self.model.currentIndexChanged, self.steps.valueChanged, self.preview_steps.valueChanged,
            self.full.toggled,
        ):  # fmt: skip
            signal.connect(lambda: self.changed.emit())
        self._name_changed()

    def _make_more(self) -> None:
        """The controls whose defaults usually suffice."""
        self.fold = FoldButton(self.tr("More options"))
        self.steps, self.preview_steps, self.meter = QSpinBox(), QSpinBox(), Combo()
        self.steps.setSpecialValueText(self.tr("Default"))
        length = self.tr("How long to train. Default: {small} for the starter, {large} for larger models.")
        small, large = map(QLocale().toString, (STARTER_STEPS, USUAL_STEPS))
        self.steps.setToolTip(length.format(small=small, large=large))
        self.preview_steps.setSpecialValueText(self.tr("None"))
        self.preview_steps.setToolTip(self.tr("How often to render a clip, so that you hear the progress"))
        for spin in (self.steps, self.preview_steps):
            spin.setRange(0, MAX_STEPS)
            spin.setSingleStep(_STEP)
            spin.setGroupSeparatorShown(True)
            spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            spin.setSuffix(self.tr(" steps"))
        self.preview_steps.setValue(DEFAULT_PREVIEW_STEPS)
        self.meter.addItems(_METERS)
        self.meter.setToolTip(self.tr("Meter of sounds that don't state one"))
        self.full = QCheckBox(self.tr("Train the whole model"))
        self.full.setToolTip(
            self.tr(
                "Writes a new model in place of a LoRA. It takes far more memory and renders no previews."
            )
        )
        self.more = QWidget()
        steps = field(self.tr("Length"), self.steps), field(self.tr("Preview every"), self.preview_steps)
        vbox(self.more, hbox(*steps), field(self.tr("Meter"), self.meter), self.full)
        self.more.hide()
        self.fold.toggled.connect(self.more.setVisible)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(S)
        for control in (self.folder, self.name, self.model, self.steps, self.preview_steps, self.meter):
            control.setFixedHeight(CONTROL_PX)
        column.addWidget(field(self.tr("Folder of loops"), self.folder, self.browse))
        column.addWidget(field(self.tr("Name"), self.name))
        column.addWidget(self.problem)
        column.addWidget(self.hint)
        column.addWidget(field(self.tr("Model"), self.model))
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        column.addStretch(1)
        column.addLayout(hbox(self.train, grows=self.train))

    # ---- values ----

    def set_models(self, names: tuple[str, ...]) -> None:
        """Offer these models beside the default one."""
        current = self.model.currentData()
        self.model.clear()
        self.model.addItem(self.tr("Default"), None)
        for name in names:
            self.model.addItem(Path(name).name, name)
        self.model.setCurrentIndex(max(0, self.model.findData(current)))

    def set_folder(self, folder: str) -> None:
        """Choose `folder`; the name is made of its name, unless one was typed."""
        folder = folder.strip()
        self.folder.setText(folder)
        if folder == self._folder:
            return
        self._folder = folder
        if self._is_name_ours:
            self.name.setText(name_for(Path(folder).name) if folder else "")
            self._name_changed()
        self.folder_changed.emit()

    @property
    def has_folder(self) -> bool:
        return bool(self._folder)

    @property
    def is_named(self) -> bool:
        """Whether the name can be used."""
        return not name_problem(self.name.text())

    def request(self, *, dry_run: bool = False) -> TrainingRequest:
        """What the form asks for. A dry run needs no name of the user's."""
        name = self.name.text() if self.is_named else ""
        return TrainingRequest(
            folder=expanded(self._folder),
            name=name or "loop",
            base=self.model.currentData(),
            steps=self.steps.value() or None,
            full=self.full.isChecked(),
            preview_steps=self.preview_steps.value(),
            meter=Meter.parse(self.meter.currentText()),
            dry_run=dry_run,
        )

    def show_request(self, request: TrainingRequest) -> None:
        """Fill in `request`, without reading its folder."""
        self._folder, self._is_name_ours = str(request.folder), False
        self.folder.setText(self._folder)
        self.name.setText(request.name)
        if request.base is not None and self.model.findData(request.base) < 0:
            self.model.addItem(Path(request.base).name, request.base)
        self.model.setCurrentIndex(max(0, self.model.findData(request.base)))
        self.steps.setValue(request.steps or 0)
        self.preview_steps.setValue(request.preview_steps)
        self.full.setChecked(request.full)
        self.meter.setCurrentIndex(max(0, self.meter.findText(str(request.meter or Meter()))))
        self._name_changed()

    def hold(self, is_held: bool) -> None:
        """Let nothing be changed while a training runs."""
        for control in (self.folder, self.browse, self.name, self.model, self.more):
            control.setEnabled(not is_held)

    def _name_edited(self, text: str) -> None:
        self._is_name_ours = not text
        self._name_changed()

    def _name_changed(self) -> None:
        name = self.name.text()
        problem = name_problem(name) if name else ""
        hint = name_hint(name) if name else ""
        for line, text in ((self.problem, problem), (self.hint, hint)):
            line.setText(text)
            line.setVisible(bool(text))
        self.name.setAccessibleDescription(problem or hint)
        style_by(self.name, "wrong", "true" if problem else "false")
        self.changed.emit()

    def _browse(self) -> None:
        choose_folder(self, self.tr("Choose the folder of your loops"), self._folder, self.set_folder)
