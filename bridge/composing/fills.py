"""Drum fills: what a kit plays instead of its pattern at the end of a loop."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

Fill = Mapping[str, str]
"""A quarter's strokes for each piece; a piece that stands with an empty line is silent meanwhile."""

_QUARTER = 4  # steps
# What goes on through a fill, unless the fill has something for it.
_KEPT = frozenset({"kick", "closed hat", "pedal hat", "ride", "shaker"})

STICKS: tuple[Fill, ...] = (
    {"snare": "x.xx"},
    {"snare": "oxxX"},
    {"snare": "..oX"},
    {"snare": "x.rX"},
    {"snare": "xx..", "high tom": "..x.", "low tom": "...x"},
    {"high tom": "x...", "mid tom": ".x..", "low tom": "..xx"},
    {"snare": "x..x", "low tom": ".xx."},
    {"high tom": "xx..", "mid tom": "..xx"},
    {"snare": "X...", "kick": ".xx.", "low tom": "...X"},
)
MACHINES: tuple[Fill, ...] = (
    {"snare": "x.xx"},
    {"clap": "x..x"},
    {"snare": "x.xr"},
    {"snare": "oxrR", "kick": ""},
    {"clap": "..x.", "kick": ""},
    {"open hat": "..x.", "kick": "", "closed hat": ""},
    {"mid tom": "x..x", "low tom": "..x."},
    {"closed hat": "xxrr"},
)
_HANDS = ("xxxx", "x.xx", ".xxx", "xx.x", "x..x")
_SOFT = str.maketrans("XxRr", "ooqq")
DRUM_ROLL: tuple[Fill, ...] = ({"snare": "qqrr"}, {"snare": "rrRR"})
"""Its two quarters, in their order."""


def hands(pieces: Sequence[str]) -> tuple[Fill, ...]:
    """Fills for a kit without a snare: on its own `pieces`."""
    return tuple({piece: line} for piece in pieces for line in _HANDS)


def with_fill(bar: Mapping[str, str], fills: Sequence[Fill], size: int, chance: random.Random) -> Fill:
    """`bar` with a fill in its last `size` steps: of a quarter or less one, else one after another, and no
    louder than the bar itself."""
    steps = len(next(iter(bar.values())))
    begin = steps - size
    is_soft = not any(set(line) & {"x", "X"} for piece, line in bar.items() if piece != "shaker")
    found = dict(bar)
    quarters = list(fills) if fills is DRUM_ROLL else [chance.choice(fills) for _ in range(2)]
    for start in range(begin, steps, _QUARTER):
        fill = quarters.pop(0)
        end = min(start + _QUARTER, steps)
        for piece in dict.fromkeys((*found, *fill)):
            line = found.get(piece, "." * steps)
            if piece in fill or piece not in _KEPT:
                text = (fill.get(piece, "") or "." * _QUARTER)[-(end - start) :]
                text = text.translate(_SOFT) if is_soft else text
                found[piece] = line[:start] + text + line[end:]
    return found
