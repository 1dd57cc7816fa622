"""Composes a parsed prompt for a model that reads sketches: the score, and the sentence that goes with it. No
tensors."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.composing.scoring import in_time
from bridge.engine.canvas import Canvas
from bridge.prompts.lexicon import format_prompt
from bridge.prompts.model_prompt import as_known
from bridge.vocabulary.music import Meter
from bridge.vocabulary.prompts import ParsedPrompt

# Families whose notes do not begin at once, but within so long, and who of them do after all; and those whose
# notes go on growing and fading.
_SWELLING = frozenset({"strings", "voices", "pad", "brass", "woodwind"})
_PLUCKED = frozenset({"pizzicato strings", "harp"})
_SWELL_S = 0.25
_MOVING = frozenset({"wobble bass"})


class Arranged(NamedTuple):
    """What one clip is to hold, and the words in which the model is told of it."""

    score: Score
    words: str


def arranged(score: Score, parsed: ParsedPrompt, canvas: Canvas, known: Collection[str]) -> Arranged:
    """`score`, composed for what was `parsed`, counted as `canvas` counts and filling it.

    The words say everybody who plays and everybody who does not, and the moods that were asked for, as far as
    the model knows the names: those in `known`.
    """
    bar = Fraction(canvas.quarters_per_bar)
    felt = in_time(
        score,
        canvas.quarters,
        tempo_bpm=canvas.tempo_bpm,
        bars=int(canvas.quarters / bar),
        meter=Meter(bar.numerator, 4 * bar.denominator),
    )
    played = ParsedPrompt(
        genre=score.genre,
        instruments=tuple(dict.fromkeys(stem.instrument.name for stem in score.stems)),
        without=tuple(role for role in ROLES if role not in score.roles),
        moods=parsed.moods,
    )
    return Arranged(felt, format_prompt(as_known(played, known), canvas.tempo_bpm))


class Beginnings(NamedTuple):
    """Where in a loop something is struck or plucked, and the stretches in which a sound may rise by itself;
    in shares of the loop, a stretch may end beyond it."""

    struck: list[float]
    moving: list[tuple[float, float]]


def beginnings(scores: Iterable[Score]) -> Beginnings:
    """Those of all that `scores` hold, which are loops of one length."""
    struck: set[float] = set()
    moving: set[tuple[float, float]] = set()
    for score in scores:
        quarter = 1 / float(score.quarters)
        swell_quarters = _SWELL_S * score.tempo_bpm / 60
        for stem in score.stems:
            name = stem.instrument.name
            moves, swells = name in _MOVING, stem.instrument.family in _SWELLING and name not in _PLUCKED
            for note in stem.notes:
                begin = note.start_quarter * quarter % 1.0
                if moves or swells:
                    most = math.inf if moves else swell_quarters
                    moving.add((begin, begin + min(note.length_quarters, most) * quarter))
                if not swells:
                    struck.add(begin)
    return Beginnings(sorted(struck), sorted(moving))
