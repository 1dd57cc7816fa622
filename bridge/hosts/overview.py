"""How the hosts stand, read off their connections."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bridge.hosts import register
from bridge.hosts.connection import HostConnection
from bridge.messages.host_views import HostsView, HostView
from bridge.stage.views import SourceView


def hosts_view(
    connections: Iterable[HostConnection], listened_to: Iterable[str], sources: Iterable[SourceView]
) -> HostsView:
    """All hosts as they stand now; `listened_to` are the names in the settings, `sources` are the stage's."""
    there, chosen = {each.name: each for each in connections}, set(listened_to)
    tempos = {each.name: each.tempo_bpm for each in sources if each.fresh}
    views = []
    for host in register.hosts():
        view = HostView(name=host.id)
        if (connection := there.get(host.id)) is not None:
            takes_clips = connection.is_there
            view = msgspec.structs.replace(
                connection.view,
                takes_clips=takes_clips,
                why_absent="" if takes_clips else connection.why_absent,
                trouble=connection.trouble,
            )
        tempo_bpm = tempos.get(host.id) if view.tempo_bpm is None else view.tempo_bpm
        is_listened_to = host.is_always_on or host.id in chosen
        views.append(msgspec.structs.replace(view, tempo_bpm=tempo_bpm, is_listened_to=is_listened_to))
    return HostsView(tuple(views))
