"""Which hosts are listened to, by the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bridge.hosts.ardour.peer import ArdourPeer
from bridge.hosts.ardour.placing import ArdourClipPlacer
from bridge.hosts.ardour.tempo_socket import TempoSocket
from bridge.hosts.bitwig.placing import ABSENT as BITWIG_ABSENT
from bridge.hosts.bitwig.placing import BitwigClipPlacer
from bridge.hosts.bitwig.translator import BitwigTranslator
from bridge.hosts.link.session import LinkSource
from bridge.hosts.live.peer import AbletonPeer
from bridge.hosts.mailbox.folder import mailbox_folder
from bridge.hosts.meter_context import Frame
from bridge.hosts.peer import OscConnection, Post, Source
from bridge.hosts.placing_peer import OnEnd, PlacingPeer
from bridge.hosts.reaper.translator import PORT as REAPER_LISTENS_AT
from bridge.hosts.reaper.translator import ReaperTranslator
from bridge.settings import Settings
from bridge.vocabulary.music import Meter


def make_sources(
    settings: Settings,
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


def _live(settings: Settings, post: Post, on_end: OnEnd) -> Source:
    port, to_port = settings.port("live_reply_port"), settings.port("live_port")
    return AbletonPeer(post, on_end, port=port, to_port=to_port)


def _reaper(settings: Settings, post: Post, on_end: OnEnd) -> Source:
    translator = ReaperTranslator(settings.meter("reaper_meter"))
    return OscConnection(post, translator, port=settings.port("reaper_port"), to_port=REAPER_LISTENS_AT)


def _bitwig(settings: Settings, post: Post, on_end: OnEnd) -> Source:
    return PlacingPeer(
        post,
        BitwigTranslator(),
        BitwigClipPlacer(on_end),
        port=settings.port("bitwig_port"),
        to_port=settings.port("bitwig_send_port"),
        why_absent=BITWIG_ABSENT,
    )


def _ardour(settings: Settings, post: Post, on_end: OnEnd) -> Source:
    hand = ArdourClipPlacer(mailbox_folder(Path(settings.library_file), "ardour"), on_end)
    return ArdourPeer(post, hand, to_port=settings.port("ardour_port"), tempo=TempoSocket())


_MAKERS: dict[str, Callable[[Settings, Post, OnEnd], Source]] = {
    "live": _live,
    "reaper": _reaper,
    "bitwig": _bitwig,
    "ardour": _ardour,
}
