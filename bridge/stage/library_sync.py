"""Tracks the clips that were rendered ahead and the library does not have yet, and which of them are
favourites. Pure."""

from __future__ import annotations

from bridge.messages import events as ev
from bridge.stage.effects import StageEffect, TellHub
from bridge.stage.pending_requests import PendingRequests
from bridge.vocabulary.clips import Clip


class LibrarySync:
    """Remembers by their digests the clips that the library is still to take in."""

    def __init__(self, asking: PendingRequests) -> None:
        self._asking = asking
        self._unkept: set[str] = set()
        self._liked: set[str] = set()  # favourites, once the library has them

    def is_kept(self, clip: Clip) -> bool:
        """Whether the library has `clip`."""
        return clip.job.digest not in self._unkept

    def came(self, clip: Clip, *, ahead: bool) -> list[StageEffect]:
        """`clip` has come, asked for by somebody or made `ahead`."""
        digest = clip.job.digest
        if ahead:
            self._unkept.add(digest)
            return []
        self._unkept.discard(digest)
        if digest not in self._liked:
            return []
        self._liked.discard(digest)
        return self.like(clip)

    def like(self, clip: Clip) -> list[StageEffect]:
        """Make `clip` a favourite, as soon as the library has it."""
        if not self.is_kept(clip):
            self._liked.add(clip.job.digest)
            return []
        return [TellHub(ev.FavouriteAsked(self._asking.sender(), clip.job.digest))]
