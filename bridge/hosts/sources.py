"""Which hosts are listened to, by the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bridge.hosts.ableton.translator import AbletonTranslator
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.link.session import LinkSource
from bridge.hosts.peer import OscPeer, Post, Source
from bridge.hosts.reaper.translator import PORT as REAPER_LISTENS_AT
from bridge.hosts.reaper.translator import ReaperTranslator
from bridge.vocabulary import Meter


class HostSettings(Protocol):
    """The settings that are read here; `bridge.settings.Settings` has them."""

    @property
    def link_enabled(self) -> bool: ...
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


def make_sources(settings: HostSettings, post: Post) -> list[Source]:
    """The sources that `settings` ask for, not yet started; they call `post` from threads of their own."""
    made: list[Source] = [LinkSource(post)] if settings.link_enabled else []
    return made + [_MAKERS[name](settings, post) for name in dict.fromkeys(settings.hosts) if name in _MAKERS]


def _ableton(settings: HostSettings, post: Post) -> Source:
    return OscPeer(post, AbletonTranslator(), port=settings.ableton_reply_port, to_port=settings.ableton_port)


def _reaper(settings: HostSettings, post: Post) -> Source:
    meter = Meter.parse(settings.reaper_meter)
    return OscPeer(post, ReaperTranslator(meter), port=settings.reaper_port, to_port=REAPER_LISTENS_AT)


def _bitwig(settings: HostSettings, post: Post) -> Source:
    return OscPeer(post, BitwigTranslator(), port=settings.bitwig_port, to_port=settings.bitwig_send_port)


def _ardour(settings: HostSettings, post: Post) -> Source:
    return OscPeer(post, ArdourTranslator(), port=0, to_port=settings.ardour_port)


_MAKERS: dict[str, Callable[[HostSettings, Post], Source]] = {
    "ableton": _ableton,
    "reaper": _reaper,
    "bitwig": _bitwig,
    "ardour": _ardour,
}

__all__ = ["HostSettings", "make_sources"]
