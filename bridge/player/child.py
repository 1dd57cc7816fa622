"""The player's own process: `python -m bridge.player.child`, orders on its stdin, states on its stdout.

The device's thread runs Python, one thread of which works at a time: here no window, hub or worker can
make it wait. The others here do little, and give way after half a millisecond instead of five.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import queue
import sys
import threading
import time
from contextlib import suppress
from typing import BinaryIO

from bridge import ipc
from bridge.player import protocol as wire
from bridge.player.engine import Engine
from bridge.player.portaudio_backend import MustRestart
from bridge.player.raise_priority import raise_priority
from bridge.player.sounds import Loaded

_TICK_S = 0.02
# How often the state is sent: while the meter is shown, and otherwise.
_METER_S, _TELL_S = 0.05, 0.1
_YIELD_S = 0.0005
_HUNG_S = 10.0

Inbox = queue.SimpleQueue["wire.ToPlayer | Loaded | None"]


def main() -> None:
    """Play until stdin ends."""
    told, heard = ipc.claim_pipes()
    begin = wire.read_to_player(told)
    if not isinstance(begin, wire.Begin):
        return
    sys.setswitchinterval(_YIELD_S)
    inbox: Inbox = queue.SimpleQueue()
    engine = Engine(begin, inbox.put)
    # What is there now stays; later collections need not look at it, and are short.
    gc.collect()
    gc.freeze()
    # Whoever holds the interpreter while the device's thread wants it must not be made to wait either.
    raise_priority(real_time=False)
    threading.Thread(target=_read, args=(told, inbox), name="reading orders", daemon=True).start()
    with suppress(BrokenPipeError, MustRestart):
        serve(engine, inbox, heard)
    engine.close()
    # Without the rest of Python's ending: PortAudio's own fails where a JACK server has gone meanwhile.
    os._exit(0)


def serve(engine: Engine, inbox: Inbox, heard: BinaryIO) -> None:
    """Carry out what comes until `None` does, and tell how it stands: at once when asked for something,
    else ten times a second, or twenty while it is metered."""
    told_s, guarded_s = 0.0, 0.0
    while True:
        if (now_s := time.monotonic()) - guarded_s > 1:
            # A driver that never returns ends the process; its parent starts another.
            faulthandler.dump_traceback_later(_HUNG_S, exit=True)
            guarded_s = now_s
        busy = False
        for item in _waiting(inbox):
            if item is None:
                return
            if isinstance(item, Loaded):
                engine.loaded(item)
            else:
                engine.handle(item)
            busy = True
        engine.tick()
        now_s = time.monotonic()
        if busy or now_s - told_s >= (_METER_S if engine.is_metered else _TELL_S):
            heard.write(wire.encode(engine.state()))
            heard.flush()
            told_s = now_s


def _waiting(inbox: Inbox) -> list[wire.ToPlayer | Loaded | None]:
    """All that came since, or comes within a tick."""
    items: list[wire.ToPlayer | Loaded | None] = []
    try:
        items.append(inbox.get(timeout=_TICK_S))
        while True:
            items.append(inbox.get_nowait())
    except queue.Empty:
        return items


def _read(told: BinaryIO, inbox: Inbox) -> None:
    try:
        while (message := wire.read_to_player(told)) is not None:
            inbox.put(message)
    finally:
        inbox.put(None)


if __name__ == "__main__":
    main()
