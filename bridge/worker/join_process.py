"""Joins one piece in a process of its own (`bridge.worker.one_order`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from bridge import ipc
from bridge.errors import Cancelled
from bridge.pieces.arrangement import Arrangement
from bridge.pieces.arrangement_file import parse_arrangement
from bridge.pieces.exporting import export_piece
from bridge.pieces.part_list import ListedPart, arrange
from bridge.pieces.preparing import Preparation
from bridge.pieces.rendering import SHARES, render_piece
from bridge.pieces.sources import Sources
from bridge.rendering.progress import ProgressBar
from bridge.settings import Settings
from bridge.sound.files.names import free_path, slug
from bridge.vocabulary.clips import Piece
from bridge.vocabulary.files import FileFormat, PieceForm
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Meter
from bridge.vocabulary.requests import PieceRequest
from bridge.worker.kept_renders import keeping
from bridge.worker.one_order import Failed, Said, Went, serve, telling
from bridge.worker.render_many import renderer


class Join(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The order: a list of `parts`, or an `arrangement`, whose sources lie at `paths`.

    `folder` is for intermediate files, and `kept` for loops that later pieces may need; the caller removes
    both. The piece goes `into` a folder, else into the export folder.
    """

    settings: Settings
    folder: Path
    kept: Path | None = None
    paths: dict[str, str]
    parts: tuple[ListedPart, ...] = ()
    arrangement: PieceRequest | None = None
    tempo_bpm: float | None = None
    meter: Meter | None = None
    crossfade_beats: float = 0.0
    title: str = ""
    rate_hz: int | None = None
    file_format: FileFormat | None = None
    form: PieceForm = PieceForm.SOUND
    into: Path | None = None


class Made(msgspec.Struct, frozen=True, tag=True):
    """The piece is on disk."""

    piece: Piece


FromJoin = Went | Said | Made | Failed
read_order: Callable[[BinaryIO], Join | None] = ipc.reader(Join)
read_from_join: Callable[[BinaryIO], FromJoin | None] = ipc.reader(FromJoin)


def join(order: Join, send: Callable[[FromJoin], None], is_called_off: Callable[[], bool]) -> Piece:
    """Join what `order` says, and return the piece, on disk. Raises `RiffbridgeError`."""
    tell_progress = telling(send)

    def on_progress(progress: Progress) -> None:
        if is_called_off():
            raise Cancelled("Cancelled.")
        tell_progress(progress)

    settings, sources = order.settings, Sources(lambda name: Path(order.paths[name]))
    piece = _piece(order, sources)
    jobs = (sources[name].job for name in order.paths)
    rate_hz = order.rate_hz or next((job.rate_hz for job in jobs if job is not None), settings.rate_hz)
    file_format = order.file_format or settings.file_format
    render = renderer(settings)
    by = Preparation(
        piece=piece,
        sources=sources,
        folder=order.folder,
        rate_hz=rate_hz,
        settings=settings,
        render=render if order.kept is None else keeping(render, order.kept),
        tell=lambda message: send(Said(message)),
    )
    length = "1bar" if piece.bars == 1 else f"{piece.bars}bars"
    ends = {PieceForm.SOUND: file_format.suffix, PieceForm.LANES: ""}
    name = f"{slug(piece.title or 'piece')}_{piece.tempo_bpm:g}bpm_{length}{ends.get(order.form, order.form)}"
    path = free_path(order.into or Path(settings.export_folder), name)
    progress = ProgressBar(on_progress, SHARES)
    if order.form is PieceForm.SOUND:
        path, _, _ = render_piece(by, path, file_format, progress)
    else:
        export_piece(by, path, file_format, progress)
    frames = piece.frames(rate_hz)
    return Piece(path=path, frames=frames, rate_hz=rate_hz, tempo_bpm=piece.tempo_bpm, bars=piece.bars)


def _piece(order: Join, sources: Sources) -> Arrangement:
    if (given := order.arrangement) is not None:
        return parse_arrangement(given.text, given.file, sources.bars)
    return arrange(
        order.parts,
        sources,
        tempo_bpm=order.tempo_bpm,
        meter=order.meter,
        title=order.title,
        crossfade_beats=order.crossfade_beats,
    )


def _work(order: Join, send: Callable[[FromJoin], None], is_called_off: Callable[[], bool]) -> None:
    send(Made(join(order, send, is_called_off)))


if __name__ == "__main__":
    serve(read_order, _work)
