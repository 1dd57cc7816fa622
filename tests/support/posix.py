"""Calls that only POSIX systems have. On Windows they fail, but types can be checked there too."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

_POSIX_ONLY = NotImplementedError("This system can't do that.")


class Spent(NamedTuple):
    """Processor time in seconds, and the most memory that was held, in bytes."""

    processor_s: float
    peak_bytes: int


def make_pipe(path: Path) -> Path:
    """A named pipe at `path`."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    os.mkfifo(path)
    return path


def kill(pid: int) -> None:
    """Send SIGKILL to the process, if it is there."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def kill_group(pid: int) -> None:
    """Send SIGKILL to the process and to all that it started."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    os.killpg(pid, signal.SIGKILL)


def pause(pid: int) -> None:
    """Send SIGSTOP to the process."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    os.kill(pid, signal.SIGSTOP)


def fork() -> int:
    """Copy this process; returns 0 in the copy, whose number the other gets."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    return os.fork()


def load() -> float:
    """How many processes wanted a processor over the last minute."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    return os.getloadavg()[0]


def spent(*, by_children: bool = False) -> Spent:
    """What this process has taken so far, or all its children that have ended (the largest one's memory)."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN if by_children else resource.RUSAGE_SELF)
    return _spent(used.ru_utime + used.ru_stime, used.ru_maxrss)


def wait(process: subprocess.Popen[bytes]) -> Spent:
    """What the process and its children have taken, once it ends."""
    if sys.platform == "win32":
        raise _POSIX_ONLY
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return _spent(used.ru_utime + used.ru_stime, used.ru_maxrss)


def _spent(processor_s: float, peak: int) -> Spent:
    """`peak` is in bytes on macOS, in KiB elsewhere."""
    return Spent(processor_s, peak * (1 if sys.platform == "darwin" else 1024))


def memory_mb(pid: int | None = None) -> float:
    """The memory that a process (this one, unless said) holds of the machine's, on Linux."""
    if sys.platform != "linux":
        raise _POSIX_ONLY
    pages = int(Path(f"/proc/{pid or 'self'}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextlib.contextmanager
def limited(pid: int, kind: Literal["descriptors", "file size"], limit: int) -> Iterator[None]:
    """The process with a limit of its own, on Linux."""
    if sys.platform != "linux":
        raise _POSIX_ONLY
    import resource

    limits = {"descriptors": resource.RLIMIT_NOFILE, "file size": resource.RLIMIT_FSIZE}
    before = resource.prlimit(pid, limits[kind])
    resource.prlimit(pid, limits[kind], (limit, before[1]))
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, limits[kind], before)
