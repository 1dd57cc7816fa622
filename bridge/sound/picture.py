"""Spectrograms as 8-bit pictures, and as PNG files that say what they are. No tensors here.

Pictures are RGB with low notes at the bottom. One channel is grey; two are, as in the original,
green for left and blue for right, with red empty. A PNG carries its `SpectrogramFormat` as JSON in a
text entry, and beside it, as far as known, how long the sound is; one without is the original's.
"""

from __future__ import annotations

import io
import struct
from fractions import Fraction
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, PngImagePlugin

from bridge.errors import BadFile, RiffbridgeError
from bridge.sound.files.atomic import atomic_write
from bridge.sound.format import RIFFUSION, RIFFUSION_STEREO, SpectrogramFormat
from bridge.vocabulary.music import Meter

Levels = NDArray[np.float32]
Picture = NDArray[np.uint8]
T = TypeVar("T")

FORMAT_KEY = "riffbridge-format"
EXTENT_KEY = "riffbridge-extent"

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Eleven times as long as any loop; more is no spectrogram, and would not fit into memory.
MAX_COLUMNS, _MAX_ROWS = 16_384, 4_096
_MAX_FILE_BYTES = 1 << 28
# A thousandth of a step, so that truncation leaves a level that came from 8 bits at its value.
_SLACK = 1e-3


class Extent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """How long the sound of a picture is, as far as known: `frames` samples a channel, `bars` bars."""

    frames: Annotated[int, msgspec.Meta(ge=1, le=1 << 30)] | None = None
    bars: Annotated[int, msgspec.Meta(ge=1)] | None = None
    tempo_bpm: Annotated[float, msgspec.Meta(gt=0, le=999)] | None = None
    meter: Meter | None = None

    def sound_frames(self, columns: int, form: SpectrogramFormat) -> int | None:
        """Frames of the sound of `columns` columns; None if that takes a tempo which is not known."""
        if self.frames is not None:
            return self.frames
        if form.columns_per_second is not None:
            return max(1, round(columns * form.rate_hz / Fraction(form.columns_per_second)))
        if self.tempo_bpm is None or form.columns_per_quarter is None:
            return None
        quarters = Fraction(columns, form.columns_per_quarter)
        return max(1, round(quarters * 60 * form.rate_hz / Fraction(self.tempo_bpm)))


class ReadPicture(NamedTuple):
    """What a PNG held: levels `[C, M, K]` in 0..1, what they mean, and how long their sound is."""

    levels: Levels
    form: SpectrogramFormat
    extent: Extent


def levels_to_picture(levels: Levels, form: SpectrogramFormat) -> Picture:
    """The picture `[M, K, 3]` of levels `[C, M, K]`; what is outside 0..1 is cut off.

    Where dark is loud, values are truncated as the original does, elsewhere rounded.
    """
    _check_channels(levels.shape[0], form)
    share = np.clip(np.nan_to_num(levels.astype(np.float64)), 0.0, 1.0)
    values = np.floor(255 - 255 * share + _SLACK) if form.dark_is_loud else np.rint(255 * share)
    upright = values.astype(np.uint8)[:, ::-1]
    if form.channels == 1:
        return np.repeat(upright[0, :, :, None], 3, axis=2)
    return np.stack([np.zeros_like(upright[0]), upright[0], upright[1]], axis=2)


def picture_to_levels(picture: Picture, form: SpectrogramFormat) -> Levels:
    """Levels `[C, M, K]` of a picture `[M, K, 3]`, or `[M, K]` if grey. Exact for 8-bit values.

    Of a picture in colour that holds one channel, red is read, as by the original.
    """
    colour = picture if picture.ndim == 3 else np.repeat(picture[:, :, None], 3, axis=2)
    planes = colour[::-1, :, [0] if form.channels == 1 else [1, 2]].transpose(2, 0, 1)
    share = planes.astype(np.float32) / np.float32(255)
    return np.ascontiguousarray(1 - share if form.dark_is_loud else share)


def write_png(path: Path, picture: Picture, form: SpectrogramFormat, extent: Extent | None = None) -> None:
    """Write `picture` with its format and extent, whole or not at all; equal pictures are equal bytes.

    Raises `StorageFailed` if the disk refuses.
    """
    texts = PngImagePlugin.PngInfo()
    texts.add_text(FORMAT_KEY, msgspec.json.encode(form).decode())
    if extent is not None:
        texts.add_text(EXTENT_KEY, msgspec.json.encode(extent).decode())
    data = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(picture)).save(data, "PNG", pnginfo=texts, compress_level=6)
    atomic_write(path, data.getvalue())


def read_png(path: Path) -> ReadPicture:
    """Read a PNG of any mode. Without a format of its own it is the original's: 512 rows, and stereo
    if it is in colour with red empty.

    Raises `BadFile` if it is missing, damaged, no PNG, or has another height than its format.
    """
    colour, texts = _decode(path, _read_bytes(path))
    form = _read_text(path, texts.get(FORMAT_KEY), SpectrogramFormat) or _original(colour)
    extent = _read_text(path, texts.get(EXTENT_KEY), Extent) or Extent()
    if (rows := colour.shape[0]) != form.mel_bins:
        raise BadFile(
            f"“{path}” is {rows} pixels high. A spectrogram in the format {form.name} has {form.mel_bins}."
        )
    return ReadPicture(picture_to_levels(colour, form), form, extent)


def _check_channels(channels: int, form: SpectrogramFormat) -> None:
    if channels != form.channels:
        raise ValueError(f"the format {form.name} has {form.channels} channels, not {channels}")


def _original(colour: Picture) -> SpectrogramFormat:
    red, others = colour[..., 0], colour[..., 1:]
    return RIFFUSION_STEREO if others.any() and not red.any() else RIFFUSION


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadFile(f"“{path}” is a folder. Use a PNG of a spectrogram.")
        with path.open("rb") as file:
            return file.read(_MAX_FILE_BYTES)
    except (FileNotFoundError, ValueError):  # a name with a null character is nowhere either
        raise BadFile(f"“{path}” doesn't exist.") from None
    except OSError as error:
        raise BadFile(f"“{path}” can't be read: {error.strerror}.") from error


def _decode(path: Path, data: bytes) -> tuple[Picture, dict[str, str]]:
    """The picture `[rows, columns, 3]` and its text entries."""
    if not data.startswith(_SIGNATURE):
        raise BadFile(f"“{path}” isn't a PNG. Use a spectrogram saved as PNG.")
    damaged = BadFile(f"“{path}” is damaged or incomplete. Use an intact PNG.")
    if len(data) < 24:
        raise damaged
    # Looked at before anything is unpacked, since a small file can hold a huge picture.
    columns, rows = struct.unpack(">II", data[16:24])
    if columns > MAX_COLUMNS or rows > _MAX_ROWS:
        raise BadFile(
            f"“{path}” measures {columns} × {rows} pixels; "
            f"a spectrogram has at most {MAX_COLUMNS} × {_MAX_ROWS}."
        )
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
            assert isinstance(image, PngImagePlugin.PngImageFile)
            texts = {key: str(value) for key, value in image.text.items()}
            return _to_rgb(image), texts
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise damaged from error


def _to_rgb(image: Image.Image) -> Picture:
    if image.mode.startswith("I"):  # 16 bits, of which the upper 8 count
        grey = (np.asarray(image).astype(np.int64) >> 8).clip(0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, None], 3, axis=2)
    return np.array(image.convert("RGB"))


def _read_text(path: Path, text: str | None, kind: type[T]) -> T | None:
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, RiffbridgeError, RecursionError) as error:
        raise BadFile(
            f"The spectrogram format in “{path}” can't be read: it is damaged or from a newer Riffbridge."
        ) from error
