"""REAPER's default OSC patterns, as its own surface's source sends them, played by a stand-in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.reaper.translator import (
    NO_TEMPO,
    NO_TEMPO_AFTER_S,
    PATIENCE_S,
    QUIET_S,
    REFRESH,
    ReaperTranslator,
    parse_beats,
)
from bridge.hosts.translator import Said
from bridge.osc.codec import Argument, Message, encode
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter
from tests.support.hosts.any_messages import bears, conversations
from tests.support.hosts.listening import StandIn, conversation


def position(seconds: float, bars: str) -> list[Message]:
    """What is sent of a position."""
    return [
        Message("/time", (seconds,)), Message("/time/str", (f"0:{seconds:06.3f}",)),
        Message("/beat/str", (bars,)), Message("/samples", (seconds * 48_000,)),
        Message("/frames/str", ("00:00:00:00",)),
    ]  # fmt: skip


def state(*, play: float, stop: float, tempo: float) -> list[Message]:
    """What is sent when REAPER starts or is refreshed, tracks aside."""
    return [
        Message("/repeat", (0.0,)), Message("/record", (0.0,)), Message("/play", (play,)),
        Message("/pause", (0.0,)), Message("/stop", (stop,)), Message("/tempo", (0.1,)),
        Message("/tempo/raw", (tempo,)), Message("/tempo/str", (f"{tempo} bpm",)), Message("/click", (0.0,)),
    ]  # fmt: skip


def test_reaper_is_asked_to_say_all_and_is_followed() -> None:
    with conversation(ReaperTranslator(Meter(3, 4)), StandIn) as (reaper, ear, source):
        assert reaper.hear() == REFRESH
        reaper.say_all(*state(play=0.0, stop=1.0, tempo=97.5))
        told = ear.until(lambda told: True)
        assert (told.tempo_bpm, told.playing, told.meter, told.source) == (97.5, False, Meter(3, 4), "reaper")
        reaper.say_all(*position(3.0769, "2.3.00"))
        assert ear.until(lambda told: told.beat != 0).beat == 5.0
        reaper.say_all(Message("/play", (1.0,)), Message("/stop", (0.0,)), *position(3.1, "2.3.04"))
        assert ear.until(lambda told: told.playing).beat == pytest.approx(5.04, abs=0.1)
        reaper.say("/tempo/raw", 126.0)
        assert ear.until(lambda told: told.tempo_bpm == 126.0).playing
        source.stop()
        assert ear.until_left() == Left("reaper")


def test_all_that_is_sent_is_short_enough_for_reapers_queue() -> None:
    assert len(encode(REFRESH)) < 1024


def hear(translator: ReaperTranslator, at_s: float, address: str, *arguments: Argument) -> list[Said]:
    return [*translator.hear(Message(address, arguments), at_s)]


def started(tempo: float = 120.0) -> ReaperTranslator:
    translator = ReaperTranslator()
    translator.start(0.0, 9000)
    for message in state(play=1.0, stop=0.0, tempo=tempo):
        translator.hear(message, 0.0)
    return translator


def test_pausing_and_going_on() -> None:
    translator = started()
    [paused] = hear(translator, 1.0, "/pause", 1.0)
    assert isinstance(paused, Heard) and not paused.transport.playing
    [going] = hear(translator, 2.0, "/pause", 0.0)
    assert isinstance(going, Heard) and going.transport.playing
    [stopped] = hear(translator, 3.0, "/stop", 1.0)
    assert isinstance(stopped, Heard) and not stopped.transport.playing
    assert hear(translator, 3.1, "/stop", 0.0) == []


def test_without_beats_the_position_is_time_and_tempo() -> None:
    translator = started()
    [timed] = hear(translator, 1.0, "/time", 4.0)
    assert isinstance(timed, Heard) and timed.transport.beat == pytest.approx(8.0)
    # The project has had another tempo before: beats are right, and time is not asked any more.
    [counted] = hear(translator, 2.0, "/beat/str", "5.1.00")
    assert isinstance(counted, Heard) and counted.transport.beat == pytest.approx(16.0)
    assert hear(translator, 2.1, "/time", 5.1) == []


def test_reaper_gone_while_playing_is_a_goodbye_and_its_tempo_is_kept() -> None:
    translator = started()
    hear(translator, 1.0, "/beat/str", "1.3.00")
    silence_s = QUIET_S[True] + PATIENCE_S
    assert Left("reaper") not in translator.tick(0.9 + silence_s)
    assert translator.tick(1.0 + silence_s) == [Left("reaper")]
    [back] = hear(translator, 60.0, "/beat/str", "1.4.00")
    assert isinstance(back, Heard)
    assert (back.transport.tempo_bpm, back.transport.playing) == (120.0, False)


def test_standing_still_is_no_reason_to_go_for_ten_minutes() -> None:
    translator = started()
    hear(translator, 0.0, "/stop", 1.0)
    assert Left("reaper") not in [each for at in range(1, 600) for each in translator.tick(float(at))]
    assert REFRESH in translator.tick(QUIET_S[False] + 0.1)
    assert translator.tick(QUIET_S[False] + PATIENCE_S) == [Left("reaper")]


def test_a_refresh_is_heavy_and_is_asked_for_three_times_at_most() -> None:
    translator = ReaperTranslator()
    said = [*translator.start(0.0, 9000)]
    for tick in range(1, 3000):
        said += translator.tick(float(tick))
    assert said == [REFRESH] * 3


def test_a_tempo_that_is_not_said_is_missed() -> None:
    translator = ReaperTranslator()
    translator.start(0.0, 9000)
    hear(translator, 1.0, "/play", 1.0)
    assert NO_TEMPO not in translator.tick(0.9 + NO_TEMPO_AFTER_S)
    assert NO_TEMPO in translator.tick(1.0 + NO_TEMPO_AFTER_S)


@pytest.mark.parametrize(
    ("words", "meter", "quarters"),
    [
        ("1.1.00", Meter(), 0.0),
        ("3.2.50", Meter(), 9.5),
        ("3.2.50", Meter(6, 8), 6.75),
        ("2.1.00 / 0:02.000", Meter(3, 4), 3.0),
        ("-1.1.00", Meter(), -8.0),
    ],
)
def test_bars_and_beats_are_read(words: str, meter: Meter, quarters: float) -> None:
    assert parse_beats(words, meter) == quarters


@pytest.mark.parametrize("words", ["", "1.1", "a.b.c", "9999999.1.00", "1,1,00", "٣.1.00"])
def test_what_is_no_position_is_none(words: str) -> None:
    assert parse_beats(words, Meter()) is None


@given(
    conversations(["/tempo/raw", "/play", "/stop", "/pause", "/time", "/beat/str"]),
    st.sampled_from([Meter(), Meter(7, 8), Meter(32, 1)]),
)
def test_any_message_in_any_order_is_borne(steps: list[tuple[str, object, float]], meter: Meter) -> None:
    bears(ReaperTranslator(meter), steps)
