"""The source of the next loop, a sound to drop or choose, and the strength of what the model changes."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QMouseEvent, QResizeEvent
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bridge.requests.bounds import DEFAULT_STRENGTH
from ui.common.clip_words import percent
from ui.common.fields import percent_slider
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, XS, S, set_role, style_by
from ui.common.widgets import Elided, bare, choose_file, icon_button

SOUNDS = "*.wav *.flac *.ogg *.oga *.mp3 *.aif *.aiff"

# Narrower than this, an empty zone has room for its button only.
_ROOMY_PX = 270


class SourceZone(QFrame):
    """Empty, it shows a button; filled, a name and ✕; beside it the strength. During a drag, it shows what
    dropping would do.

    A source is a file, or a library clip by its digest. `changed` is emitted when it is another.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: Path | None = None
        self._clip: str | None = None
        self._is_strength_set = False
        set_role(self, "drop")
        self.setFixedHeight(CONTROL_PX)
        self.setMinimumWidth(150)
        self.setAccessibleName(self.tr("Source"))
        self._browse = QPushButton(icon("sound"), self.tr("Drop a sound…"))
        set_role(self._browse, "invitation")
        self._browse.setAccessibleName(self.tr("Choose a source sound"))
        self._browse.clicked.connect(self._choose)
        self._name, self._hint = Elided(), Elided()
        self._name.setContentsMargins(S, 0, 0, 0)
        self._hint.setContentsMargins(S, 0, 0, 0)
        caption = self.tr(
            "Strength: how much the model changes. Auto is the model's default, 0 for the starter."
        )
        self.slider, self._percent = percent_slider(caption, round(DEFAULT_STRENGTH * 100), 0)
        self.slider.valueChanged.connect(self._strength_moved)
        # In a narrow window, the slider gives way.
        self.slider.setMinimumWidth(36)
        self.slider.setMaximumWidth(84)
        self.slider.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._remove = icon_button("close", self.tr("Remove source"))
        self._remove.setFixedSize(CONTROL_PX - 2, CONTROL_PX - 2)
        self._remove.clicked.connect(self.clear)
        row = bare(QHBoxLayout(self), XS)
        row.setContentsMargins(0, 0, XS, 0)
        for text in (self._browse, self._name, self._hint):
            row.addWidget(text, 1)
        for control in (self.slider, self._percent, self._remove):
            row.addWidget(control)
        self._show()

    @property
    def file(self) -> Path | None:
        return self._file

    @property
    def clip(self) -> str | None:
        return self._clip

    @property
    def name(self) -> str:
        """The name shown."""
        return self._name.text()

    @property
    def is_set(self) -> bool:
        return self._file is not None or self._clip is not None

    @property
    def strength(self) -> float | None:
        """In 0..1; `None` without a source, unless somebody has set it."""
        return self.slider.value() / 100 if self.is_set or self._is_strength_set else None

    def set_file(self, path: Path) -> None:
        """Use the sound at `path`."""
        self._set(path, None, path.name)

    def set_clip(self, digest: str, name: str) -> None:
        """Use a library clip."""
        self._set(None, digest, name)

    def set_strength(self, strength: float | None) -> None:
        """Set the strength; `None` is the default."""
        self.slider.setValue(round((DEFAULT_STRENGTH if strength is None else strength) * 100))
        self._is_strength_set = strength is not None
        self._show()

    def clear(self) -> None:
        """Use no source."""
        self._set(None, None, "")

    def show_drop_hint(self, hint: str) -> None:
        """Show what dropping would do; empty after the drag."""
        self._hint.set_text(hint)
        style_by(self, "over", "true" if hint else "false")
        self._show()

    def _set(self, file: Path | None, clip: str | None, name: str) -> None:
        self._file, self._clip = file, clip
        self._name.set_text(name)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        is_dragging = bool(self._hint.text())
        self._hint.setVisible(is_dragging)
        self._browse.setVisible(not self.is_set and not is_dragging)
        self._name.setVisible(self.is_set and not is_dragging)
        self._remove.setVisible(self.is_set and not is_dragging)
        has_room = self.is_set or self.width() >= _ROOMY_PX
        self.slider.setVisible(has_room and not is_dragging)
        self._percent.setVisible(has_room and not is_dragging)
        strength = self.strength
        self._percent.setText(self.tr("auto") if strength is None else percent(strength))

    def _strength_moved(self) -> None:
        self._is_strength_set = True
        self._show()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._show()

    def _choose(self) -> None:
        sounds = self.tr("Sounds ({patterns})").format(patterns=SOUNDS)
        choose_file(self, self.tr("Choose a source sound"), sounds, self.set_file)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is not None:
            event.accept()  # a click between the controls is not for the window
