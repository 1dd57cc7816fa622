"""What to render before anybody asks for it: the likeliest wish that is not there yet. Pure.

Pads that were hit lately come before the others; the first loop of each before any pad's next variation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bridge.stage.loop_spec import Wish, wish
from bridge.stage.table import PadPlan
from bridge.vocabulary import Meter

LOUDEST = 127


class Prospect(NamedTuple):
    """A pad as far as its future is concerned."""

    pad: int
    plan: PadPlan
    variation: int
    morph: int


def wishes_ahead(prospects: Iterable[Prospect], tempo_bpm: float, meter: Meter) -> Iterator[tuple[int, Wish]]:
    """All that may be wanted next, with its pad, the likeliest first; `prospects` in that order, too."""
    listed = list(prospects)
    for ahead in (0, 1):
        for pad, plan, variation, morph in listed:
            if ahead and plan.vary_from > LOUDEST:
                continue  # no hit varies it
            yield pad, wish(plan, tempo_bpm, meter, variation + ahead, morph)


def likeliest(
    prospects: Iterable[Prospect], tempo_bpm: float, meter: Meter, is_wanted: Callable[[Wish], bool]
) -> tuple[int, Wish] | None:
    """The first of `wishes_ahead` that `is_wanted`, with its pad."""
    ahead = wishes_ahead(prospects, tempo_bpm, meter)
    return next((each for each in ahead if is_wanted(each[1])), None)
