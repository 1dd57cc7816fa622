"""What a host can be asked while the bridge runs, whatever its protocol."""

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
    """A clip on its way to a place. Its id is never reused."""

    id: str
    clip: Clip
    place: Place


class Launch(msgspec.Struct, frozen=True):
    """A slot to launch. Tracks and slots count from 1."""

    id: str
    track: int
    slot: int

    @property
    def where(self) -> str:
        return f"track:{self.track}/slot:{self.slot}"


class MeterAndKey(NamedTuple):
    """The meter that the music counts in, and the key of its scale, if one is chosen."""

    meter: Meter = COMMON_TIME
    key: Key | None = None


def _nowhere(event: Any) -> None:
    """Drop an event."""


@dataclass(frozen=True)
class Wiring:
    """What a connection is made with.

    `post` takes the host's time, `on_end` the ends of placements and launches, `ask` its user's requests,
    each from any thread. `meter_and_key` serves sources that have none. With `hears_only` nothing is placed,
    and the bridge's shared folders are left alone.
    """

    settings: Settings
    post: Post
    on_end: OnEnd = _nowhere
    ask: Callable[[RequestCame], None] = _nowhere
    meter_and_key: Callable[[], MeterAndKey] = MeterAndKey
    hears_only: bool = False


class HostConnection:
    """One way to a host or another tempo source. A subclass overrides what it can do.

    Each placement and launch it is given ends in one `PlacementEnded`, soon, whatever happens to the host.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def trouble(self) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
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
        """Why it takes no clips, and what to do about it."""
        return self.trouble

    @property
    def view(self) -> HostView:
        """What the host reports of itself."""
        return HostView(name=self.name)

    def start(self) -> None:
        """Begin to listen, in a thread of its own; does nothing if it listens already."""

    def stop(self) -> None:
        """End placements under way, say goodbye, and stop listening."""

    def place(self, placement: Placement) -> None:
        """Send a clip there; from any thread, without waiting."""
        raise NotImplementedError

    def launch(self, launch: Launch) -> None:
        """Launch a slot; from any thread, without waiting."""
        raise NotImplementedError

    def reply(self, to: Sender, answer: Answer) -> None:
        """Take the hub's answer to a request of the host's user."""


def unless_there(main: HostConnection, post: Post) -> Post:
    """`post` for a second way to a host: drops events while `main`, which knows more, is there."""

    def pass_on(event: Heard | Left) -> None:
        if not main.is_there:
            post(event)

    return pass_on


def connect(wiring: Wiring) -> list[HostConnection]:
    """Connections with the sources that the settings name, in the register's order, not yet started.

    A host may have several; ask the first that can do what is needed.
    """
    settings, made = wiring.settings, list[HostConnection]()
    for source in register.SOURCES:
        is_on = source.id in settings.hosts or (source.id == "link" and settings.link_enabled)
        is_always_on = isinstance(source, Host) and source.is_always_on and not wiring.hears_only
        if source.connect and (is_on or is_always_on):
            made += resolve_name(source.connect)(wiring)
    return made
