"""All tempo sources, in the order in which they lead: shared ones, hosts, wires, people.

A new host is a package with a `description.py`, and a line here.
"""

from __future__ import annotations

from bridge.hosts.ardour.description import ARDOUR
from bridge.hosts.bitwig.description import BITWIG
from bridge.hosts.description import ALWAYS, Host, Option, Patience, Road, TempoSource
from bridge.hosts.jack.description import JACK
from bridge.hosts.link.description import LINK
from bridge.hosts.live.description import LIVE
from bridge.hosts.reaper.description import REAPER

SOURCES: tuple[TempoSource, ...] = (
    LINK,
    LIVE,
    REAPER,
    BITWIG,
    ARDOUR,
    JACK,
    TempoSource(
        id="midi",
        title="MIDI clock",
        patience=Patience(1.0, 1.0),
        is_measured=True,
        roads=(Road(tempo="found out in a beat", meter="no: 4/4", goes="after 1 s"),),
    ),
    TempoSource(id="osc", title="OSC", patience=ALWAYS, is_spoken=True),
    TempoSource(id="tap", title="Tapped tempo", patience=ALWAYS, is_spoken=True, is_measured=True),
    TempoSource(id="typed", title="Typed tempo", patience=ALWAYS, is_spoken=True),
)


def hosts() -> tuple[Host, ...]:
    """The sources that are hosts."""
    return tuple(each for each in SOURCES if isinstance(each, Host))


def host(name: str) -> Host | None:
    """The host called `name`."""
    return next((each for each in hosts() if each.id == name), None)


def launches(name: str) -> bool:
    """Whether slots of the host called `name` can be launched."""
    described = host(name)
    return described is not None and described.launches


def source(name: str) -> TempoSource:
    """The source called `name`; for an unknown one, a source with that title."""
    return next((each for each in SOURCES if each.id == name), None) or TempoSource(id=name, title=name)


def source_ids() -> tuple[str, ...]:
    """The names of all sources."""
    return tuple(each.id for each in SOURCES)


def host_ids() -> tuple[str, ...]:
    """The names of all hosts."""
    return tuple(each.id for each in hosts())


def canonical(name: str) -> str:
    """The id of the source that has or had this `name`; any other name unchanged."""
    return next((each.id for each in SOURCES if name in each.aliases), name)


def options() -> dict[str, Option]:
    """The settings of all hosts, by name."""
    return {option.name: option for each in SOURCES for option in each.options}
