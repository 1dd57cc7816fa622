"""The JACK server that runs: a client of it, its clock, and how late its sound comes. Never starts one."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bridge.errors import RiffbridgeError

_PLAYBACK = 1  # JackPlaybackLatency


class NoJack(RiffbridgeError):
    """JACK is not installed, or no server runs."""


def open_client(name: str) -> Any:
    """A `jack.Client` of the running server, without ports. Raises `NoJack`."""
    try:
        import jack
    except (ImportError, OSError):
        raise NoJack("JACK is not installed.") from None
    # Else libjack says on the terminal, each time, that it finds no server.
    jack.set_error_function(_quiet)
    jack.set_info_function(_quiet)
    try:
        return jack.Client(name, no_start_server=True)
    except jack.JackError:
        raise NoJack("No JACK server is running.") from None


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


def _quiet(_message: str) -> None:
    """What libjack would say."""
