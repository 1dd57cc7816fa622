"""The leader's tempo, the beats that go by it, and when the hub hears of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bridge.messages import events as ev
from bridge.stage import effects as fx
from bridge.stage.lead import TELL_EVERY_S, Lead
from bridge.timing import beat_at
from bridge.vocabulary.music import Meter, Transport


def said(at_s: float, tempo_bpm: float = 120.0, source: str = "link", **changes: Any) -> Transport:
    given = {"playing": True, "beat": at_s * tempo_bpm / 60, **changes}
    return Transport(tempo_bpm=tempo_bpm, read_at_s=at_s, source=source, **given)


def lead(*heard: Transport) -> Lead:
    """Somebody who leads from 0 s on, after each of these was heard at its time."""
    one = Lead((), 120.0, 0.0)
    for each in heard:
        one.hear(each)
        one.advance(each.read_at_s)
    return one


def test_the_beats_are_told_before_the_hub_is() -> None:
    one = lead()
    one.hear(said(1.0, 97.0))
    followed, told = one.advance(1.0)
    assert followed == fx.Follow(one.beats)
    assert told == fx.TellHub(ev.TransportMoved(said(1.0, 97.0)))
    assert one.advance(1.0) == []


def test_the_hub_hears_of_what_is_new_at_once_and_of_the_rest_each_second() -> None:
    one = lead(said(1.0))
    told_at_s = []
    for at_s in (1.5, 1.0 + TELL_EVERY_S, 2.5, 2.75, 3.0, 4.0):
        one.hear(said(at_s, 97.0 if at_s == 2.75 else 120.0))
        if any(isinstance(each, fx.TellHub) for each in one.advance(at_s)):
            told_at_s.append(at_s)
    assert told_at_s == [2.0, 2.75, 3.0, 4.0]


def test_beats_go_on_when_another_leads() -> None:
    one = lead(said(10.0, 100.0))
    before = beat_at(one.beats, 10.5)
    one.hear(said(10.5, 100.0, beat=7000.3))
    one.advance(10.5)
    assert beat_at(one.beats, 10.5) == pytest.approx(before, abs=2.0) != 7000.3
    assert one.transport is not None and one.transport.beat == 7000.3


@pytest.mark.parametrize(
    ("source", "tempo_bpm", "rendered_for"),
    [
        ("midi", 120.06, 120.0),  # a measurement that wavers
        ("midi", 123.94, 124.0),  # people set whole ones
        ("midi", 123.5, 123.5),
        ("link", 120.06, 120.06),  # said to the digit
        ("link", 120.004, 120.0),  # but for what rounding leaves
        ("link", 123.94, 123.94),
    ],
)
def test_a_measured_tempo_is_steadied_and_one_that_is_said_is_taken(
    source: str, tempo_bpm: float, rendered_for: float
) -> None:
    one = lead(said(0.0, 120.0, source), said(0.1, tempo_bpm, source))
    assert one.tempo_bpm == rendered_for


def test_taps_are_in_the_meter_that_there_is() -> None:
    one = lead(said(0.0, 120.0, "typed", meter=Meter(7, 8)))
    for at_s in (10.0, 10.5, 11.0):
        one.tap(at_s)
    one.advance(11.0)
    assert one.transport is not None
    assert (one.transport.source, one.transport.meter, one.meter) == ("tap", Meter(7, 8), Meter(7, 8))


def test_a_tempo_that_is_taken_back_leaves_the_next_source_or_nobody() -> None:
    typed = Transport(tempo_bpm=97.0, playing=True, read_at_s=1.0, source="typed")
    one = lead(typed)
    one.clear_spoken()
    assert one.advance(2.0) == [fx.TellHub(ev.TransportMoved(None))]
    assert one.transport is None and one.sources(2.0) == ()
    # What plays goes on as it was.
    assert one.beats.tempo_bpm == one.tempo_bpm == 97.0
    one.hear(said(3.0))
    one.advance(3.0)
    assert one.tempo_bpm == 120.0
    one.choose(("typed",))
    one.hear(msgspec.structs.replace(typed, read_at_s=3.1))
    one.advance(3.1)
    assert one.tempo_bpm == 97.0
    one.clear_spoken()
    one.advance(3.2)
    assert one.tempo_bpm == 120.0


def test_nobody_s_tempo_is_the_one_to_rest_at() -> None:
    one = lead()
    one.rest_at(97.0)
    [followed] = one.advance(1.0)
    assert one.tempo_bpm == 97.0 and followed == fx.Follow(one.beats) and one.beats.tempo_bpm == 97.0
    one = lead(said(0.0, 120.0))
    one.rest_at(97.0)
    one.advance(0.1)
    assert one.tempo_bpm == 120.0
