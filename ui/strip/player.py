"""Plays a piece from the strip in a loop, in the slot where clips are auditioned."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from bridge.messages.events import JoinAsked
from bridge.scratch import scratch_folder
from bridge.stage.events import PlayAsked, StopAsked
from bridge.timing import SAME_BPM
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from ui.clips.audition import SLOT, Audition
from ui.common.link import Link
from ui.strip.parts import Strip
from ui.strip.piece_maker import NOBODY, as_clip

# The player keeps loops in memory: a float stereo piece of ten minutes takes 230 MB there.
MAX_PLAYED_S = 600.0
_HEAD_EVERY_MS = 66


class PiecePlayer(QObject):
    """`changed` is emitted when a piece starts or stops, `moved` while it plays."""

    changed = pyqtSignal()
    moved = pyqtSignal()

    def __init__(self, link: Link, audition: Audition, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._audition = link, audition
        self._opened = ExitStack()
        self._folder: Path | None = None
        self._asked: JoinAsked | None = None
        self._clip: Clip | None = None
        self._lengths: tuple[tuple[int, int], ...] = ()
        self.strip: Strip | None = None  # what was played last
        self._timer = QTimer(self)
        self._timer.setInterval(_HEAD_EVERY_MS)
        self._timer.timeout.connect(self.moved)
        audition.changed.connect(self._show_playing)

    @property
    def is_playing(self) -> bool:
        """Whether the piece plays or is about to."""
        return self._clip is not None and self._clip.job.digest in self._audition.playing

    @property
    def place(self) -> tuple[int, float] | None:
        """The row that sounds, and how far it is, in 0..1; `None` where no row does."""
        share = None if self._clip is None else self._audition.position(self._clip.job.digest)
        if share is None:
            return None
        at = share * sum(bars for _, bars in self._lengths)
        for row, bars in self._lengths:
            if at < bars:
                return (row, at / bars) if row >= 0 else None
            at -= bars
        return None

    def order(self, parts: tuple[str, ...], tempo_bpm: float, crossfade_beats: float) -> JoinAsked:
        """What to ask of the bridge, so that these parts can be played. Raises `OSError` where there is no
        temporary folder."""
        if self._folder is None:
            self._folder = self._opened.enter_context(scratch_folder())
        view = self._link.view
        return JoinAsked(
            sender=NOBODY,
            parts=parts,
            tempo_bpm=tempo_bpm,
            crossfade_beats=crossfade_beats,
            rate_hz=(view.player.rate_hz or None) if view is not None else None,
            file_format=FileFormat.WAV_FLOAT,
            into=self._folder,
        )

    def has(self, asked: JoinAsked) -> bool:
        """Whether this piece is there already, at a tempo that sounds the same."""
        if self._asked is None or self._clip is None or asked.tempo_bpm is None:
            return False
        is_same = msgspec.structs.replace(asked, tempo_bpm=self._asked.tempo_bpm) == self._asked
        return (
            is_same
            and abs(asked.tempo_bpm - self._clip.job.tempo_bpm) < SAME_BPM
            and self._clip.path.is_file()
        )

    def take(self, asked: JoinAsked, piece: Piece, like: RenderJob, title: str) -> None:
        """Take a piece that was joined, in place of the one before; see `as_clip`."""
        if self._clip is not None and self._clip.path != piece.path:
            with contextlib.suppress(OSError):
                self._clip.path.unlink()
        self._asked = msgspec.structs.replace(asked, sender=NOBODY)
        self._clip = as_clip(piece, asked, like, title)

    def play(self, strip: Strip, lengths: Sequence[tuple[int, int]]) -> None:
        """Play the piece of `strip` from the next bar; `lengths` are those of what plays of it, as
        `StripModel` gives them."""
        if self._clip is not None:
            self.strip, self._lengths = strip, tuple(lengths)
            # It was joined for the tempo; there is no clip in the library to decode for another.
            self._link.post_stage(PlayAsked(SLOT, self._clip, time.monotonic(), may_retime=False))

    def stop(self) -> None:
        """Stop it."""
        self._link.post_stage(StopAsked(SLOT, time.monotonic()))

    def close(self) -> None:
        """Remove its files; before the application ends."""
        self._timer.stop()
        self._opened.close()

    def _show_playing(self) -> None:
        if self.is_playing != self._timer.isActive():
            if self.is_playing:
                self._timer.start()
            else:
                self._timer.stop()
            self.changed.emit()
            self.moved.emit()


def tempo_to_play(link: Link) -> float | None:
    """The tempo that what plays must have; `None` while nothing sets one: then the piece does."""
    if (view := link.view) is None:
        return None
    if view.transport is not None:
        return view.transport.tempo_bpm
    others = any(voice.slot != SLOT for voice in view.player.voices)
    return view.beats.tempo_bpm if others and view.beats is not None else None
