"""The JACK server, watched through the system's own libjack: whether there is one, and when it ends.

RtMidi's wheels carry a libjack of their own, of a protocol that a system's server may refuse (supriya-midi
26.10: “JACK protocol mismatch 8” from Debian 12's). The dynamic loader looks a name up in what was loaded
globally before it looks in a library's own dependencies, so the system's libjack, loaded first, is the one
that RtMidi then calls.

Clients that outlive their server must be closed before another server is met: libjack frees them then,
and to close them later ends the process. RtMidi does not say that a server has ended, so a client of our
own is told.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import sys

_NO_START_SERVER = 1
_ON_SHUTDOWN = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_SAY = ctypes.CFUNCTYPE(None, ctypes.c_char_p)
# Kept, since C only borrows it.
_hush = _SAY(lambda text: None)


@functools.cache
def libjack() -> ctypes.CDLL | None:
    """The system's libjack, or none; to be called before RtMidi is imported."""
    if not sys.platform.startswith("linux"):
        return None
    if (name := ctypes.util.find_library("jack")) is None:
        return None
    try:
        library = ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return None
    library.jack_client_open.restype = ctypes.c_void_p
    library.jack_client_open.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    library.jack_on_shutdown.argtypes = [ctypes.c_void_p, _ON_SHUTDOWN, ctypes.c_void_p]
    library.jack_client_close.argtypes = [ctypes.c_void_p]
    # Else it complains on stderr, each time it is asked, that no server runs.
    library.jack_set_error_function(_hush)
    library.jack_set_info_function(_hush)
    return library


class JackWatch:
    """A client without ports, from its making until `close`. Raises `OSError` if there is no server."""

    def __init__(self, name: str) -> None:
        library = libjack()
        client = library.jack_client_open(name.encode(), _NO_START_SERVER, None) if library else None
        if library is None or not client:
            raise OSError("no JACK server runs")
        self.is_alive = True
        self._library, self._client = library, client
        # Kept, since C only borrows it.
        self._told = _ON_SHUTDOWN(self._ended)
        library.jack_on_shutdown(client, self._told, None)

    def _ended(self, _: object) -> None:
        self.is_alive = False

    def close(self) -> None:
        """Let go of the server, which may have ended."""
        client, self._client = self._client, None
        if client:
            self._library.jack_client_close(client)
        self.is_alive = False
