"""How much the composer varies, genre by genre, and whether each groove stays its own.

    python -m benchmarks.composing [GENRE …]

Loops of four bars are composed for each genre from twelve seeds, as for a prompt that is the genre's name, by
the composer's first edition and by its latest.

    drums     different drum patterns among the twelve
    basses    different bass rhythms among the twelve
    bars      share of the loops whose drums have two different bars or more
    groove    mean correlation of a loop's profile of the bar with the genre's, over that of the first edition

A profile is how loud everybody together begins on each sixteenth of the bar; a genre's is the mean of loops
of the first edition from other seeds, and two dozen loops are held against it. Exit status 1 if a bar is
missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from statistics import mean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.composing.arranging import arrange
from bridge.composing.balance import note_gain
from bridge.composing.composer import FIRST, LATEST
from bridge.composing.genre_files import genres
from bridge.composing.score import Score
from bridge.vocabulary.music import Key, Meter

SEEDS, BARS = 12, 4
_STEPS = 16
# Other seeds, of whose loops a genre's profile is made.
_OTHERS = range(1000, 1024)
LEAST = {"drums": 8.0, "basses": 6.0, "bars": 0.8, "groove": 0.97}


class Variety(NamedTuple):
    """What is counted of a genre's loops."""

    drums: float
    basses: float
    bars: float
    groove: float = 1.0


def loop(seed: int, genre: str, edition: int) -> Score:
    """Four bars as a prompt that names only the genre gets them."""
    low, high = genres()[genre].tempo_bpm
    return arrange(
        seed,
        genre=genre,
        players=(),
        without=(),
        tempo_bpm=(low + high) / 2,
        bars=BARS,
        meter=Meter(),
        key=Key(seed % 12, "minor" if genres()[genre].minor_share >= 0.5 else "major"),
        edition=edition,
    )


def steps(score: Score, role: str) -> frozenset[tuple[int, int]]:
    """The (sixteenth, pitch) of everything that `role` plays; for a bass without its pitches."""
    notes = (note for stem in score.stems if stem.role == role for note in stem.notes)
    return frozenset((step_of(score, note.start_quarter), note.pitch * (role != "bass")) for note in notes)


def step_of(score: Score, start_quarter: float) -> int:
    """The sixteenth that a note which begins there is meant for, however the players swing."""
    unit = genres()[score.genre].swing_quarters
    pair, within = divmod(start_quarter + 0.03, 2 * unit)
    late = 2 * unit * score.swing
    even = within / late if within < late else 1 + (within - late) / (2 * unit - late)
    return int((pair * 2 + even) * unit * 4) % (_STEPS * score.bars)


def variety(loops: Sequence[Score]) -> Variety:
    """What twelve loops of a genre have; its groove aside."""
    played = [drums for score in loops if (drums := steps(score, "drums"))]
    several = [len({frozenset(_in_bar(drums, bar)) for bar in range(BARS)}) > 1 for drums in played]
    basses = {steps(score, "bass") for score in loops}
    # Of a genre that seldom has drums, as many as there would be of twelve.
    share = len(loops) / len(played) if played else 0.0
    return Variety(len(set(played)) * share, len(basses), mean(several) if several else 1.0)


def _in_bar(struck: Iterable[tuple[int, int]], bar: int) -> set[tuple[int, int]]:
    return {(step % _STEPS, pitch) for step, pitch in struck if step // _STEPS == bar}


def profile(score: Score) -> NDArray[np.float64]:
    """How loud each sixteenth of the bar is played `[16]`."""
    found = np.zeros(_STEPS)
    for stem in score.stems:
        for note in stem.notes:
            found[step_of(score, note.start_quarter) % _STEPS] += note_gain(note)
    return found


def groove(genre: str, edition: int) -> float:
    """How well loops of `edition` keep to the genre's profile, over how well those of the first do."""
    own = np.sum([profile(loop(seed, genre, FIRST)) for seed in _OTHERS], axis=0)

    def fit(which: int) -> float:
        return mean(float(np.corrcoef(profile(loop(s, genre, which)), own)[0, 1]) for s in range(2 * SEEDS))

    return fit(edition) / fit(FIRST)


def measure(genre: str, edition: int) -> Variety:
    found = variety([loop(seed, genre, edition) for seed in range(SEEDS)])
    return found._replace(groove=groove(genre, edition))


def main(names: Sequence[str]) -> int:
    missed = 0
    heads = "".join(f"{head:>7}" for head in LEAST)
    print(f"{'':18}{'first edition':>28}  {'latest edition':>28}\n{'':18}{heads}  {heads}")
    for genre in names or genres():
        before, now = measure(genre, FIRST), measure(genre, LATEST)
        short = [head for head, least in LEAST.items() if getattr(now, head) < least]
        missed += bool(short)
        cells = ("".join(f"{value:7.2f}" for value in row) for row in (before, now))
        print(f"{genre:18}{'  '.join(cells)}  {'missed: ' + ', '.join(short) if short else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
