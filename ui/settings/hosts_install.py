"""Checks what installing a script into a folder would do. Call it off the window's thread: it reads the
disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QCoreApplication

from bridge.errors import BadRequest
from bridge.hosts import scripts
from bridge.hosts.description import Host
from bridge.hosts.installing import Plan
from bridge.settings import Settings, expanded
from ui.common.host_words import Script
from ui.settings.values import folder_problem

translate = QCoreApplication.translate


@dataclass(frozen=True)
class FolderCheck:
    """A folder as it was `written`, what installing into it would do (`plan`), and its `problem`, in a
    sentence."""

    written: str
    plan: Plan | None = None
    problem: str = ""

    @property
    def script(self) -> Script:
        """The state of our script in the folder."""
        if self.plan is None:
            return "unknown"
        if not self.plan.installed:
            return "absent"
        return "current" if self.plan.is_current else "outdated"


def check_folder(host: Host, written: str | None, settings: Settings) -> FolderCheck:
    """Check the folder as `written`; `None` means the host's usual one."""
    if written is None:
        try:
            written = str(scripts.usual_folder(host))
        except BadRequest:
            return FolderCheck(
                "", problem=translate("hosts", "Not found on this computer. Choose its folder.")
            )
    folder = expanded(written.strip())
    if not written.strip() or not folder.is_absolute():
        sentence = translate("hosts", "Enter a full folder path, such as {path}.")
        return FolderCheck(written, problem=sentence.format(path=Path.home() / host.short))
    if problem := folder_problem(str(folder)):
        return FolderCheck(written, problem=problem)
    plan = scripts.plan(host, folder, settings)
    return FolderCheck(written, plan, plan.obstacle)
