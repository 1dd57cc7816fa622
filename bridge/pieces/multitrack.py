"""Writes a piece as a folder for any DAW: a file for each lane, as long as the piece, notes and credits."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from bridge import PROGRAM
from bridge.errors import BadRequest
from bridge.pieces.arrangement import Arrangement
from bridge.pieces.credits import as_tag
from bridge.pieces.joining import ceiling_dbfs, loader, marks
from bridge.pieces.mixing import mix
from bridge.pieces.piece_midi import piece_midi
from bridge.pieces.preparing import Loops
from bridge.pieces.projects import CREDITS_FILE, notes_of
from bridge.pieces.session import About
from bridge.playing.extras import telling
from bridge.sound.files.atomic import atomic_write, whole_folder
from bridge.sound.files.encoding import Label
from bridge.sound.files.long_sounds import write_long_sound
from bridge.sound.files.names import slug
from bridge.sound.files.reading import Sound
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import OnShare, Tell
from bridge.vocabulary.music import Loop

MIDI_FILE = "piece.mid"


def write_multitrack(
    folder: Path,
    piece: Arrangement,
    loops: Loops,
    about: About,
    rate_hz: int,
    file_format: FileFormat,
    on_share: OnShare,
    tell: Tell,
) -> None:
    """Write each lane that sounds into `folder`, which is made if it isn't there, whole or not at all.

    Played together they are the piece: the same joints, levels and length. If one would clip, all are turned
    down by as much, and `tell` hears of it. Raises `StorageFailed`, and `BadRequest` if nothing sounds.
    """
    alone = dict(_lanes(piece))
    if not alone:
        raise BadRequest("Every lane is muted. Unmute one.")
    with whole_folder(folder) as folder:
        paths = lane_paths(folder, piece, file_format)
        channels = loops.channels
        steps = _Steps(on_share, 2 * len(alone) * piece.frames(rate_hz))
        peak = max(
            float(np.abs(block).max())
            for number, lane in alone.items()
            for block in steps.told(_blocks(lane, loops, channels, rate_hz))
        )
        ceiling = 10 ** (ceiling_dbfs(file_format) / 20)
        gain = np.float32(min(1.0, ceiling / peak)) if peak > 0 else np.float32(1)
        for number, lane in alone.items():
            label = _label(piece, number, about, rate_hz, file_format)
            blocks = (block * gain for block in steps.told(_blocks(lane, loops, channels, rate_hz)))
            write_long_sound(paths[number], blocks, channels, piece.frames(rate_hz), label)
        with telling(tell):
            if (notes := piece_midi(piece, notes_of(piece, loops.paths))) is not None:
                atomic_write(folder / MIDI_FILE, notes)
        atomic_write(folder / CREDITS_FILE, about.credits.encode("utf-8", "replace"))
        if (less_db := -20 * np.log10(gain)) >= 0.05:
            tell(f"All lanes are turned down by {less_db:.1f} dB, so that none clips.")


def lane_paths(folder: Path, piece: Arrangement, file_format: FileFormat) -> dict[int, Path]:
    """The file of each lane that sounds, by the lane's number from 0."""
    return {
        number: folder / f"{number + 1:02d}-{slug(piece.lanes[number].name or 'lane')}{file_format.suffix}"
        for number, _ in _lanes(piece)
    }


def _label(piece: Arrangement, number: int, about: About, rate_hz: int, file_format: FileFormat) -> Label:
    """What the file of a lane says of itself."""
    return Label(
        rate_hz=rate_hz,
        file_format=file_format,
        loop=Loop(tempo_bpm=piece.tempo_bpm, bars=piece.bars, meter=piece.meter),
        title=piece.lanes[number].name or f"lane {number + 1}",
        artist=about.artist,
        licence=about.licence,
        program=PROGRAM,
        comment=as_tag(about.credits),
        serial=number,
        marks=marks(piece, piece.lanes[number : number + 1], rate_hz),
    )


def _lanes(piece: Arrangement) -> Iterator[tuple[int, Arrangement]]:
    """The piece with one lane sounding, for each that does, by its number from 0."""
    for number, lane in enumerate(piece.lanes):
        if not lane.muted and not all(part.muted for part in lane.parts):
            others = (
                msgspec.structs.replace(each, muted=place != number) for place, each in enumerate(piece.lanes)
            )
            yield number, msgspec.structs.replace(piece, lanes=tuple(others))


def _blocks(lane: Arrangement, loops: Loops, channels: int, rate_hz: int) -> Iterator[Sound]:
    return mix(lane, rate_hz, channels, loader(lane, loops, rate_hz, channels))


class _Steps:
    """Counts the frames of the blocks that pass through `told`, and tells which share of all they are."""

    def __init__(self, on_share: OnShare, frames: int) -> None:
        self._on_share, self._frames, self._done = on_share, frames, 0

    def told(self, blocks: Iterator[Sound]) -> Iterator[Sound]:
        for block in blocks:
            yield block
            self._done += block.shape[-1]
            self._on_share(min(1.0, self._done / self._frames))
