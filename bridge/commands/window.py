"""`riffbridge window`: the bridge with its window."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from pathlib import Path

from bridge import system_libraries
from bridge.errors import BadRequest

# What says that there is a screen, the beginning of Qt's plugin for it, and the libraries that this needs.
_SCREENS = {
    "DISPLAY": ("libqxcb", system_libraries.X11),
    "WAYLAND_DISPLAY": ("libqwayland", system_libraries.WAYLAND),
}
_CHOSEN = "QT_QPA_PLATFORM"


def run(options: argparse.Namespace) -> None:
    """Show the window until it is closed. Raises `BadRequest` where there is nowhere to show it, or Qt lacks
    something of the system."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in (*_SCREENS, _CHOSEN)):
        raise BadRequest("There is no display for a window. riffbridge serve works without one.")
    try:
        from ui.shell.app import main

        _load_plugin()
    except (ImportError, OSError) as error:
        raise BadRequest(_what_is_missing(error)) from error
    sys.exit(main())


def _load_plugin() -> None:
    """Load Qt's plugin for a screen: where none loads, Qt ends the process. Raises `OSError`."""
    from PyQt6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    failed: OSError | None = None
    for prefix, _ in _screens():
        for plugin in folder.glob(f"{prefix}*.so"):
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                failed = failed or error
            else:
                return
    if failed is not None:
        raise failed


def _screens() -> list[tuple[str, tuple[str, ...]]]:
    """The plugins for the screens there are, as Qt chooses; none where another platform was chosen."""
    chosen = os.environ.get(_CHOSEN, "")
    found = [each for name, each in _SCREENS.items() if os.environ.get(name)]
    return [each for each in found if not chosen or each[0].startswith(f"libq{chosen.partition(':')[0]}")]


def _what_is_missing(error: Exception) -> str:
    """All that is missing, as the loader names only the first of it."""
    if not (named := system_libraries.named_in(error)):
        return f"The window can't open: {error}. Install Riffbridge again."
    wanted = [*system_libraries.WINDOW, *(name for _, names in _screens()[:1] for name in names)]
    return system_libraries.advice("The window", [*named, *system_libraries.missing(wanted)])
