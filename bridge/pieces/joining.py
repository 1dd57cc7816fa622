"""Renders a piece from its loops: one sound, written whole or not at all, in the memory of a few loops."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from bridge import PROGRAM
from bridge.lru_cache import LruCache
from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.arrangement_file import format_arrangement
from bridge.pieces.credits import as_tag
from bridge.pieces.mixing import BLOCK_FRAMES, Load, mix
from bridge.pieces.preparing import Loops
from bridge.pieces.session import About, source_name
from bridge.playing.circle import resampled
from bridge.sound.files.atomic import storage_failed
from bridge.sound.files.encoding import Label
from bridge.sound.files.long_sounds import write_long_sound
from bridge.sound.files.reading import Sound, read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.files import LOSSY_ROOM_DB, FileFormat
from bridge.vocabulary.jobs import OnShare
from bridge.vocabulary.music import Loop

# Loops kept in memory beside those that sound: one for each of a few lanes.
_KEPT_BYTES = 32 << 20
# As loops are mastered. Where parts together are louder, the whole piece is turned down.
CEILING_DBFS = -1.0


def ceiling_dbfs(file_format: FileFormat) -> float:
    """How loud a piece may be before it is written, so that no decoder clips it."""
    return CEILING_DBFS - (LOSSY_ROOM_DB if file_format is FileFormat.OGG else 0.0)


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A mixed piece: 32-bit float samples `[frames, channels]` in the file `raw`, and the gain at which they
    don't clip."""

    raw: Path
    frames: int
    channels: int
    rate_hz: int
    gain_db: float

    def blocks(self) -> Iterator[Sound]:
        """The piece `[C, n]`, block by block, at its gain."""
        samples = np.memmap(self.raw, np.float32, "r", shape=(self.frames, self.channels))
        gain = np.float32(10 ** (self.gain_db / 20))
        for begin in range(0, self.frames, BLOCK_FRAMES):
            block = np.ascontiguousarray(samples[begin : begin + BLOCK_FRAMES].T)
            yield block if self.gain_db == 0 else block * gain


def join(
    piece: Arrangement, loops: Loops, rate_hz: int, folder: Path, on_share: OnShare, file_format: FileFormat
) -> Joined:
    """Mix `piece` at `rate_hz` into a file in `folder`, at the gain that `file_format` wants.

    Raises `BadFile` for a loop that can't be read, and `StorageFailed`.
    """
    frames, channels, peak = piece.frames(rate_hz), loops.channels, 0.0
    raw = folder / "piece.raw"
    blocks = mix(piece, rate_hz, channels, loader(piece, loops, rate_hz, channels))
    try:
        with raw.open("wb") as file:
            done = 0
            for block in blocks:
                file.write(np.ascontiguousarray(block.T).tobytes())
                peak = max(peak, float(np.abs(block).max()))
                done += block.shape[-1]
                on_share(done / frames)
    except OSError as error:
        raise storage_failed(raw, error) from error
    over_db = 20 * np.log10(peak) - ceiling_dbfs(file_format) if peak > 0 else 0.0
    return Joined(
        raw=raw, frames=frames, channels=channels, rate_hz=rate_hz, gain_db=-max(0.0, float(over_db))
    )


def write_piece(
    path: Path,
    piece: Arrangement,
    joined: Joined,
    file_format: FileFormat,
    about: About,
    on_share: OnShare,
) -> None:
    """Write the piece to `path`, with its tempo, and marks where parts begin. Equal pieces are equal bytes.

    Raises `StorageFailed`, and `BadRequest` for a WAV that would be too large.
    """
    label = Label(
        rate_hz=joined.rate_hz,
        file_format=file_format,
        loop=Loop(tempo_bpm=piece.tempo_bpm, bars=piece.bars, meter=piece.meter),
        title=about.title,
        artist=about.artist,
        licence=about.licence,
        program=PROGRAM,
        comment=as_tag(about.credits),
        serial=int(hashlib.sha256(format_arrangement(piece).encode()).hexdigest()[:8], 16),
        marks=marks(piece, piece.lanes, joined.rate_hz),
    )

    def told() -> Iterator[Sound]:
        done = 0
        for block in joined.blocks():
            yield block
            done += block.shape[-1]
            on_share(done / joined.frames)

    write_long_sound(path, told(), joined.channels, joined.frames, label)


def marks(piece: Arrangement, lanes: Sequence[Lane], rate_hz: int) -> tuple[tuple[int, str], ...]:
    """Where the parts on `lanes` begin, in frames, and their names; of several at a bar the first lane's."""
    starts = {part.start_bar: source_name(part) for lane in reversed(lanes) for part in lane.parts}
    return tuple((piece.frame_at(bar, rate_hz), starts[bar]) for bar in sorted(starts))


def loader(piece: Arrangement, loops: Loops, rate_hz: int, channels: int) -> Load:
    """Loads the loops of parts `[C, N]` at `rate_hz`, and keeps the last 32 MB of them in memory."""
    kept: LruCache[Path, Sound] = LruCache(_KEPT_BYTES)

    def load(lane: int, number: int, part: Part) -> Sound:
        path = loops.paths[lane, number]
        if (known := kept.get(path)) is not None:
            return known
        frames = loop_frames(part.bars, piece.meter, piece.tempo_bpm, rate_hz)
        sound, own_hz = read_audio(path)
        if own_hz != rate_hz:
            sound = resampled(sound, frames)
        sound = np.ascontiguousarray(np.broadcast_to(sound, (channels, sound.shape[-1])))
        kept.put(path, sound, sound.nbytes)
        return sound

    return load
