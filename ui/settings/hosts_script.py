"""A host's script in the settings: its folder, what installing writes there, and two buttons."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QCoreApplication, pyqtSignal
from PyQt6.QtWidgets import QLineEdit, QPushButton, QWidget

from bridge.hosts import scripts
from bridge.hosts.description import Host, Script
from bridge.hosts.installing import Removed
from bridge.settings import Settings
from ui.common.background import Background
from ui.common.host_words import files_words, numbered, short_title
from ui.common.state import WindowState
from ui.common.theme import XS, S, set_role, style_by
from ui.common.widgets import choose_folder, hbox, icon_button, label, single_shot, vbox
from ui.settings.hosts_install import FolderCheck, check_folder

translate = QCoreApplication.translate

# A path is checked when typing pauses.
CHECK_AFTER_MS = 200


class HostScript(QWidget):
    """`checked` carries each new `FolderCheck`. A folder other than the usual one is kept in `state`."""

    checked = pyqtSignal(object)

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
        self.check = FolderCheck("")
        self._timer = single_shot(self, CHECK_AFTER_MS, self._check_edited)
        self._make()
        self._show()

    def _make(self) -> None:
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self._caption)
        self.folder.setAccessibleDescription(self._hint)
        self.folder.textEdited.connect(lambda: self._timer.start())
        browse = icon_button("folder", self.tr("Choose a folder"), role="")
        browse.clicked.connect(
            lambda: choose_folder(self, self._caption, self.folder.text(), self.set_folder)
        )
        self.message = label(self._hint, "small", wraps=True)
        self.plan = label("", "small", wraps=True)
        self.install = QPushButton(
            self.tr("Install the {host} script").format(host=short_title(self.host.id))
        )
        self.install.clicked.connect(self._install)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        self.result = label("", "small", wraps=True)
        caption = label(self._caption, "soft", self.folder)
        where = hbox(self.folder, browse, grows=self.folder, spacing_px=XS)
        buttons = hbox(self.install, self.remove)
        buttons.addStretch(1)
        parts = vbox(self, caption, where, self.message, self.plan, buttons, self.result)
        parts.setContentsMargins(0, XS, 0, S)

    # ---- checking ----

    def show_settings(self, settings: Settings) -> None:
        """Some scripts contain folders of the settings: call `recheck` afterwards."""
        self._settings = settings

    def recheck(self) -> None:
        """Check the current folder, the one kept, or the usual one."""
        kept = self._state.text(self._key) if self._state is not None else ""
        self.check_folder(self.folder.text() or kept or None)

    def check_folder(self, written: str | None) -> None:
        """Check the folder as `written`, in the background."""
        self._timer.stop()
        host, settings = self.host, self._settings

        def failed(why: str) -> None:
            self._take_check(FolderCheck(written or "", problem=why))

        self._background.submit(lambda: check_folder(host, written, settings), self._take_check, failed)

    def _check_edited(self) -> None:
        self.check_folder(self.folder.text())

    def _take_check(self, check: FolderCheck) -> None:
        if self.folder.text() and self.folder.text() != check.written:
            return  # edited meanwhile
        self.check = check
        if not self.folder.text():
            self.folder.setText(check.written)
        self._show()
        self.checked.emit(check)

    def _show(self) -> None:
        plan, problem = self.check.plan, self.check.problem
        set_role(self.message, "failure" if problem else "small")
        self.message.setText(problem or (plan.doubt if plan is not None else "") or self._hint)
        style_by(self.folder, "wrong", "true" if problem else "false")
        self.plan.setText(self._plan_words())
        self.plan.setVisible(bool(self.plan.text()))
        is_ready = plan is not None and not problem and not self._is_busy
        self.install.setEnabled(is_ready and plan is not None and not plan.is_current)
        self.remove.setVisible(self.check.script in ("outdated", "current"))
        self.remove.setEnabled(not self._is_busy)
        self.result.setVisible(bool(self.result.text()))

    def _plan_words(self) -> str:
        """What installing would write where."""
        plan = self.check.plan
        if plan is None or self.check.problem:
            return ""
        version = plan.installed
        if plan.is_current:
            return self.tr("Version {version} is installed.").format(version=version)
        heading = self.tr("Files to write:")
        if version:
            heading = self.tr("Version {version} is installed. Files to replace it with:")
        lines = [heading.format(version=version), files_words(plan.writes)]
        if plan.goes:
            lines.append(self.tr("Files to remove: {names}").format(names=", ".join(plan.goes)))
        if makes := [str(each) for each in plan.makes if not each.is_dir()]:
            lines.append(self.tr("Folder to create: {folder}").format(folder=", ".join(makes)))
        return "\n".join(lines)

    # ---- actions ----

    def set_folder(self, folder: str) -> None:
        """Use `folder`."""
        self.folder.setText(folder)
        self.check_folder(folder)

    def _install(self) -> None:
        if (plan := self.check.plan) is None or self._is_busy:
            return
        host, folder, settings = self.host, plan.root, self._settings
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
        if (plan := self.check.plan) is None or self._is_busy:
            return
        host, folder = self.host, plan.root
        self._begin(self.tr("Removing…"))
        self._background.submit(lambda: scripts.uninstall(host, folder), self._removed, self._failed)

    def _removed(self, removed: Removed) -> None:
        result = self.tr("Removed %n files.", "", len(removed.files))
        if removed.left:
            left = self.tr("Not removed because they were changed: {names}")
            result += " " + left.format(names=", ".join(removed.left))
        self._end(result, "")

    def _failed(self, why: str) -> None:
        self._end(why, "failure")

    def _begin(self, progress: str) -> None:
        self._is_busy = True
        set_role(self.result, "small")
        self.result.setText(progress)
        self._show()

    def _end(self, result: str, role: str) -> None:
        self._is_busy = False
        set_role(self.result, role)
        self.result.setText(result)
        self.result.setAccessibleName(result)
        self._show()
        self.check_folder(self.folder.text())
