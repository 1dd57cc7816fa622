"""The inspector's row for one of several takes: keep it, discard it, or discard the others."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QPushButton, QWidget

from bridge.library import Found
from ui.common.clip_words import take
from ui.common.widgets import hbox, label, vbox


class TakesRow(QWidget):
    """Shown for a clip that was rendered with others, which can be discarded once it is kept.

    Its signals carry the clip; `counting` asks how many other takes there are, which `show_others` answers.
    """

    kept = pyqtSignal(object)
    discarded = pyqtSignal(object)
    others_discarded = pyqtSignal(object)
    counting = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self.name = label("", "small")
        self.keep = QPushButton(self.tr("Keep"))
        self.keep.setToolTip(self.tr("Keep this take as a favourite (K)"))
        self.discard = QPushButton(self.tr("Discard"))
        self.discard.setToolTip(self.tr("Put this take into the trash (Del)"))
        self.discard_others = QPushButton()
        self.discard_others.setToolTip(self.tr("Put the other takes into the trash (Shift+Del)"))
        for button, signal in (
            (self.keep, self.kept),
            (self.discard, self.discarded),
            (self.discard_others, self.others_discarded),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self._found))
        vbox(self, hbox(self.name, self.keep, self.discard, grows=self.name), self.discard_others)
        self.set_clip(None)

    def set_clip(self, found: Found | None) -> None:
        """The take to keep or discard."""
        is_another = found is None or self._found is None or found.digest != self._found.digest
        self._found = found
        words = "" if found is None or found.missing else take(found.clip.job)
        self.setVisible(bool(words))
        if found is None or not words:
            return
        self.name.setText(words[:1].upper() + words[1:])
        self.keep.setText(self.tr("Kept") if found.favourite else self.tr("Keep"))
        self.keep.setEnabled(not found.favourite)
        if is_another:
            self.discard_others.hide()
        self.count()

    def count(self) -> None:
        """Ask how many other takes there are: some may have come or gone."""
        if self._found is not None and self._found.clip.job.count > 1:
            self.counting.emit(self._found)

    def show_others(self, found: Found, count: int) -> None:
        """Beside `found`, so many other takes of its batch are there."""
        if self._found is not None and found.digest == self._found.digest:
            self.discard_others.setVisible(count > 0 and found.favourite)
            self.discard_others.setText(self.tr("Discard %n other takes", "", count))
