"""Our scripts in hosts: what installing one would write, and writing it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import installing
from bridge.hosts.description import Host, Script
from bridge.hosts.installing import Plan, Removed
from bridge.hosts.mailbox.folder import mailbox_folder
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder


class ScriptPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What installing a script would do: write `files` into the host's folders, and make the bridge's own
    folders `makes`. `doubt` says what speaks against the folder, though it can be written."""

    files: Plan
    makes: tuple[Path, ...] = ()
    doubt: str = ""

    @property
    def writes(self) -> tuple[Path, ...]:
        """The paths of all files."""
        return tuple(self.files.root / path for path in self.files.files)


def plan(host: Host, folder: Path, settings: Settings) -> ScriptPlan:
    """What `install` would write into `folder`. Reads, and writes nothing."""
    files = installing.plan(folder, _script(host).own, _contents(host, folder, settings))
    return ScriptPlan(files=files, makes=_mailboxes(host, settings), doubt=_code(host).doubt(folder))


def install(host: Host, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write the script into `folder`, and make its mailbox; all paths that were written.

    Raises `BadRequest` if something is in the way, and `StorageFailed`.
    """
    mailboxes = _mailboxes(host, settings)
    for each in mailboxes:
        make_folder(each)
    written = installing.install(folder, _script(host).own, _contents(host, folder, settings))
    return (*written, *mailboxes)


def uninstall(host: Host, folder: Path) -> Removed:
    """Remove the script. The mailbox stays. Raises `BadRequest` if there is none, and `StorageFailed`."""
    return installing.uninstall(folder, _script(host).own)


def usual_folder(host: Host) -> Path:
    """Where `host` looks for scripts on this machine. Raises `BadRequest` where that cannot be told."""
    found: Path = _code(host).usual_folder()
    return found


def _script(host: Host) -> Script:
    if host.script is None:
        raise BadRequest(f"{host.title} needs no script.")
    return host.script


def _code(host: Host) -> Any:
    return import_module(_script(host).code)


def _contents(host: Host, folder: Path, settings: Settings) -> dict[str, bytes]:
    """The script's files, by their paths below `folder`."""
    mailbox = mailbox_folder(Path(settings.library_file), host.id).resolve()
    files: dict[str, bytes] = _code(host).contents(folder, mailbox, Path(settings.export_folder).resolve())
    return files


def _mailboxes(host: Host, settings: Settings) -> tuple[Path, ...]:
    if not _script(host).has_mailbox:
        return ()
    return (mailbox_folder(Path(settings.library_file), host.id).resolve(),)
