"""`riffbridge install` and `uninstall`: our scripts into hosts, and out of them again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bridge.settings import read_settings

if TYPE_CHECKING:
    from bridge.hosts.scripts import Script


class Installable(NamedTuple):
    """A host whose script can be installed: what its folder is called, and what is left to do in it."""

    what: str
    folder: str
    steps: str


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `install` and `uninstall` among the commands."""
    for verb, words, run in (
        ("install", "put Riffbridge's script into a host", _install),
        ("uninstall", "take it out again, and nothing else", _uninstall),
    ):
        parser = commands.add_parser(verb, help=words)
        hosts = parser.add_subparsers(dest="host", required=True, metavar="HOST")
        for name, each in INSTALLABLE.items():
            host = hosts.add_parser(name, help=each.what)
            host.add_argument(
                "--to", type=Path, metavar="DIR", help=f"{each.folder}, where it is no usual one"
            )
            host.set_defaults(run=run)


def _install(options: argparse.Namespace) -> None:
    script, settings = _script(options), read_settings()
    folder = _folder(options, script)
    if doubt := script.plan(folder, settings).doubt:
        print(f"riffbridge: {doubt}", file=sys.stderr)
    written = script.install(folder, settings)
    print("Written:")
    print("".join(f"  {path}\n" for path in written), end="")
    print(f"What is left to do:\n{INSTALLABLE[options.host].steps}", end="")


def _uninstall(options: argparse.Namespace) -> None:
    script = _script(options)
    removed = script.uninstall(_folder(options, script))
    print(f"Removed from {removed.folder}:")
    print("".join(f"  {name}\n" for name in removed.files), end="")
    if removed.left:
        print(f"Left there, for Riffbridge did not write it so: {', '.join(removed.left)}")


def _script(options: argparse.Namespace) -> Script:
    from bridge.hosts.scripts import SCRIPTS

    return SCRIPTS[options.host]


def _folder(options: argparse.Namespace, script: Script) -> Path:
    return options.to.absolute() if options.to else script.usual_folder()


INSTALLABLE = {
    "live": Installable(
        "Ableton Live: a Remote Script (12.0.5 or later)",
        "the Remote Scripts folder of Live's User Library",
        """\
  1. Start Live anew.
  2. In Live's settings, under Link, Tempo & MIDI, choose Riffbridge as a control surface; its input and
     output stay at None.
""",
    ),
    "reaper": Installable(
        "REAPER: two scripts (version 6 or later)",
        "REAPER's resource folder",
        """\
  1. In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and
     riffbridge-request.lua in Scripts/Riffbridge.
  2. Run the action “riffbridge” once in each session; it stays on in the background.
""",
    ),
    "ardour": Installable(
        "Ardour: an action script (version 7)",
        "Ardour's own folder",
        """\
  1. In Ardour: Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and “Riffbridge”.
  2. Switch on Open Sound Control (OSC) under Preferences, Control Surfaces.
  3. Add "ardour" to hosts in Riffbridge's settings.
""",
    ),
}
