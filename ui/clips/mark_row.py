"""The inspector's row for what is marked in the picture of a clip: fill a range, or extend the loop."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QPushButton, QWidget

from bridge.vocabulary.music import Loop
from ui.common.derived_requests import TAKES
from ui.common.marking import Range, beat_quarters, can_fill
from ui.common.theme import set_role
from ui.common.widgets import Elided, hbox, icon_button


class MarkRow(QWidget):
    """Shown while something is marked. `render_requested` carries how many takes to render of it, `cleared`
    is emitted to mark nothing."""

    render_requested = pyqtSignal(int)
    cleared = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Elided("", "small")
        self.action = QPushButton()
        set_role(self.action, "primary")
        self.action.clicked.connect(lambda: self.render_requested.emit(1))
        self.takes = QPushButton(f"×{TAKES}")
        self.takes.clicked.connect(lambda: self.render_requested.emit(TAKES))
        self._clear = icon_button("close", self.tr("Clear the mark"), self.tr("Clear the mark (Esc)"))
        self._clear.clicked.connect(self.cleared)
        row = hbox(self.words, self.action, self.takes, self._clear, grows=self.words)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.show_mark(None, None, None)

    def show_mark(self, loop: Loop | None, part: Range | None, bars: int | None) -> None:
        """Offer to fill `part` of the loop, or to extend it to `bars`."""
        is_marked = loop is not None and (part is not None or bars is not None)
        self.setVisible(is_marked)
        if loop is None or not is_marked:
            return
        if part is not None:
            self._offer(
                self.tr("Fill"), _range_words(self, loop, part), self.tr("Render this part again (R)")
            )
        else:
            more = self.tr("%n more bars", "", (bars or loop.bars) - loop.bars)
            words = self.tr("Extend to {bars}").format(bars=self.tr("%n bars", "", bars or loop.bars))
            self._offer(words, more, self.tr("Extend the loop to this point (R)"))
        is_possible = part is None or can_fill(loop, part)
        if not is_possible:
            self.words.set_text(self.tr("Mark less than the whole loop"))
        self.action.setEnabled(is_possible)
        self.takes.setEnabled(is_possible)

    def _offer(self, action: str, words: str, tip: str) -> None:
        self.words.set_text(words)
        self.action.setText(action)
        self.action.setToolTip(tip)
        self.takes.setAccessibleName(f"{action} ×{TAKES}")
        self.takes.setToolTip(self.tr("Render {n} takes of it").format(n=TAKES))


def _range_words(row: MarkRow, loop: Loop, part: Range) -> str:
    """Such as `Beats 5–8`; off the beat `Beat 2.25 to 3.5`, counted from 1."""
    begin, end = (each / beat_quarters(loop) for each in part)
    if not begin.is_integer() or not end.is_integer():
        return row.tr("Beat {begin} to {end}").format(begin=f"{begin + 1:.4g}", end=f"{end + 1:.4g}")
    if end - begin == 1:
        return row.tr("Beat {beat}").format(beat=int(end))
    return row.tr("Beats {first}–{last}").format(first=int(begin) + 1, last=int(end))
