"""What a WAV or an AIFF says about its loop, as values and as the contents of chunks. Pure: bytes ⇄ values.

Writers give a chunk's content without its header. Readers take whatever a stranger's file holds:
`None` or nothing where it makes no sense, never an error.

The layouts are those of Sonic Foundry's `acid` and Apple's `basc` (as libsndfile reads them), and of `smpl`,
`cue `, `LIST adtl` and `LIST INFO` in Microsoft's Multimedia Programming Interface 1.0.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import msgspec

from bridge.sound.files import riff

_ONE_SHOT, _ROOT_VALID, _STRETCH = 1, 2, 4
_ACID = struct.Struct("<IHHfIHHf")
_SMPL = struct.Struct("<9I")
_SMPL_LOOP = struct.Struct("<6I")
_CUE_POINT = struct.Struct("<II4sIII")
# The note at which samplers play a sound as it is, and the octave in which roots are named.
MIDDLE_C = 60


class Acid(msgspec.Struct, frozen=True, kw_only=True):
    """What `acid` says: tempo in quarter notes a minute, length in quarters, the key's note.

    `beats` is an integer and hosts trust it over the tempo (60 · beats / duration), so it must be
    exact. `root_note` is a MIDI note, or `None` where no key is known.
    """

    beats: int
    numerator: int
    denominator: int
    tempo_bpm: float
    root_note: int | None = None
    one_shot: bool = False
    stretch: bool = True


class SampleLoop(msgspec.Struct, frozen=True):
    """A loop played forward: from frame `start` to before frame `end`."""

    start: int
    end: int


def loop_acid(
    quarters: Fraction, numerator: int, denominator: int, tempo_bpm: float, tonic: int | None
) -> Acid:
    """The `acid` of a loop of `quarters` quarter notes; `tonic` is in semitones above C.

    A length such as three and a half quarters (a bar of 7/8) has no whole number of beats. Any
    number would make a host believe in a wrong tempo and stretch the loop; so it is then marked as a
    one-shot that is not to be stretched, with no beats, and with its true tempo and meter.
    """
    whole = quarters.denominator == 1
    return Acid(
        beats=int(quarters) if whole else 0,
        numerator=numerator,
        denominator=denominator,
        tempo_bpm=tempo_bpm,
        root_note=None if tonic is None else MIDDLE_C + tonic,
        one_shot=not whole,
        stretch=whole,
    )


def write_acid(acid: Acid) -> bytes:
    """24 bytes. The meter's denominator stands before its numerator, as libsndfile and JUCE read it."""
    flags = _ONE_SHOT * acid.one_shot | _STRETCH * acid.stretch | _ROOT_VALID * (acid.root_note is not None)
    root = MIDDLE_C if acid.root_note is None else acid.root_note
    return _ACID.pack(flags, root, 0x8000, 0.0, acid.beats, acid.denominator, acid.numerator, acid.tempo_bpm)


def read_acid(data: bytes) -> Acid | None:
    """The values of an `acid` chunk; `None` if it is cut short or its tempo is no number.

    The tempo is the shortest decimal that its 32 bits could have come from: 93.7, not 93.69999695.
    """
    if len(data) < _ACID.size:
        return None
    flags, root, _, _, beats, denominator, numerator, tempo = _ACID.unpack_from(data)
    if not math.isfinite(tempo):
        return None
    return Acid(
        beats=beats,
        numerator=numerator,
        denominator=denominator,
        tempo_bpm=_shortest(tempo),
        root_note=root if flags & _ROOT_VALID else None,
        one_shot=bool(flags & _ONE_SHOT),
        stretch=bool(flags & _STRETCH),
    )


def read_basc(data: bytes) -> int:
    """The beats (quarter notes) that an Apple Loop's `basc` chunk counts; 0 for none, as in one-shots.

    Big-endian: a version in 32 bits, then the beats in 32, as libsndfile reads it.
    """
    return int.from_bytes(data[4:8], "big")


def _shortest(value: float) -> float:
    """The decimal of fewest digits (nine always do) that is `value` in 32 bits."""
    for digits in range(1, 10):
        text = float(f"{value:.{digits}g}")
        if abs(text) < 3.4e38 and struct.pack("<f", text) == struct.pack("<f", value):
            return text
    return value


def write_smpl(loop: SampleLoop, rate_hz: int, unity_note: int = MIDDLE_C) -> bytes:
    """One endless forward loop. In the chunk the end is the last frame played, not the one after."""
    period_ns = round(1e9 / rate_hz)
    head = _SMPL.pack(0, 0, period_ns, unity_note, 0, 0, 0, 1, 0)
    return head + _SMPL_LOOP.pack(0, 0, loop.start, loop.end - 1, 0, 0)


def read_smpl(data: bytes) -> list[SampleLoop]:
    """The loops of a `smpl` chunk: as many as it states and holds."""
    if len(data) < _SMPL.size:
        return []
    count = _SMPL.unpack_from(data)[7]
    table = data[_SMPL.size :]
    fields = _SMPL_LOOP.iter_unpack(table[: min(count, len(table) // _SMPL_LOOP.size) * _SMPL_LOOP.size])
    return [SampleLoop(start, end + 1) for _, _, start, end, _, _ in fields]


def write_cue(frames: Sequence[int]) -> bytes:
    """A point at each of `frames`, numbered from 1."""
    points = [_CUE_POINT.pack(i, frame, b"data", 0, 0, frame) for i, frame in enumerate(frames, 1)]
    return struct.pack("<I", len(points)) + b"".join(points)


def read_cue(data: bytes) -> dict[int, int]:
    """Frames by the points' numbers: as many as the chunk states and holds."""
    if len(data) < 4:
        return {}
    table, count = data[4:], int.from_bytes(data[:4], "little")
    points = _CUE_POINT.iter_unpack(table[: min(count, len(table) // _CUE_POINT.size) * _CUE_POINT.size])
    return {number: frame for number, _, _, _, _, frame in points}


def write_labels(labels: Sequence[str]) -> bytes:
    """`LIST adtl`: the names of cue points 1, 2, …"""
    return b"adtl" + b"".join(
        riff.chunk(b"labl", struct.pack("<I", number) + _text(label))
        for number, label in enumerate(labels, 1)
    )


def read_labels(data: bytes) -> dict[int, str]:
    """Names by the numbers of cue points, out of a `LIST adtl`; nothing out of another list."""
    return {
        int.from_bytes(item[:4], "little"): _read_text(item[4:])
        for letters, item in _items(data, b"adtl")
        if letters == b"labl" and len(item) >= 4
    }


def write_info(texts: Mapping[str, str]) -> bytes:
    """`LIST INFO`: texts, in UTF-8, by their four-letter names such as `INAM`; empty ones are left out."""
    return b"INFO" + b"".join(
        riff.chunk(name.encode("ascii"), _text(text)) for name, text in texts.items() if text
    )


def read_info(data: bytes) -> dict[str, str]:
    """Texts by name out of a `LIST INFO`; nothing out of another list."""
    return {letters.decode("ascii"): _read_text(item) for letters, item in _items(data, b"INFO")}


def _items(data: bytes, kind: bytes) -> Iterator[tuple[bytes, bytes]]:
    if data[:4] == kind:
        file = io.BytesIO(data)
        for each in riff.walk(file, 4, len(data)):
            yield each.id, riff.content(file, each)


def _text(text: str) -> bytes:
    # The texts end at their first zero, so one inside would hide what follows.
    return text.replace("\0", " ").encode("utf-8", "replace") + b"\0"


def _read_text(data: bytes) -> str:
    return data.split(b"\0", 1)[0].decode("utf-8", "replace")
