"""A whole bridge in a thread of the test's process, and the views of its stage."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bridge.app import Bridge
from bridge.settings import Settings
from bridge.stage.table import PadPlan, Table
from bridge.stage.views import PadState, StageView
from tests.support.noise_engine import NAME

PATIENCE_S = 60.0
PLAN = PadPlan(prompt="noise", bars=1, seed=3)
TABLE = Table(title="Mine", plans={1: PLAN})


class Running:
    """A bridge in a thread, and the views of its stage."""

    def __init__(self, settings: Settings) -> None:
        self.bridge = Bridge(settings, with_folder=False, renderer=NAME, table=TABLE)
        self.views: queue.SimpleQueue[StageView] = queue.SimpleQueue()
        self.bridge.stage.watch(self.views.put)

    def until(self, *states: PadState) -> StageView:
        """Until pad 1 is in one of these states."""
        while (view := self.views.get(timeout=PATIENCE_S)).pads[0].state not in states:
            pass
        return view


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Run a bridge for as long as the block."""
    made = Running(settings)
    listening = threading.Event()
    thread = threading.Thread(target=made.bridge.run, args=(listening.set,))
    thread.start()
    try:
        assert listening.wait(PATIENCE_S)
        yield made
    finally:
        made.bridge.stop()
        thread.join(PATIENCE_S)
    assert not thread.is_alive()
