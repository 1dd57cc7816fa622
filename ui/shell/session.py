"""Keeps the request's fields, the tempo, the selected clip and the strip through a restart."""

from __future__ import annotations

import time

from PyQt6.QtCore import QObject

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.stage.events import Heard
from bridge.stage.views import StageView
from bridge.timing import check_tempo
from bridge.vocabulary.music import Transport
from ui.clips.view import ClipsView
from ui.common.clip_selection import ClipSelection
from ui.common.link import Link
from ui.common.state import WindowState, as_text, from_text
from ui.common.widgets import single_shot
from ui.request.bar import Draft, RequestBar
from ui.strip.panel import StripPanel
from ui.strip.parts import read_strip, write_strip

_REQUEST, _TEMPO = "session/request", "session/tempo"
_SELECTED, _STRIP = "session/selected", "session/strip"
SAVE_AFTER_MS = 500


class Session(QObject):
    """Saves soon after each change. `restore`, called once presets are known, fills in what an earlier window
    left. A typed tempo is set again for each bridge."""

    def __init__(
        self, link: Link, bar: RequestBar, clips: ClipsView, strip: StripPanel, state: WindowState
    ) -> None:
        super().__init__(bar)
        self._link, self._bar, self._clips, self._state = link, bar, clips, state
        self._timer = single_shot(self, SAVE_AFTER_MS, state.save)
        self._is_restored = self._has_tempo = False
        bar.changed.connect(self._bar_changed)
        clips.selection_changed.connect(self._selected)
        link.stage.connect(self._stage_changed)
        link.attached.connect(self._set_tempo)
        clips.select_when_listed(state.text(_SELECTED))
        strip.show_strip(read_strip(state.text(_STRIP)))
        strip.changed.connect(lambda changed: self._keep(_STRIP, write_strip(changed)))

    def restore(self) -> None:
        """Fill in the request that was left, unless another has been begun."""
        is_begun = self._is_restored or self._bar.has_submitted or bool(self._bar.prompt.text())
        if not is_begun and (draft := from_text(self._state.text(_REQUEST), Draft)) is not None:
            self._bar.show_draft(draft)
        self._is_restored = True

    def _keep(self, name: str, value: str) -> None:
        if value != self._state.text(name):
            self._state.keep(name, value)
            self._timer.start()

    def _bar_changed(self) -> None:
        if self._is_restored:
            self._keep(_REQUEST, as_text(self._bar.draft()))

    def _selected(self, selection: ClipSelection) -> None:
        if selection.found:
            self._keep(_SELECTED, selection.found[0].digest)

    def _stage_changed(self, view: StageView) -> None:
        spoken = [each for each in view.sources if register.source(each.name).is_spoken]
        for source in spoken:
            if source.leads:
                self._keep(_TEMPO, repr(source.tempo_bpm))
        if self._has_tempo and not spoken:
            self._keep(_TEMPO, "")
        self._has_tempo = bool(spoken)

    def _set_tempo(self) -> None:
        self._has_tempo = False  # a new bridge has not heard of one
        try:
            tempo_bpm = check_tempo(float(self._state.text(_TEMPO)))
        except (ValueError, BadRequest):
            return
        now_s = time.monotonic()
        self._link.post_stage(
            Heard(Transport(tempo_bpm=tempo_bpm, playing=True, read_at_s=now_s, source="typed"))
        )
