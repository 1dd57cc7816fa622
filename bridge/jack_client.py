"""The JACK server that runs: a client of it, its clock, and how late its sound comes. Never starts one.

RtMidi's wheels carry a libjack of their own, of a protocol that a system's server may refuse (supriya-midi
26.10: “JACK protocol mismatch 8” from Debian 12's). The dynamic loader looks a name up among libraries that
were loaded globally before it looks in a library's own dependencies, so the system's libjack, loaded first,
is the one that RtMidi then calls.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import functools
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bridge.errors import RiffbridgeError

_PLAYBACK = 1  # JackPlaybackLatency

# Held by whoever makes or frees a client, by JACK-Client or RtMidi: two threads that do so at once end the
# process (libjack 1.9.21: one client's failure frees what the other is using).
LIBJACK = threading.RLock()


class NoJack(RiffbridgeError):
    """JACK is not installed, or no server runs."""


@functools.cache
def load_libjack() -> None:
    """Load the system's libjack, if there is one; to be called before RtMidi is imported."""
    if sys.platform.startswith("linux") and (name := ctypes.util.find_library("jack")) is not None:
        with suppress(OSError):
            ctypes.CDLL(name, mode=ctypes.RTLD_GLOBAL)


def open_client(name: str) -> Any:
    """A `jack.Client` of the running server, without ports; `close_client` frees it. Raises `NoJack`."""
    with LIBJACK:
        try:
            jack = _jack()
        except (ImportError, OSError):
            raise NoJack("JACK isn't installed.") from None
        try:
            return jack.Client(name, no_start_server=True)
        except jack.JackError:
            raise NoJack("No JACK server is running.") from None


def close_client(client: Any) -> None:
    """Let go of the server, which may have ended."""
    with LIBJACK, suppress(Exception):
        client.close()


def clock_ahead_s() -> float:
    """By how much the monotonic clock is ahead of JACK's, which may count from another instant."""
    ask = _libjack().jack_get_time
    ask.restype = ctypes.c_uint64
    before_s, micros, after_s = time.monotonic(), int(ask()), time.monotonic()
    return (before_s + after_s) / 2 - micros / 1e6


def playback_latency(ports: Sequence[Any]) -> int:
    """Frames from `ports`, of ours or of the device's, to the ear; 0 where JACK does not tell."""
    import jack

    found = _Range()
    with suppress(AttributeError, OSError, TypeError, IndexError):
        ask = _libjack().jack_port_get_latency_range
        ask.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Range))
        ask(int(jack._ffi.cast("uintptr_t", ports[0]._ptr)), _PLAYBACK, ctypes.byref(found))
    return int(found.most)


class _Range(ctypes.Structure):
    _fields_ = (("least", ctypes.c_uint32), ("most", ctypes.c_uint32))


def _libjack() -> ctypes.CDLL:
    """Of which JACK-Client leaves some functions out."""
    import jack

    return ctypes.CDLL(jack._libname)


@functools.cache
def _jack() -> Any:
    """The module, told once to be quiet: else libjack says on the terminal, each time, that it finds no
    server. Once, since a function that is replaced is freed, and libjack's own thread may be calling it."""
    load_libjack()
    import jack

    jack.set_error_function(_quiet)
    jack.set_info_function(_quiet)
    return jack


def _quiet(_message: str) -> None:
    """What libjack would say."""
