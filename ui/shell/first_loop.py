"""Plays the first loop that somebody asks for as soon as it is rendered; later ones wait for Space."""

from __future__ import annotations

from PyQt6.QtCore import QObject

from bridge.messages.answers import Answer, Done
from ui.clips.audition import Audition
from ui.common.link import Link
from ui.request.bar import RequestBar


class FirstLoop(QObject):
    """Waits for the answer to the bar's first request ever. What plays already is left alone."""

    def __init__(self, link: Link, bar: RequestBar, audition: Audition) -> None:
        super().__init__(bar)
        self._audition, self._id = audition, ""
        bar.first_submitted.connect(self._submitted)
        link.answered.connect(self._answered)

    def _submitted(self, request_id: str) -> None:
        self._id = request_id

    def _answered(self, answer: Answer) -> None:
        if self._id and isinstance(answer, Done) and answer.sender.id == self._id:
            self._id = ""
            if not self._audition.playing:
                self._audition.play(answer.clip)
