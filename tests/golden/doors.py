"""What the doors make of each field's values, right and wrong.

`python -m tests.golden.doors` writes `doors.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.support.doors import DOORS, Refused, Said

RECORD = Path(__file__).with_name("doors.json")

# By its public name: values that are right, and values that are wrong.
VALUES: dict[str, tuple[str, ...]] = {
    "prompt": ("deep dub", "鼓 und Bass", "a\tb\nc", "\x07", "x" * 2001, ""),
    "negative": ("drums", "\x07"),
    "preset": ("house-piano", "../dub"),
    "model": ("starter", "a*b", "../m", "con", ""),
    "bpm": ("120", "93.5", "1.2e2", "nan", "19", "9_9", "", "fast"),
    "bars": ("2", "2.0", "1_0", "0", "65", "two", "1.5", "+4", "１２"),
    "meter": ("3/4", " 6/8 ", "4/5", "x"),
    "key": ("Am", "F# minor", "H", ""),
    "seed": ("7", "4294967295", "4294967296", "-1", "٣", "1e3"),
    "steps": ("20", "1e1", "0", "201", "many"),
    "guidance": ("5.5", "1", "31", "nan"),
    "scheduler": ("ddim", "a/b"),
    "count": ("2", "16", "17"),
    "source": ("a.wav", "../a.wav"),
    "strength": ("0.5", ".005", "0", "1.1"),
    "extend": ("on",),
    "source_bars": ("2", "0"),
    "fill": ("4:8", ":", "2.5:", "on", "off", "four"),
    "from_quarter": ("4", "-1"),
    "to_quarter": ("5.5", "x"),
    "to": ("dub",),
    "to_clip": ("b.wav", "~/b.wav"),
    "seed_to": ("9", "-1"),
    "key_to": ("Em", "H"),
    "blend": ("0.25", "1.5"),
    "drawn_bpm": ("124", "5"),
    "rate": ("48000", "44101"),
    "loudness": ("-20", "Off", "-5", "loud"),
    "format": ("wav", "wav16", "FLAC", "ogg", "oga", "mp3"),
    "place": ("live:selected", "track:2/slot:5+fire", "attic"),
}


def answer(door: Callable[[str, str], Said], name: str, text: str) -> str:
    """What a request of one field becomes, or in which words it is refused."""
    try:
        return json.dumps(door(name, text), ensure_ascii=False)[:80]
    except Refused as error:
        return f"refused: {error}"


def record() -> dict[str, dict[str, str]]:
    """For each value the answer that the doors agree on, or each door's own."""
    found: dict[str, dict[str, str]] = {}
    for name, texts in VALUES.items():
        for text in texts:
            by_door = {title: answer(door, name, text) for title, door in DOORS.items()}
            same = len(set(by_door.values())) == 1
            found[f"{name}={text[:20]!a}"] = {"all": by_door["toml"]} if same else by_door
    return found


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
