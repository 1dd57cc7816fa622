"""The hosts as the bridge knows them, for whoever shows them: data only."""

from __future__ import annotations

import msgspec

from bridge.vocabulary.music import Key


class HostView(msgspec.Struct, frozen=True, kw_only=True):
    """How the host called `name` stands. `takes_clips`: it answers now. `version` is its own, `script` that
    of our script in it, `track_names` those of all its tracks, where they are told.

    `project` is the file of its project, and `folder` where that keeps its sounds, where it tells them.
    `tempo_bpm` is set while it tells its time. Tracks and slots count from 1, 0 being none; `free_slot` of
    `free_track` is what next-free stands for. `trouble` says what is wrong, `why_absent` why it takes no
    clips.
    """

    name: str
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
    folder: str = ""
    trouble: str = ""
    why_absent: str = ""


class HostsView(msgspec.Struct, frozen=True):
    """All of them, or none while no bridge runs."""

    hosts: tuple[HostView, ...] = ()

    def named(self, name: str) -> HostView | None:
        """The host called `name`."""
        return next((each for each in self.hosts if each.name == name), None)
