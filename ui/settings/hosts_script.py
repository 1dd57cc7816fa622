"""A host's script in the settings: its folder, what installing writes there, and two buttons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PyQt6.QtCore import QCoreApplication, Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from bridge.hosts import scripts
from bridge.hosts.description import Host, Script
from bridge.hosts.installing import Removed
from bridge.settings import Settings
from ui.common.background import Background
from ui.common.host_words import files_words, numbered, short_title
from ui.common.state import WindowState
from ui.common.theme import XS, S, repolish, set_role
from ui.common.widgets import icon_button, label
from ui.settings.hosts_install import Look, look

translate = QCoreApplication.translate

# While somebody writes a path, the disk is looked at when they pause.
LOOK_AFTER_MS = 200


class HostScript(QWidget):
    """`looked` is emitted with each new `Look`. Another folder than the usual is kept in `state`."""

    looked = pyqtSignal(object)

    def __init__(
        self,
        host: Host,
        script: Script,
        settings: Settings,
        background: Background,
        state: WindowState | None,
    ) -> None:
        super().__init__()
        self.host = host
        self._caption, self._hint = translate("hosts", script.folder), translate("hosts", script.hint)
        self._settings, self._background, self._state = settings, background, state
        self._key, self._is_busy = f"hosts/{host.id}/folder", False
        self.look = Look("")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(lambda: self.look_at(self.folder.text()))
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self._caption)
        self.folder.setAccessibleDescription(self._hint)
        self.folder.textEdited.connect(lambda: self._timer.start())
        self.browse = icon_button("folder", self.tr("Choose a folder"), self.tr("Choose a folder"), role="")
        self.browse.clicked.connect(self._choose)
        self.word = label(self._hint, "small")
        self.will = label("", "small")
        install = self.tr("Install the {host} script").format(host=short_title(self.host.id))
        self.install = QPushButton(install)
        self.install.clicked.connect(self._install)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        self.said = label("", "small")
        for each in (self.word, self.will, self.said):
            each.setWordWrap(True)
            each.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(XS)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.install)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, S)
        column.setSpacing(S)
        column.addWidget(label(self._caption, "soft", self.folder))
        column.addLayout(where)
        column.addWidget(self.word)
        column.addWidget(self.will)
        column.addLayout(buttons)
        column.addWidget(self.said)
        self._show()

    # ---- what there is ----

    def show_settings(self, settings: Settings) -> None:
        """The folders that are written into some scripts may be others; `look_again` is due then."""
        self._settings = settings

    def look_again(self) -> None:
        """Look at the folder in which the script was last, or should be."""
        kept = self._state.text(self._key) if self._state is not None else ""
        self.look_at(self.folder.text() or kept or None)

    def look_at(self, written: str | None) -> None:
        """Look what could be done in the folder `written`, in the background."""
        self._timer.stop()
        host, settings = self.host, self._settings

        def failed(why: str) -> None:
            self._looked(Look(written or "", wrong=why))

        self._background.submit(lambda: look(host, written, settings), self._looked, failed)

    def _looked(self, found: Look) -> None:
        if self.folder.text() and self.folder.text() != found.written:
            return  # somebody has written on since
        self.look = found
        if not self.folder.text():
            self.folder.setText(found.written)
        self._show()
        self.looked.emit(found)

    def _show(self) -> None:
        plan, wrong = self.look.plan, self.look.wrong
        doubt = plan.doubt if plan is not None else ""
        set_role(self.word, "failure" if wrong else "small")
        self.word.setText(wrong or doubt or self._hint)
        if self.folder.property("wrong") != str(bool(wrong)).lower():
            self.folder.setProperty("wrong", str(bool(wrong)).lower())
            repolish(self.folder)
        self.will.setText(self._what_will_be())
        self.will.setVisible(bool(self.will.text()))
        is_current = plan is not None and plan.files.is_current
        is_ready = plan is not None and not wrong and not self._is_busy
        self.install.setEnabled(is_ready and not is_current)
        self.remove.setVisible(self.look.script in ("outdated", "current"))
        self.remove.setEnabled(not self._is_busy)
        self.said.setVisible(bool(self.said.text()))

    def _what_will_be(self) -> str:
        """What installing would write where, before anybody presses the button."""
        plan = self.look.plan
        if plan is None or self.look.wrong:
            return ""
        if plan.files.is_current:
            return self.tr("Version {version} is installed.").format(version=plan.files.installed)
        what = self.tr("Files to write:")
        if plan.files.installed:
            what = self.tr("Version {version} is installed. Files to replace it with:").format(
                version=plan.files.installed
            )
        said = [what, files_words(plan.writes)]
        if plan.files.goes:
            gone = ", ".join(plan.files.goes)
            said.append(self.tr("Files to remove: {names}").format(names=gone))
        makes = [str(each) for each in plan.makes if not each.is_dir()]
        if makes:
            said.append(self.tr("Folder to create: {folder}").format(folder=", ".join(makes)))
        return "\n".join(said)

    # ---- what is done ----

    def _install(self) -> None:
        if (plan := self.look.plan) is None or self._is_busy:
            return
        host, folder, settings = self.host, plan.files.root, self._settings
        self._begin(self.tr("Installing…"))
        self._background.submit(
            lambda: scripts.install(host, folder, settings), self._installed, self._failed
        )

    def _installed(self, paths: tuple[Path, ...]) -> None:
        if self._state is not None:
            self._state.keep(self._key, self.folder.text())
        steps = numbered(self.host.steps)
        self._end(self.tr("Installed. Next steps:") + f"\n{steps}", "")

    def _remove(self) -> None:
        if (plan := self.look.plan) is None or self._is_busy:
            return
        host, folder = self.host, plan.files.root
        self._begin(self.tr("Removing…"))
        self._background.submit(lambda: scripts.uninstall(host, folder), self._removed, self._failed)

    def _removed(self, removed: Removed) -> None:
        said = self.tr("Removed, %n files.", "", len(removed.files))
        if removed.left:
            left = self.tr("Not removed because they were changed: {names}")
            said += " " + left.format(names=", ".join(removed.left))
        self._end(said, "")

    def _failed(self, why: str) -> None:
        self._end(why, "failure")

    def _begin(self, what: str) -> None:
        self._is_busy = True
        set_role(self.said, "small")
        self.said.setText(what)
        self._show()

    def _end(self, said: str, role: str) -> None:
        self._is_busy = False
        set_role(self.said, role)
        self.said.setText(said)
        self.said.setAccessibleName(said)
        self._show()
        self.look_at(self.folder.text())

    def _choose(self) -> None:
        dialog: Any = QFileDialog(self, self._caption, self.folder.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setModal(False)
        dialog.fileSelected.connect(self.choose)
        dialog.show()

    def choose(self, folder: str) -> None:
        """Go by `folder` from now on."""
        self.folder.setText(folder)
        self.look_at(folder)
