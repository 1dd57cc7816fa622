"""Our scripts in hosts, by the hosts' names: where each goes, what would be written, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import installing
from bridge.hosts.ardour import installing as ardour
from bridge.hosts.installing import Plan, Removed
from bridge.hosts.live import installing as ableton
from bridge.hosts.reaper import installing as reaper
from bridge.hosts.reaper.mailbox import mailbox_folder as reaper_mailbox
from bridge.settings import Settings


class ScriptPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What installing a host's script would do: `writes` files in the host's folders, and make the folders
    `makes`, which are the bridge's own. `doubt` says what speaks against the folder, though it can be
    written."""

    files: Plan
    makes: tuple[Path, ...] = ()
    doubt: str = ""

    @property
    def writes(self) -> tuple[Path, ...]:
        """The paths of all files."""
        return tuple(self.files.root / path for path in self.files.files)


@dataclass(frozen=True)
class Script:
    """A host's script: `usual_folder` finds where the host looks for it, or raises `BadRequest`; `own` is our
    own folder below that; `shared` are the bridge's folders that the script speaks through."""

    host: str
    own: str
    usual_folder: Callable[[], Path]
    contents: Callable[[Path, Settings], dict[str, bytes]]
    write: Callable[[Path, Settings], tuple[Path, ...]]
    shared: Callable[[Settings], tuple[Path, ...]]
    doubt: Callable[[Path], str]

    def plan(self, folder: Path, settings: Settings) -> ScriptPlan:
        """What `install` would write into `folder`. Reads, and writes nothing."""
        files = installing.plan(folder, self.own, self.contents(folder, settings))
        return ScriptPlan(files=files, makes=self.shared(settings), doubt=self.doubt(folder))

    def install(self, folder: Path, settings: Settings) -> tuple[Path, ...]:
        """Write it. Raises `BadRequest` if something is in the way, and `StorageFailed`."""
        return self.write(folder, settings)

    def uninstall(self, folder: Path) -> Removed:
        """Take it away. Raises `BadRequest` if it is not there, and `StorageFailed`."""
        return installing.uninstall(folder, self.own)


def _library(settings: Settings) -> Path:
    return Path(settings.export_folder).resolve()


def _reaper_mailbox(settings: Settings) -> Path:
    return reaper_mailbox(Path(settings.library_file)).resolve()


def _ardour_mailbox(settings: Settings) -> Path:
    return ardour.mailbox_folder(Path(settings.library_file)).resolve()


def _doubt_live(folder: Path) -> str:
    if folder.name != "Remote Scripts":
        return "Live looks into the folder Remote Scripts of its User Library, and nowhere else."
    if not folder.parent.is_dir():
        return (
            f"There is no User Library in {folder.parent}; Live's settings, under Library, say where it lies."
        )
    return ""


def _doubt_reaper(folder: Path) -> str:
    if (folder / "reaper.ini").is_file():
        return ""
    return "REAPER's resource folder has a reaper.ini; Options, Show REAPER resource path, leads there."


def _doubt_ardour(folder: Path) -> str:
    if (folder / "config").exists() or folder.name.lower().startswith("ardour"):
        return ""
    return "Ardour's own folder is called ardour7, ardour8 and so on; this is another."


SCRIPTS = {
    each.host: each
    for each in (
        Script(
            host="live",
            own=ableton.FOLDER,
            usual_folder=ableton.remote_scripts_folder,
            contents=lambda folder, settings: ableton.contents(),
            write=lambda folder, settings: ableton.install(folder),
            shared=lambda settings: (),
            doubt=_doubt_live,
        ),
        Script(
            host="reaper",
            own=reaper.OWN,
            usual_folder=reaper.resource_folder,
            contents=lambda folder, settings: reaper.contents(
                folder, _reaper_mailbox(settings), _library(settings)
            ),
            write=reaper.install,
            shared=lambda settings: (_reaper_mailbox(settings),),
            doubt=_doubt_reaper,
        ),
        Script(
            host="ardour",
            own=ardour.OWN,
            usual_folder=ardour.user_folder,
            contents=lambda folder, settings: ardour.contents(_ardour_mailbox(settings), _library(settings)),
            write=ardour.install,
            shared=lambda settings: (_ardour_mailbox(settings),),
            doubt=_doubt_ardour,
        ),
    )
}


def usual_folder(host: str) -> Path | None:
    """Where `host` looks for scripts on this machine; none where that cannot be told."""
    try:
        return SCRIPTS[host].usual_folder()
    except BadRequest:
        return None


__all__ = ["SCRIPTS", "Script", "ScriptPlan", "usual_folder"]
