"""The fields of a description of a host or another tempo source. Data only.

A host's package has one `Host` in `description.py`, and `bridge.hosts.register` lists them all. Code is given
by name (`connect` as `module:function`, `Script.code` as a module) and imported on use, so that reading the
register starts nothing.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import msgspec


class Patience(NamedTuple):
    """Seconds for which a silent source still counts, while it plays and while it stands still."""

    playing_s: float
    standing_s: float


ALWAYS = Patience(math.inf, math.inf)


class Option(msgspec.Struct, frozen=True):
    """A setting of one host, `name` in settings.toml: a port (a number) or a meter (text). `alias` is its
    name in older files."""

    name: str
    default: int | str
    alias: str = ""


class Offer(msgspec.Struct, frozen=True):
    """A `place` for clips in a host, written without the host. `words` is its entry in menus (empty: none),
    `meaning` what it stands for there."""

    place: str
    words: str = ""
    meaning: str = "—"


class Road(msgspec.Struct, frozen=True):
    """One way to connect a host, a row of the table in docs/hosts.md: `by` what, where a loop `lands`, when
    Riffbridge notices that the host `goes`, and how well it knows the rest."""

    by: str = ""
    lands: str = ""
    goes: str = ""
    tempo: str = "exact"
    meter: str = "yes"
    position: str = "yes"
    playing: str = "yes"


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """Our script in a host.

    It goes into the host's `folder` (its caption; `hint` says where to find it), and `own` is our folder
    below that. With `has_mailbox`, bridge and script share a folder beside the library. `code` is a module
    with `usual_folder()`, `contents(folder, mailbox, library)` and `doubt(folder)`.
    """

    what: str
    own: str
    folder: str
    hint: str
    has_mailbox: bool = False
    code: str


class TempoSource(msgspec.Struct, frozen=True, kw_only=True):
    """A source of tempo.

    `id` names it in settings, OSC and places; `aliases` are earlier ids. `is_spoken`: a person sets it, and
    it holds until the next such tempo. `is_measured`: its tempo wavers. `connect` names a function from
    `Wiring` to its `HostConnection`s, the best first.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    patience: Patience = Patience(2.0, 2.0)
    is_spoken: bool = False
    is_measured: bool = False
    options: tuple[Option, ...] = ()
    connect: str = ""
    roads: tuple[Road, ...] = ()


class Host(TempoSource, frozen=True, kw_only=True):
    """A program people make music in. If it takes clips, it has `places`; its tracks count by `unit`.

    `title` is its full name, `short` its everyday one. `is_default`: on in new settings. `is_always_on`:
    looked for whatever the settings say. `listens` is the caption and the tip of its switch. `steps` are what
    to do in the host, after installing its script if it has one.
    """

    short: str
    is_default: bool = False
    is_always_on: bool = False
    listens: tuple[str, str] = ("Connect", "Sync tempo and place clips.")
    places: tuple[Offer, ...] = ()
    unit: Literal["", "slot", "bar"] = ""
    launches: bool = False
    script: Script | None = None
    steps: tuple[str, ...] = ()
