"""`riffbridge window`: the bridge with its window."""

from __future__ import annotations

import argparse
import os
import sys

from bridge.errors import BadRequest

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(options: argparse.Namespace) -> None:
    """Show the window until it is closed. Raises `BadRequest` where there is nowhere to show it."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise BadRequest("There is no display for a window. riffbridge serve works without one.")
    try:
        from ui.shell.app import main
    except ImportError as error:
        raise BadRequest(
            f"The window cannot open ({error}); Debian needs libegl1, libxkbcommon-x11-0, libxcb-cursor0."
        ) from error
    sys.exit(main())
