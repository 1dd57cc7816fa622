"""What installing a script into a folder would do. Called off the window's thread: it reads the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PyQt6.QtCore import QCoreApplication

from bridge.errors import BadRequest
from bridge.hosts import scripts
from bridge.hosts.description import Host
from bridge.hosts.scripts import ScriptPlan
from bridge.settings import Settings, expanded
from ui.common.host_words import Script
from ui.settings.values import folder_problem

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Look:
    """A folder as it was `written`, what installing into it would do (`plan`), and what is `wrong` with it,
    in a sentence."""

    written: str
    plan: ScriptPlan | None = None
    wrong: str = ""

    @property
    def script(self) -> Script:
        """How our script lies there."""
        if self.plan is None:
            return "unknown"
        if not self.plan.files.installed:
            return "absent"
        return "current" if self.plan.files.is_current else "outdated"


def look(host: Host, written: str | None, settings: Settings) -> Look:
    """What there is to say of the folder that was `written`; none means where the host usually looks."""
    if written is None:
        try:
            written = str(scripts.usual_folder(host))
        except BadRequest:
            return Look("", wrong=translate("hosts", "Not found on this computer. Choose its folder."))
    folder = expanded(written.strip())
    if not written.strip() or not folder.is_absolute():
        sentence = translate("hosts", "Enter a full folder path, such as {path}.")
        return Look(written, wrong=sentence.format(path=Path.home() / host.short))
    if wrong := folder_problem(str(folder)):
        return Look(written, wrong=wrong)
    plan = scripts.plan(host, folder, settings)
    return Look(written, plan, plan.files.obstacle)
