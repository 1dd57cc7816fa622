"""The state of all hosts, from their connections."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bridge.hosts import register
from bridge.hosts.connection import HostConnection
from bridge.hosts.description import Host
from bridge.messages.host_views import HostsView, HostView
from bridge.stage.views import SourceView


def hosts_view(
    connections: Iterable[HostConnection], listened_to: Iterable[str], sources: Iterable[SourceView]
) -> HostsView:
    """The present state of all hosts; `listened_to` are the settings' names, `sources` the stage's."""
    connections, chosen = list(connections), set(listened_to)
    tempos = {each.name: each.tempo_bpm for each in sources if each.fresh}
    return HostsView(tuple(_view(host, connections, tempos, chosen) for host in register.hosts()))


def _view(
    host: Host, connections: list[HostConnection], tempos: dict[str, float], chosen: set[str]
) -> HostView:
    view, ours = HostView(name=host.id), [each for each in connections if each.name == host.id]
    if ours:
        main, takes_clips = ours[0], ours[0].is_there
        view = msgspec.structs.replace(
            (main if takes_clips else ours[-1]).view,
            takes_clips=takes_clips,
            why_absent="" if takes_clips else main.why_absent,
            trouble=main.trouble,
        )
    return msgspec.structs.replace(
        view,
        tempo_bpm=tempos.get(host.id) if view.tempo_bpm is None else view.tempo_bpm,
        is_listened_to=host.is_always_on or host.id in chosen,
    )
