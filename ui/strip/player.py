"""Plays a piece from the strip in a loop, in the slot where clips are auditioned."""

from __future__ import annotations

import contextlib
import time
from contextlib import ExitStack
from pathlib import Path

import msgspec
from PyQt6.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from bridge.messages.events import JoinAsked
from bridge.scratch import scratch_folder
from bridge.stage.events import PlayAsked, ReplaceAsked, StopAsked
from bridge.timing import SAME_BPM
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from ui.clips.audition import SLOT, Audition
from ui.common.link import Link
from ui.strip.following import Lengths, moved_to, part_at
from ui.strip.parts import Strip
from ui.strip.piece_maker import NOBODY, as_clip

translate = QCoreApplication.translate
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
        self._before: Clip | None = None  # what it replaces, which may still sound
        # What was played last; of it these rows, or all.
        self.strip: Strip | None = None
        self.rows: list[int] | None = None
        self.lengths: Lengths = ()
        self._shown_before: tuple[Strip | None, Lengths] = (None, ())
        self._timer = QTimer(self)
        self._timer.setInterval(_HEAD_EVERY_MS)
        self._timer.timeout.connect(self.moved)
        audition.changed.connect(self._show_playing)

    @property
    def is_playing(self) -> bool:
        """Whether the piece plays or is about to."""
        clips = (self._clip, self._before)
        return any(clip is not None and clip.job.digest in self._audition.playing for clip in clips)

    @property
    def tempo_bpm(self) -> float | None:
        """The tempo of the piece that plays, if one does."""
        return self._clip.job.tempo_bpm if self._clip is not None and self.is_playing else None

    @property
    def at_bar(self) -> float | None:
        """How many bars it is into the piece, or will be when it begins."""
        share = None if self._clip is None else self._audition.position(self._clip.job.digest, cued=True)
        return None if share is None else share * _bars(self.lengths)

    def place_in(self, strip: Strip) -> tuple[int, float] | None:
        """The row of `strip` that sounds, and how far it is, in 0..1; `None` where no row does."""
        now, before = (self._clip, self.strip, self.lengths), (self._before, *self._shown_before)
        for clip, played, lengths in (now, before):
            share = None if clip is None else self._audition.position(clip.job.digest)
            if share is not None and played is not None:
                row, begin, bars = part_at(at := share * _bars(lengths), lengths)
                new_row = row if played == strip else moved_to(row, played, strip)
                in_transition = at >= begin + bars
                return None if new_row is None or in_transition else (new_row, (at - begin) / bars)
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

    def take(self, asked: JoinAsked, piece: Piece, like: RenderJob) -> None:
        """Take a piece that was joined, in place of the one before; see `as_clip`."""
        # The one before may still sound: its file stays until the next one comes.
        kept = {piece.path, *([self._clip.path] if self._clip is not None else [])}
        if self._before is not None and self._before.path not in kept:
            with contextlib.suppress(OSError):
                self._before.path.unlink()
        self._asked = msgspec.structs.replace(asked, sender=NOBODY)
        self._before, self._clip = self._clip, as_clip(piece, asked, like, translate("StripPanel", "Strip"))

    def play(self, strip: Strip, rows: list[int] | None, lengths: Lengths) -> None:
        """Play the piece of `strip`, or of these `rows` of it, from the next bar; `lengths` are theirs, as
        `StripModel` gives them."""
        if self._clip is not None:
            self.show_as(strip, rows, lengths)
            # It was joined for the tempo; there is no clip in the library to decode for another.
            self._link.post_stage(PlayAsked(SLOT, self._clip, time.monotonic(), may_retime=False))

    def replace(self, strip: Strip, rows: list[int] | None, lengths: Lengths, bars_on: int) -> None:
        """As `play`, but in place of the piece that plays, so many bars on from where that is."""
        if self._clip is not None and self._before is not None:
            self._shown_before = (self.strip, self.lengths)
            self.show_as(strip, rows, lengths)
            quarters = bars_on * float(self._clip.job.meter.quarters_per_bar)
            old = self._before.job.digest
            self._link.post_stage(ReplaceAsked(SLOT, old, self._clip, quarters, time.monotonic()))

    def show_as(self, strip: Strip, rows: list[int] | None, lengths: Lengths) -> None:
        """What plays, or is about to, is these `rows` of `strip`, or all of it."""
        self.strip, self.rows, self.lengths = strip, rows, tuple(lengths)

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


def _bars(lengths: Lengths) -> int:
    return sum(bars for _, bars in lengths)


def too_long() -> str:
    """Why a piece of more than `MAX_PLAYED_S` isn't played."""
    words = translate("StripPanel", "Up to {n} minutes can be played here. Export the piece instead.")
    return words.format(n=round(MAX_PLAYED_S / 60))


def tempo_to_play(link: Link) -> float | None:
    """The tempo that what plays must have; `None` while nothing sets one: then the piece does."""
    if (view := link.view) is None:
        return None
    if view.transport is not None:
        return view.transport.tempo_bpm
    others = any(voice.slot != SLOT for voice in view.player.voices)
    return view.beats.tempo_bpm if others and view.beats is not None else None
