"""Sampling orders: what a model is to draw, checked against what it can."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import msgspec
from torch import Tensor

from bridge.composing.score import Score
from bridge.engine.arrangement import Arranged
from bridge.engine.loading import LoadedModel
from bridge.engine.schedulers import DEFAULT
from bridge.errors import BadRequest
from bridge.vocabulary.jobs import MorphTarget
from bridge.vocabulary.music import Key


@dataclass(frozen=True, kw_only=True)
class SamplingOrder:
    """One batch.

    `columns` must be a multiple of the model's `column_step`. `quarters` and `quarters_per_bar` are
    lengths of picture and bar in quarter notes as the model counts them, for its clock, and `key` is
    for its map of the key. Clip i of `count` has the noise of `seed + i`. `source`: levels to start from,
    `[C, M, K]`, or `[B, C, M, K]` with one for each clip. `strength` (0..1) of it is redrawn: in whole
    steps, or `exactly` so much and at the model's own temperature. With `kept` columns `[K]` (bool) only
    the others are redrawn, and the kept ones come out as the source. `goal`, in the model's words, is what
    prompt and noise are blended with; clip i's noise at that end is of `goal.seed + i`. `guidance` 1 is
    none.

    A model that reads sketches is given one of each clip's score in `arranged`, and is told its words instead
    of `prompt`; `goal_arranged` is the same for the goal. Both have `count` items, or none.
    """

    prompt: str
    negative: str = ""
    steps: int
    guidance: float
    scheduler: str = DEFAULT
    seed: int
    count: int = 1
    columns: int
    quarters: Fraction = Fraction(16)
    quarters_per_bar: Fraction = Fraction(4)
    key: Key | None = None
    source: Tensor | None = None
    strength: float = 1.0
    exactly: bool = False
    kept: Tensor | None = None
    goal: MorphTarget | None = None
    arranged: tuple[Arranged, ...] = ()
    goal_arranged: tuple[Arranged, ...] = ()

    def scores(self, clip: int) -> list[Score]:
        """What one clip holds, and what its goal."""
        both = self.arranged[clip : clip + 1] + self.goal_arranged[clip : clip + 1]
        return [each.score for each in both]

    def alone(self, clip: int) -> SamplingOrder:
        """The same for one of its clips."""
        goal = self.goal and msgspec.structs.replace(self.goal, seed=self.goal.seed + clip)
        source = self.source
        if source is not None and source.ndim == 4 and len(source) > 1:
            source = source[clip]
        return replace(
            self,
            seed=self.seed + clip,
            source=source,
            goal=goal,
            count=1,
            arranged=self.arranged[clip : clip + 1],
            goal_arranged=self.goal_arranged[clip : clip + 1],
        )


def check_order(model: LoadedModel, order: SamplingOrder) -> None:
    """Raise `BadRequest` unless `model` can draw `order`."""
    if order.columns < 1 or order.columns % model.column_step:
        raise BadRequest(
            f"{model.info.title} draws columns by {model.column_step}; {order.columns} are no multiple of it."
        )
    if not 1 <= order.steps <= 1000:
        raise BadRequest(f"{order.steps} steps is out of range. Use 1 to 1000.")
    if order.count < 1:
        raise BadRequest(f"{order.count} clips is out of range. Use at least 1.")
    if not 0.0 <= order.strength <= 1.0:
        raise BadRequest(
            f"A strength of {order.strength:g} means nothing; give 0 (hardly changed) to 1 (all new)."
        )
    form = model.info.format
    wanted = (form.channels, form.mel_bins, order.columns)
    if order.source is not None and tuple(order.source.shape[-3:]) != wanted:
        raise BadRequest(f"The source is {tuple(order.source.shape[-3:])} large; the picture is {wanted}.")
    if order.kept is not None and (order.source is None or tuple(order.kept.shape) != (order.columns,)):
        raise BadRequest(f"Of a source, {order.columns} columns are to be kept or not; say so of each.")
