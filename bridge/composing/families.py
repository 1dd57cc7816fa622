"""Families of instruments, by the words that people use for them, and what each may play."""

from __future__ import annotations

from collections.abc import Mapping

from bridge.composing.instruments import Instrument
from bridge.composing.roles import Role

# An instrument's family, in the word that a model is told when only the family is named.
FAMILY_NAMES: Mapping[str, str] = {
    "bass": "bass", "keys": "keys", "guitar": "guitar", "mallets": "mallets", "organ": "organ",
    "reeds": "woodwind", "flutes": "woodwind", "strings": "strings", "voices": "voices",
    "brass": "brass", "synth": "synth", "pad": "pad", "lead": "lead", "bells": "bells",
    "drums": "drums",
}  # fmt: skip
# What each family may play, its usual part first.
FAMILY_ROLES: Mapping[str, tuple[Role, ...]] = {
    "bass": ("bass",),
    "keys": ("chords", "lead"),
    "guitar": ("chords", "lead"),
    "organ": ("chords", "pad", "lead"),
    "mallets": ("chords", "lead"),
    "synth": ("chords", "lead"),
    "bells": ("chords", "lead"),
    "woodwind": ("lead",),
    "brass": ("lead", "chords"),
    "lead": ("lead",),
    "strings": ("pad", "chords", "lead"),
    "voices": ("pad", "chords", "lead"),
    "pad": ("pad", "chords", "lead"),
    "drums": ("drums",),
    "percussion": ("percussion",),
}
_PERCUSSION = frozenset({"hand percussion", "808 percussion"})


def family_name(instrument: Instrument) -> str:
    """The canonical word for its family: “woodwind” for a flute, “percussion” for hand drums."""
    return "percussion" if instrument.name in _PERCUSSION else FAMILY_NAMES[instrument.family]
