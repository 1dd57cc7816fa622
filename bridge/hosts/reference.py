"""Writes the tables of a page from the register: `python -m bridge.hosts.reference docs/hosts.md`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bridge.hosts import register
from bridge.hosts.description import Host, TempoSource

_HOSTS = ("host", "a loop lands", "tempo", "meter", "position", "play and stop", "noticed when it goes")
_OTHERS = ("[Any other](#any-other-host)", "by drag and drop, from a folder", "Link, MIDI clock, OSC, tapped")


def brought_up_to_date(page: str) -> str:
    """`page` with both tables rewritten."""
    for table in (hosts_table(), places_table()):
        first = re.escape(table.partition("\n")[0].partition(" | ")[0])
        page = re.sub(rf"^{first} \|.*?(?=\n\n)", lambda _, table=table: table, page, flags=re.M | re.S)  # type: ignore[misc]
    return page


def hosts_table() -> str:
    """What each source reports and takes: hosts that take clips, any other host, then tempo sources."""
    takes_clips = [each for each in register.hosts() if each.places]
    others = [each for each in register.SOURCES if each not in takes_clips]
    rows = [row for each in takes_clips for row in _roads(each)]
    return _table(_HOSTS, [*rows, _OTHERS, *(row for each in others for row in _roads(each))])


def places_table() -> str:
    """What each place means in each host."""
    hosts = [each for each in register.hosts() if each.places]
    places = dict.fromkeys(offer.place for host in hosts for offer in host.places if offer.meaning != "—")
    return _table(
        ("place", *(host.short for host in hosts)),
        [(f"`{place}`", *(_meaning(host, place) for host in hosts)) for place in places],
    )


def _meaning(host: Host, place: str) -> str:
    return next((each.meaning for each in host.places if each.place == place), "—")


def _roads(source: TempoSource) -> Iterator[Sequence[str]]:
    name, joint = f"[{source.title}](#{source.title.lower().replace(' ', '-')})", ", "
    for road in source.roads:
        by = f"{joint}{road.by}" if road.by else ""
        yield name + by, road.lands, road.tempo, road.meter, road.position, road.playing, road.goes
        name, joint = "…", " "


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    filled = [[*row, *[""] * (len(head) - len(row))] for row in rows]
    lines = ["".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in (head, *filled)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(brought_up_to_date(path.read_text(encoding="utf-8")), encoding="utf-8")
