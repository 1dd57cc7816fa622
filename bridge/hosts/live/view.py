"""What Live shows, by whichever road it was told."""

from __future__ import annotations

import msgspec

from bridge.vocabulary.music import Key


class LiveView(msgspec.Struct, frozen=True, kw_only=True):
    """What Live shows: its `version` ("" while it is not there), that of our `script` in it, the `key` of its
    scale, the number and name of the selected track, the selected slot, and where `next-free` is; 0 is none.
    `track_names` are those of all tracks, where they were told."""

    version: str = ""
    script: str = ""
    key: Key | None = None
    track: int = 0
    slot: int = 0
    track_name: str = ""
    free_track: int = 0
    free_slot: int = 0
    track_names: tuple[str, ...] = ()
