"""Presets: named starting points in TOML, ours in `presets/`, the user's own in a folder of theirs."""

from __future__ import annotations

import difflib
from pathlib import Path

import msgspec

from bridge.errors import BadRequest
from bridge.timing import check_bars, check_tempo
from bridge.typed_toml import convert, read_toml
from bridge.vocabulary.music import Meter

# Beside the package, in a checkout and in a wheel alike.
SHIPPED = Path(__file__).parent.parent.parent / "presets"


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a preset decides where a request does not.

    `prompt` stands for the request's where it has none, and `words` is added to it where it has
    one. The rest are defaults; a host's tempo goes before `tempo_bpm`.
    """

    title: str
    genre: str
    prompt: str
    words: str
    negative: str = ""
    tempo_bpm: float
    bars: int = 2
    meter: str = "4/4"
    key: str | None = None
    guidance: float | None = None
    steps: int | None = None

    def __post_init__(self) -> None:
        check_tempo(self.tempo_bpm)
        check_bars(self.bars)
        Meter.parse(self.meter)


def read_preset(path: Path) -> Preset:
    """Read one preset. Raises `BadFile` with the file's name and all that is wrong in it."""
    return convert(read_toml(path), Preset, path.name)


def preset_names(*folders: Path) -> dict[str, Path]:
    """Names and files of all presets in `folders`, later folders before earlier ones, by name."""
    found = {path.stem: path for folder in (SHIPPED, *folders) for path in folder.glob("*.toml")}
    return dict(sorted(found.items()))


def find_preset(name: str, *folders: Path) -> Preset:
    """The preset called `name`. Raises `BadRequest` with the nearest names if there is none."""
    names = preset_names(*folders)
    if (path := names.get(name)) is None:
        near = difflib.get_close_matches(name, names, 3)
        hint = f"did you mean {' or '.join(near)}?" if near else "riffbridge presets lists them."
        raise BadRequest(f"There is no preset “{name[:60]}”; {hint}")
    return read_preset(path)
