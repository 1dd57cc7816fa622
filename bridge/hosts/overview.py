"""How the hosts stand, read off the peers that speak with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from bridge import __version__
from bridge.hosts import register
from bridge.hosts.live.script import ABSENT
from bridge.hosts.live.view import LiveView
from bridge.hosts.reaper.mailbox import NOT_RUNNING
from bridge.hosts.reaper.messages import State
from bridge.messages.host_views import HostsView, HostView
from bridge.stage.views import SourceView


class Taker(Protocol):
    """What all peers that take clips tell."""

    @property
    def is_there(self) -> bool: ...
    @property
    def why_absent(self) -> str: ...
    @property
    def trouble(self) -> str: ...


class LiveTaker(Taker, Protocol):
    @property
    def view(self) -> LiveView: ...


class ReaperTaker(Protocol):
    trouble: str

    @property
    def state(self) -> State | None: ...


def hosts_view(
    *,
    live: LiveTaker | None,
    reaper: ReaperTaker,
    others: Mapping[str, Taker],
    listened_to: Iterable[str],
    sources: Iterable[SourceView],
) -> HostsView:
    """The hosts of this moment; `others` are Bitwig and Ardour, where they are listened to, by name, and
    `listened_to` the names in the settings."""
    tempos = {each.name: each.tempo_bpm for each in sources if each.fresh}
    chosen = set(listened_to)
    views = []
    for name in register.host_ids():
        base = HostView(name=name, is_listened_to=name in chosen, tempo_bpm=tempos.get(name))
        if name == "live":
            views.append(base if live is None else _live(base, live))
        elif name == "reaper":
            views.append(_reaper(base, reaper))
        else:
            views.append(_other(base, others[name]) if name in others else base)
    return HostsView(tuple(views))


def _live(base: HostView, live: LiveTaker) -> HostView:
    base, shown = _other(base, live), live.view
    # A script of another version is there and cannot be spoken with.
    is_amiss = not live.is_there and live.why_absent != ABSENT
    return msgspec.structs.replace(
        base,
        version=shown.version,
        script=shown.script,
        key=shown.key,
        track=max(0, shown.track),
        track_name=shown.track_name,
        slot=max(0, shown.slot),
        free_track=max(0, shown.free_track),
        free_slot=max(0, shown.free_slot),
        track_names=shown.track_names,
        trouble=live.why_absent if is_amiss else live.trouble,
    )


def _reaper(base: HostView, reaper: ReaperTaker) -> HostView:
    # Its mailbox is looked into whatever the settings say; they are about its OSC device.
    base = msgspec.structs.replace(base, is_listened_to=True, trouble=reaper.trouble)
    if (state := reaper.state) is None:
        return msgspec.structs.replace(base, why_absent=reaper.trouble or NOT_RUNNING)
    trouble = reaper.trouble
    if not trouble and state.version != __version__:
        trouble = (
            f"The script in REAPER is of Riffbridge {state.version}, and this is {__version__}; install it "
            "anew, and start the action “riffbridge” again."
        )
    return msgspec.structs.replace(
        base,
        takes_clips=True,
        script=state.version,
        tempo_bpm=state.tempo_bpm,
        track=max(0, state.track),
        track_name=state.track_name,
        project=state.project,
        trouble=trouble,
    )


def _other(base: HostView, peer: Taker) -> HostView:
    is_there = peer.is_there
    return msgspec.structs.replace(
        base, takes_clips=is_there, why_absent="" if is_there else peer.why_absent, trouble=peer.trouble
    )
