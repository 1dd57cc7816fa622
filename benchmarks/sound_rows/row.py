"""A row of the table of `benchmarks.sound`: what was measured, its bar, and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import msgspec


class Row(msgspec.Struct, frozen=True):
    """A measure: its `value` where it is judged, what it must lie between, and what is found beside it."""

    name: str
    value: float
    least: float = -inf
    most: float = inf
    beside: tuple[float, ...] = ()

    @property
    def is_held(self) -> bool:
        return self.least <= self.value <= self.most

    @property
    def bar(self) -> str:
        if self.least == -inf:
            return "" if self.most == inf else f"≤ {self.most:g}"
        return f"≥ {self.least:g}" if self.most == inf else f"{self.least:g}…{self.most:g}"

    def __str__(self) -> str:
        cells = "".join(f"{value:10.3f}" for value in (self.value, *self.beside))
        verdict = ("held" if self.is_held else "MISSED") if self.bar else ""
        return f"{self.name:54}{self.bar:>10}{cells}  {verdict}".rstrip()


def print_rows(rows: Iterable[Row]) -> bool:
    """Print each row as soon as it is found; whether all are held."""
    held = True
    for row in rows:
        print(row, flush=True)
        held = held and row.is_held
    return held
