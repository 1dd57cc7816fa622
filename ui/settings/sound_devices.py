"""Keeps the settings page's list of audio devices current: the player looks for them when the page opens."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, QObject

from bridge.stage.events import DevicesAsked
from bridge.stage.views import StageView
from ui.common.link import Link
from ui.settings.page import SettingsPage


class SoundDevices(QObject):
    """Asks again if the bridge restarts while the page is open."""

    def __init__(self, link: Link, page: SettingsPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._page = link, page
        self._names: tuple[str, ...] | None = None
        page.installEventFilter(self)
        link.attached.connect(self._attached)
        link.stage.connect(self._view_changed)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() is QEvent.Type.Show and not event.spontaneous():
            self._link.post_stage(DevicesAsked())
        return False

    def _attached(self) -> None:
        if self._page.isVisible():
            self._link.post_stage(DevicesAsked())

    def _view_changed(self, view: StageView) -> None:
        names = view.player.devices
        if names is not None and names != self._names:
            self._names = names
            self._page.offer_devices(names)
