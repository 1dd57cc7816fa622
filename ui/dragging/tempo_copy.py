"""Clips and their stems at the tempo that leads, for dragging into a DAW; kept in the library."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec
from PyQt6.QtCore import QEventLoop, QObject, QTimer, pyqtSignal

from bridge.lru_cache import LruCache
from bridge.messages import answers as an
from bridge.messages.answers import Answer
from bridge.messages.events import RequestCame
from bridge.messages.orders import Sender
from bridge.sound.files import extras
from bridge.timing import SAME_BPM
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.requests import ClipRequest
from ui.common.derived_requests import ORIGIN
from ui.common.link import Link

_MOST_KEPT = 64
# Decoding takes a fifth of a second where nothing else is rendered. A drag can't wait longer than this.
_PATIENCE_MS = 1_000


class _Copy(NamedTuple):
    """A clip at a tempo, perhaps with its stems."""

    clip: Clip
    tempo_bpm: float
    with_stems: bool

    @property
    def is_own(self) -> bool:
        """Whether it is the clip itself."""
        return self.tempo_bpm == self.clip.job.tempo_bpm

    @property
    def of_own_tempo(self) -> _Copy:
        """The clip itself."""
        return self._replace(tempo_bpm=self.clip.job.tempo_bpm)


class TempoCopies(QObject):
    """`made` is emitted when a copy is there; `failed` carries why there is none; `progressed` how much of
    the stems of a clip is rendered, in 0..1, and the clip's digest."""

    made = pyqtSignal()
    failed = pyqtSignal(str)
    progressed = pyqtSignal(float, str)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._paths: LruCache[tuple[str, float], Path] = LruCache(_MOST_KEPT)
        # Of each, the first copy is being made; the others are asked for once it is there.
        self._asked: dict[Sender, tuple[_Copy, ...]] = {}
        self._notes: dict[Sender, str] = {}
        link.answered.connect(self._answered)
        link.detached.connect(self._bridge_gone)

    def tempo_bpm(self, clip: Clip) -> float:
        """The tempo at which `clip` is dragged: the one that leads, else its own."""
        view, own = self._link.view, clip.job.tempo_bpm
        if view is None or view.transport is None or abs(view.transport.tempo_bpm - own) < SAME_BPM:
            return own
        # To what can be heard: a tempo that a host's clock wavers about is one tempo.
        return round(view.transport.tempo_bpm, 2)

    def files(self, clip: Clip, *, stems: bool = False) -> list[Path]:
        """The file of `clip` at that tempo, or its stems, if they are there."""
        return self._files(self._copy(clip, stems))

    def ask(self, clip: Clip, *, stems: bool = False) -> None:
        """Have it made, unless it is there or asked for."""
        copy = self._copy(clip, stems)
        if not self._files(copy) and not self._is_asked(copy):
            # What was made from a sound is stretched, and so are its stems, once they are there.
            needs_own = (
                stems and not copy.is_own and clip.job.source is not None and not extras.stems(clip.path)
            )
            self._post((copy.of_own_tempo, copy) if needs_own else (copy,))

    def is_asked(self, clip: Clip, *, stems: bool = False) -> bool:
        """Whether it is being made."""
        return self._is_asked(self._copy(clip, stems))

    def wait(self, clip: Clip, *, stems: bool = False) -> list[Path]:
        """The files, if they are there within a second; the window goes on meanwhile, but takes no input."""
        self.ask(clip, stems=stems)
        copy = self._copy(clip, stems)
        if not self._files(copy):
            loop = QEventLoop(self)
            self.made.connect(loop.quit)
            self.failed.connect(loop.quit)
            patience = QTimer(loop)
            patience.setSingleShot(True)
            patience.timeout.connect(loop.quit)
            patience.start(_PATIENCE_MS)
            # What ends the loop may be another clip's copy.
            while patience.isActive() and self._is_asked(copy):
                loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            loop.deleteLater()
        return self._files(copy)

    def _copy(self, clip: Clip, stems: bool) -> _Copy:
        return _Copy(clip, self.tempo_bpm(clip), stems)

    def _files(self, copy: _Copy) -> list[Path]:
        clip, tempo_bpm, with_stems = copy
        path = clip.path if copy.is_own else self._paths.get((clip.job.digest, tempo_bpm))
        if path is None:
            return []
        return extras.stems(path) if with_stems else [path] if path.is_file() else []

    def _is_asked(self, copy: _Copy) -> bool:
        return any(copy in copies for copies in self._asked.values())

    def _post(self, copies: tuple[_Copy, ...]) -> None:
        """Ask for the first of `copies`, and for the others afterwards."""
        # Nobody waits for it in the window, so it isn't announced or selected as a new clip.
        sender = self._link.new_sender()
        sender = msgspec.structs.replace(sender, id=f"drag-{sender.id}")
        self._asked[sender] = copies
        clip, tempo_bpm, with_stems = copies[0]
        request = ClipRequest(tempo_bpm=tempo_bpm, stems=with_stems or None, origin=ORIGIN)
        self._link.post(RequestCame(sender=sender, request=request, source_clip=clip.job.digest, as_is=True))

    def _answered(self, answer: Answer) -> None:
        if answer.sender not in self._asked:
            return
        copy = self._asked[answer.sender][0]
        match answer:
            case an.Noted():
                self._notes[answer.sender] = answer.message
            case an.Progressed() if copy.with_stems:
                self.progressed.emit(answer.progress.fraction, copy.clip.job.digest)
            case an.Done():
                self._done(answer.sender, answer.clip.path)
            case an.Failed():
                self._forget(answer.sender)
                self.failed.emit(answer.failure.message)

    def _done(self, sender: Sender, path: Path) -> None:
        """Take what was made, and ask for what follows."""
        (copy, *others), note = self._asked[sender], self._notes.get(sender, "")
        self._forget(sender)
        self._paths.put((copy.clip.job.digest, copy.tempo_bpm), path)
        if copy.with_stems and not extras.stems(path):
            if copy.is_own or extras.stems(copy.clip.path):
                self.failed.emit(note or self.tr("This clip has no stems."))
                return
            # This model's clips are stretched, too.
            others = [copy.of_own_tempo, copy]
        if others:
            self._post(tuple(others))
        else:
            self.made.emit()

    def _forget(self, sender: Sender) -> None:
        self._asked.pop(sender, None)
        self._notes.pop(sender, None)

    def _bridge_gone(self) -> None:
        if self._asked:
            self._asked.clear()
            self._notes.clear()
            self.failed.emit(self.tr("The engine restarted. Try again."))
