"""The instruments that a score may name, and their families, read from `instruments.toml` and
`families.toml`.

Electronic instruments are always played by our own synths, which are clearer than any soundfont's.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from bridge.composing.roles import Role
from bridge.typed_toml import convert, read_toml

FOLDER = Path(__file__).parent

# General MIDI's numbers for the pieces of a drum kit.
PIECES = MappingProxyType({
    "kick": 36, "rim": 37, "snare": 38, "clap": 39, "closed hat": 42, "pedal hat": 44, "open hat": 46,
    "low tom": 45, "mid tom": 47, "high tom": 50, "crash": 49, "ride": 51, "tambourine": 54,
    "cowbell": 56, "bongo": 60, "muted conga": 62, "conga": 63, "low conga": 64, "timbale": 65,
    "agogo": 67, "low agogo": 68, "shaker": 70, "guiro": 73, "claves": 75, "surdo": 41,
})  # fmt: skip
_KITS_BANK = 128


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What plays a stem. `program` is General MIDI's, for a soundfont; `voice` names a synth of
    `bridge.playing.voices`, or for drums a kit of `bridge.playing.drumkit`. `range` is of MIDI pitches, and
    `roles` are those that it can play in any genre. `captions` are names for training, commonest first. Who
    asks for its family doesn't mean one that is `named_only`.
    """

    name: str
    family: str
    captions: tuple[str, ...] = ()
    program: int = 81
    voice: str
    electronic: bool = False
    range: tuple[int, int] = (48, 84)
    roles: tuple[Role, ...] = ()
    named_only: bool = False

    @property
    def is_kit(self) -> bool:
        """Whether its notes are pieces of a kit, or of percussion, rather than pitches."""
        return self.family in ("drums", "percussion")

    @property
    def bank(self) -> int:
        """General MIDI's, for a soundfont."""
        return _KITS_BANK if self.is_kit else 0

    @property
    def lowest(self) -> int:
        return self.range[0]

    @property
    def highest(self) -> int:
        return self.range[1]


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a family may play, its usual part first, and what people write for it, by language."""

    roles: tuple[Role, ...]
    words: Mapping[str, str] = {}


@lru_cache(maxsize=1)
def instruments() -> Mapping[str, Instrument]:
    """All instruments by name, in their order."""
    return MappingProxyType({
        name: convert({"name": name, "voice": name, **facts}, Instrument, f"instruments.toml, {name}")
        for name, (facts, _) in _tables().items()
    })  # fmt: skip


def instrument_words(name: str) -> Mapping[str, str]:
    """What people write for the instrument `name`, by language."""
    words: Mapping[str, str] = _tables()[name][1]
    return words


@lru_cache(maxsize=1)
def families() -> Mapping[str, Family]:
    """All families of instruments by name."""
    found = read_toml(FOLDER / "families.toml")
    return MappingProxyType({name: convert(found[name], Family, f"families.toml, {name}") for name in found})


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[dict[str, Any], dict[str, str]]]:
    """What is known of each instrument, and its words."""
    return {
        name: (facts, facts.pop("words", {}))
        for name, facts in read_toml(FOLDER / "instruments.toml").items()
    }
