"""Live, as the bridge has it: our script where it is installed, AbletonOSC otherwise.

our script ──→ LivePeer ────┬─→ stage (Heard, Left)
AbletonOSC ──→ AbletonPeer ─┘   only while the script is not there
               both ──────────→ hub (PlacementEnded)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from typing import Protocol

from bridge import __version__
from bridge.hosts.launching import Launch
from bridge.hosts.live.remote_script.protocol import PORT
from bridge.hosts.live.script import ABSENT, ScriptTranslator
from bridge.hosts.live.translator import AbletonTranslator
from bridge.hosts.live.view import LiveView
from bridge.hosts.peer import OscConnection, Post, Said, Translator
from bridge.hosts.placing import Placement
from bridge.messages.events import PlacementEnded
from bridge.stage.events import Heard, Left


class _Obliging(Translator, Protocol):
    """A translator that does what it is asked for, and tells what became of it."""

    def launch(self, launch: Launch, at_s: float) -> Iterable[Said]: ...

    def take_ended(self) -> list[PlacementEnded]: ...


OnEnd = Callable[[PlacementEnded], None]


class _ObligingPeer(OscConnection):
    """Calls `on_end`, from whichever thread it happens in, with what became of what was asked for."""

    def __init__(
        self,
        post: Post,
        translator: _Obliging,
        on_end: OnEnd,
        *,
        port: int,
        to_port: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(post, translator, port=port, to_port=to_port, clock=clock)
        self._obliging, self._on_end = translator, on_end
        self._talking = threading.RLock()

    def launch(self, launch: Launch) -> None:
        """Send it at once; from any thread."""
        self._say(lambda at_s: self._obliging.launch(launch, at_s))

    def _say(self, ask: Callable[[float], Iterable[Said]]) -> None:
        # Wishes come from another thread than packets do.
        with self._talking:
            super()._say(ask)
            ended = self._obliging.take_ended()
        for each in ended:
            self._on_end(each)


class LivePeer(_ObligingPeer):
    """Live through our script: a source of time, and a placer.

    It places clips that lie in `folder`, launches slots, and calls `on_end` from whichever thread it happens
    in.
    """

    def __init__(
        self,
        post: Post,
        on_end: OnEnd,
        folder: str,
        *,
        to_port: int = PORT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._script = ScriptTranslator(folder, __version__)
        super().__init__(post, self._script, on_end, port=0, to_port=to_port, clock=clock)

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


class AbletonPeer(_ObligingPeer):
    """Live through AbletonOSC: a source of time of the same name, which launches slots as well."""

    def __init__(self, post: Post, on_end: OnEnd, *, port: int, to_port: int) -> None:
        self._ableton = AbletonTranslator()
        super().__init__(post, self._ableton, on_end, port=port, to_port=to_port)

    @property
    def is_there(self) -> bool:
        """Whether AbletonOSC answers."""
        return self._ableton.is_there

    @property
    def view(self) -> LiveView:
        """What Live shows now, as far as AbletonOSC tells it."""
        return self._ableton.view


class LiveHost:
    """Live by both roads: clips are placed by our script, and all else goes by AbletonOSC where the script is
    not there."""

    name = "live"

    def __init__(self, script: LivePeer, ableton: AbletonPeer) -> None:
        self._script, self._ableton = script, ableton

    @property
    def is_there(self) -> bool:
        """Whether it takes clips."""
        return self._script.is_there

    @property
    def can_launch(self) -> bool:
        return self._script.is_there or self._ableton.is_there

    @property
    def why_absent(self) -> str:
        return self._script.why_absent

    @property
    def trouble(self) -> str:
        return self._script.trouble

    @property
    def view(self) -> LiveView:
        return self._script.view if self._script.is_there else self._ableton.view

    def launch(self, launch: Launch) -> None:
        """Send it at once; from any thread."""
        (self._script if self._script.is_there else self._ableton).launch(launch)


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
