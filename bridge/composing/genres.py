"""The genres that can be composed. Adding one is adding an entry to a table in `styles`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bridge.composing.genre import Genre, Pattern
from bridge.composing.styles import acoustic, band, club, electronic, latin, urban

GENRES: Mapping[str, Genre] = MappingProxyType(
    {
        style.name: style
        for family in (latin, band, acoustic, electronic, club, urban)
        for style in family.STYLES
    }
)

__all__ = ["GENRES", "Genre", "Pattern"]
