"""What a description of a host or another tempo source says. Data only.

A host's package holds one `Host` in `description.py`, and `bridge.hosts.register` lists them all. What has
code (`connect`, `Script.code`) is named as `module:function` and imported when it is used, so that reading
the register opens and starts nothing.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import msgspec


class Patience(NamedTuple):
    """Seconds for which a source counts without a word, while it plays and while it stands still."""

    playing_s: float
    standing_s: float


ALWAYS = Patience(math.inf, math.inf)


class Option(msgspec.Struct, frozen=True):
    """A setting of one host, by its `name` in settings.toml. A number is a port, text is a meter.

    `alias` is the name under which older files have it.
    """

    name: str
    default: int | str
    alias: str = ""


class Offer(msgspec.Struct, frozen=True):
    """A `place` that a host takes clips at, written without the host. `words` is its entry in menus (none if
    empty), `meaning` what it stands for in this host."""

    place: str
    words: str = ""
    meaning: str = "—"


class Road(msgspec.Struct, frozen=True, kw_only=True):
    """One way to connect a host, as a row of the table in docs/hosts.md."""

    by: str = ""
    lands: str = ""
    tempo: str = "exact"
    meter: str = "yes"
    position: str = "yes"
    playing: str = "yes"
    goes: str = ""


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """Our script in a host.

    `own` is our folder below the host's; the host's folder is called `folder`, and `hint` says where to find
    it. With `has_mailbox` bridge and script share a folder beside the library. `code` names a module with
    `usual_folder()`, `contents(folder, mailbox, library)` and `doubt(folder)`.
    """

    what: str
    own: str
    folder: str
    hint: str
    has_mailbox: bool = False
    code: str


class TempoSource(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who tells the tempo.

    `id` names it in settings, in OSC and in places; `aliases` are ids that it had before. `is_spoken` is a
    person's word, which holds until the next one; `is_measured` is a tempo that wavers. `connect` names a
    function of a `Wiring` that makes its `HostConnection`s, the best first.
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
    """A program in which music is made. It takes clips where it has `places`, counted by `unit`.

    `title` is its full name, `short` what people call it. `is_default` has it on in new settings;
    `is_always_on` looks for it whatever the settings say, and the switch is then for `listens` alone.
    `steps` are what is left to do in the host, once its script is installed where it has one.
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
