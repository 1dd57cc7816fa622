"""REAPER's OSC device with our pattern file: what it then sends and takes, and that this is enough.

The device is played by what its own documentation says of pattern files (`Default.ReaperOSC`): a line is an
event and addresses, each after a letter for its argument: `f` a number, `s` text, `i` a whole number, `t` a
switch, sent as 1 or 0; `@` in an address stands for any word. An event without a line is neither sent nor
taken.
"""

from __future__ import annotations

import re

from bridge.hosts.reaper.installing import PATTERNS, SOURCES
from bridge.hosts.reaper.translator import REFRESH, ReaperTranslator
from bridge.osc.codec import Argument, Message, encode
from bridge.stage.events import Left
from tests.support.hosts.listening import StandIn, conversation

# A message beyond ends REAPER's reading of what has come.
MOST_BYTES = 1024
REFRESH_ACTION = 41743
KINDS: dict[str, type] = {"f": float, "s": str, "i": int, "t": float}


class Patterns:
    """A pattern file."""

    def __init__(self, text: str) -> None:
        lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        self.device = {name: int(words[0]) for name, *words in lines if name.startswith("DEVICE_")}
        self.events = {name: words for name, *words in lines if not name.startswith("DEVICE_")}

    def messages(self, event: str, value: float | str) -> list[Message]:
        """What is sent when this happens."""
        sent = []
        for word in self.events.get(event, []):
            kind, address = KINDS[word[0]], word[word.index("/") :]
            if "@" not in address:
                sent.append(Message(address, (kind(value),)))
        return sent

    def taken(self, message: Message) -> tuple[str, Argument | str] | None:
        """The event that a message is taken for, and its value; nothing where no pattern fits."""
        for event, words in self.events.items():
            for word in words:
                pattern = re.escape(word[word.index("/") :]).replace("@", "([^/]+)")
                if (found := re.fullmatch(pattern, message.address)) is None:
                    continue
                if found.groups():
                    return event, found[1]
                if len(message.arguments) == 1 and isinstance(message.arguments[0], KINDS[word[0]]):
                    return event, message.arguments[0]
        return None


OURS = Patterns((SOURCES / PATTERNS).read_text())


class Device(StandIn):
    """A REAPER whose one OSC device has our patterns."""

    def happens(self, **events: float | str) -> None:
        """Send what the patterns have of these, in one bundle."""
        messages = [each for event, value in events.items() for each in OURS.messages(event, value)]
        assert 16 + sum(4 + len(encode(each)) for each in messages) <= MOST_BYTES
        if messages:
            self.say_all(*messages)

    def next_action(self) -> Argument | str:
        """The action that is triggered next."""
        taken = OURS.taken(self.hear())
        assert taken is not None and taken[0] == "ACTION"
        return taken[1]


def test_with_our_patterns_reaper_is_refreshed_and_followed() -> None:
    with conversation(ReaperTranslator(), Device) as (reaper, ear, source):
        assert reaper.next_action() == REFRESH_ACTION
        # All that REAPER says when it is refreshed; most of it has no pattern, and is not sent.
        reaper.happens(REPEAT=0.0, RECORD=0.0, PLAY=0.0, PAUSE=0.0, STOP=1.0, TEMPO=93.5, METRONOME=0.0)
        told = ear.until(lambda told: True)
        assert (told.tempo_bpm, told.playing, told.source) == (93.5, False, "reaper")
        reaper.happens(PLAY=1.0, STOP=0.0, TIME=5.1337, BEAT="3.1.00", SAMPLES=226_396.0)
        assert 8.0 <= ear.until(lambda told: told.playing and told.beat > 1).beat < 12.0
        reaper.happens(TEMPO=140.25)
        assert ear.until(lambda told: told.tempo_bpm == 140.25).playing
        reaper.happens(PAUSE=1.0)
        assert ear.until(lambda told: not told.playing)
        source.stop()
        assert ear.until_left() == Left("reaper")


def test_actions_are_triggered_by_number_and_by_name() -> None:
    assert OURS.taken(REFRESH) == ("ACTION", REFRESH_ACTION)
    assert OURS.taken(Message("/action/str", ("_RS1234",))) == ("ACTION", "_RS1234")
    assert OURS.taken(Message("/action/_RS1234", ())) == ("ACTION", "_RS1234")
    assert OURS.taken(Message("/action", ("41743",))) is None
    assert len(encode(REFRESH)) <= MOST_BYTES


def test_nothing_is_sent_that_is_not_used() -> None:
    silent = ("TRACK_VOLUME", "TRACK_NAME", "FX_PARAM_VALUE", "VU", "SAMPLES", "FRAMES", "RECORD", "CLICK")
    assert not any(OURS.messages(event, 1.0) for event in silent)
    assert OURS.device and set(OURS.device.values()) == {0}
