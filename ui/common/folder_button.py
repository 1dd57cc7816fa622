"""A button to choose a folder: that of a project open in a host, or any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtWidgets import QMenu, QToolButton, QWidget

from bridge.messages.host_views import HostsView
from ui.common.host_words import short_title
from ui.common.icons import icon
from ui.common.theme import CONTROL_PX, set_role
from ui.common.widgets import choose_folder


def project_folders(hosts: HostsView) -> dict[str, Path]:
    """The folders in which open projects keep their sounds, by the names of their hosts."""
    told = {host.name: Path(host.folder) for host in hosts.hosts if host.folder}
    return {name: folder for name, folder in told.items() if folder.is_absolute() and folder.is_dir()}


class FolderButton(QToolButton):
    """Offers the folders of open projects, which `hosts` reports, and a dialog that begins at `start`. If
    there are none, the dialog opens at once. `then` gets the chosen folder."""

    def __init__(
        self,
        caption: str,
        hosts: Callable[[], HostsView],
        start: Callable[[], str],
        then: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._caption, self._hosts, self._start, self._then = caption, hosts, start, then
        self.folders = QMenu(self)
        self.setIcon(icon("folder"))
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(CONTROL_PX, CONTROL_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(caption)
        self.setToolTip(caption)
        set_role(self, "quiet")
        self.clicked.connect(self._choose)

    def _choose(self) -> None:
        folders = project_folders(self._hosts())
        if not folders:
            self._open_dialog()
            return
        self.folders.clear()
        for host, folder in folders.items():
            entry = self.folders.addAction(self.tr("{host} project").format(host=short_title(host)))
            assert entry is not None
            entry.setToolTip(str(folder))
            entry.triggered.connect(lambda _, folder=folder: self._then(str(folder)))
        other = self.folders.addAction(self.tr("Another folder…"))
        assert other is not None
        other.triggered.connect(self._open_dialog)
        self.folders.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _open_dialog(self) -> None:
        choose_folder(self, self._caption, self._start(), self._then)
