"""The line under the prompt: what the request will be understood as."""

from __future__ import annotations

import msgspec
from PyQt6.QtCore import pyqtSignal

from bridge.messages.answers import Snapshot
from bridge.requests.preview import preview
from bridge.vocabulary.music import Transport
from bridge.vocabulary.requests import ClipRequest
from ui.common.brief_words import preview_words
from ui.common.link import Link
from ui.common.vocabulary import Words
from ui.common.widgets import Elided


class BriefLine(Elided):
    """Shows a preview of a request beside the host's time. Emits `host_changed` when that has another tempo,
    meter or key, so that the preview is due again."""

    host_changed = pyqtSignal()

    def __init__(self, link: Link) -> None:
        super().__init__("", "soft")
        self._transport: Transport | None = None
        link.snapshot.connect(self._snapshot)

    def show_request(self, request: ClipRequest, words: Words) -> None:
        """Say what `request` will be understood as; nothing until `words` are read."""
        if words.context is None:
            return
        preset = words.presets.get(request.preset or "")
        context = msgspec.structs.replace(words.context, transport=self._transport, preset=preset)
        self.set_text(preview_words(preview(request, context)))

    def _snapshot(self, shot: Snapshot) -> None:
        before, self._transport = self._transport, shot.transport
        if _time(before) != _time(shot.transport):
            self.host_changed.emit()


def _time(transport: Transport | None) -> tuple[object, ...]:
    return (
        () if transport is None else (transport.tempo_bpm, transport.meter, transport.key, transport.source)
    )
