"""Which hosts are listened to, by the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bridge.hosts.ardour.installing import mailbox_folder
from bridge.hosts.ardour.peer import ArdourPeer
from bridge.hosts.ardour.placing import ArdourClipPlacer
from bridge.hosts.ardour.tempo_socket import TempoSocket
from bridge.hosts.bitwig.placing import ABSENT as BITWIG_ABSENT
from bridge.hosts.bitwig.placing import BitwigClipPlacer
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.link.session import LinkSource
from bridge.hosts.live.peer import AbletonPeer
from bridge.hosts.meter_context import Frame
from bridge.hosts.peer import OscConnection, Post, Source
from bridge.hosts.placing_peer import OnEnd, PlacingPeer
from bridge.hosts.reaper.translator import PORT as REAPER_LISTENS_AT
from bridge.hosts.reaper.translator import ReaperTranslator
from bridge.vocabulary.music import Meter


class HostSettings(Protocol):
    """The settings that are read here; `bridge.settings.Settings` has them."""

    @property
    def link_enabled(self) -> bool: ...
    @property
    def link_meter(self) -> str: ...
    @property
    def hosts(self) -> tuple[str, ...]: ...
    @property
    def ableton_port(self) -> int: ...
    @property
    def ableton_reply_port(self) -> int: ...
    @property
    def reaper_port(self) -> int: ...
    @property
    def reaper_meter(self) -> str: ...
    @property
    def bitwig_port(self) -> int: ...
    @property
    def bitwig_send_port(self) -> int: ...
    @property
    def ardour_port(self) -> int: ...
    @property
    def library_file(self) -> str: ...


def make_sources(
    settings: HostSettings,
    post: Post,
    on_end: OnEnd = lambda end: None,
    *,
    frame: Callable[[], Frame] | None = None,
) -> list[Source]:
    """The sources that `settings` ask for, not yet started; they call `post` from threads of their own.

    `frame` is asked for the meter and the key of those that tell none; without it the meter is the settings'.

    Those that are `PlacingPeer`s take clips, too, and an `AbletonPeer` launches slots; they call `on_end`
    with what became of each.
    """
    usual = Frame(Meter.parse(settings.link_meter))
    made: list[Source] = [LinkSource(post, frame=frame or (lambda: usual))] if settings.link_enabled else []
    named = [name for name in dict.fromkeys(settings.hosts) if name in _MAKERS]
    return made + [_MAKERS[name](settings, post, on_end) for name in named]


def _ableton(settings: HostSettings, post: Post, on_end: OnEnd) -> Source:
    return AbletonPeer(post, on_end, port=settings.ableton_reply_port, to_port=settings.ableton_port)


def _reaper(settings: HostSettings, post: Post, on_end: OnEnd) -> Source:
    meter = Meter.parse(settings.reaper_meter)
    return OscConnection(post, ReaperTranslator(meter), port=settings.reaper_port, to_port=REAPER_LISTENS_AT)


def _bitwig(settings: HostSettings, post: Post, on_end: OnEnd) -> Source:
    return PlacingPeer(
        post,
        BitwigTranslator(),
        BitwigClipPlacer(on_end),
        port=settings.bitwig_port,
        to_port=settings.bitwig_send_port,
        why_absent=BITWIG_ABSENT,
    )


def _ardour(settings: HostSettings, post: Post, on_end: OnEnd) -> Source:
    hand = ArdourClipPlacer(mailbox_folder(Path(settings.library_file)), on_end)
    return ArdourPeer(post, hand, to_port=settings.ardour_port, tempo=TempoSocket())


_MAKERS: dict[str, Callable[[HostSettings, Post, OnEnd], Source]] = {
    "ableton": _ableton,
    "reaper": _reaper,
    "bitwig": _bitwig,
    "ardour": _ardour,
}

__all__ = ["HostSettings", "make_sources"]
