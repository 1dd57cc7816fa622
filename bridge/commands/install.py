"""`riffbridge install` and `uninstall`: our scripts into hosts, and out of them again."""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path
from typing import Any

from bridge.hosts import register
from bridge.hosts.description import Host
from bridge.settings import Settings, read_settings


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `install` and `uninstall` among the commands."""
    for verb, words, run in (
        ("install", "install Riffbridge's script in a host", _install),
        ("uninstall", "remove the script from a host", _uninstall),
    ):
        parser = commands.add_parser(verb, help=words)
        hosts = parser.add_subparsers(dest="host", required=True, metavar="HOST")
        for each in register.hosts():
            if each.script is not None:
                host = hosts.add_parser(each.id, help=each.script.what)
                host.add_argument(
                    "--to",
                    type=Path,
                    metavar="DIR",
                    help=f"{each.script.folder}, if it isn't where it usually is",
                )
                host.set_defaults(run=run, described=each)


def _install(options: argparse.Namespace) -> None:
    from bridge.hosts import scripts

    host, settings, folder = options.described, read_settings(), _folder(options)
    if doubt := scripts.plan(host, folder, settings).doubt:
        print(f"riffbridge: {doubt}", file=sys.stderr)
    print("Installed:")
    for path in scripts.install(host, folder, settings):
        print(f"  {path}")
    print("Next steps:")
    for number, step in enumerate(_steps(host, settings), start=1):
        print(
            textwrap.fill(
                step, 110, initial_indent=f"  {number}. ", subsequent_indent="     ", break_on_hyphens=False
            )
        )


def _uninstall(options: argparse.Namespace) -> None:
    from bridge.hosts import scripts

    removed = scripts.uninstall(options.described, _folder(options))
    print(f"Removed from {removed.folder}:")
    for name in removed.files:
        print(f"  {name}")
    if removed.left:
        print(f"Not removed because they were changed: {', '.join(removed.left)}")


def _folder(options: argparse.Namespace) -> Path:
    from bridge.hosts.scripts import usual_folder

    return options.to.absolute() if options.to else usual_folder(options.described)


def _steps(host: Host, settings: Settings) -> list[str]:
    """What is left to do in the host, and in our settings."""
    if host.is_always_on or host.id in settings.hosts:
        return [*host.steps]
    return [*host.steps, f'Add "{host.id}" to hosts in Riffbridge\'s settings.']
