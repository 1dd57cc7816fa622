"""Has the bridge join pieces, one at a time, and tells how far it is."""

from __future__ import annotations

import hashlib

import msgspec
from PyQt6.QtCore import QObject, pyqtSignal

from bridge.messages import answers as an
from bridge.messages.answers import Answer
from bridge.messages.events import JoinAsked
from bridge.messages.orders import Sender
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.jobs import RenderJob
from ui.common.link import Link

# The sender of a piece until it is asked for.
NOBODY = Sender("", "", "")


class PieceMaker(QObject):
    """`progressed` carries how far it is, in 0..1; `made` the piece; `failed` why there is none, in a
    sentence, empty if it was cancelled."""

    progressed = pyqtSignal(float)
    made = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, link: Link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link
        self._sender: Sender | None = None
        link.answered.connect(self._answered)
        link.detached.connect(self._bridge_gone)

    @property
    def is_busy(self) -> bool:
        """Whether a piece is being joined."""
        return self._sender is not None

    def ask(self, asked: JoinAsked) -> None:
        """Have this piece joined; its sender is chosen here."""
        self._sender = self._link.new_sender()
        self._link.post(msgspec.structs.replace(asked, sender=self._sender))

    def cancel(self) -> None:
        """Call off what is being joined."""
        if self._sender is not None:
            self._link.cancel(self._sender)

    def _answered(self, answer: Answer) -> None:
        if self._sender is None or answer.sender != self._sender:
            return
        match answer:
            case an.Progressed():
                self.progressed.emit(answer.progress.fraction)
            case an.Joined():
                self._sender = None
                self.made.emit(answer.piece)
            case an.Failed():
                self._sender = None
                is_cancelled = answer.failure.kind == "cancelled"
                self.failed.emit("" if is_cancelled else answer.failure.message)

    def _bridge_gone(self) -> None:
        if self._sender is not None:
            self._sender = None
            self.failed.emit(self.tr("The engine restarted. Try again."))


def as_clip(piece: Piece, asked: JoinAsked, like: RenderJob, title: str) -> Clip:
    """`piece` as the player takes it: its job says title, tempo, meter and length, and has an id of its own.
    Nothing is rendered from it. `like` is the job of the first clip."""
    what = msgspec.json.encode(msgspec.structs.replace(asked, sender=NOBODY), enc_hook=str)
    job = msgspec.structs.replace(
        like,
        prompt=title,
        tempo_bpm=piece.tempo_bpm,
        bars=piece.bars,
        key=None,
        seed=int(hashlib.sha256(what).hexdigest()[:8], 16),
        rate_hz=piece.rate_hz,
    )
    return Clip(
        job=job, path=piece.path, frames=piece.frames, rate_hz=piece.rate_hz, peak_dbfs=0.0, seam=0.0,
        grid="exact",
    )  # fmt: skip
