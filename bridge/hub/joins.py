"""Joins pieces one after another, each in a process of its own (`bridge.worker.join_process`)."""

from __future__ import annotations

import logging
import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec

from bridge.errors import BadRequest, Busy
from bridge.hub.child import Child
from bridge.hub.failures import CANCELLED, ID_IN_USE
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.orders import Failure, Sender
from bridge.pieces.part_list import read_part
from bridge.scratch import scratch_folder
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.jobs import Progress
from bridge.worker.join_process import Join, Made, read_from_join
from bridge.worker.one_order import Failed, Said, Went

log = logging.getLogger("riffbridge.hub")
MAX_WAITING = 16
_GONE = Failure("engine", "Joining stopped unexpectedly. Ask again.")


class _Asked(NamedTuple):
    sender: Sender
    order: Join


class Joins:
    """The pieces that wait, and the one that is joined. `post` hears how far each is, and how it ends.

    They aren't in the journal: whoever asked asks again for what isn't finished when the bridge ends.
    """

    def __init__(self, post: Callable[[ev.JoinTold], None]) -> None:
        self._post = post
        self._changed = threading.Condition()
        self._waiting: deque[_Asked] = deque()
        self._running: _Asked | None = None
        self._child: Child | None = None  # what runs
        self._thread: threading.Thread | None = None
        self._is_stopped = False

    def ask(self, sender: Sender, order: Join) -> None:
        """Join `order` for `sender`, after those before it; its folder is chosen here. Raises `Busy` if
        too many wait, and `BadRequest` if `sender` has one of the same id."""
        with self._changed:
            if len(self._waiting) >= MAX_WAITING:
                raise Busy(f"{MAX_WAITING} pieces are waiting to be joined. Wait until one is done.")
            if any(each.sender == sender for each in (self._running, *self._waiting) if each is not None):
                raise BadRequest(ID_IN_USE.message)
            self._waiting.append(_Asked(sender, order))
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="joins", daemon=True)
                self._thread.start()

    def cancel(self, sender: Sender) -> bool:
        """Call off what `sender` asked for, and post its failure. Returns whether it was here."""
        with self._changed:
            for each in self._waiting:
                if each.sender == sender:
                    self._waiting.remove(each)
                    self._post(ev.JoinTold(sender, CANCELLED))
                    return True
            if self._running is not None and self._running.sender == sender:
                self._call_off()
                return True
        return False

    def stop(self, timeout_s: float) -> None:
        """Call off everything. Nobody is told."""
        with self._changed:
            self._is_stopped = True
            self._waiting.clear()
            self._call_off()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(timeout_s)
        with self._changed:
            if self._child is not None:
                self._child.kill()

    def _call_off(self) -> None:
        if self._child is not None:
            self._child.call_off()

    def _work(self) -> None:
        with ExitStack() as opened:
            self._join_all(opened)

    def _join_all(self, opened: ExitStack) -> None:
        kept: Path | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_stopped)
                if self._is_stopped:
                    return
                asked = self._running = self._waiting.popleft()
                child = self._child = Child("bridge.worker.join_process")
            ended: Piece | Failure
            try:
                kept = kept or opened.enter_context(scratch_folder())
                with scratch_folder() as folder:
                    ended = self._join(child, asked, folder, kept)
            except OSError as error:
                ended = Failure("storage", f"Joining needs a temporary folder: {error.strerror}.")
            except Exception as error:  # a bug: log it and join the next
                log.exception("while joining")
                ended = Failure.of_bug(error)
            with self._changed:
                self._running = self._child = None
            self._post(ev.JoinTold(asked.sender, ended))

    def _join(self, child: Child, asked: _Asked, folder: Path, kept: Path) -> Piece | Failure:
        """How the order ended."""
        order = msgspec.structs.replace(asked.order, folder=folder, kept=kept)
        ended: Piece | Failure = _GONE
        try:
            for message in child.messages(order, read_from_join):
                match message:
                    case Went(progress):
                        self._post(ev.JoinTold(asked.sender, progress))
                    case Said(words):
                        self._post(ev.JoinTold(asked.sender, words))
                    case Made(piece):
                        ended = piece
                    case Failed(failure, details):
                        ended = failure
                        if details:
                            log.error("while joining: %s", details)
        except OSError as error:
            return Failure("engine", f"Joining can't be started: {error.strerror}.")
        return CANCELLED if ended is _GONE and child.is_called_off else ended


def order_for(asked: ev.JoinAsked | ev.PieceAsked, settings: Settings, clip: Callable[[str], Clip]) -> Join:
    """The order for a piece; `clip` finds one of the library by its name. Raises `BadRequest`."""
    if isinstance(asked, ev.PieceAsked):
        piece = asked.piece
        paths = {
            name: str(asked.folder / name if name in piece.beside else clip(name).path)
            for name in piece.sources
        }
        return Join(settings=settings, folder=Path(), paths=paths, arrangement=piece)
    parts = tuple(read_part(text) for text in asked.parts)
    files = {name: clip(name).path for name in dict.fromkeys(part.source for part in parts) if name}
    called = _file_names(files)
    return Join(
        settings=settings,
        folder=Path(),
        paths={called[name]: str(path) for name, path in files.items()},
        parts=tuple(
            part if part.source is None else part._replace(source=called[part.source]) for part in parts
        ),
        tempo_bpm=asked.tempo_bpm,
        meter=asked.meter,
        crossfade_beats=asked.crossfade_beats,
        title=asked.title,
        rate_hz=asked.rate_hz,
        file_format=asked.file_format,
        form=asked.form,
        into=asked.into,
    )


def _file_names(paths: Mapping[str, Path]) -> dict[str, str]:
    """What to call the sources in the piece: by their files' names, unless several share one."""
    count = Counter(path.name for path in set(paths.values()))
    return {name: path.name if count[path.name] == 1 else name for name, path in paths.items()}


def answer_to(event: ev.JoinTold) -> Answer:
    """What whoever asked for a piece is told."""
    match event.told:
        case Progress():
            return an.Progressed(event.sender, event.told)
        case Piece():
            return an.Joined(event.sender, event.told)
        case Failure():
            return an.Failed(event.sender, event.told)
        case words:
            return an.Noted(event.sender, words)
