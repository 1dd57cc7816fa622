"""Reads a DAWproject back, and holds its XML to the rules of the format that concern what we write.

`benchmarks.projects --schema` holds it to the published schemas themselves.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

_ANY_NAME = "[^\x00-\x1f]*"
_NUMBER, _COUNT, _SWITCH, _ID = r"-?\d+(\.\d+)?(e-?\d+)?", r"\d+", "true|false", r"id\d+"
_UNIT = "beats|seconds"
_LEVEL = {"max": _NUMBER, "min": _NUMBER, "value": _NUMBER}


class Rule(NamedTuple):
    """What an element may have: attributes by name, those that it must have, and its children in order."""

    attributes: dict[str, str]
    required: set[str]
    children: str = ""


_CLIP = {
    "time": _NUMBER, "duration": _NUMBER, "contentTimeUnit": _UNIT, "playStart": _NUMBER,
    "loopStart": _NUMBER, "loopEnd": _NUMBER, "fadeTimeUnit": _UNIT, "fadeInTime": _NUMBER,
    "fadeOutTime": _NUMBER, "enable": _SWITCH, "name": _ANY_NAME,
}  # fmt: skip
RULES = {
    "Project": Rule({"version": "1.0"}, {"version"}, "Application Transport Structure Arrangement "),
    "Application": Rule({"name": _ANY_NAME, "version": _ANY_NAME}, {"name", "version"}),
    "Transport": Rule({}, set(), "Tempo TimeSignature "),
    "Tempo": Rule({**_LEVEL, "unit": "bpm", "id": _ID, "name": _ANY_NAME}, {"unit", "value"}),
    "TimeSignature": Rule(
        {"numerator": _COUNT, "denominator": _COUNT, "id": _ID}, {"numerator", "denominator"}
    ),
    "Structure": Rule({}, set(), "(Track )+"),
    "Track": Rule(
        {"contentType": "audio|notes|audio notes", "loaded": _SWITCH, "id": _ID, "name": _ANY_NAME},
        {"id"},
        "Channel ",
    ),
    "Channel": Rule(
        {"audioChannels": _COUNT, "destination": _ID, "role": "regular|master", "solo": _SWITCH, "id": _ID},
        {"id"},
        "Mute Pan Volume ",
    ),
    "Mute": Rule({"value": _SWITCH, "id": _ID, "name": _ANY_NAME}, {"value"}),
    "Pan": Rule({**_LEVEL, "unit": "normalized", "id": _ID, "name": _ANY_NAME}, {"unit", "value"}),
    "Volume": Rule({**_LEVEL, "unit": "linear", "id": _ID, "name": _ANY_NAME}, {"unit", "value"}),
    "Arrangement": Rule({"id": _ID}, set(), "Lanes "),
    "Lanes": Rule({"timeUnit": _UNIT, "track": _ID, "id": _ID}, set(), "(Lanes )*|Clips "),
    "Clips": Rule({"id": _ID}, set(), "(Clip )*"),
    "Clip": Rule(_CLIP, {"time", "duration"}, "Clips |Warps |Notes "),
    "Warps": Rule(
        {"contentTimeUnit": _UNIT, "timeUnit": _UNIT, "id": _ID}, {"contentTimeUnit"}, "Audio (Warp )+"
    ),
    "Audio": Rule(
        {"channels": _COUNT, "sampleRate": _COUNT, "duration": _NUMBER, "id": _ID},
        {"channels", "sampleRate", "duration"},
        "File ",
    ),
    "File": Rule({"path": "[^/\\\\]+/[^/\\\\]+"}, {"path"}),
    "Warp": Rule({"time": _NUMBER, "contentTime": _NUMBER}, {"time", "contentTime"}),
    "Notes": Rule({"id": _ID}, set(), "(Note )*"),
    "Note": Rule(
        {"time": _NUMBER, "duration": _NUMBER, "channel": _COUNT, "key": _COUNT, "vel": _NUMBER},
        {"time", "duration", "channel", "key"},
    ),
    "MetaData": Rule({}, set(), "(Title )?(Artist )?(Copyright )?(Comment )?"),
    **{name: Rule({}, set()) for name in ("Title", "Artist", "Copyright", "Comment")},
}


def check(data: bytes) -> Element:
    """The root of `data`, which keeps to the rules; ids are there once, and what refers to one finds it."""
    root = fromstring(data)
    for element in root.iter():
        rule = RULES[element.tag]
        assert rule.required <= set(element.attrib) <= set(rule.attributes), element.attrib
        for name, value in element.attrib.items():
            assert re.fullmatch(rule.attributes[name], value), (element.tag, name, value)
        assert re.fullmatch(rule.children, "".join(f"{child.tag} " for child in element)), element.tag
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    refers = [element.get(name) for element in root.iter() for name in ("track", "destination")]
    assert {each for each in refers if each} <= set(ids)
    return root


class ReadItem(NamedTuple):
    """A clip as it was read: where it is, in quarter notes, one round, and what is in it."""

    start: float
    length: float
    round: float
    muted: bool
    file: str
    seconds: float
    notes: int


def items(root: Element) -> dict[str, list[ReadItem]]:
    """The clips of each track, by the track's id."""
    return {
        lanes.get("track", ""): [_item(clip) for clip in lanes.findall("Clips/Clip")]
        for lanes in root.findall("Arrangement/Lanes/Lanes")
    }


def _item(clip: Element) -> ReadItem:
    start, length, end = (float(clip.get(name, "")) for name in ("time", "duration", "loopEnd"))
    audio, warps = clip.find(".//Audio"), clip.findall(".//Warp")
    if audio is not None:
        assert [float(warps[0].get(name, "")) for name in ("time", "contentTime")] == [0, 0]
        assert float(warps[1].get("time", "")) == end
        assert warps[1].get("contentTime") == audio.get("duration")
    return ReadItem(
        start=start,
        length=length,
        round=end,
        muted=clip.get("enable") == "false",
        file="" if audio is None else clip.find(".//File").get("path", ""),  # type: ignore[union-attr]
        seconds=0.0 if audio is None else float(audio.get("duration", "")),
        notes=len(clip.findall("Notes/Note")),
    )
