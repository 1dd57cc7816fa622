"""Writes clips whole, and reads what any sound file says about its loop."""

from __future__ import annotations

import contextlib
import math
import re
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec
import numpy as np

from bridge.errors import BadFile, RiffbridgeError
from bridge.sound.files import chunks, loops, riff, tags
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.encoding import Label, encode_clip, encode_sound
from bridge.sound.files.loops import AUDIBLE, Evidence, LoopReading
from bridge.sound.files.reading import Sound, blocks, open_file, open_sound
from bridge.timing import MAX_LOOP_SECONDS
from bridge.vocabulary.clips import Certificate
from bridge.vocabulary.licences import MAX_RIGHTS
from bridge.vocabulary.music import Meter

# Enough for our own headers and for comments with a cover picture among them.
_HEADER_BYTES = 4 << 20
_LEADING_NUMBER = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,9})?)(?![\d.,])", re.ASCII)


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
            f"“{path}” has no Riffbridge certificate. Use a WAV, FLAC or OGG that Riffbridge wrote."
        )
    if (certificate := _parse(found.certificate)) is None:
        raise BadFile(f"The certificate in “{path}” is damaged or from a newer Riffbridge.")
    return certificate


def read_rights(path: Path) -> Rights:
    """The author and licence of the sound at `path`, from its certificate or tags. Raises `BadFile`."""
    with open_file(path) as file:
        found = _metadata(file)
    return _rights(found, _parse(found.certificate))


def read_texts(path: Path) -> dict[str, str]:
    """The texts in a sound file by the names that its format has for them. Raises `BadFile`."""
    with open_file(path) as file:
        return _metadata(file).texts


def read_evidence(path: Path) -> Evidence:
    """What a sound file says of its loop, and how long it is. Raises `BadFile` if it can't be opened."""
    with open_file(path) as file:
        found = _metadata(file)
    extent = None
    with contextlib.suppress(BadFile):
        extent = _extent(path, MAX_LOOP_SECONDS)
    return _evidence(found, path, extent)


def read_loop(
    path: Path, meter: Meter | None = None, *, tempo_bpm: float | None = None, bars: int | None = None
) -> LoopReading | None:
    """The loop that a sound file says it is; see `loops.read_loop`, also for what else is raised.

    First come what the request says, our certificate, `acid` and `basc`, tags and the name, as far as the
    length agrees. Raises `BadFile` if the file can't be opened.
    """
    return loops.read_loop(read_evidence(path), meter, tempo_bpm=tempo_bpm, bars=bars)


def read_loop_tempo(path: Path) -> float | None:
    """The tempo in BPM (20–999) that a file claims for itself, or `None` if it claims none.

    Raises `BadFile` if the file can't be opened.
    """
    reading = read_loop(path)
    return reading.loop.tempo_bpm if reading is not None and reading.is_claimed else None


def describe(path: Path) -> dict[str, Any]:
    """Everything that a sound file says and is, ready for JSON; `None` where it says nothing.

    `peak_dbfs` is `None` for silence. Loops are [first frame, frame after the last], as far as the sound
    reaches. Raises `BadFile` if it is no sound.
    """
    with open_file(path) as file:
        found = _metadata(file)
    extent = _extent(path)
    reading = loops.read_loop(_evidence(found, path, extent))
    return {
        "path": str(path),
        "format": extent.format,
        "encoding": extent.encoding,
        "frames": extent.frames,
        "rate_hz": extent.rate_hz,
        "channels": extent.channels,
        "seconds": extent.frames / extent.rate_hz,
        "peak_dbfs": round(20 * math.log10(extent.peak), 2) if extent.peak > 0 else None,
        "tempo_bpm": reading.loop.tempo_bpm if reading is not None and reading.is_claimed else None,
        "loop": None if reading is None else _reading_facts(reading),
        "acid": msgspec.to_builtins(found.acid),
        "loops": [
            [loop.start, min(loop.end, extent.frames)] for loop in found.loops if loop.start < extent.frames
        ],
        "cues": [{"frame": frame, "label": found.labels.get(n)} for n, frame in found.cues.items()],
        "texts": found.texts,
        "certificate": msgspec.to_builtins(_parse(found.certificate)),
    }


def _reading_facts(reading: LoopReading) -> dict[str, Any]:
    return {
        "tempo_bpm": reading.loop.tempo_bpm,
        "quarters": reading.loop.quarters,
        "confidence": reading.confidence,
        "why": reading.reason,
    }


class _Extent(msgspec.Struct, kw_only=True):
    """What the sound itself is: read to its end, so `frames` is no claim. The last audible frame is before
    `sounding`."""

    format: str
    encoding: str
    frames: int
    rate_hz: int
    channels: int
    peak: float = 0.0
    sounding: int | None = None


def _extent(path: Path, most_seconds: float = math.inf) -> _Extent:
    """Of a sound longer than `most_seconds` only what its header claims."""
    with open_sound(path) as sound:
        extent = _Extent(
            format=sound.format,
            encoding=sound.subtype,
            frames=sound.frames,
            rate_hz=sound.samplerate,
            channels=sound.channels,
        )
        if extent.frames > most_seconds * extent.rate_hz:
            return extent
        frames = 0
        for block in blocks(sound, path):
            loud = np.abs(np.nan_to_num(block)).max(axis=1)
            extent.peak = max(extent.peak, float(loud.max()))
            audible = np.flatnonzero(loud > AUDIBLE * extent.peak)
            if len(audible):
                extent.sounding = frames + int(audible[-1]) + 1
            frames += len(block)
        extent.frames = frames
        return extent


def _evidence(found: _Metadata, path: Path, extent: _Extent | None) -> Evidence:
    certificate = _parse(found.certificate)
    rights = _rights(found, certificate)
    return Evidence(
        frames=extent.frames if extent else None,
        rate_hz=extent.rate_hz if extent else 0,
        sounding=extent.sounding if extent else None,
        certificate=certificate.job.loop if certificate else None,
        acid=found.acid,
        loops=found.loops,
        beats=found.beats,
        tag_bpm=_number(found.texts.get("BPM", "")),
        name=path.stem,
        licence=rights.licence,
        author=rights.author,
    )


class Rights(NamedTuple):
    """Whose a sound is and its licence, each empty where the file says nothing."""

    author: str
    licence: str


def _rights(found: _Metadata, certificate: Certificate | None) -> Rights:
    """The rights in a certificate, else in tags, by the names that formats have for them."""
    if certificate is not None:
        return Rights(certificate.job.source_author or "", certificate.strictest_licence)
    author, licence = (
        next((text for name in names if (text := found.texts.get(name, "").strip())), "")[:MAX_RIGHTS]
        for names in (("ARTIST", "IART", "AUTHOR"), ("LICENSE", "LICENCE", "COPYRIGHT", "ICOP"))
    )
    return Rights(author, licence)


class _Metadata(msgspec.Struct, kw_only=True):
    """What a file says about its sound, whatever its kind; empty where it says nothing."""

    acid: chunks.Acid | None = None
    beats: int = 0
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
        return _aiff_metadata(file)
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
    try:
        listed = list(riff.wave_chunks(file))
    except BadFile:
        return found
    for each in listed:
        match each.id:
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
    return found


def _aiff_metadata(file: BinaryIO) -> _Metadata:
    found = _Metadata()
    for each in list(riff.walk(file, 12, file.seek(0, 2), order="big")):
        if each.id == b"basc":
            found.beats = chunks.read_basc(riff.content(file, each))
        elif each.id == b"ID3 ":
            found.texts |= tags.read_texts(riff.content(file, each))
    return found


def _number(text: str) -> float | None:
    """The number that a text begins with: of `128 BPM` 128."""
    found = _LEADING_NUMBER.match(text)
    return float(found[1].replace(",", ".")) if found else None
