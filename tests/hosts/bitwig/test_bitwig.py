"""DrivenByMoss's OSC, as its source writes it, played by a stand-in."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.bitwig.translator import (
    ASK_EVERY_S,
    PATIENCE_S,
    QUIET_S,
    REFRESH,
    BitwigTranslator,
    parse_beats,
)
from bridge.hosts.translator import Said
from bridge.osc.codec import Argument, Message
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter
from tests.support.hosts.any_messages import bears, conversations
from tests.support.hosts.listening import StandIn, conversation


def beat_text(quarters: float, meter: Meter) -> str:
    """A position as DrivenByMoss formats it: bars of whole quarters, quarters, sixteenths, hundredths."""
    whole = 4 * meter.numerator // meter.denominator
    bar = math.floor(quarters / whole)
    quarter = math.floor(quarters - bar * whole)
    sixteenth = math.floor((quarters - bar * whole - quarter) / 0.25)
    rest = quarters - bar * whole - quarter - sixteenth * 0.25
    return f"{bar + 1}.{quarter + 1:02d}.{sixteenth + 1:02d}:{math.floor(rest / 0.25 * 100):02d}"


class Bitwig(StandIn):
    """Bitwig with the extension: a dump when refreshed, as large as a real one."""

    def dump(self, *, play: int, tempo: float, signature: str, beat: str) -> None:
        tracks = [Message(f"/track/{track}/send/{send}/volumeStr", ("-6.0 dB",)) for track in range(1, 9)
                  for send in range(1, 60)]  # fmt: skip
        self.say_all(
            Message("/update", (1,)), Message("/play", (play,)), Message("/record", (0,)),
            Message("/tempo/raw", (tempo,)), Message("/time/str", ("00.00.02:000",)),
            Message("/time/signature", (signature,)), Message("/beat/str", (beat,)), *tracks,
            Message("/update", (0,)),
        )  # fmt: skip


def test_bitwig_is_refreshed_and_followed() -> None:
    with conversation(BitwigTranslator(), Bitwig) as (bitwig, ear, source):
        assert bitwig.hear() == REFRESH
        bitwig.dump(play=0, tempo=97.5, signature="3 / 4", beat=beat_text(4.5, Meter(3, 4)))
        told = ear.until(lambda told: told.meter == Meter(3, 4))
        assert (told.tempo_bpm, told.playing, told.source) == (97.5, False, "bitwig")
        assert ear.until(lambda told: told.beat == 4.5)
        bitwig.say_all(Message("/play", (1,)), Message("/beat/str", (beat_text(5.0, Meter(3, 4)),)))
        assert ear.until(lambda told: told.playing).beat == pytest.approx(5.0, abs=0.6)
        bitwig.say_all(Message("/tempo/raw", (126.0,)))
        assert ear.until(lambda told: told.tempo_bpm == 126.0).playing
        source.stop()
        assert ear.until_left() == Left("bitwig")


def hear(translator: BitwigTranslator, at_s: float, address: str, *arguments: Argument) -> list[Said]:
    return [*translator.hear(Message(address, arguments), at_s)]


def test_while_bitwig_is_not_there_it_is_asked_for_now_and_then() -> None:
    translator = BitwigTranslator()
    said = [*translator.start(0.0, 9001)]
    for tick in range(1, 205):
        said += translator.tick(tick / 10)
    assert said == [REFRESH] * (1 + int(20.4 / ASK_EVERY_S))


@pytest.mark.parametrize("playing", [True, False])
def test_bitwig_quiet_is_asked_and_gone_when_it_does_not_answer(playing: bool) -> None:
    translator = BitwigTranslator()
    translator.start(0.0, 9001)
    hear(translator, 0.0, "/tempo/raw", 120.0)
    hear(translator, 0.0, "/play", int(playing))
    quiet_s = QUIET_S[playing]
    assert REFRESH not in translator.tick(quiet_s - 0.1)
    assert REFRESH in translator.tick(quiet_s)
    hear(translator, quiet_s + 0.2, "/play", int(playing))
    gone_s = quiet_s + 0.2 + quiet_s + PATIENCE_S
    assert Left("bitwig") not in translator.tick(gone_s - 0.1)
    assert translator.tick(gone_s) == [Left("bitwig")]


def test_a_signature_that_is_none_leaves_the_meter() -> None:
    translator = BitwigTranslator()
    hear(translator, 0.0, "/tempo/raw", 120.0)
    [heard] = hear(translator, 0.1, "/time/signature", "7 / 8")
    assert isinstance(heard, Heard) and heard.transport.meter == Meter(7, 8)
    for wrong in ("7 / 9", "0 / 4", "three", ""):
        assert hear(translator, 0.2, "/time/signature", wrong) == []


meters = st.sampled_from([Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 4), Meter(2, 2)])


@given(st.floats(-100, 10_000), meters)
def test_positions_come_out_as_they_went_in_in_any_meter(quarters: float, meter: Meter) -> None:
    read = parse_beats(beat_text(quarters, meter), meter)
    assert read is not None
    # Hundredths of a sixteenth are cut off.
    assert quarters - 0.0025 - 1e-9 <= read <= quarters + 1e-9


@given(conversations(["/tempo/raw", "/play", "/time/signature", "/beat/str", "/update"]))
def test_any_message_in_any_order_is_borne(steps: list[tuple[str, object, float]]) -> None:
    bears(BitwigTranslator(), steps)
