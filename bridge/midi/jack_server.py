"""Watches the JACK server through the system's own libjack: whether there is one, and when it ends.

RtMidi's wheels carry a libjack of their own, of a protocol that a system's server may refuse (supriya-midi
26.10: “JACK protocol mismatch 8” from Debian 12's). The dynamic loader looks a name up among libraries that
were loaded globally before it looks in a library's own dependencies, so the system's libjack, loaded first,
is the one that RtMidi then calls.

Clients that outlive their server must be closed before another server is met: libjack frees them then, and
closing them later ends the process. RtMidi does not say that a server has ended, so a client of our own
listens for it.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import functools
import sys
from typing import Any


@functools.cache
def load_libjack() -> None:
    """Load the system's libjack, if there is one; to be called before RtMidi is imported."""
    if sys.platform.startswith("linux") and (name := ctypes.util.find_library("jack")) is not None:
        with contextlib.suppress(OSError):
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


class JackWatch:
    """A client without ports, from its making until `close`. Raises `OSError` if there is no server."""

    def __init__(self, name: str) -> None:
        load_libjack()
        # Raises `OSError` itself where there is no libjack.
        import jack

        # Else it complains on stderr, each time it is asked, that no server runs.
        jack.set_error_function(_ignore)
        jack.set_info_function(_ignore)
        try:
            self._client = jack.Client(name, no_start_server=True)
        except jack.JackError as error:
            raise OSError("no JACK server runs") from error
        self.is_alive = True
        self._client.set_shutdown_callback(self._ended)

    def _ended(self, _status: Any, _reason: str) -> None:
        self.is_alive = False

    def close(self) -> None:
        """Let go of the server, which may have ended."""
        self._client.close()
        self.is_alive = False


def _ignore(_message: str) -> None:
    pass
