"""Renders a piece from its arrangement to its file, stage by stage."""

from __future__ import annotations

from pathlib import Path

from bridge.pieces.crediting import piece_credits
from bridge.pieces.joining import Joined, join, write_piece
from bridge.pieces.preparing import Loops, Preparation, prepare
from bridge.pieces.session import About, about_piece
from bridge.rendering.progress import ProgressBar
from bridge.sound.files.atomic import hidden_part
from bridge.sound.files.names import name_new
from bridge.vocabulary.files import FileFormat

PREPARING, JOINING, WRITING = "preparing", "joining", "writing"
# How much of the work each stage is.
SHARES = {PREPARING: 0.8, JOINING: 0.1, WRITING: 0.1}


def about_prepared(by: Preparation, loops: Loops, artist: str = "") -> About:
    """What a piece whose `loops` are prepared says of itself; `artist` overrides its own."""
    piece = by.piece
    credits = piece_credits(piece, by.sources, loops.paths, by.settings)
    return about_piece(piece.title, artist or piece.artist, credits)


def render_piece(
    by: Preparation,
    path: Path,
    file_format: FileFormat,
    progress: ProgressBar,
    *,
    artist: str = "",
    may_replace: bool = False,
) -> tuple[Path, Joined, About]:
    """Prepare the loops of a piece, join them, and write it to `path`, with its credits in its tags. If a
    file lies there by then, it gets a free name, unless it `may_replace` that. Returns where it lies.

    What is mixed stays in the preparation's folder. `progress` knows of `SHARES`, and may raise `Cancelled`.
    Raises `RiffbridgeError`.
    """
    loops = prepare(by, lambda done, total: progress(PREPARING, done / total))
    joined = join(by.piece, loops, by.rate_hz, by.folder, lambda share: progress(JOINING, share), file_format)
    if joined.gain_db <= -0.05:  # less is nothing to tell
        by.tell(f"The piece is turned down by {-joined.gain_db:.1f} dB, so that nothing clips.")
    about = about_prepared(by, loops, artist)
    part = path if may_replace else hidden_part(path)
    write_piece(part, by.piece, joined, file_format, about, lambda share: progress(WRITING, share))
    return path if may_replace else name_new(part, path), joined, about
