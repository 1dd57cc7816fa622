"""Where a sound is dropped that the next loop starts from, and how much of it is redrawn."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QMouseEvent
from PyQt6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QSlider, QWidget

from bridge.requests.bounds import DEFAULT_STRENGTH
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, XS, S, repolish, set_role
from ui.common.widgets import Elided, icon_button, label

SOUNDS = "*.wav *.flac *.ogg *.oga *.mp3 *.aif *.aiff"


class SourceZone(QFrame):
    """Empty, it invites; filled, it shows a name, a slider of 5–100 %, and ✕. `changed` on either. While
    something is held over the window, it says what would become of that.

    A source is a file, or a clip of the library by its digest.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._clip: str | None = None
        set_role(self, "drop")
        self.setFixedHeight(CONTROL_PX)
        self.setMinimumWidth(150)
        self.setAccessibleName(self.tr("Source"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(XS)
        self._browse = QPushButton(icon("sound"), self.tr("Drop a sound…"))
        set_role(self._browse, "invitation")
        self._browse.setAccessibleName(self.tr("Choose a sound to start from"))
        self._browse.clicked.connect(self._choose)
        self._name, self._held = Elided(), Elided()
        for words in (self._name, self._held):
            words.setContentsMargins(S, 0, 0, 0)
        self.slider = self._make_slider()
        self._percent = label("", "small")
        self._percent.setFixedWidth(34)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._remove = icon_button("close", self.tr("Remove the source"), self.tr("Start from nothing again"))
        self._remove.setFixedSize(CONTROL_PX - 2, CONTROL_PX - 2)
        self._remove.clicked.connect(self.clear)
        row.addWidget(self._browse, 1)
        row.addWidget(self._name, 1)
        row.addWidget(self._held, 1)
        row.addWidget(self.slider)
        row.addWidget(self._percent)
        row.addWidget(self._remove)
        self._show()

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(5, 100)
        slider.setPageStep(10)
        slider.setValue(round(DEFAULT_STRENGTH * 100))
        # Where the window is narrow, it is what gives way.
        slider.setMinimumWidth(36)
        slider.setMaximumWidth(84)
        slider.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        slider.setAccessibleName(self.tr("Strength in percent: how much of the source is redrawn"))
        slider.setToolTip(self.tr("Strength: how much of the source is redrawn"))
        slider.valueChanged.connect(self._show)
        return slider

    @property
    def file(self) -> Path | None:
        return self._file

    @property
    def clip(self) -> str | None:
        return self._clip

    @property
    def is_set(self) -> bool:
        return self._file is not None or self._clip is not None

    @property
    def strength(self) -> float | None:
        """In 0..1; none without a source."""
        return self.slider.value() / 100 if self.is_set else None

    def set_file(self, path: Path) -> None:
        """Start from the sound at `path`."""
        self._set(path, None, path.name)

    def set_clip(self, digest: str, name: str) -> None:
        """Start from a clip of the library."""
        self._set(None, digest, name)

    def set_strength(self, strength: float) -> None:
        self.slider.setValue(round(strength * 100))

    def clear(self) -> None:
        """Start from nothing."""
        self._set(None, None, "")

    def show_drop_hint(self, promise: str) -> None:
        """Something is held over the window, and this would become of it; empty: nothing is."""
        self._held.set_text(promise)
        self.setProperty("over", "true" if promise else "false")
        repolish(self)
        self._show()

    def _set(self, file: Path | None, clip: str | None, name: str) -> None:
        self._file, self._clip = file, clip
        self._name.set_text(name)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._percent.setText(f"{self.slider.value()} %")
        is_held = bool(self._held.text())
        self._held.setVisible(is_held)
        self._browse.setVisible(not self.is_set and not is_held)
        for widget in (self._name, self.slider, self._percent, self._remove):
            widget.setVisible(self.is_set and not is_held)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("A sound to start from"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Sounds ({endings})").format(endings=SOUNDS))
        dialog.fileSelected.connect(lambda path: self.set_file(Path(path)))
        dialog.setModal(False)
        dialog.show()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            event.accept()  # a click beside a control in here is for nobody behind it
