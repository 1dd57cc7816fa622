"""What can be sent to the stage: time, pads, and what plays. A part of `table`."""

from __future__ import annotations

from typing import Any

from bridge.hosts import register
from bridge.osc.answer_forms import ROOT
from bridge.osc.forms import Field, Method, Where
from bridge.requests import kinds
from bridge.requests.fields import BY_NAME
from bridge.stage import events as se
from bridge.stage.table import MAX_GAIN, QUANTA
from bridge.stage.views import PADS
from bridge.vocabulary.music import Meter, Transport

MAX_BEAT = 1e7
_SOURCES = ", ".join(register.source_ids())
# Where a clip plays that was given no slot.
DEFAULT_SLOT = "play"


def _transport(where: Where, values: dict[str, Any]) -> se.Heard:
    return se.Heard(
        Transport(
            tempo_bpm=values["bpm"],
            meter=Meter(values.get("numerator", 4), values.get("denominator", 4)),
            playing=values.get("playing", False),
            beat=values.get("beat", 0.0),
            read_at_s=where.at_s,
            source="osc",
        )
    )


def _tempo(where: Where, values: dict[str, Any]) -> se.Heard:
    meter = values.get("meter", Meter())
    return se.Heard(Transport(tempo_bpm=values["bpm"], meter=meter, read_at_s=where.at_s, source="typed"))


def _play(where: Where, values: dict[str, Any]) -> se.PlayNamed:
    return se.PlayNamed(
        sender=where.sender(),
        name=values["clip"],
        slot=values.get("slot", DEFAULT_SLOT),
        at_s=where.at_s,
        quantum=values.get("quantum", "bar"),
        gain=values.get("gain", 1.0),
    )


def _stop(where: Where, values: dict[str, Any]) -> se.StopAsked:
    return se.StopAsked(values.get("slot") or None, where.at_s, now=values.get("now", True))


def _sources(where: Where, values: dict[str, Any]) -> se.SourcesAsked:
    names = values.get("order", "").replace(",", " ").split()
    return se.SourcesAsked(where.sender(), tuple(names))


STAGE = (
    Method(
        address=ROOT + "transport",
        help="Tell the host's time. Requests without a tempo or a meter take it over, and so does what "
        "plays, unless another source leads.",
        fields=(
            Field("bpm", BY_NAME["bpm"].kind, "tempo in quarter notes a minute"),
            Field("numerator", kinds.whole(1, 32), "beats in a bar", "4"),
            Field("denominator", kinds.whole(1, 32), "the note that a beat is: 1, 2, 4, 8, 16 or 32", "4"),
            Field("playing", kinds.switch(), "whether the host plays", "0"),
            Field("beat", kinds.number(-MAX_BEAT, MAX_BEAT), "position in quarter notes", "0"),
        ),
        answers=("failed",),
        event=_transport,
    ),
    Method(
        address=ROOT + "tempo",
        help="Say a tempo, where no host tells one.",
        fields=(Field("bpm", BY_NAME["bpm"].kind, "tempo in quarter notes a minute"),),
        pairs=(Field("meter", BY_NAME["meter"].kind, "time signature (4/4)"),),
        answers=("failed",),
        event=_tempo,
    ),
    Method(
        address=ROOT + "tap",
        help="Tap the beat: three taps and more are a tempo.",
        answers=("failed",),
        event=lambda where, values: se.Tapped(where.at_s),
    ),
    Method(
        address=ROOT + "sources",
        help="Ask who tells a tempo, and say who leads before whom if you like: the first fresh one does.",
        fields=(
            Field(
                "order",
                kinds.text(200),
                f"names with spaces between them, of {_SOURCES}",
                "as it is",
            ),
        ),
        answers=("source", "failed"),
        event=_sources,
    ),
    Method(
        address=ROOT + "play",
        help="Loop a clip of the library in time, in the place of what plays in its slot.",
        fields=(Field("clip", kinds.name(), "the clip's id or file name, as `/riffbridge/done` gave it"),),
        pairs=(
            Field("slot", kinds.text(100), f"where it plays ({DEFAULT_SLOT}): one clip at a time"),
            Field("quantum", kinds.choice(QUANTA), "where it comes in, the next one there is (bar)"),
            Field("gain", kinds.number(0.0, MAX_GAIN), "how loud, 1 being as it was made (1)"),
        ),
        answers=("cued", "failed"),
        event=_play,
    ),
    Method(
        address=ROOT + "seek",
        help="Have what plays in a slot go on elsewhere in its loop, at once: within the beat that is named, "
        "and on the host's beats as before.",
        fields=(
            Field("slot", kinds.text(100), "which; pads play in `pad 1` to `pad 16`"),
            Field(
                "beat", kinds.number(-MAX_BEAT, MAX_BEAT), "place in quarter notes, 0 being its first sample"
            ),
            Field("relative", kinds.switch(), "1 moves it by so much from where it is", "0"),
        ),
        answers=("failed",),
        event=lambda where, values: se.SeekAsked(
            values["slot"], values["beat"], values.get("relative", False)
        ),
    ),
    Method(
        address=ROOT + "stop",
        help="Stop what plays in a slot, or everywhere.",
        fields=(
            Field("slot", kinds.text(100), "which; pads play in `pad 1` to `pad 16`", "all"),
            Field("now", kinds.switch(), "0 stops it at the next bar", "1"),
        ),
        answers=("failed",),
        event=_stop,
    ),
    Method(
        address=ROOT + "pad",
        help="Strike a pad.",
        fields=(
            Field("number", kinds.whole(1, PADS), "which, counted from the bottom left"),
            Field("velocity", kinds.whole(1, 127), "how hard; a hard hit makes a variation", "100"),
        ),
        answers=("failed",),
        event=lambda where, values: se.PadHit(values["number"], values.get("velocity", 100), where.at_s),
    ),
)
