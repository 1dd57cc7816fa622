"""Selects the clip that this window requested as soon as the list has it."""

from __future__ import annotations

from array import array

from PyQt6.QtCore import QObject

from bridge.library import Found
from bridge.vocabulary.jobs import RenderJob
from ui.clips.list_view import ClipsList
from ui.clips.model import ClipsModel


class AwaitedClip(QObject):
    """The clip is left alone if another has been selected since it was requested."""

    def __init__(self, clips: ClipsModel, view: ClipsList) -> None:
        super().__init__(view)
        self._clips, self._view = clips, view
        self._digest: str | None = None
        # What was selected when a clip was requested, or has been selected here since.
        self._selected_before: array[int] = array("q")

    def requested(self) -> None:
        """A clip was requested: remember what is selected."""
        self._selected_before = self._view.selected_numbers()

    def wait_for(self, digest: str) -> None:
        """Select this clip once it is listed; "" for none."""
        self._digest = digest or None

    def is_news(self, job: RenderJob, shown: Found | None) -> bool:
        """Whether to select a clip that was requested here: of a batch the first, unless one is `shown`."""
        before = None if shown is None else shown.clip.job
        is_shown = before is not None and (before.digest == job.digest or before.is_beside(job))
        return job.take == 0 and not is_shown and self._may_select

    def listed(self) -> None:
        """The list has changed: select the clip, if it is there now."""
        digest, self._digest = self._digest, None
        if digest is not None:
            self._clips.find(digest, self._select)

    @property
    def _may_select(self) -> bool:
        """Whether nothing is selected, or nothing else has been since a clip was requested."""
        return not self._view.has_selection or self._view.selected_numbers() == self._selected_before

    def _select(self, number: int | None) -> None:
        if number is not None and self._may_select:
            self._view.select(number)
            self._view.scrollTo(self._view.currentIndex())
            self._selected_before = self._view.selected_numbers()
