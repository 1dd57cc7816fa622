"""Places in hosts, in words: what each host offers, what a place is called, what became of a clip. Pure,
but for translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.errors import BadRequest
from bridge.messages.host_views import HOSTS, HostName, HostsView, HostView
from bridge.vocabulary.places import Place

translate = QCoreApplication.translate
_DOT = " · "
_SPOT = re.compile(r"track:(\d+)/(slot|bar):(\d+)(?:/beat:([\d.]+))?")
_BEAT = re.compile(r"arrangement:(-?\d+(?:\.\d*)?(?:e-?\d+)?)")


@dataclass(frozen=True)
class Offer:
    """A place that a host has now, and `detail` of where that is."""

    place: Place
    words: str
    detail: str = ""


@dataclass(frozen=True)
class HostOffers:
    """What `host` offers; nothing where it takes no clips, and then `why` in a few words and `tip` in a
    sentence. `unit` is what is counted on its tracks, where a place can be given by number."""

    host: HostName
    title: str
    offers: tuple[Offer, ...] = ()
    unit: Literal["", "slot", "bar"] = ""
    why: str = ""
    tip: str = ""


def host_title(host: str) -> str:
    """What people call it, in short."""
    return {"live": "Live", "reaper": "REAPER", "bitwig": "Bitwig", "ardour": "Ardour"}.get(host, host)


def offers_of(view: HostsView) -> list[HostOffers]:
    """What the hosts of `view` offer, those that take clips first."""
    listed = [_offers(view.named(host) or HostView(name=host, is_listened_to=False)) for host in HOSTS]
    return sorted(listed, key=lambda each: not each.offers)


def _offers(host: HostView) -> HostOffers:
    title = host_title(host.name)
    if not host.takes_clips:
        if not host.is_listened_to:
            why, tip = translate("place", "not listened to"), translate("place", "Hosts… switches it on.")
        elif host.trouble:
            why, tip = translate("place", "needs a look"), host.trouble
        else:
            why, tip = translate("place", "not there"), host.why_absent
        return HostOffers(host.name, title, why=why, tip=tip)
    match host.name:
        case "live":
            return HostOffers(host.name, title, _live_offers(host), "slot")
        case "reaper":
            offers = (
                _offer(host, "selected", _track(host.track, host.track_name)),
                _offer(host, "next-free"),
            )
            return HostOffers(host.name, title, offers, "bar")
        case "bitwig":
            return HostOffers(host.name, title, (_offer(host, "selected"), _offer(host, "next-free")), "slot")
        case _:
            return HostOffers(host.name, title, (_offer(host, "selected"), _offer(host, "next-free")))


def _live_offers(host: HostView) -> tuple[Offer, ...]:
    selected = _spot(host.track, host.track_name, host.slot)
    free = _spot(host.free_track, "", host.free_slot)
    return (
        _offer(host, "selected", selected),
        _offer(host, "selected", selected, fire=True),
        _offer(host, "next-free", free),
        _offer(host, "cursor"),
    )


def _offer(
    host: HostView, where: Literal["selected", "next-free", "cursor"], detail: str = "", *, fire: bool = False
) -> Offer:
    place = Place(host=host.name, where=where, fire=fire)
    words = where_words(place)
    return Offer(place, words[:1].upper() + words[1:], detail)


def where_words(place: Place) -> str:
    """A place without its host, such as `selected slot`."""
    on_tracks = place.host in ("reaper", "ardour")
    match place.where:
        case "selected" if place.host == "ardour":
            words = translate("place", "selected track, at the playhead")
        case "selected" if on_tracks:
            words = translate("place", "selected track, at the cursor")
        case "selected":
            words = translate("place", "selected slot")
        case "next-free" if on_tracks:
            words = translate("place", "new track")
        case "next-free":
            words = translate("place", "next free slot")
        case "cursor":
            words = translate("place", "arrangement, at the cursor")
        case "bar":
            words = translate("place", "track {track}, bar {bar}").format(track=place.track, bar=place.bar)
        case _:
            words = translate("place", "track {track}, slot {slot}").format(
                track=place.track, slot=place.slot
            )
    return translate("place", "{place}, launched").format(place=words) if place.fire else words


def place_words(place: Place) -> str:
    """With its host: `Live: selected slot`."""
    if place.host is None:
        return where_words(place)
    return translate("place", "{host}: {place}").format(host=host_title(place.host), place=where_words(place))


def _track(track: int, name: str) -> str:
    if not track:
        return ""
    if name:
        return translate("place", "track {track} “{name}”").format(track=track, name=name[:24])
    return translate("place", "track {track}").format(track=track)


def _spot(track: int, name: str, slot: int) -> str:
    """Where a slot is, as far as it is one."""
    slots = translate("place", "slot {slot}").format(slot=slot) if slot else ""
    return _DOT.join(each for each in (_track(track, name), slots) if each and slot)


def placed_words(where: str) -> str:
    """Where a clip is now, out of what the host has answered: `live:track:2/slot:5` and the like."""
    host, _, within = where.partition(":")
    if (spot := _SPOT.fullmatch(within)) is not None:
        track, number = int(spot[1]), int(spot[3])
        is_slot = spot[2] == "slot"
        inside = where_words(
            Place(where="slot", track=track, slot=number)
            if is_slot
            else Place(where="bar", track=track, bar=number)
        )
        if spot[4]:
            inside = translate("place", "{place}, beat {beat}").format(place=inside, beat=spot[4])
    elif (beat := _BEAT.fullmatch(within)) is not None:
        inside = translate("place", "arrangement, from beat {beat}").format(beat=f"{float(beat[1]) + 1:.6g}")
    elif within == "arrangement:cursor":
        inside = translate("place", "at the playhead")
    else:
        inside = within
    return translate("place", "{host}, {place}").format(host=host_title(host), place=inside)


def read_place(text: str) -> Place | None:
    """A place as it was kept, with its host; none if it is no longer one."""
    try:
        place = Place.parse(text)
    except BadRequest:
        return None
    return place if place.host is not None else None


def spread(place: Place, bars: Sequence[int]) -> list[Place]:
    """Places for clips of so many `bars`, one after the other, the first of which goes to `place`.

    Slots that are full refuse: what is for a selected one goes on to the next that are free, numbers are
    counted on, and only the first is launched.
    """
    places, at_bar = [place], place.bar
    for number, length in enumerate(bars[:-1], start=1):
        at_bar += length
        changes: dict[str, object] = {"fire": False}
        if place.where == "selected" and place.host not in ("reaper", "ardour"):
            changes["where"] = "next-free"
        elif place.where == "slot":
            changes["slot"] = place.slot + number
        elif place.where == "bar":
            changes["bar"] = at_bar
        places.append(msgspec.structs.replace(place, **changes))
    return places
