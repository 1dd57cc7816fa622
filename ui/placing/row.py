"""A button that places the selected clips where the last ones went, a menu of other places, and the
result."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QPushButton, QSizePolicy, QWidget

from bridge.vocabulary.places import Place
from ui.common.clip_selection import ClipSelection, selection_of
from ui.common.menu_button import MenuButton
from ui.common.theme import CONTROL_PX, XS, set_role
from ui.common.widgets import hbox, label, plain_tip, vbox
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
        set_role(self.more, "choice")
        self.more.setFixedWidth(CONTROL_PX)
        self.more.setAccessibleName(self.tr("More places"))
        self.more.setToolTip(self.tr("More places"))
        self.more.choices.aboutToShow.connect(self._fill)
        self.status = label("", "small", wraps=True)
        vbox(self, hbox(self.button, self.more, grows=self.button, spacing_px=XS), self.status)
        placements.changed.connect(self._show)
        self._show()

    def set_selection(self, selection: ClipSelection) -> None:
        """The clips to place."""
        self._selection = selection
        self._show()

    def place(self) -> None:
        """Place the clips where the last ones went; without such a place, open the menu."""
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
        place = placements.default_place
        if place is None:
            self._words = self.tr("Place in host…")
        elif count > 1:
            self._words = self.tr("Place {n} clips in {place}").format(
                n=f"{count:,}", place=place_words(place)
            )
        else:
            self._words = self.tr("Place in {place}").format(place=place_words(place))
        self.button.setToolTip(plain_tip(self.tr("{what} (Ctrl+P)").format(what=self._words)))
        self.button.setAccessibleName(self._words)
        self.button.setEnabled(self._is_ready)
        self.more.setEnabled(self._is_ready)
        self._elide()
        status = placements.status
        is_about = any(each.digest in status.digests for each in self._selection.found)
        set_role(self.status, "failure" if status.is_bad else "small")
        is_news = is_about and status is not self._last
        self._last = status
        self.status.setText(status.sentence if is_about else "")
        self.status.setAccessibleName(self.status.text())
        self.status.setVisible(is_about)
        if is_news:
            self.status_changed.emit()

    def _elide(self) -> None:
        room = max(0, self.button.width() - _PADDING_PX)
        elided = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.button.setText(elided.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._elide()
