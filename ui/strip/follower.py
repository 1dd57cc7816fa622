"""Joins the piece that plays again when its strip changes, and plays the new one from the same place on."""

from __future__ import annotations

from PyQt6.QtCore import QObject, pyqtSignal

from bridge.messages.events import JoinAsked
from bridge.vocabulary.clips import Piece
from bridge.vocabulary.jobs import RenderJob
from ui.common.background import os_error_message
from ui.common.link import Link
from ui.common.widgets import single_shot
from ui.strip.following import Lengths, bars_on, rows_in
from ui.strip.model import StripModel
from ui.strip.parts import Strip
from ui.strip.piece_maker import PieceMaker
from ui.strip.player import MAX_PLAYED_S, PiecePlayer, tempo_to_play, too_long

# Several changes in a row, such as + pressed three times, are joined once.
_AFTER_MS = 250


class PieceFollower(QObject):
    """`failed` carries why what plays can't become the strip as it is now."""

    failed = pyqtSignal(str)

    def __init__(
        self, link: Link, model: StripModel, player: PiecePlayer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._model, self._player = link, model, player
        self._timer = single_shot(self, _AFTER_MS, self._join)
        self._maker = PieceMaker(link, self)
        self._maker.made.connect(self._made)
        self._maker.failed.connect(self._failed)
        # It may have been changed while it was joined to be played.
        player.changed.connect(self.follow)
        self._given_up: Strip | None = None
        self._wanted: tuple[JoinAsked, Strip, list[int] | None, Lengths, RenderJob] | None = None

    def follow(self) -> None:
        """The strip, or what is known of its clips, may be another: bring what plays up to date soon."""
        if self._given_up != self._model.strip:
            self._given_up = None
        if self._is_behind or self._maker.is_busy:
            self._timer.start()

    def cancel(self) -> None:
        """Leave what plays as it is, or stopped."""
        self._timer.stop()
        self._maker.cancel()

    @property
    def _is_behind(self) -> bool:
        strip = self._model.strip
        return self._player.is_playing and strip not in (self._player.strip, self._given_up)

    def _join(self) -> None:
        """Join the strip as it is now; what was being joined is cancelled first."""
        if self._maker.is_busy:
            if self._wanted is None or self._wanted[1] != self._model.strip:
                self._maker.cancel()
            return
        strip, old = self._model.strip, self._player.strip
        if not self._is_behind or old is None:
            return
        rows = rows_in(self._player.rows, old, strip)
        if not strip.parts or rows == []:
            self._player.stop()
            return
        tempo_bpm = tempo_to_play(self._link) or self._player.tempo_bpm
        if not self._model.is_whole or tempo_bpm is None:
            return
        if self._model.seconds(tempo_bpm, rows) > MAX_PLAYED_S:
            self._give_up(too_long())
            return
        try:
            asked = self._player.order(strip.listed(rows), tempo_bpm, strip.crossfade_beats)
        except OSError as error:
            self._give_up(os_error_message(error))
            return
        if self._player.has(asked):  # what plays is a selection, and the change is elsewhere
            self._player.show_as(strip, rows, self._model.lengths(rows))
            return
        self._wanted = (asked, strip, rows, self._model.lengths(rows), self._model.jobs[0])
        self._maker.ask(asked)

    def _made(self, piece: Piece) -> None:
        old, is_playing = self._player.strip, self._player.is_playing
        assert self._wanted is not None and old is not None  # something played when it was asked for
        asked, strip, rows, lengths, like = self._wanted
        on = bars_on(self._player.at_bar or 0.0, old, self._player.lengths, strip, lengths)
        self._player.take(asked, piece, like)
        if is_playing:
            self._player.replace(strip, rows, lengths, on)
            self.follow()

    def _failed(self, why: str) -> None:
        """Say why; a piece that was cancelled makes way for the strip as it is now."""
        if why:
            self._give_up(why)
        else:
            self.follow()

    def _give_up(self, why: str) -> None:
        """Say why, and leave what plays until the strip is another."""
        self._given_up = self._model.strip
        self.failed.emit(why)
