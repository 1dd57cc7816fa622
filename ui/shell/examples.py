"""Renders and plays the examples of presets."""

from __future__ import annotations

from PyQt6.QtCore import QObject

from bridge.messages.answers import Answer, Done, Failed
from bridge.messages.events import RequestCame
from bridge.messages.orders import Priority
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.requests import ClipRequest
from ui.clips.audition import Audition
from ui.common.derived_requests import ORIGIN
from ui.common.link import Link
from ui.common.preset_browser import PresetButton


class Examples(QObject):
    """Renders two bars of a preset, always the same, and plays them. Asked again, it stops them or plays them
    again.

    Examples are cached beside the pre-rendered pads, and are not in the list of clips. One that was rendered
    before plays at once."""

    def __init__(self, link: Link, presets: PresetButton, audition: Audition) -> None:
        super().__init__(presets)
        self._link, self._presets, self._audition = link, presets, audition
        self._waiting: dict[str, str] = {}
        self._clips: dict[str, Clip] = {}
        presets.example_requested.connect(self._play)
        link.answered.connect(self._answered)
        audition.changed.connect(self._show)

    def _play(self, preset: str) -> None:
        if (clip := self._clips.get(preset)) is not None and clip.path.is_file():
            self._audition.toggle(clip)
        elif preset not in self._waiting.values():
            request = ClipRequest(preset=preset, bars=2, seed=1, origin=ORIGIN)
            event = RequestCame(sender=self._link.new_sender(), request=request, priority=Priority.IDLE)
            self._waiting[self._link.submit(event)] = preset
            self._presets.browser.show_example(preset, "rendering")

    def _answered(self, answer: Answer) -> None:
        if not isinstance(answer, Done | Failed) or answer.sender.id not in self._waiting:
            return
        preset = self._waiting.pop(answer.sender.id)
        if isinstance(answer, Done):
            self._clips[preset] = answer.clip
            if self._presets.browser.isVisible():
                self._audition.play(answer.clip)
        self._presets.browser.show_example(preset, "")

    def _show(self) -> None:
        for preset, clip in self._clips.items():
            is_playing = clip.job.digest in self._audition.playing
            self._presets.browser.show_example(preset, "playing" if is_playing else "")
