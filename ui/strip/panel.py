"""The strip at the foot of the window: clips lined up into a piece, which is played and exported."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PyQt6.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PyQt6.QtWidgets import QFrame, QWidget

from bridge.messages.events import JoinAsked
from bridge.vocabulary.clips import Piece
from ui.clips.audition import Audition
from ui.common.background import os_error_message
from ui.common.clip_words import percent
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.theme import XS, M, set_role
from ui.common.undo import Undo
from ui.common.widgets import single_shot, vbox
from ui.dragging.drag import clips_in
from ui.pictures.loader import PreviewLoader
from ui.strip.follower import PieceFollower
from ui.strip.head import StripHead
from ui.strip.list_view import StripList
from ui.strip.model import LookUp, StripModel
from ui.strip.parts import Strip
from ui.strip.piece_maker import NOBODY, PieceMaker
from ui.strip.player import MAX_PLAYED_S, PiecePlayer, tempo_to_play, too_long

_REFRESH_AFTER_MS = 100
_LOW_WINDOW_PX = 600


class StripPanel(QFrame):
    """`changed` carries the `Strip` whenever it is another; `said` a sentence about how a piece ended.

    `look_up` reads clips of the library; `refresh` has them read again.
    """

    changed = pyqtSignal(object)
    said = pyqtSignal(str)

    def __init__(
        self,
        link: Link,
        look_up: LookUp,
        previews: PreviewLoader,
        audition: Audition,
        undo: Undo,
        state: WindowState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._undo = link, undo
        self._refresh_timer = single_shot(self, _REFRESH_AFTER_MS, self._refresh)
        self._told = ("", "small")
        self._leading_bpm: float | None = None
        self._then: Callable[[Piece], object] = lambda piece: None
        self._is_for_play = False
        self.model = StripModel(look_up, self)
        self.head, self.list = StripHead(link, state), StripList(self.model, previews)
        self.player, self._maker = PiecePlayer(link, audition, self), PieceMaker(link, self)
        self._follower = PieceFollower(link, self.model, self.player, self)
        set_role(self, "panel")
        self.setAccessibleName(self.tr("Strip"))
        self.setAcceptDrops(True)
        vbox(self, self.head, self.list).setContentsMargins(M, XS, M, XS)
        self._connect()
        self._update()

    def _connect(self) -> None:
        self.head.folded.connect(self._update)
        self.head.play.clicked.connect(self._press_play)
        self.head.export.clicked.connect(self._press_export)
        self.head.joints.activated.connect(self._joints_chosen)
        self.list.edited.connect(self._edit)
        self.list.selected.connect(self._update)
        self.list.play_requested.connect(self._press_play)
        self.model.looked_up.connect(self._update)
        self.model.looked_up.connect(self._follower.follow)
        self._follower.failed.connect(self._failed)
        self._maker.progressed.connect(self._progressed)
        self._maker.made.connect(self._made)
        self._maker.failed.connect(self._failed)
        self.player.changed.connect(self._update)
        self.player.moved.connect(self._move_head)
        self._link.stage.connect(lambda view: self._tempo_told())

    # ---- the strip ----

    @property
    def strip(self) -> Strip:
        return self.model.strip

    def show_strip(self, strip: Strip) -> None:
        """Show `strip`, such as one that was kept."""
        if strip == self.strip:
            return
        self.model.show_strip(strip)
        self.head.joints.setCurrentIndex(max(0, self.head.joints.findData(strip.crossfade_beats)))
        self._tell("")
        self._update()
        self._follower.follow()
        self.changed.emit(strip)

    def add(self, clips: list[str]) -> None:
        """Put these clips, by their digests, at the end."""
        if clips:
            self.head.set_folded(False)
            self.list.add(clips)

    def refresh(self) -> None:
        """Look the clips up again, soon: they may have come, gone or changed."""
        if self.strip.parts and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def close_down(self) -> None:
        """Stop joining, and remove what was joined for playing; before the application ends."""
        self._refresh_timer.stop()
        self._follower.cancel()
        self._maker.cancel()
        self.player.close()

    def _refresh(self) -> None:
        self.model.refresh()

    def _edit(self, strip: Strip, words: str) -> None:
        before = self.strip
        if strip != before:
            self._undo.do(words, lambda: self.show_strip(strip), lambda: self.show_strip(before))

    def _joints_chosen(self) -> None:
        strip = msgspec.structs.replace(self.strip, crossfade_beats=self.head.joints.currentData())
        self._edit(strip, self.tr("Change the joints"))

    # ---- playing and exporting ----

    @property
    def _rows(self) -> list[int] | None:
        """The rows to play: those selected if there are several, else all."""
        rows = self.list.rows
        return rows if 1 < len(rows) < len(self.strip.parts) else None

    def _tempo_bpm(self) -> float:
        return tempo_to_play(self._link) or self.player.tempo_bpm or self.model.jobs[0].tempo_bpm

    def _press_play(self) -> None:
        if self._maker.is_busy and self._is_for_play:
            self._maker.cancel()
        elif self.player.is_playing:
            self._follower.cancel()
            self.player.stop()
        elif self.model.is_whole and not self._maker.is_busy:
            self._play(self._rows)

    def _play(self, rows: list[int] | None) -> None:
        if self.model.seconds(self._tempo_bpm(), rows) > MAX_PLAYED_S:
            self._tell(too_long(), "failure")
            return
        strip, like = self.strip, self.model.jobs[0]
        try:
            asked = self.player.order(strip.listed(rows), self._tempo_bpm(), strip.crossfade_beats)
        except OSError as error:
            self._tell(os_error_message(error), "failure")
            return
        lengths = self.model.lengths(rows)

        def made(piece: Piece) -> None:
            self._tell("")
            self.player.take(asked, piece, like)
            self.player.play(strip, rows, lengths)

        if self.player.has(asked):
            self.player.play(strip, rows, lengths)
        else:
            self._ask(asked, made, is_for_play=True)

    def _press_export(self) -> None:
        if self._maker.is_busy:
            if not self._is_for_play:
                self._maker.cancel()
        elif self.model.is_whole:
            form, file_format = self.head.form.currentData()
            asked = JoinAsked(
                sender=NOBODY,
                parts=self.strip.listed(),
                tempo_bpm=self._tempo_bpm(),
                crossfade_beats=self.strip.crossfade_beats,
                file_format=file_format,
                form=form,
                into=self.head.folder,
            )
            self._ask(asked, self._show_export, is_for_play=False)

    def _ask(self, asked: JoinAsked, then: Callable[[Piece], object], *, is_for_play: bool) -> None:
        self._then, self._is_for_play = then, is_for_play
        self._maker.ask(asked)
        self._progressed(0.0)
        self._update()

    def _progressed(self, share: float) -> None:
        self._tell(self.tr("Joining… {percent}").format(percent=percent(share)))

    def _made(self, piece: Piece) -> None:
        self._then(piece)
        self._update()

    def _failed(self, why: str) -> None:
        self._tell(why, "failure")
        self._update()
        if why:
            self.said.emit(why)

    def _show_export(self, piece: Piece) -> None:
        words = self.tr("Exported {name}").format(name=piece.path.name)
        self._told = (words, "small")
        self.head.tell(*self._told, exported=piece.path)
        self.said.emit(words)

    # ---- what is shown ----

    def _update(self) -> None:
        has_parts, is_busy = bool(self.strip.parts), self._maker.is_busy
        is_joining, is_exporting = is_busy and self._is_for_play, is_busy and not self._is_for_play
        is_playing, can_begin = self.player.is_playing, self.model.is_whole and not is_busy
        self.head.show_parts(has_parts)
        self.list.setVisible(has_parts and not self.head.is_folded)
        cancel = self.tr("Cancel")
        play = self.tr("Play piece") if self._rows is None else self.tr("Play selection")
        play = cancel if is_joining else self.tr("Stop piece") if is_playing else play
        is_stop = is_joining or is_playing
        self.head.show_play(play, is_stop=is_stop, is_on=is_stop or can_begin)
        self.head.show_export(
            cancel if is_exporting else self.tr("Export piece"), is_on=is_exporting or can_begin
        )
        if self.model.gone or self._told != (self.head.status.text(), self.head.status.property("role")):
            self._show_told()
        self._show_summary()

    def _tempo_told(self) -> None:
        if (tempo_bpm := tempo_to_play(self._link)) != self._leading_bpm:
            self._leading_bpm = tempo_bpm
            self._show_summary()

    def _show_summary(self) -> None:
        parts = self.strip.parts
        if not parts:
            words = self.tr("Drag clips here, or select some and press T, to line them up.")
            self.head.summary.set_text(words)
            return
        bars = sum(bars for _, bars in self.model.lengths())
        facts = [self.tr("%Ln clips", "", len(parts)), self.tr("%Ln bars", "", bars)]
        if self.model.is_whole:
            minutes, seconds = divmod(round(self.model.seconds(self._tempo_bpm())), 60)
            facts += [f"{minutes}:{seconds:02d}", self.tr("{n} BPM").format(n=f"{self._tempo_bpm():.6g}")]
        self.head.summary.set_text(" · ".join(facts))

    def _tell(self, words: str, role: str = "small") -> None:
        self._told = (words, role)
        self._show_told()

    def _show_told(self) -> None:
        """What is missing; else what was told last."""
        if gone := self.model.gone:
            words = self.tr("%Ln clips are missing. Remove them, or make them again.", "", gone)
            self.head.tell(words, "failure")
        else:
            self.head.tell(*self._told)

    def _move_head(self) -> None:
        self.list.blocks.playing = self.player.place_in(self.strip)
        self.list.update_blocks()

    def showEvent(self, event: QShowEvent | None) -> None:
        if (window := self.window()) is not None:
            window.installEventFilter(self)
            self.list.set_low(window.height() < _LOW_WINDOW_PX)
        super().showEvent(event)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """In a low window the lane leaves its pictures out: pads and clips need the room."""
        if isinstance(event, QResizeEvent) and watched is self.window():
            self.list.set_low(event.size().height() < _LOW_WINDOW_PX)
        return False

    # ---- drops beside the lane ----

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        if event is not None and clips_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent | None) -> None:
        if event is not None and (clips := clips_in(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add(clips)
