"""The chips under the prompt: what the request is understood as."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from PyQt6.QtCore import pyqtSignal

from bridge.messages.answers import Snapshot
from bridge.requests.preview import preview
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Transport
from bridge.vocabulary.requests import ClipRequest
from ui.common.brief_chips import request_chips, setting_chips
from ui.common.chips import ChipRow
from ui.common.link import Link
from ui.common.vocabulary import Words, completions


class BriefRow(ChipRow):
    """Shows a preview of a request beside the host's time. Emits `host_changed` when that has another tempo,
    meter or key, so that the preview is due again."""

    host_changed = pyqtSignal()

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._transport: Transport | None = None
        self._triggers: dict[str, str | msgspec.UnsetType] = {}
        self.setAccessibleName(self.tr("Understood as"))
        link.snapshot.connect(self._snapshot)

    def set_loras(self, loras: Iterable[Lora]) -> None:
        """From now on these are known, with the words that turn them on."""
        self._triggers = {lora.name: lora.trigger for lora in loras}

    def show_request(self, request: ClipRequest, settings: ClipRequest, words: Words) -> None:
        """Show what `request` will be understood as, once `words` are read. `settings` are its fields without
        a control of their own."""
        if words.context is None:
            return self.show_chips(setting_chips(settings))
        preset = words.presets.get(request.preset or "")
        loras = tuple(
            msgspec.structs.replace(lora, trigger=self._triggers.get(lora.name, msgspec.UNSET))
            for lora in request.loras or ()
        )
        context = msgspec.structs.replace(
            words.context, transport=self._transport, preset=preset, loras=loras
        )
        unfinished, found = completions(request.prompt or "", words.phrases)
        chips = request_chips(request, preview(request, context), context, unfinished if found else "")
        self.show_chips([*setting_chips(settings), *chips])

    def _snapshot(self, shot: Snapshot) -> None:
        before, self._transport = self._transport, shot.transport
        if _time(before) != _time(shot.transport):
            self.host_changed.emit()


def _time(transport: Transport | None) -> tuple[object, ...]:
    return (
        () if transport is None else (transport.tempo_bpm, transport.meter, transport.key, transport.source)
    )
