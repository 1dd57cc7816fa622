"""What can be sent to the stage: time, pads, and what plays. A part of `table`."""

from __future__ import annotations

from typing import Any

from bridge.hosts import register
from bridge.osc.answer_forms import ROOT
from bridge.osc.forms import Field, Method, Where
from bridge.osc.values import Choice, Name, Notation, Number, Switch, Text, Whole
from bridge.stage import events as se
from bridge.stage.table import MAX_GAIN, QUANTA
from bridge.stage.views import PADS
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
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
            Field("bpm", Number(MIN_TEMPO_BPM, MAX_TEMPO_BPM), "tempo in quarter notes a minute"),
            Field("numerator", Whole(1, 32), "beats in a bar", "4"),
            Field("denominator", Whole(1, 32), "the note that a beat is: 1, 2, 4, 8, 16 or 32", "4"),
            Field("playing", Switch(), "whether the host plays", "0"),
            Field("beat", Number(-MAX_BEAT, MAX_BEAT), "position in quarter notes", "0"),
        ),
        answers=("failed",),
        event=_transport,
    ),
    Method(
        address=ROOT + "tempo",
        help="Say a tempo, where no host tells one.",
        fields=(Field("bpm", Number(MIN_TEMPO_BPM, MAX_TEMPO_BPM), "tempo in quarter notes a minute"),),
        pairs=(Field("meter", Notation(Meter.parse, "4/4, 3/4 or 6/8"), "time signature (4/4)"),),
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
                Text(200),
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
        fields=(Field("clip", Name(), "the clip's id or file name, as `/riffbridge/done` gave it"),),
        pairs=(
            Field("slot", Text(100), f"where it plays ({DEFAULT_SLOT}): one clip at a time"),
            Field("quantum", Choice(QUANTA), "where it comes in, the next one there is (bar)"),
            Field("gain", Number(0.0, MAX_GAIN), "how loud, 1 being as it was made (1)"),
        ),
        answers=("cued", "failed"),
        event=_play,
    ),
    Method(
        address=ROOT + "seek",
        help="Have what plays in a slot go on elsewhere in its loop, at once: within the beat that is named, "
        "and on the host's beats as before.",
        fields=(
            Field("slot", Text(100), "which; pads play in `pad 1` to `pad 16`"),
            Field("beat", Number(-MAX_BEAT, MAX_BEAT), "place in quarter notes, 0 being its first sample"),
            Field("relative", Switch(), "1 moves it by so much from where it is", "0"),
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
            Field("slot", Text(100), "which; pads play in `pad 1` to `pad 16`", "all"),
            Field("now", Switch(), "0 stops it at the next bar", "1"),
        ),
        answers=("failed",),
        event=_stop,
    ),
    Method(
        address=ROOT + "pad",
        help="Strike a pad.",
        fields=(
            Field("number", Whole(1, PADS), "which, counted from the bottom left"),
            Field("velocity", Whole(1, 127), "how hard; a hard hit makes a variation", "100"),
        ),
        answers=("failed",),
        event=lambda where, values: se.PadHit(values["number"], values.get("velocity", 100), where.at_s),
    ),
)
