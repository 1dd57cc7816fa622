"""Sound files in and out: clips written whole, and what any file says about its loop read back."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np

from bridge.errors import BadFile, RiffbridgeError
from bridge.sound.files import chunks, riff, tags
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.encoding import Label, encode_clip, encode_sound
from bridge.sound.files.reading import Sound, blocks, open_file, open_sound
from bridge.vocabulary.clips import Certificate

# Enough for our own headers and for comments with a cover picture among them.
_HEADER_BYTES = 4 << 20
_TEMPO_IN_NAME = re.compile(r"(?<![\d.,])(\d{2,3}(?:[.,]\d{1,4})?)[ _-]?bpm(?![a-z])", re.IGNORECASE)


def write_clip(path: Path, sound: Sound, certificate: Certificate) -> None:
    """Write a clip in its job's format, whole or not at all; see `encode_clip`.

    Raises `StorageFailed` if the disk refuses.
    """
    atomic_write(path, encode_clip(sound, certificate))


def write_sound(path: Path, sound: Sound, label: Label) -> None:
    """Write a sound that no model made, whole or not at all; see `encode_sound`."""
    atomic_write(path, encode_sound(sound, label))


def read_certificate(path: Path) -> Certificate:
    """The certificate inside a clip. `BadFile` says if the file is missing, no clip of ours, or damaged."""
    with open_file(path) as file:
        found = _metadata(file)
    if not found.certificate:
        raise BadFile(
            f"“{path}” carries no Riffbridge certificate; give a WAV, FLAC or OGG that Riffbridge wrote."
        )
    if (certificate := _parse(found.certificate)) is None:
        raise BadFile(f"The certificate in “{path}” is damaged or from a newer Riffbridge.")
    return certificate


def read_loop_tempo(path: Path) -> float | None:
    """The tempo in BPM (20–999) that a file claims for itself, or `None` if it claims none.

    First our certificate, then the WAV's `acid` (its beats over the duration, or its tempo where
    they agree), then its tags (a BPM comment, ID3's TBPM), then a name such as `loop_124bpm.wav`.
    Raises `BadFile` if the file cannot be opened.
    """
    with open_file(path) as file:
        return _claimed_tempo(_metadata(file), path.name)


def describe(path: Path) -> dict[str, Any]:
    """Everything that a sound file says and is, ready for JSON; `None` where it says nothing.

    `peak_dbfs` is `None` for silence. Loops are [first frame, frame after the last]. Raises `BadFile`
    if it is no sound.
    """
    with open_file(path) as file:
        found = _metadata(file)
    return {
        "path": str(path),
        **_extent(path),
        "tempo_bpm": _claimed_tempo(found, path.name),
        "acid": msgspec.to_builtins(found.acid),
        "loops": [[loop.start, loop.end] for loop in found.loops],
        "cues": [{"frame": frame, "label": found.labels.get(n)} for n, frame in found.cues.items()],
        "texts": found.texts,
        "certificate": msgspec.to_builtins(_parse(found.certificate)),
    }


def _extent(path: Path) -> dict[str, Any]:
    """What the sound itself is, all of it read."""
    frames, peak = 0, 0.0
    with open_sound(path) as sound:
        for block in blocks(sound, path):
            frames += len(block)
            peak = max(peak, float(np.abs(np.nan_to_num(block)).max()))
        return {
            "format": sound.format,
            "encoding": sound.subtype,
            "frames": frames,
            "rate_hz": sound.samplerate,
            "channels": sound.channels,
            "seconds": frames / sound.samplerate,
            "peak_dbfs": round(20 * math.log10(peak), 2) if peak > 0 else None,
        }


class _Metadata(msgspec.Struct, kw_only=True):
    """What a file says about its sound, whatever its kind; empty where it says nothing."""

    seconds: float | None = None
    acid: chunks.Acid | None = None
    loops: list[chunks.SampleLoop] = []
    cues: dict[int, int] = {}
    labels: dict[int, str] = {}
    texts: dict[str, str] = {}
    certificate: str = ""


def _metadata(file: BinaryIO) -> _Metadata:
    head = file.read(4)
    file.seek(0)
    if head in riff.FORMS:
        found = _wave_metadata(file)
        found.certificate = _take_certificate(found.texts, "ICMT")
        return found
    if head == b"FORM":
        end = file.seek(0, 2)
        tagged = (
            riff.content(file, each) for each in riff.walk(file, 12, end, order="big") if each.id == b"ID3 "
        )
        return _Metadata(texts=tags.read_texts(next(tagged, b"")))
    texts = tags.read_texts(file.read(_HEADER_BYTES))
    return _Metadata(texts=texts, certificate=_take_certificate(texts, "COMMENT"))


def _take_certificate(texts: dict[str, str], name: str) -> str:
    """Take what looks like a certificate out of the texts; a stranger's comment stays."""
    return texts.pop(name) if texts.get(name, "").startswith("{") else ""


def _parse(certificate: str) -> Certificate | None:
    try:
        return msgspec.json.decode(certificate, type=Certificate)
    except (msgspec.MsgspecError, RiffbridgeError, ValueError, RecursionError):
        return None


def _wave_metadata(file: BinaryIO) -> _Metadata:
    found = _Metadata()
    bytes_a_second, data_bytes = 0, 0
    try:
        listed = list(riff.wave_chunks(file))
    except BadFile:
        return found
    for each in listed:
        match each.id:
            case b"fmt ":
                bytes_a_second = int.from_bytes(riff.content(file, each)[8:12], "little")
            case b"data":
                data_bytes = each.size
            case b"acid":
                found.acid = chunks.read_acid(riff.content(file, each))
            case b"smpl":
                found.loops = chunks.read_smpl(riff.content(file, each))
            case b"cue ":
                found.cues = chunks.read_cue(riff.content(file, each))
            case b"LIST":
                found.texts |= chunks.read_info(riff.content(file, each))
                found.labels |= chunks.read_labels(riff.content(file, each))
            case b"id3 " | b"ID3 ":
                found.texts |= tags.read_texts(riff.content(file, each))
    if bytes_a_second and data_bytes:
        found.seconds = data_bytes / bytes_a_second
    return found


def _claimed_tempo(found: _Metadata, name: str) -> float | None:
    certificate = _parse(found.certificate)
    claims = [
        certificate.job.tempo_bpm if certificate else None,
        _acid_tempo(found),
        _number(found.texts.get("BPM", "")),
        *_named_tempos(name),
    ]
    return next((tempo for tempo in claims if tempo is not None and 20 <= tempo <= 999), None)


def _acid_tempo(found: _Metadata) -> float | None:
    if found.acid is None or found.acid.one_shot:
        return None
    stated = found.acid.tempo_bpm
    if not (found.acid.beats and found.seconds):
        return stated
    counted = 60 * found.acid.beats / found.seconds
    # The count is short of exact by the rounding to whole frames; the statement may be anything.
    return stated if abs(stated - counted) < 1e-3 * counted else counted


def _named_tempos(name: str) -> list[float | None]:
    """Tempos in a file's name, the last first: a prompt before it may speak of tempo too."""
    return [_number(text.replace(",", ".")) for text in reversed(_TEMPO_IN_NAME.findall(name))]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
