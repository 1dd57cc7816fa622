"""The table of a folder's sounds: how each is understood, or why it is refused."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from bridge.vocabulary.trainings import RefusedSound, UnderstoodSound
from ui.common.clip_words import key_words
from ui.common.theme import colours
from ui.common.widgets import plain_tip
from ui.training.state import Reading
from ui.training.words import origin_words, plain_words, refusal_words

_FILE_PX, _FILE_SHARE = 190, 0.45


class LoopTable(QTreeWidget):
    """A row for each sound; the refused ones come first, with the reason."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Reading | None = None
        self._refused = self._understood = 0
        self.setAccessibleName(self.tr("Sounds in the folder"))
        self.setHeaderLabels(
            [self.tr("File"), self.tr("Tempo"), self.tr("Bars"), self.tr("Key"), self.tr("Words")]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        if (header := self.header()) is not None:
            header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(0, _FILE_PX)
            header.setStretchLastSection(True)

    def show_reading(self, reading: Reading | None) -> None:
        """Show what was read so far."""
        if reading is not self._shown:
            self.clear()
            self._shown, self._refused, self._understood = reading, 0, 0
        if reading is None:
            return
        refused, understood = reading.refused[self._refused :], reading.understood[self._understood :]
        refusals = [self._refusal(each, reading.request.folder) for each in refused]
        self.insertTopLevelItems(self._refused, refusals)
        for item in refusals:
            item.setFirstColumnSpanned(True)
        self.addTopLevelItems([self._loop(each, reading.request.name) for each in understood])
        self._refused, self._understood = len(reading.refused), len(reading.understood)
        if reading.total is not None and (understood or refused):
            self.setColumnWidth(0, min(self.sizeHintForColumn(0), round(_FILE_SHARE * self.width())))

    def _loop(self, sound: UnderstoodSound, name: str) -> QTreeWidgetItem:
        key = sound.key
        item = QTreeWidgetItem(
            [
                sound.file,
                f"{sound.tempo_bpm:.5g}",
                str(sound.bars),
                key.short if key else "–",
                plain_words(sound, name),
            ]
        )
        item.setToolTip(0, plain_tip(sound.file))
        item.setToolTip(1, origin_words(sound.why))
        item.setToolTip(3, key_words(key) if key else self.tr("No key was heard"))
        item.setToolTip(4, plain_tip(plain_words(sound, name)))
        return item

    def _refusal(self, sound: RefusedSound, folder: Path) -> QTreeWidgetItem:
        words = refusal_words(sound, folder)
        item = QTreeWidgetItem([words])
        item.setForeground(0, QColor(colours(self.palette()).bad))
        item.setToolTip(0, plain_tip(words))
        return item
