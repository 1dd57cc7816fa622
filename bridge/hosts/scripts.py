"""Our scripts in hosts: what installing one writes, installing it, and removing it."""

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


def plan(host: Host, folder: Path, settings: Settings) -> Plan:
    """What `install` would write into `folder`. Reads, and writes nothing."""
    planned = installing.plan(folder, _script(host).own, _contents(host, folder, settings))
    doubt: str = _code(host).doubt(folder)
    return msgspec.structs.replace(planned, makes=_mailboxes(host, settings), doubt=doubt)


def install(host: Host, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write the script into `folder`, and create its mailbox; returns all paths.

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
    """Where `host` looks for scripts on this machine. Raises `BadRequest` if it is not found."""
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
