"""Ardour's OSC surface as it was seen to speak, played by a stand-in; `test_real` has Ardour itself."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.ardour.grid import Grid, Reading
from bridge.hosts.ardour.translator import (
    ASK_EVERY_S,
    FEEDBACK,
    PATIENCE_S,
    QUIET_S,
    STRIP_TYPES,
    ArdourTranslator,
    sample_rate,
)
from bridge.hosts.tick_tempo import TICKS_PER_QUARTER, simplest
from bridge.hosts.translator import Said
from bridge.osc.codec import Message
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter
from tests.hosts.ardour.playing import at_quarters, last, played, position
from tests.support.hosts.any_messages import bears, conversations
from tests.support.hosts.listening import StandIn, conversation


def started(playing: bool = True) -> ArdourTranslator:
    translator = ArdourTranslator()
    translator.start(100.0, 5000)
    translator.hear(Message("/transport_play", (float(playing),)), 100.0)
    return translator


def test_ardour_is_set_up_and_followed() -> None:
    with conversation(ArdourTranslator(), StandIn) as (ardour, ear, source):
        assert ardour.hear() == Message("/set_surface", (0, STRIP_TYPES, FEEDBACK, 0, 0, 0, source.port or 0))
        ardour.say("/transport_play", 1.0)
        for step in range(2, 10):
            reading = at_quarters(step / 10 * 97.5 / 60, Meter(), step / 10)
            for message in position(reading, 48_000):
                ardour.say(message.address, *message.arguments)
        told = ear.until(lambda told: told.playing)
        assert told.source == "ardour"
        assert told.tempo_bpm == pytest.approx(97.5, abs=0.2)
        ardour.say("/transport_play", 0.0)
        assert not ear.until(lambda told: not told.playing).playing
        source.stop()
        assert ear.until_left() == Left("ardour")
        assert ardour.until("/set_surface").arguments[2] == 0


@pytest.mark.parametrize("meter", [Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 4), Meter(2, 2)])
@pytest.mark.parametrize(("tempo_bpm", "rate_hz"), [(97.5, 48_000), (120.0, 44_100), (61.37, 96_000)])
def test_tempo_and_meter_are_found(meter: Meter, tempo_bpm: float, rate_hz: int) -> None:
    heard = last(played(started(), tempo_bpm, meter, rate_hz, 0.3, 12.0)).transport
    assert heard.tempo_bpm == pytest.approx(tempo_bpm, abs=0.01)
    assert heard.meter == meter
    # To the bar, from the start of the session, at the instant of the last reading.
    assert heard.beat == pytest.approx(11.9 * tempo_bpm / 60, abs=0.05)


@pytest.mark.parametrize(("before", "after"), [(97.5, 126.0), (120.0, 119.0), (90.0, 180.0)])
def test_a_change_of_tempo_is_followed_within_a_second(before: float, after: float) -> None:
    translator = started()
    assert last(played(translator, before, Meter(), 48_000, 0.2, 6.0)).transport.tempo_bpm == before
    turned = 6.0 * before / 60
    grid_said: list[Said] = []
    for step in range(60, 72):
        seconds = step / 10
        reading = at_quarters(turned + (seconds - 6.0) * after / 60, Meter(), seconds)
        for message in position(reading, 48_000):
            grid_said += translator.hear(message, 100 + seconds)
    assert last(grid_said).transport.tempo_bpm == pytest.approx(after, abs=0.2)


def test_standing_still_is_told_and_where() -> None:
    translator = started()
    played(translator, 120.0, Meter(), 48_000, 0.2, 3.0)
    stopped = last([*translator.hear(Message("/transport_play", (0.0,)), 103.0)]).transport
    assert not stopped.playing
    said: list[Said] = []
    for message in position(Reading(3, 2, 960, 4.75), 48_000):
        said += translator.hear(message, 103.5)
    moved = last(said).transport
    assert (moved.playing, moved.beat) == (False, 9.5)
    again = last([*translator.tick(104.7)]).transport
    assert (again.tempo_bpm, again.playing, again.beat) == (120.0, False, 9.5)


def test_a_lost_packet_spoils_nothing() -> None:
    translator = started()
    for step in range(2, 40):
        seconds = step / 10
        messages = position(at_quarters(seconds * 97.5 / 60, Meter(), seconds), 48_000)
        for number, message in enumerate(messages):
            if (step + number) % 7:
                translator.hear(message, 100 + seconds)
    [*_, heard] = played(translator, 97.5, Meter(), 48_000, 4.0, 4.5)
    assert isinstance(heard, Heard)
    assert heard.transport.tempo_bpm == pytest.approx(97.5, abs=0.05)


def test_a_jump_is_no_tempo_and_no_meter() -> None:
    translator = started()
    played(translator, 97.5, Meter(3, 4), 48_000, 0.2, 6.0)
    # Ahead to a marker, then round a loop that goes back.
    for seconds, quarters in ((6.0, 60.0), (6.1, 60.1625), (6.2, 60.325), (1.0, 1.625), (1.1, 1.7875)):
        for message in position(at_quarters(quarters, Meter(3, 4), seconds), 48_000):
            translator.hear(message, 106.0 + quarters / 100)
    told = last(played(translator, 97.5, Meter(3, 4), 48_000, 7.0, 9.0)).transport
    assert (told.tempo_bpm, told.meter) == (97.5, Meter(3, 4))


def test_bars_that_no_meter_has_are_not_believed() -> None:
    grid = Grid()
    for step in range(200):
        seconds = step / 10
        beats, tick = divmod(math.floor(seconds * 200 / 60 * TICKS_PER_QUARTER), TICKS_PER_QUARTER)
        grid.feed(Reading(beats // 40 + 1, beats % 40 + 1, tick, seconds))
    assert grid.meter == Meter()
    assert grid.tempo_bpm == 200.0


def test_ardour_quiet_is_set_up_again_and_gone_when_it_does_not_answer() -> None:
    translator = started()
    assert translator.start(100.0, 5000) == []
    played(translator, 120.0, Meter(), 48_000, 0.2, 1.0)
    silent_s = 100.9
    [asked] = [each for each in translator.tick(silent_s + QUIET_S) if isinstance(each, Message)]
    assert asked.arguments[-1] == 5000
    assert translator.tick(silent_s + QUIET_S + PATIENCE_S) == [Left("ardour")]
    assert [each for each in translator.tick(silent_s + 7) if isinstance(each, Message)] == [asked]
    assert translator.tick(silent_s + 7 + ASK_EVERY_S - 0.1) == []


def test_the_sample_rate_is_told_from_samples_and_clock() -> None:
    assert sample_rate(48_000, 1.0) == 48_000
    assert sample_rate(4_410, 0.1) == 44_100
    assert sample_rate(480, 0.01) is None
    assert sample_rate(70_000, 1.0) is None


@given(st.floats(20, 999), st.floats(1e-6, 1))
def test_the_simplest_number_is_within_what_is_known(value: float, known_to: float) -> None:
    assert abs(simplest(value, known_to) - value) <= max(known_to, 0.5e-4 + 1e-12)
    assert simplest(126.04, 0.1) == 126.0
    assert simplest(97.498, 0.016) == 97.5


readings = st.builds(
    Reading, st.integers(0, 999_999), st.integers(0, 999), st.integers(0, 99_999), st.floats(0, 1e9)
)


@given(st.lists(readings, max_size=40))
def test_any_readings_are_borne(said: list[Reading]) -> None:
    grid = Grid()
    for reading in said:
        grid.feed(reading)
        assert math.isfinite(grid.quarters(reading))


ADDRESSES = ["/transport_play", "/position/bbt", "/position/time", "/position/samples", "/heartbeat"]


@given(conversations(ADDRESSES))
def test_any_message_in_any_order_is_borne(steps: list[tuple[str, object, float]]) -> None:
    bears(ArdourTranslator(), steps)
