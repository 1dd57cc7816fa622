"""Text about places in hosts: menu entries, names and results. Pure, but for translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from PyQt6.QtCore import QCoreApplication

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.hosts.description import Host
from bridge.messages.host_views import HostsView, HostView
from bridge.vocabulary.places import Place
from ui.common.host_words import short_title

translate = QCoreApplication.translate
_DOT = " · "
_SPOT = re.compile(r"track:(\d+)/(slot|bar):(\d+)(?:/beat:([\d.]+))?")
_BEAT = re.compile(r"arrangement:(-?\d+(?:\.\d*)?(?:e-?\d+)?)")


@dataclass(frozen=True)
class Offer:
    """A place that a host offers; `detail` says where that is now."""

    place: Place
    words: str
    detail: str = ""


@dataclass(frozen=True)
class HostOffers:
    """The places in `host`; if none, `why` in a few words and `tip` in a sentence. `unit` is what a place by
    number counts on a track."""

    host: str
    title: str
    offers: tuple[Offer, ...] = ()
    unit: Literal["", "slot", "bar"] = ""
    why: str = ""
    tip: str = ""


def offers_of(view: HostsView) -> list[HostOffers]:
    """The places in the hosts of `view`; hosts that take clips come first."""
    listed = [_offers(host, view.named(host.id)) for host in register.hosts() if host.places]
    return sorted(listed, key=lambda each: not each.offers)


def _offers(host: Host, view: HostView | None) -> HostOffers:
    title = short_title(host.id)
    if view is not None and view.takes_clips:
        places = [Place.parse(f"{host.id}:{each.place}") for each in host.places if each.words]
        return HostOffers(host.id, title, tuple(_offer(each, view) for each in places), host.unit)
    if view is None or not view.is_listened_to:
        why, tip = translate("place", "off"), translate("place", "Turn it on under Hosts…")
    elif view.trouble:
        why, tip = translate("place", "needs attention"), view.trouble
    else:
        why, tip = translate("place", "not connected"), view.why_absent
    return HostOffers(host.id, title, why=why, tip=tip)


def _offer(place: Place, view: HostView) -> Offer:
    match place.where:
        case "selected":
            detail = _spot(view.track, view.track_name, view.slot)
        case "next-free":
            detail = _spot(view.free_track, "", view.free_slot)
        case _:
            detail = ""
    words = where_words(place)
    return Offer(place, words[:1].upper() + words[1:], detail)


def _described(place: Place) -> Host:
    """The host of `place`; if it names none, the first of all."""
    return (register.host(place.host) if place.host else None) or register.hosts()[0]


def where_words(place: Place) -> str:
    """A place without its host, such as `selected slot`."""
    given = place.within + ("+fire" if place.fire else "")
    words = next((each.words for each in _described(place).places if each.place == given), "")
    if words:
        return translate("hosts", words)
    match place.where:
        case "bar":
            words = translate("place", "track {track}, bar {bar}").format(track=place.track, bar=place.bar)
        case "slot":
            words = translate("place", "track {track}, slot {slot}").format(
                track=place.track, slot=place.slot
            )
        case _:
            words = translate("place", "at the cursor")
    return translate("place", "{place}, launched").format(place=words) if place.fire else words


def place_words(place: Place) -> str:
    """With its host: `Live: selected slot`."""
    if place.host is None:
        return where_words(place)
    words = translate("place", "{host}: {place}")
    return words.format(host=short_title(place.host), place=where_words(place))


def _track(track: int, name: str) -> str:
    if not track:
        return ""
    if name:
        return translate("place", "track {track} “{name}”").format(track=track, name=name[:24])
    return translate("place", "track {track}").format(track=track)


def _spot(track: int, name: str, slot: int) -> str:
    """A track and its slot, as far as known."""
    slots = translate("place", "slot {slot}").format(slot=slot) if slot else ""
    return _DOT.join(each for each in (_track(track, name), slots) if each)


def placed_words(where: str) -> str:
    """Where a clip was placed, from a host's answer such as `live:track:2/slot:5`."""
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
    return translate("place", "{host}, {place}").format(host=short_title(host), place=inside)


def read_place(text: str) -> Place | None:
    """Parse a saved place; `None` if it is invalid or has no host."""
    try:
        place = Place.parse(text)
    except BadRequest:
        return None
    return place if place.host is not None else None


def spread(place: Place, bars: Sequence[int]) -> list[Place]:
    """Places for clips of so many `bars` one after another, the first at `place`.

    Full slots refuse clips: after a selected slot the next free ones follow. Numbers count on, and only the
    first clip is launched."""
    places, at_bar = [place], place.bar
    for number, length in enumerate(bars[:-1], start=1):
        at_bar += length
        changes: dict[str, object] = {"fire": False}
        if place.where == "selected" and _described(place).unit == "slot":
            changes["where"] = "next-free"
        elif place.where == "slot":
            changes["slot"] = place.slot + number
        elif place.where == "bar":
            changes["bar"] = at_bar
        places.append(msgspec.structs.replace(place, **changes))
    return places
