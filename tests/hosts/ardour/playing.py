"""What Ardour's OSC surface sends while it plays."""

from __future__ import annotations

import math
from fractions import Fraction

from bridge.hosts.ardour.grid import Reading
from bridge.hosts.ardour.translator import (
    ArdourTranslator,
)
from bridge.hosts.tick_tempo import TICKS_PER_QUARTER
from bridge.hosts.translator import Said
from bridge.osc.codec import Message
from bridge.stage.events import Heard
from bridge.vocabulary.music import Meter


def at_quarters(quarters: float, meter: Meter, seconds: float) -> Reading:
    """A position as Ardour counts it."""
    ticks = math.floor(quarters * TICKS_PER_QUARTER)
    beat_ticks = int(Fraction(4, meter.denominator) * TICKS_PER_QUARTER)
    beats, tick = divmod(ticks, beat_ticks)
    bars, beat = divmod(beats, meter.numerator)
    return Reading(bars + 1, beat + 1, tick, seconds)


def position(reading: Reading, rate_hz: int) -> list[Message]:
    samples = round(reading.seconds * rate_hz)
    clock = f"00:{int(reading.seconds // 60):02d}:{reading.seconds % 60:06.3f}"
    return [
        Message("/position/bbt", (f"{reading.bar:03d}|{reading.beat:02d}|{reading.tick:04d}",)),
        Message("/position/time", (clock,)),
        Message("/position/samples", (str(samples),)),
    ]


def played(
    translator: ArdourTranslator, tempo_bpm: float, meter: Meter, rate_hz: int, from_s: float, to_s: float
) -> list[Said]:
    """What comes of playing: a position each tenth of a second, on block boundaries as Ardour's are."""
    said: list[Said] = []
    for step in range(round(from_s * 10), round(to_s * 10)):
        seconds = step * rate_hz // 10 // 256 * 256 / rate_hz
        reading = at_quarters(seconds * tempo_bpm / 60, meter, seconds)
        for message in position(reading, rate_hz):
            said += translator.hear(message, 100 + step / 10)
    return said


def last(said: list[Said]) -> Heard:
    return [each for each in said if isinstance(each, Heard)][-1]
