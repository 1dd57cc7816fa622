"""Reads sound from any file that libsndfile reads: WAV, FLAC, Ogg Vorbis, MP3, AIFF and more."""

from __future__ import annotations

import contextlib
import hashlib
import io
import math
import os
from collections.abc import Iterator
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from bridge.errors import BadFile
from bridge.sound.files import riff
from bridge.sound.files.ogg import joined_streams

Sound = npt.NDArray[np.float32]

MAX_MINUTES = 20
# As many as those minutes have at 48 kHz in stereo: 460 MB while they are read.
MAX_SAMPLES = MAX_MINUTES * 60 * 48_000 * 2
MAX_CHANNELS = 8
MIN_RATE_HZ, MAX_RATE_HZ = 1_000, 768_000
_BLOCK_FRAMES = 1 << 16

# How much of each channel goes to the left, in the order that WAVE gives to so many channels; the
# right is the mirror image. The middle and the rear at -3 dB, no LFE, as in ITU-R BS.775.
_C = 0.5**0.5
_TO_LEFT: dict[int, list[float]] = {
    3: [1, 0, _C],
    4: [1, 0, _C, 0],
    5: [1, 0, _C, _C, 0],
    6: [1, 0, _C, 0, _C, 0],
    7: [1, 0, _C, 0, _C, _C, 0],
    8: [1, 0, _C, 0, _C, 0, _C, 0],
}
_TO_RIGHT: dict[int, list[float]] = {
    3: [0, 1, _C],
    4: [0, 1, 0, _C],
    5: [0, 1, _C, 0, _C],
    6: [0, 1, _C, 0, 0, _C],
    7: [0, 1, _C, 0, _C, 0, _C],
    8: [0, 1, _C, 0, 0, _C, 0, _C],
}


@contextlib.contextmanager
def open_file(path: Path) -> Iterator[BufferedReader]:
    """Open a file to read its bytes. `BadFile` says if it is missing, a folder, or not ours to read."""
    try:
        if "\0" in str(path):
            raise FileNotFoundError
        if path.is_dir():
            raise BadFile(f"“{path}” is a folder. Use a sound file.")
        if path.exists() and not path.is_file():
            raise BadFile(f"“{path}” is a device or a pipe. Use a sound file.")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise BadFile(f"“{path}” doesn't exist.") from None
    except PermissionError:
        raise BadFile(f"“{path}” can't be read: no permission.") from None
    except OSError as error:
        raise BadFile(f"“{path}” can't be read: {error.strerror}.") from error


class OpenSound:
    """A sound that is open to be read: of an Ogg file all streams that follow one another; of ADPCM, whose
    last block is filled up, no more than the file states. `frames` is what its headers claim."""

    def __init__(self, parts: list[Any], stated_frames: int | None) -> None:
        self._parts = parts
        self.samplerate, self.channels = int(parts[0].samplerate), int(parts[0].channels)
        self.format, self.subtype = str(parts[0].format), str(parts[0].subtype)
        self.frames = sum(part.frames for part in parts) if stated_frames is None else stated_frames
        self._left = math.inf if stated_frames is None else stated_frames

    def read(self, frames: int) -> Sound:
        """The next `[n, channels]`, n at most `frames`, and 0 at the end. Raises as `soundfile` does."""
        wanted = int(min(frames, self._left))
        block: Sound = self._parts[0].read(wanted, dtype="float32", always_2d=True)
        if not len(block) and wanted and len(self._parts) > 1:
            del self._parts[0]
            return self.read(frames)
        self._left -= len(block)
        return block


@contextlib.contextmanager
def open_sound(path: Path) -> Iterator[OpenSound]:
    """Open a sound to read. `BadFile` says if it is missing, empty or no audio."""
    with open_file(path) as file, contextlib.ExitStack() as opened:
        if not file.read(1):
            raise BadFile(f"“{path}” is empty. Use a sound file.")
        stated = riff.stated_frames(file)
        streams = joined_streams(file)
        # Names that are not UTF-8 exist where names are bytes.
        sources: list[Any] = [str(path) if os.name == "nt" else os.fsencode(path)]
        if len(streams) > 1:
            sources = [_part(file, *stream) for stream in streams]
        try:
            parts = [opened.enter_context(soundfile.SoundFile(source)) for source in sources]
        # A TypeError is for `.raw`, which states neither rate nor channels.
        except (soundfile.SoundFileError, TypeError) as error:
            raise BadFile(f"“{path}” isn't a readable sound. Use WAV, FLAC, OGG, MP3 or AIFF.") from error
        if len({(part.samplerate, part.channels) for part in parts}) > 1:
            raise BadFile(
                f"“{path}” joins sounds of different sample rates or channels. Convert it to WAV or FLAC."
            )
        yield OpenSound(parts, stated)


def blocks(sound: OpenSound, path: Path) -> Iterator[Sound]:
    """The rest of an open sound as `[frames, channels]`, up to 65,536 frames at a time."""
    while True:
        try:
            block = sound.read(_BLOCK_FRAMES)
        except soundfile.SoundFileError as error:
            raise BadFile(f"“{path}” is damaged: the sound ends early.") from error
        if not len(block):
            return
        yield block


def _part(file: BufferedReader, start: int, end: int) -> io.BytesIO:
    file.seek(start)
    return io.BytesIO(file.read(end - start))


def read_audio(path: Path, rate_hz: int | None = None) -> tuple[Sound, int]:
    """Read a sound as `[C, N]` float32 with C 1 or 2, and its rate; resampled if `rate_hz` is given.

    Samples are in -1..1 (a float file may go beyond). More than two channels are mixed to stereo
    as if in WAVE's order, scaled so that nothing can clip. N after resampling is
    `round(N · rate_hz / rate)`. Raises `BadFile` for what is missing, no audio, empty, longer than
    20 minutes, in stereo of more samples than those have at 48 kHz, of more than 8 channels, or holds
    samples that are no numbers.
    """
    with open_sound(path) as sound:
        _check_extent(path, sound.frames, sound.channels, sound.samplerate)
        limit = _most_frames(sound.channels, sound.samplerate)
        parts: list[Sound] = []
        frames = 0
        # The header's length is a claim: room is taken only for what is found.
        for block in blocks(sound, path):
            frames += len(block)
            if frames > limit:
                raise BadFile(f"“{path}” is longer than it states. Export it again.")
            parts.append(_at_most_stereo(block))
        rate_found = sound.samplerate
    if not frames:
        raise BadFile(f"“{path}” contains no sound.")
    samples = np.concatenate(parts)
    if not np.isfinite(samples).all():
        raise BadFile(f"“{path}” contains invalid samples. Export it again.")
    if rate_hz is not None and rate_hz != rate_found:
        samples = _resample(samples, rate_found, rate_hz)
    return np.ascontiguousarray(samples.T), rate_hz or rate_found


def read_beginning(path: Path, seconds: float) -> tuple[Sound, int]:
    """The first `seconds` of a sound, at least, as `[C, N]` float32 with C 1 or 2, and its rate.

    Raises `BadFile` for what is missing, no audio or empty; samples that are no numbers are 0.
    """
    with open_sound(path) as sound:
        _check_extent(path, sound.frames, sound.channels, sound.samplerate)
        most = math.ceil(seconds * sound.samplerate / _BLOCK_FRAMES)
        parts = [_at_most_stereo(block) for block in islice(blocks(sound, path), most)]
        rate_hz = sound.samplerate
    if not parts:
        raise BadFile(f"“{path}” contains no sound.")
    return np.nan_to_num(np.concatenate(parts).T, posinf=0.0, neginf=0.0), rate_hz


def audio_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal. `BadFile` if it cannot be read."""
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_extent(path: Path, frames: int, channels: int, rate_hz: int) -> None:
    if channels > MAX_CHANNELS:
        raise BadFile(f"“{path}” has {channels} channels. Mix it down to {MAX_CHANNELS} or fewer.")
    if not MIN_RATE_HZ <= rate_hz <= MAX_RATE_HZ:
        raise BadFile(
            f"“{path}” has a sample rate of {rate_hz:,} Hz. Use {MIN_RATE_HZ:,} to {MAX_RATE_HZ:,}."
        )
    most = _most_frames(channels, rate_hz)
    if frames > most:
        raise BadFile(
            f"“{path}” lasts {frames / rate_hz / 60:,.0f} minutes at {rate_hz:,} Hz. "
            f"Cut out at most {most / rate_hz / 60:.3g} minutes."
        )


def _most_frames(channels: int, rate_hz: int) -> int:
    """How long a sound may be. Of more than two channels only two are kept."""
    return min(MAX_MINUTES * 60 * rate_hz, MAX_SAMPLES // min(channels, 2))


def _at_most_stereo(block: Sound) -> Sound:
    """`[frames, channels]` as it is, or mixed to two channels."""
    channels = block.shape[1]
    if channels <= 2:
        return block
    matrix = np.array([_TO_LEFT[channels], _TO_RIGHT[channels]], dtype=np.float32)
    mixed: Sound = block @ (matrix / matrix.sum(axis=1, keepdims=True)).T
    return mixed


def _resample(samples: Sound, from_hz: int, to_hz: int) -> Sound:
    """`[N, C]` at another rate, by SoX's band-limited resampler at its very high quality."""
    resampled: Sound = soxr.resample(samples, from_hz, to_hz, quality="VHQ").astype(np.float32, copy=False)
    frames = max(1, round(len(samples) * to_hz / from_hz))
    # The resampler may differ by the last frame.
    missing = max(0, frames - len(resampled))
    return np.pad(resampled, ((0, missing), (0, 0)))[:frames]
