"""A piece as one spectrogram picture in Riffusion's format, which decodes to the same piece."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soxr

from bridge.errors import BadRequest
from bridge.pieces.arrangement import Arrangement
from bridge.pieces.joining import Joined
from bridge.sound.format import RIFFUSION, RIFFUSION_STEREO
from bridge.sound.picture import MAX_COLUMNS, Extent, levels_to_picture, write_png
from bridge.timing import MAX_BARS, MAX_LOOP_SECONDS
from bridge.vocabulary.jobs import OnShare

_RATE_HZ = RIFFUSION.rate_hz
_COLUMNS_PER_SECOND = 100


def check_picture(piece: Arrangement) -> None:
    """Raise `BadRequest` if `piece` is too long for a picture."""
    seconds, most = float(piece.seconds_at(piece.bars)), MAX_COLUMNS / _COLUMNS_PER_SECOND
    if seconds > most:
        raise BadRequest(
            f"The piece lasts {seconds:.1f} s, and a picture holds {most:g} s. Leave out the picture."
        )


def write_picture(path: Path, piece: Arrangement, joined: Joined, on_share: OnShare) -> None:
    """Write the picture of `piece`, 10 ms a column; of a stereo piece, left is green and right is blue.

    Equal pieces are equal bytes. Raises `StorageFailed`.
    """
    # Loads torch, which a piece without a picture may do without.
    from bridge.sound.dsp.convert import long_sound_to_levels

    frames = piece.frames(_RATE_HZ)
    sound = np.concatenate(list(joined.blocks()), axis=1)
    if joined.rate_hz != _RATE_HZ:
        sound = soxr.resample(sound.T, joined.rate_hz, _RATE_HZ, quality="VHQ").T
        sound = np.pad(sound, ((0, 0), (0, max(0, frames - sound.shape[-1]))))[:, :frames]
    form = RIFFUSION if len(sound) == 1 else RIFFUSION_STEREO
    columns = max(1, round(frames * _COLUMNS_PER_SECOND / _RATE_HZ))
    levels = long_sound_to_levels(np.ascontiguousarray(sound), columns, form, on_share)
    is_loop = piece.bars <= MAX_BARS and piece.seconds_at(piece.bars) <= MAX_LOOP_SECONDS
    extent = Extent(
        frames=frames,
        bars=piece.bars if is_loop else None,
        tempo_bpm=piece.tempo_bpm,
        meter=piece.meter,
    )
    write_png(path, levels_to_picture(levels, form), form, extent)
