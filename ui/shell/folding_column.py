"""A column of panels that folds the last of them while there is no room for all."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QSplitter, QWidget

from ui.common.panel import Panel
from ui.common.widgets import vbox


class FoldingColumn(QWidget):
    """Without it, panels in a low window would be squeezed until their parts overlap.

    A panel that was folded for want of room opens again when there is room. One that somebody opens stays
    open, and another is folded for it."""

    def __init__(self) -> None:
        super().__init__()
        # With all folded it is low; the column around it isn't, and so says how much room there is.
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        around = vbox(self, self.splitter)
        around.setStretch(0, 1)
        around.addStretch()
        self._panels: list[Panel] = []
        self._folded_at_px: dict[Panel, int] = {}  # the room that was too little for it
        self._is_folding = False

    def add_panel(self, panel: Panel) -> None:
        """Add a panel below the others. Its minimum heights, open and folded, must be set by now."""
        self.splitter.addWidget(panel)
        self._panels.append(panel)
        panel.folded.connect(lambda _: self._changed(panel))

    def is_folded_by_choice(self, panel: Panel) -> bool:
        """Whether somebody folded it, rather than this column for lack of room."""
        return panel.is_folded and panel not in self._folded_at_px

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        for panel, needed_px in list(self._folded_at_px.items()):
            if self.height() >= needed_px:
                self._set(panel, is_folded=False)
                del self._folded_at_px[panel]
        self._make_room(None)

    def _changed(self, panel: Panel) -> None:
        if not self._is_folding:
            self._folded_at_px.pop(panel, None)
            if not panel.is_folded:
                self._make_room(panel)

    def _make_room(self, kept: Panel | None) -> None:
        for panel in reversed(self._panels):
            needed_px = self.splitter.minimumSizeHint().height()
            if self.isVisible() and panel is not kept and not panel.is_folded and self.height() < needed_px:
                self._folded_at_px[panel] = needed_px
                self._set(panel, is_folded=True)

    def _set(self, panel: Panel, *, is_folded: bool) -> None:
        self._is_folding = True
        panel.set_folded(is_folded)
        self._is_folding = False
