"""What the window does with our scripts in hosts: looks, installs, removes. To be called off its thread,
which is also where the installers are imported: the window comes up without them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QCoreApplication

from bridge.settings import Settings, expanded
from ui.common.host_words import Script
from ui.settings.table import folder_problem

if TYPE_CHECKING:
    from bridge.hosts.installing import Removed
    from bridge.hosts.scripts import ScriptPlan

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


def look(host: str, written: str | None, settings: Settings) -> Look:
    """What there is to say of the folder that was `written`; none means where the host usually looks."""
    from bridge.hosts.scripts import SCRIPTS, usual_folder

    if written is None:
        usual = usual_folder(host)
        if usual is None:
            return Look("", wrong=translate("hosts", "It was not found here; choose its folder."))
        written = str(usual)
    folder = expanded(written.strip())
    if not written.strip() or not folder.is_absolute():
        example = Path.home() / "Remote Scripts" if host == "live" else Path.home() / host
        sentence = translate("hosts", "Give the whole path of a folder, such as {path}.")
        return Look(written, wrong=sentence.format(path=example))
    if wrong := folder_problem(str(folder)):
        return Look(written, wrong=wrong)
    plan = SCRIPTS[host].plan(folder, settings)
    return Look(written, plan, plan.files.obstacle)


def install(host: str, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write the script; what was written. Raises `BadRequest` and `StorageFailed`."""
    from bridge.hosts.scripts import SCRIPTS

    return SCRIPTS[host].install(folder, settings)


def remove(host: str, folder: Path) -> Removed:
    """Take the script away; what became of it. Raises `BadRequest` and `StorageFailed`."""
    from bridge.hosts.scripts import SCRIPTS

    return SCRIPTS[host].uninstall(folder)


__all__ = ["Look", "install", "look", "remove"]
