"""A clip as the bytes of a sound file, with its loop's grid and its certificate inside. No disk here.

The same sound and certificate give the same bytes, whatever the day: nothing looks at a clock or
at chance. So WAV is written by ourselves (libsndfile stamps float ones with the time), and what
libsndfile encodes is numbered and tagged by `tags`.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import IO, Any

import msgspec
import numpy as np
import soundfile
from msgspec.structs import replace

from bridge.sound.files import chunks, riff, tags
from bridge.sound.files.reading import Sound
from bridge.vocabulary.clips import Certificate
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Loop

_PCM, _IEEE_FLOAT = 1, 3
# Bits a sample and, for libsndfile, the subtype; FLAC holds what a 24-bit WAV does.
_BITS = {FileFormat.WAV16: 16, FileFormat.WAV24: 24, FileFormat.FLAC: 24}
# libsndfile's Vorbis encoder takes all it is given at once onto the stack, and crashes on much.
ENCODER_FRAMES = 1 << 14
# About 220 kbit/s in stereo: a loop is mixed and encoded again, so it should have some to spare.
_VORBIS_QUALITY = 0.7


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What is written beside the samples. `serial` numbers an OGG's stream. `marks` say at which frames
    the parts of a piece begin, and what they are; a piece is as long as its frame says, but no loop."""

    rate_hz: int
    file_format: FileFormat
    loop: Loop | None = None
    title: str = ""
    artist: str = ""
    licence: str = ""
    program: str = ""
    comment: str = ""
    serial: int = 0
    vorbis_quality: float = _VORBIS_QUALITY
    marks: tuple[tuple[int, str], ...] = ()


def encode_clip(sound: Sound, certificate: Certificate) -> bytes:
    """The bytes of a clip with its certificate inside; see `encode_sound`."""
    return encode_sound(sound, clip_label(certificate))


def clip_label(certificate: Certificate, file_format: FileFormat | None = None) -> Label:
    """What is written beside the samples of a clip, in its job's format or in another."""
    job = certificate.job
    return Label(
        rate_hz=job.rate_hz,
        file_format=file_format or job.file_format,
        loop=job.loop if certificate.in_key else replace(job.loop, key=None),
        title=job.prompt,
        artist=job.source_author or "",
        licence=certificate.strictest_licence,
        program=certificate.program,
        comment=_certificate_json(certificate),
        serial=int(job.digest[:8], 16),
    )


def encode_sound(sound: Sound, label: Label) -> bytes:
    """The bytes of a sound file: `sound` is `[C, N]` in -1..1, and a loop as long as its frame says.

    16 and 24 bits are rounded to even without dither; FLAC has 24 bits, OGG is Vorbis. A loop's WAV
    carries `acid`, `smpl`, `cue ` with labels; all WAVs `LIST INFO`, the others Vorbis comments.
    Raises `ValueError` for a shape that is no sound, or samples beyond full scale or not finite.
    """
    if sound.ndim != 2 or not 1 <= sound.shape[0] <= 2 or not sound.shape[1]:
        raise ValueError(f"a sound is [C, N] with C 1 or 2 and N at least 1, not {list(sound.shape)}")
    # Written so that NaN fails as well.
    if not float(np.abs(sound).max()) <= 1.0:
        raise ValueError("samples lie beyond full scale; scale them into -1..1 before writing")
    match label.file_format:
        case FileFormat.FLAC:
            return tags.with_flac_comments(_encode(sound, label), comments(label))
        case FileFormat.OGG:
            return tags.with_ogg_comments(_encode(sound, label), comments(label), label.serial)
        case _:
            return _wave(sound, label)


def _certificate_json(certificate: Certificate) -> str:
    source = certificate.job.source
    if source is not None:
        # Only the name: a path tells strangers about its maker's folders. Not every name is text.
        name = Path(source.path).name.encode("utf-8", "replace").decode()
        job = replace(certificate.job, source=replace(source, path=name))
        certificate = replace(certificate, job=job)
    if loras := certificate.job.loras:
        bare = tuple(replace(each, name=each.title) for each in loras)
        certificate = replace(certificate, job=replace(certificate.job, loras=bare))
    return msgspec.json.encode(certificate, order="sorted").decode()


def comments(label: Label) -> dict[str, str]:
    """Vorbis comments by their names; empty ones are not written."""
    loop = label.loop
    return {
        "TITLE": label.title,
        "BPM": "" if loop is None else f"{loop.tempo_bpm:.9g}",
        "INITIALKEY": "" if loop is None or loop.key is None else str(loop.key),
        "ARTIST": label.artist,
        "LICENSE": label.licence,
        "SOFTWARE": label.program,
        "COMMENT": label.comment,
    }


def _loop_chunks(
    loop: Loop, frames: int, rate_hz: int, marks: tuple[tuple[int, str], ...]
) -> list[riff.Content]:
    """How a WAV says that it is a loop, or with `marks` a piece, to each kind of reader."""
    bars = [(round(Fraction(bar * frames, loop.bars)), f"bar {bar + 1}") for bar in range(loop.bars)]
    tonic = None if loop.key is None else loop.key.tonic
    acid = chunks.loop_acid(
        loop.quarters, loop.meter.numerator, loop.meter.denominator, loop.tempo_bpm, tonic
    )
    return [
        (b"acid", chunks.write_acid(acid)),
        *([] if marks else [(b"smpl", chunks.write_smpl(chunks.SampleLoop(0, frames), rate_hz))]),
        (b"cue ", chunks.write_cue([frame for frame, _ in marks or bars])),
        (b"LIST", chunks.write_labels([text for _, text in marks or bars])),
    ]


def _wave(sound: Sound, label: Label) -> bytes:
    before, after = wave_chunks(label, *sound.shape)
    return riff.wave_file([*before, (b"data", wave_samples(sound, label)), *after])


def wave_chunks(label: Label, channels: int, frames: int) -> tuple[list[riff.Content], list[riff.Content]]:
    """What stands before and after the samples of a WAV of `frames` frames."""
    bits = _BITS.get(label.file_format, 32)
    frame_bytes = channels * bits // 8
    kind = _IEEE_FLOAT if bits == 32 else _PCM
    form = struct.pack(
        "<HHIIHH", kind, channels, label.rate_hz, label.rate_hz * frame_bytes, frame_bytes, bits
    )
    # All but plain integers must state an extension (of no bytes) and their length in frames.
    extra = [(b"fact", frames.to_bytes(4, "little"))] if kind == _IEEE_FLOAT else []
    info = {
        "INAM": label.title,
        "IART": label.artist,
        "ISFT": label.program,
        "ICOP": label.licence,
        "ICMT": label.comment,
    }
    loop = [] if label.loop is None else _loop_chunks(label.loop, frames, label.rate_hz, label.marks)
    before = [(b"fmt ", form + (b"\0\0" if kind == _IEEE_FLOAT else b"")), *extra]
    return before, [*loop, (b"LIST", chunks.write_info(info))]


def _integers(sound: Sound, bits: int) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Samples `[N, C]` as integers; +1.0, which has none, becomes the largest there is."""
    full = 1 << (bits - 1)
    return np.minimum(np.rint(sound.T.astype(np.float64) * full), full - 1).astype(np.int32)


def wave_samples(sound: Sound, label: Label) -> bytes:
    """Samples `[C, n]` as the label's kind of WAV has them: interleaved, little-endian."""
    bits = _BITS.get(label.file_format, 32)
    if bits == 32:
        return sound.T.astype("<f4").tobytes()
    wide = np.ascontiguousarray(_integers(sound, bits)).astype("<i4")
    return wide.view(np.uint8).reshape(*wide.shape, 4)[..., : bits // 8].tobytes()


def _encode(sound: Sound, label: Label) -> bytes:
    buffer = io.BytesIO()
    compress([sound], len(sound), label, buffer)
    return buffer.getvalue()


def compress(blocks: Iterable[Sound], channels: int, label: Label, to: IO[bytes]) -> None:
    """Write sound in blocks `[C, n]` as FLAC or Ogg Vorbis, by libsndfile, without a word of metadata."""
    flac = label.file_format is FileFormat.FLAC
    with soundfile.SoundFile(
        to,
        "w",
        samplerate=label.rate_hz,
        channels=channels,
        format="FLAC" if flac else "OGG",
        subtype="PCM_24" if flac else "VORBIS",
        compression_level=0.5 if flac else 1 - label.vorbis_quality,
    ) as file:
        for block in blocks:
            # libsndfile takes integers at the top of 32 bits.
            samples = _integers(block, 24) << 8 if flac else np.ascontiguousarray(block.T, dtype=np.float32)
            for start in range(0, len(samples), ENCODER_FRAMES):
                file.write(samples[start : start + ENCODER_FRAMES])
