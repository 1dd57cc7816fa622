"""Reads a MIDI file byte by byte, after the specification alone: a second opinion on what we write."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field


@dataclass
class Track:
    """What a track holds. `notes` are (begin, end, channel, pitch, velocity), `metas` (tick, type, data)."""

    metas: list[tuple[int, int, bytes]] = field(default_factory=list)
    notes: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    programs: dict[int, int] = field(default_factory=dict)
    program_ticks: list[int] = field(default_factory=list)
    end: int = 0

    def meta(self, kind: int) -> bytes | None:
        return next((data for _, own, data in self.metas if own == kind), None)


def read_midi(data: bytes) -> tuple[int, int, list[Track]]:
    """The file's type, its ticks a quarter, and its tracks. Asserts that each note ends, and once."""
    assert data[:4] == b"MThd" and struct.unpack(">I", data[4:8]) == (6,)
    kind, count, ticks = struct.unpack(">HHH", data[8:14])
    at, tracks = 14, []
    for _ in range(count):
        assert data[at : at + 4] == b"MTrk"
        (size,) = struct.unpack(">I", data[at + 4 : at + 8])
        tracks.append(_track(data[at + 8 : at + 8 + size]))
        at += 8 + size
    assert at == len(data)
    return kind, ticks, tracks


def _track(data: bytes) -> Track:
    track, at, now, status = Track(), 0, 0, 0
    sounding: dict[tuple[int, int], tuple[int, int]] = {}
    while at < len(data):
        delta, at = _number(data, at)
        now += delta
        if data[at] & 0x80:
            status, at = data[at], at + 1
        if status == 0xFF:
            kind, (size, at) = data[at], _number(data, at + 1)
            track.metas.append((now, kind, data[at : at + size]))
            at += size
            continue
        channel, one = status & 15, data[at]
        if status >> 4 == 0xC:
            track.programs[channel] = one
            track.program_ticks.append(now)
            at += 1
            continue
        two, at = data[at + 1], at + 2
        if status >> 4 == 9 and two:
            assert (channel, one) not in sounding, "struck while it sounds"
            sounding[channel, one] = (now, two)
        else:
            assert status >> 4 in (8, 9)
            begin, velocity = sounding.pop((channel, one))
            track.notes.append((begin, now, channel, one, velocity))
    assert track.metas[-1][1] == 0x2F and not sounding
    track.end = now
    return track


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends."""
    value = 0
    while True:
        value, at = value << 7 | data[at] & 0x7F, at + 1
        if not data[at - 1] & 0x80:
            return value, at
