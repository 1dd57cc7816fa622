"""Where in a host's session a clip goes."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import register

_PLACE = re.compile(
    r"(?:(?!arrangement:)([a-z]\w*):)?"
    r"(?:(selected|next-free)|track:(\d{1,4})/(slot|bar):(\d{1,4})|(?:arrangement:)?(cursor))(\+fire)?",
    re.ASCII,
)


def _hosts() -> tuple[str, ...]:
    """The hosts that take clips."""
    return tuple(each.id for each in register.hosts() if each.places)


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a clip is to go in a host's session: the `selected` slot, the `next-free` one, `track` and
    `slot`, `track` and `bar` of the arrangement, or its `cursor`. Tracks, slots and bars count from 1.
    `fire` has what is in a slot launched there."""

    host: str | None = None
    where: Literal["selected", "next-free", "slot", "bar", "cursor"]
    track: int = 0
    slot: int = 0
    bar: int = 0
    fire: bool = False

    def __post_init__(self) -> None:
        if self.host is not None and self.host not in _hosts():
            raise BadRequest(f"“{self.host[:40]}” takes no clips. Use {' or '.join(_hosts())}.")
        if self.where == "slot" and not (1 <= self.track <= 9999 and 1 <= self.slot <= 9999):
            raise BadRequest("Tracks and slots count from 1; the first is track:1/slot:1.")
        if self.where == "bar" and not (1 <= self.track <= 9999 and 1 <= self.bar <= 9999):
            raise BadRequest("Tracks and bars count from 1; the first is track:1/bar:1.")
        if self.where in ("bar", "cursor") and self.fire:
            raise BadRequest("Clips in the arrangement can't be launched. Leave out +fire.")

    @classmethod
    def parse(cls, text: str) -> Place:
        """Read `selected`, `live:next-free`, `track:2/slot:5+fire`, `reaper:track:2/bar:5`,
        `arrangement:cursor`.

        Raises `BadRequest` for anything else.
        """
        found = _PLACE.fullmatch(text.strip().lower())
        if found is None or found[1] not in (None, *_hosts()):
            hosts = " or ".join(f"{each}:" for each in _hosts())
            raise BadRequest(
                f"“{text[:40]}” isn't a place. Use selected, next-free, track:1/slot:2, track:1/bar:5 or "
                f"arrangement:cursor; put {hosts} before it to choose a host."
            )
        groups: tuple[Any, ...] = found.groups()
        host, plain, track, unit, number, cursor, fire = groups
        return cls(
            host=host,
            where=plain or unit or cursor,
            track=int(track or 0),
            slot=int(number) if unit == "slot" else 0,
            bar=int(number) if unit == "bar" else 0,
            fire=bool(fire),
        )

    @property
    def within(self) -> str:
        """The place without its host, and without firing."""
        match self.where:
            case "slot":
                return f"track:{self.track}/slot:{self.slot}"
            case "bar":
                return f"track:{self.track}/bar:{self.bar}"
            case "cursor":
                return "arrangement:cursor"
            case _:
                return self.where

    def __str__(self) -> str:
        return (f"{self.host}:" if self.host else "") + self.within + ("+fire" if self.fire else "")
