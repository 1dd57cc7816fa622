"""Shows a folder of sounds: how far it is read, what it holds, and how each sound is understood."""

from __future__ import annotations

from PyQt6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout

from ui.common.clip_words import percent
from ui.common.theme import L, M, S, set_role
from ui.common.told_words import told_words
from ui.common.widgets import hbox, icon_button, label
from ui.training.loop_table import LoopTable
from ui.training.state import Reading
from ui.training.words import total_words

_TABLE_PX = 130


class FolderPanel(QFrame):
    """`again` reads the folder again, `cancel` stops reading it."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "panel")
        self.total = label("", "small")
        self.again = icon_button("refresh", self.tr("Read the folder again"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.bar, self.hint, self.table = QProgressBar(), label("", "soft", wraps=True), LoopTable()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Reading the folder"))
        self.table.setMinimumHeight(_TABLE_PX)
        heading = label(self.tr("Loops"), "heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addLayout(hbox(heading, self.total, self.again, self.cancel, grows=self.total))
        column.addWidget(self.bar)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def show_reading(self, reading: Reading | None, *, is_reading: bool, can_read: bool) -> None:
        """Show what was read so far; whether a folder is being read, or about to be; and whether one may be
        read again."""
        self.bar.setVisible(is_reading)
        self.cancel.setVisible(is_reading)
        self.again.setVisible(can_read and not is_reading)
        fraction = 0.0 if reading is None else reading.fraction
        self.bar.setValue(round(1000 * fraction))
        if reading is not None and reading.total is not None:
            words = total_words(reading.total)
        else:
            words = self.tr("Reading: {share}").format(share=percent(fraction)) if is_reading else ""
        self.total.setText(words)
        self.table.show_reading(reading)
        if reading is None:
            hint = "" if is_reading else self._what_to_choose()
        else:
            hint = told_words(reading.problem)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        set_role(self.hint, "failure" if reading is not None and reading.problem else "soft")
        self.table.setVisible(not hint)

    def _what_to_choose(self) -> str:
        return self.tr(
            "Choose a folder with five loops or more that share a sound: an instrument, a kit, a style. "
            "You then see each with its tempo, bars, key and words."
        )
