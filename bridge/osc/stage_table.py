"""What can be sent to the stage: time, pads, and what plays. A part of `table`."""

from __future__ import annotations

from typing import Any

import msgspec

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
USUAL_VELOCITY = 100
_SLOT = kinds.text(100)
_VELOCITY = kinds.whole(0, 127)
_VALUE = kinds.number(0.0, 127.0)
_PAD = Field("number", kinds.whole(1, PADS), "which, counted from the bottom left")


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


def _tap(where: Where, values: dict[str, Any]) -> se.Tapped | None:
    return se.Tapped(where.at_s) if values.get("value", 1) > 0 else None


def _stop(where: Where, values: dict[str, Any]) -> se.StopAsked | None:
    slot = values.get("slot", "")
    return None if slot is None else se.StopAsked(slot or None, where.at_s, now=values.get("now", True))


def _pad(where: Where, values: dict[str, Any]) -> se.PadHit | None:
    velocity = values.get("velocity", USUAL_VELOCITY)
    return se.PadHit(values["number"], velocity, where.at_s) if velocity else None


def _button(value: object) -> float:
    return float(value if isinstance(value, bool) else _VALUE.read(value))


def _slot_or_button(value: object) -> str | None:
    """A slot's name; "" for a button's 1, which means all, and none for its 0."""
    if isinstance(value, int | float) and value in (0, 1):
        return "" if value else None
    return str(_SLOT.read(value))


def _velocity(value: object) -> int:
    """1 to 127, or a button's value: a float up to 1, of which 1 is a usual hit. 0 is a release."""
    if isinstance(value, bool | float) and 0 < value <= 1:
        return max(1, round(USUAL_VELOCITY * value))
    return int(_VELOCITY.read(0 if value is False else value))


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
        fields=(
            Field(
                "value", msgspec.structs.replace(_VALUE, read=_button), "0 is a button let go: no tap", "1"
            ),
        ),
        answers=("failed",),
        event=_tap,
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
            Field("gain", kinds.number(0.0, MAX_GAIN), "how loud; 1 leaves the loop as loud as it is (1)"),
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
            Field(
                "slot",
                msgspec.structs.replace(_SLOT, read=_slot_or_button),
                "which; pads play in `pad 1` to `pad 16`. A button's 1 stops all, its 0 nothing",
                "all",
            ),
            Field("now", kinds.switch(), "0 stops it at the next bar", "1"),
        ),
        answers=("failed",),
        event=_stop,
    ),
    Method(
        address=ROOT + "pad",
        help="Strike a pad.",
        fields=(
            _PAD,
            Field(
                "velocity",
                msgspec.structs.replace(_VELOCITY, read=_velocity),
                "how hard; a hard hit makes a variation. A button's 1.0 is 100; 0 is a release",
                f"{USUAL_VELOCITY}",
            ),
        ),
        answers=("failed",),
        event=_pad,
    ),
    Method(
        address=ROOT + "pad/level",
        help="Set a pad's level. The pad set keeps it, as it does in the window.",
        fields=(
            _PAD,
            Field("level", kinds.number(0.0, MAX_GAIN), "1 leaves the loop as loud as it is"),
        ),
        answers=("pad_state", "failed"),
        event=lambda where, values: se.PadLevelSet(
            sender=where.sender(), pad=values["number"], gain=values["level"]
        ),
    ),
    Method(
        address=ROOT + "pad/mute",
        help="Mute a pad or unmute it. A muted pad goes on silently, so it comes back in time.",
        fields=(_PAD, Field("muted", kinds.switch(), "0 unmutes it", "1")),
        answers=("pad_state", "failed"),
        event=lambda where, values: se.PadLevelSet(
            sender=where.sender(), pad=values["number"], muted=values.get("muted", True)
        ),
    ),
    Method(
        address=ROOT + "pads",
        help="List all pads: what each plays, its level, and whether it is muted.",
        answers=("pad_state",),
        event=lambda where, values: se.PadsAsked(where.sender()),
    ),
)
