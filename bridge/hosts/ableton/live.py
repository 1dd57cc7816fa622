"""Live, as the bridge has it: our script where it is installed, AbletonOSC otherwise.

our script ──→ LivePeer ─┬─→ stage (Heard, Left)
AbletonOSC ──→ OscPeer ──┘   only while the script is not there
               LivePeer ───→ hub (PlacementEnded)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

from bridge import __version__
from bridge.events import PlacementEnded
from bridge.hosts.ableton.remote_script.protocol import PORT
from bridge.hosts.ableton.script import ABSENT, LiveView, ScriptTranslator
from bridge.hosts.peer import OscPeer, Post, Said
from bridge.hosts.placing import Placement
from bridge.stage.events import Heard, Left


class LivePeer(OscPeer):
    """Live through our script: a source of time called `ableton`, and a placer.

    It places clips that lie in `folder`, and calls `on_end` from whichever thread it happens in.
    """

    def __init__(
        self,
        post: Post,
        on_end: Callable[[PlacementEnded], None],
        folder: str,
        *,
        to_port: int = PORT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._script = ScriptTranslator(folder, __version__)
        super().__init__(post, self._script, port=0, to_port=to_port, clock=clock)
        self._on_end = on_end
        self._talking = threading.RLock()

    @property
    def is_there(self) -> bool:
        """Whether the script answers, and speaks as we do."""
        return self._script.is_there

    @property
    def view(self) -> LiveView:
        """What Live shows now."""
        return self._script.view

    @property
    def why_absent(self) -> str:
        """Why it cannot be placed into, and what to do."""
        return self._script.trouble or self.trouble or ABSENT

    def place(self, placement: Placement) -> None:
        """Send it at once; from any thread."""
        self._say(lambda at_s: self._script.place(placement, at_s))

    def _say(self, ask: Callable[[float], Iterable[Said]]) -> None:
        # Placements come from another thread than packets do.
        with self._talking:
            super()._say(ask)
            ended = self._script.take_ended()
        for each in ended:
            self._on_end(each)


class LivePlacer:
    """`peer` under the name by which places call it."""

    name = "live"

    def __init__(self, peer: LivePeer) -> None:
        self._peer = peer

    @property
    def is_there(self) -> bool:
        return self._peer.is_there

    @property
    def why_absent(self) -> str:
        return self._peer.why_absent

    def place(self, placement: Placement) -> None:
        self._peer.place(placement)


class Script(Protocol):
    """A script of ours in a host, which tells its time."""

    @property
    def name(self) -> str: ...
    @property
    def is_there(self) -> bool: ...


def unless_there(peer: Script, post: Post) -> Post:
    """`post` for the other sources: what AbletonOSC says of Live's time (or a device of REAPER's) is passed
    over while our script, which is sooner and knows more, is there."""

    def pass_on(event: Heard | Left) -> None:
        source = event.transport.source if isinstance(event, Heard) else event.source
        if source != peer.name or not peer.is_there:
            post(event)

    return pass_on


__all__ = ["LivePeer", "LivePlacer", "unless_there"]
