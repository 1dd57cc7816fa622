"""What a model that reads sketches is to play: what was heard in a prompt, set for a loop. No tensors."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import msgspec

from bridge.composing.arranging import arrange
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.engine.canvas import Canvas
from bridge.prompts.lexicon import format_prompt
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt

# Families whose notes do not begin at once, but within so long, and who of them do after all; and those whose
# notes go on growing and fading.
_SWELLING = frozenset({"strings", "voices", "pad", "brass", "woodwind"})
_PLUCKED = frozenset({"pizzicato strings", "harp"})
_SWELL_S = 0.25
_MOVING = frozenset({"wobble bass"})


class Arrangement(msgspec.Struct, frozen=True):
    """What was heard, and the loop that it is for, as the model counts its time."""

    heard: ParsedPrompt
    tempo_bpm: float
    bars: int
    meter: Meter
    key: Key | None

    def score(self, seed: int) -> Score:
        """What is played; another for each seed."""
        heard = self.heard
        return arrange(
            seed,
            genre=heard.genre,
            players=heard.instruments,
            without=heard.without,
            moods=heard.moods,
            tempo_bpm=self.tempo_bpm,
            bars=self.bars,
            meter=self.meter,
            key=self.key,
        )

    def words(self, score: Score) -> str:
        """`score` in the model's words: everybody who plays and everybody who does not, and the moods that
        were asked for."""
        said = ParsedPrompt(
            genre=score.genre,
            instruments=tuple(dict.fromkeys(stem.instrument.name for stem in score.stems)),
            without=tuple(role for role in ROLES if role not in score.roles),
            moods=self.heard.moods,
        )
        return format_prompt(said, self.tempo_bpm)


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


def arrangement_for(heard: ParsedPrompt, canvas: Canvas, key: Key | None) -> Arrangement:
    """The arrangement that fills `canvas`."""
    quarters = Fraction(canvas.quarters_per_bar)
    return Arrangement(
        heard=heard,
        tempo_bpm=canvas.tempo_bpm,
        bars=int(canvas.quarters / quarters),
        meter=Meter(quarters.numerator, 4 * quarters.denominator),
        key=key,
    )
