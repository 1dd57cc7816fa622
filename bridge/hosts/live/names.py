"""Track names and the selection, as AbletonOSC reports them. Pure.

There is a listener for the selection. Names are polled: AbletonOSC has a listener for each track's name, but
none for tracks that come and go. A request that this AbletonOSC does not know is not repeated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import msgspec

from bridge.hosts.transport_tracker import text as text_of
from bridge.messages.host_views import HostView
from bridge.osc.codec import Argument, Message

# Live writes a line into a log for each question; a name that was changed is seen after so long, or with
# the next selection.
ASK_EVERY_S = 10.0
MAX_TRACKS, MAX_NAME = 1000, 60
# How AbletonOSC's complaint about an address that it does not have begins; the address ends it.
UNKNOWN = "Unknown OSC address"
SELECTED = ("selected_track", "selected_scene")

_VERSION, _NAMES, _VIEW = "/live/application/get/version", "/live/song/get/track_names", "/live/view/"


class Names:
    """The set's names. Call `forget` when Live is gone or restarts."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._view = HostView(name="live")
        self._unknown: set[str] = set()
        self._names_at_s = self._listen_at_s = -math.inf

    @property
    def view(self) -> HostView:
        """What is known now; version and names are empty until they come."""
        at = self._view.track
        names = self._view.track_names
        return msgspec.structs.replace(self._view, track_name=names[at - 1] if 1 <= at <= len(names) else "")

    def questions(self, at_s: float) -> Iterator[Message]:
        """What to ask at `at_s`."""
        return (each for each in self._due(at_s) if each.address not in self._unknown)

    def _due(self, at_s: float) -> Iterator[Message]:
        if at_s >= self._listen_at_s:
            self._listen_at_s = at_s + ASK_EVERY_S
            if not self._view.version:
                yield Message(_VERSION)
            yield from (Message(f"{_VIEW}start_listen/{what}") for what in SELECTED)
        if at_s >= self._names_at_s:
            self._names_at_s = at_s + ASK_EVERY_S
            yield Message(_NAMES)

    def farewell(self) -> Iterator[Message]:
        """What to send when we stop listening."""
        return (
            Message(f"{_VIEW}stop_listen/{what}")
            for what in SELECTED
            if f"{_VIEW}start_listen/{what}" not in self._unknown
        )

    def hear(self, message: Message) -> None:
        """Take in answers about the set; ignore the rest."""
        told = message.arguments
        match message.address:
            case "/live/application/get/version" if told and all(_is_whole(each) for each in told):
                self._know(version=".".join(map(str, told[:3])))
            case "/live/song/get/track_names" if all(isinstance(each, str) for each in told):
                self._know(track_names=tuple(str(each)[:MAX_NAME] for each in told[:MAX_TRACKS]))
            case "/live/view/get/selected_track" if (number := _number_of(told)) is not None:
                if number != self._view.track:
                    self._names_at_s = -math.inf
                self._know(track=number)
            case "/live/view/get/selected_scene" if (number := _number_of(told)) is not None:
                self._know(slot=number)
            case "/live/error" if (text := text_of(told)).startswith(UNKNOWN):
                self._unknown.add(text.rpartition(" ")[2])

    def _know(self, **news: object) -> None:
        self._view = msgspec.structs.replace(self._view, **news)


def _is_whole(argument: Argument) -> bool:
    return isinstance(argument, int) and not isinstance(argument, bool) and 0 <= argument < 10_000


def _number_of(told: Sequence[Argument]) -> int | None:
    """The number from 1 of the only index in `told`."""
    match told:
        case [int(index)] if _is_whole(index):
            return index + 1
        case _:
            return None
