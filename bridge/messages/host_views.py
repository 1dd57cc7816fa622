"""The hosts as the bridge knows them, for whoever shows them: data only."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from bridge.vocabulary.music import Key

HostName = Literal["live", "reaper", "bitwig", "ardour"]
HOSTS: tuple[HostName, ...] = get_args(HostName)
# By which names they tell their time.
SOURCE_OF = {host: "ableton" if host == "live" else host for host in HOSTS}


class HostView(msgspec.Struct, frozen=True, kw_only=True):
    """A host by the `name` that places have for it. `takes_clips`: it answers now. `version` is its own,
    `script` that of our script in it, where they are told.

    `tempo_bpm` is what it says, if it tells its time. Tracks and slots are counted from 1, 0 being none;
    `free_slot` of `free_track` is what next-free stands for, and `track_names` are those of all tracks,
    where they are told. `trouble` is what is wrong, and `why_absent`
    why no clips are taken, both in a sentence.
    """

    name: HostName
    is_listened_to: bool = True
    takes_clips: bool = False
    version: str = ""
    script: str = ""
    tempo_bpm: float | None = None
    key: Key | None = None
    track: int = 0
    track_name: str = ""
    slot: int = 0
    free_track: int = 0
    free_slot: int = 0
    track_names: tuple[str, ...] = ()
    project: str = ""
    trouble: str = ""
    why_absent: str = ""


class HostsView(msgspec.Struct, frozen=True):
    """All of them, or none while no bridge runs."""

    hosts: tuple[HostView, ...] = ()

    def named(self, name: str) -> HostView | None:
        """The host called `name`."""
        return next((each for each in self.hosts if each.name == name), None)


__all__ = ["HOSTS", "SOURCE_OF", "HostName", "HostView", "HostsView"]
