"""AbletonOSC as its documentation and its source have it, played by a stand-in."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given

from bridge.hosts.live.names import SELECTED
from bridge.hosts.live.translator import LISTENED, PATIENCE_S, QUIET_S, AbletonTranslator
from bridge.hosts.translator import Complaint, Said
from bridge.osc.codec import Argument, Message
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter
from tests.support.hosts.any_messages import bears, conversations
from tests.support.hosts.listening import StandIn, conversation

GET = "/live/song/get/"
LISTEN = [Message(f"/live/song/start_listen/{what}") for what in LISTENED]
ASK_TIME = Message(GET + "current_song_time")
ASK_VERSION = Message("/live/application/get/version")
SELECTION = [Message(f"/live/view/start_listen/{what}") for what in SELECTED]
ASK_NAMES = Message("/live/song/get/track_names")
ALL = [*LISTEN, ASK_TIME, ASK_VERSION, *SELECTION, ASK_NAMES]


class Live(StandIn):
    """Live with AbletonOSC: it answers what it is asked, as long as it is up."""

    def __init__(self) -> None:
        super().__init__()
        self.song: dict[str, Argument] = {
            "tempo": 123.456, "signature_numerator": 6, "signature_denominator": 8, "is_playing": True,
            "beat": 16, "current_song_time": 16.5,
        }  # fmt: skip

    def answer(self) -> Message:
        """Take the next question, and answer it."""
        asked = self.hear()
        what = asked.address.rpartition("/")[2]
        if asked.address == "/live/test":
            self.say("/live/test", "ok")
        elif what in self.song:
            self.say(GET + what, self.song[what])
        return asked


def test_live_is_found_listened_to_and_followed() -> None:
    with conversation(AbletonTranslator(), Live) as (live, ear, source):
        assert [live.answer() for _ in range(11)] == [Message("/live/test"), *ALL]
        told = ear.until(lambda told: told.playing and told.meter == Meter(6, 8))
        assert told.tempo_bpm == 123.456
        assert told.source == "live"
        live.say(GET + "tempo", 126.0)
        assert ear.until(lambda told: told.tempo_bpm == 126.0).playing
        live.say(GET + "is_playing", False)
        assert ear.until(lambda told: not told.playing).tempo_bpm == 126.0
        source.stop()
        assert ear.until_left() == Left("live")
        assert live.until("/live/song/stop_listen/tempo")


def hear(translator: AbletonTranslator, at_s: float, address: str, *arguments: Argument) -> list[Said]:
    return [*translator.hear(Message(address, arguments), at_s)]


def present(at_s: float = 0.0) -> AbletonTranslator:
    translator = AbletonTranslator()
    translator.start(at_s, 1)
    assert hear(translator, at_s, "/live/test", "ok") == ALL
    return translator


def test_while_live_is_not_there_it_is_looked_for_each_two_seconds() -> None:
    translator = AbletonTranslator()
    said = [*translator.start(0.0, 1)]
    for tick in range(1, 100):
        said += translator.tick(tick / 10)
    assert said == [Message("/live/test")] * 5


def test_a_restart_of_live_is_listened_to_anew() -> None:
    translator = present()
    assert hear(translator, 0.5, "/live/startup") == ALL


def test_listeners_are_renewed_and_the_time_asked_for() -> None:
    translator = present()
    hear(translator, 0.0, GET + "tempo", 120.0)
    hear(translator, 0.0, GET + "is_playing", True)
    said: list[Said] = []
    for tick in range(1, 105):
        at_s = tick / 10
        said += translator.tick(at_s)
        hear(translator, at_s, GET + "current_song_time", at_s * 2)
    asked = [each for each in said if isinstance(each, Message)]
    assert [each for each in asked if each in LISTEN] == LISTEN
    assert asked.count(ASK_TIME) == pytest.approx(20, abs=2)


def test_live_gone_is_a_goodbye_and_is_looked_for_again() -> None:
    translator = present()
    hear(translator, 0.0, GET + "tempo", 120.0)
    assert Left("live") not in translator.tick(QUIET_S + PATIENCE_S - 0.1)
    assert translator.tick(QUIET_S + PATIENCE_S) == [Left("live")]
    assert translator.tick(QUIET_S + PATIENCE_S + 0.1) == [Message("/live/test")]
    assert LISTEN[0] in hear(translator, 20.0, "/live/test", "ok")


def test_the_position_is_where_live_was_when_it_answered() -> None:
    translator = present()
    hear(translator, 0.0, GET + "tempo", 120.0)
    hear(translator, 0.0, GET + "is_playing", 1)
    hear(translator, 1.0, GET + "current_song_time", 10.0)
    # A tenth late, as its ticks are.
    [heard] = [each for each in hear(translator, 1.1, GET + "beat", 10) if isinstance(each, Heard)]
    assert heard.transport.beat == pytest.approx(10.2)


def test_an_error_is_told_and_nothing_else_comes_of_it() -> None:
    translator = present()
    said = hear(translator, 0.1, "/live/error", "Unknown OSC address: /live/x")
    assert said == [Complaint("Unknown OSC address: /live/x")]


def test_errors_without_end_are_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), conversation(AbletonTranslator(), StandIn) as (host, _, _):
        for _ in range(50):
            host.say("/live/error", "Error handling OSC message: no such song")
        host.until("/live/song/start_listen/tempo")
    assert len(caplog.records) == 1


ADDRESSES = [f"{GET}{what}" for what in (*LISTENED, "current_song_time", "track_names", "num_tracks")]
ADDRESSES += ["/live/view/get/selected_track", "/live/application/get/version"]


@given(conversations([*ADDRESSES, "/live/test", "/live/startup", "/live/error"]))
def test_any_message_in_any_order_is_borne(steps: list[tuple[str, object, float]]) -> None:
    bears(AbletonTranslator(), steps)
