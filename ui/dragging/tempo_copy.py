"""Clips at the tempo that leads, for dragging into a DAW: decoded for it, and kept in the library."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PyQt6.QtCore import QEventLoop, QObject, QTimer, pyqtSignal

from bridge.lru_cache import LruCache
from bridge.messages import answers as an
from bridge.messages.answers import Answer
from bridge.messages.events import RequestCame
from bridge.messages.orders import Sender
from bridge.timing import SAME_BPM
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.common.link import Link

_MOST_KEPT = 64
# Decoding takes a fifth of a second where nothing else is rendered. A drag can't wait longer than this.
_PATIENCE_MS = 1_000


class TempoCopies(QObject):
    """`made` is emitted when a copy is there; `failed` carries why there is none."""

    made = pyqtSignal()
    failed = pyqtSignal(str)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._paths: LruCache[tuple[str, float], Path] = LruCache(_MOST_KEPT)
        self._asked: dict[Sender, tuple[str, float]] = {}
        link.answered.connect(self._answered)
        link.detached.connect(self._asked.clear)

    def tempo_bpm(self, clip: Clip) -> float:
        """The tempo at which `clip` is dragged: the one that leads, else its own."""
        view, own = self._link.view, clip.job.tempo_bpm
        if view is None or view.transport is None or abs(view.transport.tempo_bpm - own) < SAME_BPM:
            return own
        # To what can be heard: a tempo that a host's clock wavers about is one tempo.
        return round(view.transport.tempo_bpm, 2)

    def path(self, clip: Clip) -> Path | None:
        """The file of `clip` at that tempo, if it is there."""
        tempo_bpm = self.tempo_bpm(clip)
        found = (
            clip.path if tempo_bpm == clip.job.tempo_bpm else self._paths.get((clip.job.digest, tempo_bpm))
        )
        return found if found is not None and found.is_file() else None

    def ask(self, clip: Clip) -> None:
        """Have it made, unless it is there or asked for."""
        name = (clip.job.digest, self.tempo_bpm(clip))
        if self.path(clip) is not None or name in self._asked.values():
            return
        # Nobody waits for it in the window, so it isn't announced or selected as a new clip.
        sender = self._link.new_sender()
        sender = msgspec.structs.replace(sender, id=f"drag-{sender.id}")
        self._asked[sender] = name
        request = ClipRequest(tempo_bpm=name[1], origin=ORIGIN)
        self._link.post(RequestCame(sender=sender, request=request, source_clip=name[0], as_is=True))

    def wait(self, clip: Clip) -> Path | None:
        """The file, if it is there within a second; the window goes on meanwhile, but takes no input."""
        self.ask(clip)
        if self.path(clip) is None:
            name, loop = (clip.job.digest, self.tempo_bpm(clip)), QEventLoop(self)
            self.made.connect(loop.quit)
            self.failed.connect(loop.quit)
            patience = QTimer(loop)
            patience.setSingleShot(True)
            patience.timeout.connect(loop.quit)
            patience.start(_PATIENCE_MS)
            # What ends the loop may be another clip's copy.
            while patience.isActive() and name in self._asked.values():
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            loop.deleteLater()
        return self.path(clip)

    def _answered(self, answer: Answer) -> None:
        if answer.sender not in self._asked:
            return
        match answer:
            case an.Done():
                self._paths.put(self._asked.pop(answer.sender), answer.clip.path)
                self.made.emit()
            case an.Failed():
                del self._asked[answer.sender]
                self.failed.emit(answer.failure.message)
