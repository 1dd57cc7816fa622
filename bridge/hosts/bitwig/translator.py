"""What DrivenByMoss sends of Bitwig Studio: changes, in bundles, and everything on a refresh. Pure."""

from __future__ import annotations

import re

from bridge.errors import BadRequest
from bridge.hosts.translator import Said, Translator
from bridge.hosts.transport_tracker import number, text
from bridge.osc.codec import Message
from bridge.vocabulary.music import Meter

REFRESH = Message("/refresh", (1,))
# A refresh is a thousand messages, so where nothing moves it is rare.
QUIET_S = {True: 3.0, False: 30.0}
PATIENCE_S, ASK_EVERY_S = 5.0, 5.0

_BEATS = re.compile(r"\s*(-?\d{1,6})\.(\d{1,2})\.(\d{1,2})[.:](\d{1,2})", re.ASCII)


class BitwigTranslator(Translator):
    """Bitwig's time, as DrivenByMoss reports it."""

    name = "bitwig"
    absent = "Bitwig isn't connected. Start it with DrivenByMoss's OSC controller (docs/hosts.md says how)."

    def __init__(self) -> None:
        super().__init__((ASK_EVERY_S,), PATIENCE_S)

    def tick(self, at_s: float) -> list[Said]:
        quiet_s = QUIET_S[self._tracker.playing]
        if self._liveness.goes(at_s, quiet_s):
            return [*self._tracker.leave()]
        said: list[Said] = [REFRESH] if self._liveness.asks(at_s, quiet_s) else []
        return [*said, *self._tracker.news(at_s)]

    def hear(self, message: Message, at_s: float) -> list[Said]:
        self._liveness.heard(at_s)
        value, words = number(message.arguments), text(message.arguments)
        match message.address:
            case "/tempo/raw" if value is not None:
                self._tracker.set_tempo(value, at_s)
            case "/play" if value is not None:
                self._tracker.set_playing(value != 0, at_s)
            case "/time/signature":
                self._set_meter(words)
            case "/beat/str" if (beat := parse_beats(words, self._tracker.meter)) is not None:
                self._tracker.set_beat(beat, at_s)
        return [*self._tracker.news(at_s)]

    def _set_meter(self, words: str) -> None:
        try:
            meter = Meter.parse(words)
        except BadRequest:
            return
        self._tracker.set_meter(meter.numerator, meter.denominator)


def parse_beats(words: str, meter: Meter) -> float | None:
    """The quarter notes of `bar.quarter.sixteenth:hundredths`, such as `12.03.02:50`.

    DrivenByMoss counts the arranger's quarter notes as if a bar had whole ones only, three in 7/8. Reading
    them in the same way gives the right position.
    """
    if (found := _BEATS.match(words)) is None:
        return None
    bar, quarter, sixteenth, hundredths = map(int, found.groups())
    whole_quarters = 4 * meter.numerator // meter.denominator
    return (bar - 1) * whole_quarters + (quarter - 1) + (sixteenth - 1 + hundredths / 100) / 4
