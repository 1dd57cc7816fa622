"""`riffbridge install` and `uninstall`: our scripts into hosts, and out of them again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bridge.hosts.installing import Removed
from bridge.settings import read_settings

if TYPE_CHECKING:
    from bridge.hosts.installing import Removed


class Installable(NamedTuple):
    """A host whose script can be installed: what the commands are called, and what they do."""

    name: str
    what: str
    install: Callable[[argparse.Namespace], None]
    uninstall: Callable[[argparse.Namespace], None]


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `install` and `uninstall` among the commands."""
    for verb, words in (
        ("install", "put Riffbridge's script into a host"),
        ("uninstall", "take it out again, and nothing else"),
    ):
        parser = commands.add_parser(verb, help=words)
        hosts = parser.add_subparsers(dest="host", required=True, metavar="HOST")
        for each in INSTALLABLE:
            host = hosts.add_parser(each.name, help=each.what)
            host.add_argument("--to", type=Path, metavar="DIR", help="that folder, instead of the usual one")
            host.set_defaults(run=each.install if verb == "install" else each.uninstall)


def _install_live(options: argparse.Namespace) -> None:
    from bridge.hosts.ableton.installing import install, remote_scripts_folder

    folder = options.to.absolute() if options.to else remote_scripts_folder()
    written = install(folder)
    print(f"Written to {written[0].parent}:")
    print("".join(f"  {path.name}\n" for path in written), end="")
    print(LIVE_STEPS)


def _uninstall_live(options: argparse.Namespace) -> None:
    from bridge.hosts.ableton.installing import remote_scripts_folder, uninstall

    _say_removed(uninstall(options.to.absolute() if options.to else remote_scripts_folder()))


def _install_reaper(options: argparse.Namespace) -> None:
    from bridge.hosts.reaper.installing import install, resource_folder

    folder = options.to.absolute() if options.to else resource_folder()
    written = install(folder, read_settings())
    print("Written:")
    print("".join(f"  {path}\n" for path in written), end="")
    print(REAPER_STEPS)


def _uninstall_reaper(options: argparse.Namespace) -> None:
    from bridge.hosts.reaper.installing import resource_folder, uninstall

    _say_removed(uninstall(options.to.absolute() if options.to else resource_folder()))


def _install_ardour(options: argparse.Namespace) -> None:
    from bridge.hosts.ardour.installing import install, user_folder

    written = install(options.to.absolute() if options.to else user_folder(), read_settings())
    print("Written:")
    print("".join(f"  {path}\n" for path in written), end="")
    print(ARDOUR_STEPS)


def _uninstall_ardour(options: argparse.Namespace) -> None:
    from bridge.hosts.ardour.installing import uninstall, user_folder

    _say_removed(uninstall(options.to.absolute() if options.to else user_folder()))


def _say_removed(removed: Removed) -> None:
    print(f"Removed from {removed.folder}:")
    print("".join(f"  {name}\n" for name in removed.files), end="")
    if removed.left:
        print(f"Left there, for Riffbridge did not write it so: {', '.join(removed.left)}")


LIVE_STEPS = """\
What is left to do:
  1. Start Live anew.
  2. In Live's settings, under Link, Tempo & MIDI, choose Riffbridge as a control surface; its input and
     output stay at None."""

REAPER_STEPS = """\
What is left to do:
  1. In REAPER: Actions, Show action list, New action, Load ReaScript; choose riffbridge.lua and
     riffbridge-request.lua in Scripts/Riffbridge.
  2. Run the action “riffbridge” once in each session; it stays on in the background."""

ARDOUR_STEPS = """\
What is left to do:
  1. In Ardour: Edit, Lua Scripts, Script Manager; select the first row, choose Add/Set, and “Riffbridge”.
  2. Switch on Open Sound Control (OSC) under Preferences, Control Surfaces.
  3. Add "ardour" to hosts in Riffbridge's settings."""

INSTALLABLE = (
    Installable("live", "Ableton Live: a Remote Script (12.0.5 or later)", _install_live, _uninstall_live),
    Installable("reaper", "REAPER: two scripts (version 6 or later)", _install_reaper, _uninstall_reaper),
    Installable("ardour", "Ardour: an action script (version 7)", _install_ardour, _uninstall_ardour),
)
