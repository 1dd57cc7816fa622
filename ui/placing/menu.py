"""The menu of places: what connected hosts offer, and why the others offer nothing."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QCoreApplication, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSpinBox, QWidget, QWidgetAction

from bridge.messages.host_views import HostsView
from bridge.vocabulary.places import Place
from ui.common.theme import XS, L, S
from ui.common.widgets import label, plain_tip
from ui.placing.words import HostOffers, offers_of

translate = QCoreApplication.translate
_NUMBER_PX, _MOST = 64, 9999


def fill_place_menu(
    menu: QMenu, view: HostsView, choose: Callable[[Place], None], show_hosts: Callable[[], object]
) -> None:
    """Fill `menu` with the places of `view`; `choose` gets the chosen one, `show_hosts` opens the
    settings."""
    menu.clear()
    menu.setToolTipsVisible(True)
    listed = offers_of(view)
    for host in listed:
        if host.offers:
            _add_host(menu, host, choose)
    for host in listed:
        if not host.offers:
            words = translate("place", "{host}: {why}").format(host=host.title, why=host.why)
            if (action := menu.addAction(words)) is not None:
                action.setEnabled(False)
                action.setToolTip(plain_tip(host.tip))
    menu.addSeparator()
    if (action := menu.addAction(translate("place", "Hosts…"))) is not None:
        action.setToolTip(translate("place", "Connect and set up hosts"))
        action.triggered.connect(lambda: show_hosts())


def _add_host(menu: QMenu, host: HostOffers, choose: Callable[[Place], None]) -> None:
    if (heading := menu.addAction(host.title)) is not None:
        heading.setEnabled(False)
    for offer in host.offers:
        action = menu.addAction(f"{offer.words}\t{offer.detail}" if offer.detail else offer.words)
        if action is not None:
            action.setToolTip("")
            action.triggered.connect(lambda _=False, place=offer.place: choose(place))
    if host.unit:
        numbers = _Numbers(host)
        numbers.button.clicked.connect(menu.close)
        numbers.button.clicked.connect(lambda _=False, numbers=numbers: choose(numbers.place))
        by_number = QWidgetAction(menu)
        by_number.setDefaultWidget(numbers)
        menu.addAction(by_number)
    menu.addSeparator()


class _Numbers(QWidget):
    """A place by numbers: a track, and a slot or a bar."""

    def __init__(self, host: HostOffers) -> None:
        super().__init__()
        self._host = host
        unit = translate("place", "Slot") if host.unit == "slot" else translate("place", "Bar")
        self.track, self.number = self._spin(translate("place", "Track")), self._spin(unit)
        self.button = QPushButton(translate("place", "Place"))
        row = QHBoxLayout(self)
        row.setContentsMargins(L, XS, S, XS)
        row.setSpacing(S)
        for caption, spin in ((translate("place", "Track"), self.track), (unit, self.number)):
            row.addWidget(label(caption, "soft", spin))
            row.addWidget(spin)
        row.addStretch(1)
        row.addWidget(self.button)
        # So that arrow keys in the menu reach it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.track)

    def _spin(self, name: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(1, _MOST)
        spin.setFixedWidth(_NUMBER_PX)
        spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        spin.setAccessibleName(name)
        return spin

    @property
    def place(self) -> Place:
        if self._host.unit == "bar":
            return Place(host=self._host.host, where="bar", track=self.track.value(), bar=self.number.value())
        return Place(host=self._host.host, where="slot", track=self.track.value(), slot=self.number.value())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.button.click()
        else:
            super().keyPressEvent(event)
