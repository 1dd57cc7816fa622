"""Sizes the picture that a job needs, in the model's own time. No tensors."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bridge.errors import BadRequest
from bridge.models.info import ModelInfo
from bridge.timing import fold_tempo, loop_frames
from bridge.vocabulary.jobs import RenderJob


@dataclass(frozen=True, kw_only=True)
class Canvas:
    """A picture of `columns` columns that holds `rounds` loops of the job, end to end.

    `quarters`, `quarters_per_bar` and `tempo_bpm` are as the model counts them: a tempo that it
    never learnt is felt an octave away, 200 as 100, and the same picture lasts half as many beats.
    """

    columns: int
    quarters: Fraction
    quarters_per_bar: Fraction
    tempo_bpm: float
    rounds: int = 1


def canvas_for(job: RenderJob, info: ModelInfo, column_step: int) -> Canvas:
    """The canvas of `job` for a model whose pictures come in multiples of `column_step` columns.

    Raises `BadRequest` for a loop that is no whole number of steps in musical time.
    """
    if info.format.is_musical:
        return _musical(job, info, column_step)
    return _clocked(job, info, column_step)


def _musical(job: RenderJob, info: ModelInfo, column_step: int) -> Canvas:
    """Just the loop: its columns are fractions of a quarter note at every tempo."""
    columns_per_quarter = info.format.columns_per_quarter
    assert columns_per_quarter is not None
    tempo_bpm, doublings = job.drawn_at_bpm, 0
    if info.tempo_range_bpm is not None:
        tempo_bpm, doublings = fold_tempo(job.drawn_at_bpm, *info.tempo_range_bpm)
    # An odd length may be whole only as it was asked for.
    for felt_bpm, factor in ((tempo_bpm, Fraction(2) ** doublings), (job.drawn_at_bpm, Fraction(1))):
        quarters = job.loop.quarters * factor
        columns = quarters * columns_per_quarter
        if columns % column_step == 0:
            bar = job.meter.quarters_per_bar
            whole_bars = (quarters / bar).denominator == 1
            return Canvas(
                columns=int(columns),
                quarters=quarters,
                quarters_per_bar=bar if whole_bars else bar * factor,
                tempo_bpm=felt_bpm,
            )
    step = Fraction(column_step, columns_per_quarter)
    raise BadRequest(
        f"{job.bars} bars of {job.meter} are {job.loop.quarters} quarter notes; {info.title} draws whole "
        f"multiples of {step} of them: ask for another number of bars."
    )


def _clocked(job: RenderJob, info: ModelInfo, column_step: int) -> Canvas:
    """As many whole loops as come nearest to the width that the model was trained on.

    The columns are then spread evenly over exactly that time, which bends it by less than half a
    step, and the picture's own circle is the music's.
    """
    columns_per_second = info.format.columns_per_second
    assert columns_per_second is not None
    seconds = loop_frames(job.bars, job.meter, job.tempo_bpm, info.format.rate_hz) / info.format.rate_hz
    rounds = max(1, round(info.native_columns / (seconds * columns_per_second)))
    steps = max(1, round(rounds * seconds * columns_per_second / column_step))
    return Canvas(
        columns=steps * column_step,
        quarters=rounds * job.loop.quarters,
        quarters_per_bar=job.meter.quarters_per_bar,
        tempo_bpm=job.tempo_bpm,
        rounds=rounds,
    )
