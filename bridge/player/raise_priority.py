"""Raises the calling thread's priority: what plays may not wait for what computes."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

# Below JACK's own threads and the kernel's, above everything that is not in real time.
_REAL_TIME = 10
_NICE = -11


def raise_priority(*, real_time: bool = True) -> None:
    """Have the calling thread go first, as far as the system lets us (Debian: who is in `audio`).

    Elsewhere than on Linux sound's own threads are raised by the system's libraries.
    """
    if sys.platform != "linux":
        return
    if real_time:
        with suppress(OSError):
            # On Linux 0 is the calling thread, not its process.
            os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(_REAL_TIME))
            return
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)
