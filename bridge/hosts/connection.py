"""What a host can be asked while the bridge runs, whatever it is spoken with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import Any, NamedTuple

import msgspec

from bridge.hosts import register
from bridge.hosts.description import Host
from bridge.messages.answers import Answer
from bridge.messages.events import PlacementEnded, RequestCame
from bridge.messages.host_views import HostView
from bridge.messages.orders import Sender
from bridge.settings import Settings
from bridge.stage.events import Heard, Left
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.places import Place

Post = Callable[[Heard | Left], None]
OnEnd = Callable[[PlacementEnded], None]
# What hosts that don't say their meter are taken to count in.
COMMON_TIME = Meter(4, 4)


class Placement(msgspec.Struct, frozen=True):
    """A clip on its way to a place. Its id is never given to another."""

    id: str
    clip: Clip
    place: Place


class Launch(msgspec.Struct, frozen=True):
    """A slot that is to be launched. Tracks and slots are counted from 1."""

    id: str
    track: int
    slot: int

    @property
    def where(self) -> str:
        return f"track:{self.track}/slot:{self.slot}"


class Frame(NamedTuple):
    """The meter that the music is counted in, and the key of its scale, where one is chosen."""

    meter: Meter = COMMON_TIME
    key: Key | None = None


def _nowhere(event: Any) -> None:
    """Take an event that nobody waits for."""


@dataclass(frozen=True)
class Wiring:
    """What a connection is made with.

    `post` takes its time, `on_end` the ends of placements and launches, `ask` what its user asks for, each
    from any thread. `frame` tells the meter and key for sources that have none. With `hears_only` nothing is
    placed, so that the bridge's shared folders are left alone.
    """

    settings: Settings
    post: Post
    on_end: OnEnd = _nowhere
    ask: Callable[[RequestCame], None] = _nowhere
    frame: Callable[[], Frame] = Frame
    hears_only: bool = False


class HostConnection:
    """A way to a host, or to another program that tells its time. What it cannot do stays as it is here.

    Each placement and launch that it was given ends in one `PlacementEnded`, soon, whatever becomes of the
    host.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence, or nothing."""
        return ""

    @property
    def is_there(self) -> bool:
        """Whether it takes clips now."""
        return False

    @property
    def launches(self) -> bool:
        """Whether it launches slots at all."""
        return False

    @property
    def can_launch(self) -> bool:
        """Whether it launches slots now."""
        return False

    @property
    def why_absent(self) -> str:
        """Why it takes no clips, and what to do, in a sentence."""
        return self.trouble

    @property
    def view(self) -> HostView:
        """What it shows of itself."""
        return HostView(name=self.name)

    def start(self) -> None:
        """Begin to listen, in a thread of its own. Started twice it is one."""

    def stop(self) -> None:
        """End what is under way, say goodbye, and stop listening."""

    def place(self, placement: Placement) -> None:
        """Send a clip there; from any thread, without waiting."""
        raise NotImplementedError

    def launch(self, launch: Launch) -> None:
        """Launch a slot; from any thread, without waiting."""
        raise NotImplementedError

    def reply(self, to: Sender, answer: Answer) -> None:
        """Take the hub's answer to what the host's user asked for."""


def unless_there(main: HostConnection, post: Post) -> Post:
    """`post` for another way to the host of `main`: nothing passes while that, which knows more, is there."""

    def pass_on(event: Heard | Left) -> None:
        if not main.is_there:
            post(event)

    return pass_on


def connect(wiring: Wiring) -> list[HostConnection]:
    """The hosts and other programs that the settings ask for, in the register's order, not yet started.

    There may be several connections with one host; the first that can do something is the one to ask.
    """
    settings, made = wiring.settings, list[HostConnection]()
    for source in register.SOURCES:
        is_on = source.id in settings.hosts or (source.id == "link" and settings.link_enabled)
        is_always_on = isinstance(source, Host) and source.is_always_on and not wiring.hears_only
        if source.connect and (is_on or is_always_on):
            made += resolve_name(source.connect)(wiring)
    return made
