"""What positions of a timebase master mean, to the frame, and what is made of masters that err."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hosts.jack.timebase import READINGS, Position, Timebase
from bridge.vocabulary.music import Meter, Transport
from tests.hosts.jack.master import TICKS, Part, Song

RATE_HZ = 48_000
TICK = 1 / TICKS
METERS = [(4, 4), (3, 4), (7, 8), (6, 8), (5, 4), (12, 8), (2, 2), (3, 16)]


def position(song: Song, frame: int, *, rolling: bool = True) -> Position:
    return msgspec.convert(
        {**song.tell(frame), "frame": frame, "rate_hz": song.rate_hz, "rolling": rolling, "tempo_bpm": 0.0}
        | {"tempo_bpm": song.tell(frame)["beats_per_minute"]},
        Position,
    )


def frames(seconds: float, *, start: int = 0, seed: int = 0, block: int = 256) -> Iterator[int]:
    """The frames of cycles that are read about 20 times a second."""
    draw, at_s, rate_hz = random.Random(seed), 0.0, RATE_HZ
    while at_s < seconds:
        yield start + int(at_s * rate_hz) // block * block
        at_s += draw.uniform(0.045, 0.06)


def read(song: Song, at: Sequence[int], timebase: Timebase | None = None) -> list[Transport]:
    timebase = timebase or Timebase()
    found = [timebase.read(position(song, frame), frame / song.rate_hz) for frame in at]
    assert None not in found
    return [each for each in found if each is not None]


@given(
    tempo=st.integers(4_000, 24_000), meter=st.sampled_from(METERS), counts_quarters=st.booleans(),
    rate_hz=st.sampled_from([44_100, 48_000, 96_000]), seed=st.integers(0, 99),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_tempo_meter_and_beat_are_known_to_the_frame(
    tempo: int, meter: tuple[int, int], counts_quarters: bool, rate_hz: int, seed: int
) -> None:
    song = Song(Part(0, tempo / 100, *meter), rate_hz=rate_hz, counts_quarters=counts_quarters)
    at = [*frames(15, seed=seed)]
    heard = read(song, at)
    # Whether it counts beats or quarters shows with the first beat.
    settled = [(frame, each) for frame, each in zip(at, heard, strict=True) if song.quarters(frame) > 4]
    for frame, each in settled:
        assert (each.tempo_bpm, each.meter, each.playing) == (tempo / 100, Meter(*meter), True)
        assert -1e-6 <= song.quarters(frame) - each.beat <= 1.1 * TICK * max(1, 4 / meter[1])
        assert each.read_at_s == pytest.approx(frame / rate_hz, abs=1e-9)
    frame, last = settled[-1]
    assert song.quarters(frame) - last.beat <= 0.3 * TICK * max(1, 4 / meter[1])


def test_a_tempo_that_is_told_wrongly_is_measured() -> None:
    song = Song(Part(0, 97.5), Part(4 * RATE_HZ, 126.0), tells_first=True)
    heard = read(song, [*frames(12)])
    assert {each.tempo_bpm for each in heard[:60]} == {97.5}
    later = heard[-60:]
    assert {each.tempo_bpm for each in later} == {126.0}
    soon = next(each for each in heard if abs(each.tempo_bpm - 126) < 0.2)
    assert soon.read_at_s < 4.4


def test_a_change_of_tempo_or_meter_holds_with_the_next_position() -> None:
    song = Song(Part(0, 90.0), Part(2 * RATE_HZ, 150.0, 3, 4), Part(4 * RATE_HZ, 151.0, 3, 4))
    timebase = Timebase()
    for frame in (RATE_HZ, 2 * RATE_HZ + 100, 4 * RATE_HZ + 100):
        told = timebase.read(position(song, frame), frame / RATE_HZ)
        part = song.part_at(frame)
        assert told is not None and told.tempo_bpm == part.tempo_bpm
        assert told.meter == Meter(part.beats, part.unit)
        assert told.beat == pytest.approx(song.quarters(frame), abs=TICK)


def test_jumps_and_standing_still_are_followed_at_once() -> None:
    song, timebase = Song(Part(0, 97.5, 3, 4)), Timebase()
    read(song, [*frames(2)], timebase)
    for frame, rolling in ((480_000, True), (0, True), (96_000, False), (96_000, True), (48_000, False)):
        told = timebase.read(position(song, frame, rolling=rolling), 100.0)
        assert told is not None and (told.playing, told.tempo_bpm, told.read_at_s) == (rolling, 97.5, 100.0)
        assert told.beat == pytest.approx(song.quarters(frame), abs=TICK)


def test_a_master_that_is_not_in_sync_does_not_play() -> None:
    song, timebase = Song(), Timebase()
    there = position(song, 17)
    plays = [
        told.playing
        for frame in range(0, RATE_HZ, 2_560)
        if (told := timebase.read(msgspec.structs.replace(there, frame=frame), frame / RATE_HZ))
    ]
    assert plays[0] and not any(plays[1:]) and len(plays) == 19


def test_a_cycle_that_begins_late_moves_nothing() -> None:
    song, timebase = Song(), Timebase()
    read(song, [*frames(1)], timebase)
    late = timebase.read(position(song, 49_152), 49_152 / RATE_HZ + 0.004)
    assert late is not None and late.read_at_s == pytest.approx(49_152 / RATE_HZ)
    for number in range(READINGS):  # the device has lost time
        frame = 51_200 + 2_560 * number
        late = timebase.read(position(song, frame), frame / RATE_HZ + 0.004)
    assert late is not None and late.read_at_s == pytest.approx(frame / RATE_HZ + 0.004)


def test_bars_of_half_beats_are_counted_in_shorter_ones() -> None:
    told = Timebase().read(msgspec.structs.replace(position(Song(), 0), beats_per_bar=3.5), 0.0)
    assert told is not None and told.meter == Meter(7, 8)


ODD = st.floats() | st.sampled_from([0.0, 4.0, 120.0, 1920.0, -1.0, 1e300])
WHOLE = st.integers(-(2**31), 2**31 - 1)


@given(
    st.lists(
        st.builds(
            Position, frame=st.integers(0, 2**32), rate_hz=st.integers(0, 2**32), rolling=st.booleans(),
            bar=WHOLE, beat=WHOLE, tick=WHOLE, beats_per_bar=ODD, beat_type=ODD, ticks_per_beat=ODD,
            tempo_bpm=ODD,
        ),
        max_size=8,
    )
)  # fmt: skip
@settings(deadline=None)
def test_nothing_that_a_master_tells_can_disturb_it(told: list[Position]) -> None:
    timebase = Timebase()
    for each in told:
        found = timebase.read(each, 1.0)
        assert found is None or (20 <= found.tempo_bpm <= 999 and abs(found.beat) < 1e8)
