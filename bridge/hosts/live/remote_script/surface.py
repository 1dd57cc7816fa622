"""The control surface, which is what Live knows of Riffbridge: it is called about ten times a second."""

from __future__ import annotations

import traceback
from typing import Any

import Live  # type: ignore[import-not-found]
from ableton.v2.control_surface import ControlSurface  # type: ignore[import-not-found]

from .conversation import Desk
from .server import Server


class Host:
    """Live, as the desk needs it."""

    marker = getattr(Live.Clip, "WarpMarker", None)

    def __init__(self, c_instance: Any) -> None:
        self._c_instance = c_instance
        application = Live.Application.get_application()
        parts = (
            application.get_major_version(),
            application.get_minor_version(),
            application.get_bugfix_version(),
        )
        self.version = ".".join(map(str, parts))

    @property
    def song(self) -> Any:
        return self._c_instance.song()

    def show(self, text: str) -> None:
        """Say `text` in Live's status bar."""
        self._c_instance.show_message(text)


class Surface(ControlSurface):  # type: ignore[misc]
    """Serves the bridge for as long as it is chosen in Live's settings."""

    # Names of our own, for Live's base class has many.

    def __init__(self, c_instance: Any) -> None:
        ControlSurface.__init__(self, c_instance)
        self._riffbridge_log = c_instance.log_message
        self._riffbridge_has_logged = False
        host = Host(c_instance)
        self._riffbridge = Server(Desk(host), host)

    def update_display(self) -> None:
        """A tick of Live's."""
        ControlSurface.update_display(self)
        try:
            self._riffbridge.tick()
        except Exception:  # a mistake of ours is no reason for Live to drop the script
            if not self._riffbridge_has_logged:
                self._riffbridge_log("Riffbridge: " + traceback.format_exc())
            self._riffbridge_has_logged = True

    def disconnect(self) -> None:
        """Live closes, loads another set, or another surface was chosen."""
        self._riffbridge.close()
        ControlSurface.disconnect(self)
