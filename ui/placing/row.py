"""A button that puts the clips in view where the last went, a menu of other places, and what came of it."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bridge.vocabulary.places import Place
from ui.common.clip_selection import ClipSelection, selection_of
from ui.common.menu_button import MenuButton
from ui.common.theme import CONTROL_PX, XS, S, set_role
from ui.common.widgets import label
from ui.placing.menu import fill_place_menu
from ui.placing.tracker import PlacementStatus, PlacementTracker
from ui.placing.words import place_words

_PADDING_PX = 28


class PlaceRow(QWidget):
    """`set_selection` sets which clips to place. `status_changed` is emitted when their status changes,
    `hosts_requested` asks to see the hosts."""

    status_changed = pyqtSignal()
    hosts_requested = pyqtSignal()

    def __init__(self, placements: PlacementTracker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placements = placements
        self._selection = selection_of(())
        self._words, self._last = "", PlacementStatus()
        self.button = QPushButton()
        self.button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.place)
        self.more = MenuButton()
        set_role(self.more, "selection")
        self.more.setFixedWidth(CONTROL_PX)
        self.more.setAccessibleName(self.tr("Another place"))
        self.more.setToolTip(self.tr("Another place"))
        self.more.choices.aboutToShow.connect(self._fill)
        self.status = label("", "small")
        self.status.setWordWrap(True)
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(XS)
        row.addWidget(self.button, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(row)
        column.addWidget(self.status)
        placements.changed.connect(self._show)
        self._show()

    def set_selection(self, selection: ClipSelection) -> None:
        """The clips in view."""
        self._selection = selection
        self._show()

    def place(self) -> None:
        """Put the clips where the last went; where that cannot be, offer what there is."""
        if not self._is_ready:
            return
        if self._placements.default_place is None:
            self.more.open()
        else:
            self._placements.place(self._selection)

    @property
    def _is_ready(self) -> bool:
        is_there = any(not each.missing for each in self._selection.found)
        return is_there and not self._placements.is_waiting

    def _fill(self) -> None:
        fill_place_menu(
            self.more.choices, self._placements.hosts, self._place_at, lambda: self.hosts_requested.emit()
        )

    def _place_at(self, place: Place) -> None:
        self._placements.place(self._selection, place)

    def _show(self) -> None:
        placements, count = self._placements, self._selection.count
        usual = placements.default_place
        if usual is None:
            self._words = self.tr("Place in a host…")
        elif count > 1:
            self._words = self.tr("Place {n} in {place}").format(n=f"{count:,}", place=place_words(usual))
        else:
            self._words = self.tr("Place in {place}").format(place=place_words(usual))
        self.button.setToolTip(self.tr("{what} (Ctrl+P)").format(what=self._words))
        self.button.setAccessibleName(self._words)
        self.button.setEnabled(self._is_ready)
        self.more.setEnabled(self._is_ready)
        self._cut()
        said = placements.status
        is_about = bool(said.sentence) and any(each.digest in said.digests for each in self._selection.found)
        set_role(self.status, "failure" if said.is_bad else "small")
        is_news = is_about and said is not self._last
        self._last = said
        self.status.setText(said.sentence if is_about else "")
        self.status.setAccessibleName(self.status.text())
        self.status.setVisible(is_about)
        if is_news:
            self.status_changed.emit()

    def _cut(self) -> None:
        room = max(0, self.button.width() - _PADDING_PX)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.button.setText(cut.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """As much of the words as there is room for."""
        super().resizeEvent(event)
        self._cut()
