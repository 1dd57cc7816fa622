"""Chooses what to render before anybody asks: the likeliest loop that isn't there yet. Pure.

Pads that were hit lately come before the others; the first loop of each before any pad's next variation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from bridge.stage.loop_spec import LoopSpec, wish
from bridge.stage.table import PadPlan
from bridge.vocabulary.music import Meter

LOUDEST = 127


class Candidate(NamedTuple):
    """A pad as far as its future is concerned."""

    pad: int
    plan: PadPlan
    variation: int
    morph: int


def prefetch_candidates(
    prospects: Iterable[Candidate], tempo_bpm: float, meter: Meter
) -> Iterator[tuple[int, LoopSpec]]:
    """All that may be wanted next, with its pad, the likeliest first; `prospects` in that order, too."""
    listed = list(prospects)
    for ahead in (0, 1):
        for pad, plan, variation, morph in listed:
            if ahead and plan.vary_from > LOUDEST:
                continue  # no hit varies it
            yield pad, wish(plan, tempo_bpm, meter, variation + ahead, morph)


def likeliest(
    prospects: Iterable[Candidate], tempo_bpm: float, meter: Meter, is_wanted: Callable[[LoopSpec], bool]
) -> tuple[int, LoopSpec] | None:
    """The first of `prefetch_candidates` that `is_wanted`, with its pad."""
    ahead = prefetch_candidates(prospects, tempo_bpm, meter)
    return next((each for each in ahead if is_wanted(each[1])), None)
