"""What a model that reads sketches is to play: what was heard in a prompt, set for a loop. No tensors."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from bridge.composing.arranging import arrange
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.engine.canvas import Canvas
from bridge.engine.lexicon import Heard, tell
from bridge.vocabulary import Key, Meter


class Arrangement(msgspec.Struct, frozen=True):
    """What was heard, and the loop that it is for, as the model counts its time."""

    heard: Heard
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
        said = Heard(
            genre=score.genre,
            instruments=tuple(dict.fromkeys(stem.instrument.name for stem in score.stems)),
            without=tuple(role for role in ROLES if role not in score.roles),
            moods=self.heard.moods,
        )
        return tell(said, self.tempo_bpm)


def arrangement_for(heard: Heard, canvas: Canvas, key: Key | None) -> Arrangement:
    """The arrangement that fills `canvas`."""
    quarters = Fraction(canvas.quarters_per_bar)
    return Arrangement(
        heard=heard,
        tempo_bpm=canvas.tempo_bpm,
        bars=int(canvas.quarters / quarters),
        meter=Meter(quarters.numerator, 4 * quarters.denominator),
        key=key,
    )
