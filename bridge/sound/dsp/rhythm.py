"""Finds tempo, pulses and downbeat in a spectrogram.

    magnitudes → novelty in bands → tempo → pulses, followed where they drift → downbeat

Columns are counted from 0 and may have fractions; a pulse at column 12.4 of 100 a second is at
124 ms. Hann windows hear an onset before it is at their centre; `lead_s` takes that back.

C channels, M mel bins, K columns, B bands, O onsets.
"""

from __future__ import annotations

import math
from fractions import Fraction

import msgspec
import numpy as np
from torch import Tensor

from bridge.errors import NoGrid
from bridge.sound.dsp import tempogram
from bridge.sound.dsp.downbeat import find_start
from bridge.sound.dsp.harmony import harmony_changes
from bridge.sound.dsp.onsets import ACCENT_KNEE, Array, compressed, novelty, peaks
from bridge.sound.format import RIFFUSION, SpectrogramFormat
from bridge.vocabulary.music import Meter

# Pulses a minute.
SLOWEST, FASTEST = 40.0, 240.0
# How early novelty peaks: this share of the window, less a constant. Over mixed loops pulses are then
# right to 0.3 ms in the median with windows of 58 and 100 ms.
LEAD_OF_WINDOW, LEAD_LESS_S = 0.35, 0.0055
# A circle whose pulses miss closing by less than this closes; so does a clip that was cut this well.
CIRCLE_TOLERANCE, CUT_TOLERANCE = 0.01, 0.003
# How much a clip resembles itself after a pulse, two or a bar: by chance (noise, held chords and
# scattered onsets stay under 0.3), and in any plain rhythm. Confidence runs from one to the other.
CHANCE, CERTAIN = 0.15, 0.65
LEAST_CONFIDENCE = 0.4
# Fewer onsets than this are events, not a rhythm.
LEAST_ONSETS = 4
# Pulses by which the first or last may lie outside the clip.
EDGE = 0.25
# How far pulses give way to onsets (some four bars' bend is followed, a late snare is not), how near
# an onset must be in pulses, round by round, and how much onsets count on a pulse and its quarters.
STIFFNESS = 50.0
FOLLOW_WIDTHS = (0.08, 0.05, 0.03, 0.03)
LEVELS = np.array([1.0, 0.1, 0.4, 0.1])


class Grid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where the pulses of a clip of `columns` columns lie.

    `tempo_bpm`            quarter notes a minute.
    `columns_per_pulse`    mean length of a pulse: a beat of the meter, or three of 6/8, 9/8 and 12/8.
    `pulses_per_bar`       pulses in a bar.
    `pulses`               their columns, from the first at or after 0, drift included.
    `first_downbeat`       index into `pulses` of the first that begins a bar.
    `closes`               whether the clip is a circle of whole bars, to be read on past its end.
    `confidence`           that there is a grid and this is it, 0..1; under 0.4 there is none.
    `downbeat_confidence`  that bars begin there and not on another pulse, 0..1.
    """

    tempo_bpm: float
    columns: int
    columns_per_pulse: float
    pulses_per_bar: int
    pulses: tuple[float, ...]
    first_downbeat: int
    closes: bool
    confidence: float
    downbeat_confidence: float

    @property
    def downbeat(self) -> float:
        """Column of the first downbeat."""
        return self.pulses[self.first_downbeat]


def pulses_per_bar(meter: Meter) -> int:
    """Pulses a bar: the meter's beats, but in threes for 6/8, 9/8, 12/8 and their like."""
    compound = meter.denominator >= 8 and meter.numerator > 3 and meter.numerator % 3 == 0
    return meter.numerator // 3 if compound else meter.numerator


def quarters_per_pulse(meter: Meter) -> Fraction:
    """Length of a pulse in quarter notes: 1 in 4/4, 3/2 in 6/8, 1/2 in 7/8."""
    return meter.quarters_per_bar / pulses_per_bar(meter)


def lead_s(form: SpectrogramFormat) -> float:
    """By how many seconds novelty in `form`'s window runs ahead of the sound itself."""
    return LEAD_OF_WINDOW * form.window_s - LEAD_LESS_S


def find_grid(
    mel: Tensor,
    columns_per_second: float,
    *,
    circular: bool,
    form: SpectrogramFormat = RIFFUSION,
    meter: Meter | None = None,
    tempo_hint_bpm: float | None = None,
) -> Grid:
    """The grid of magnitudes `[C, M, K]` in `form`'s bank and window, at `columns_per_second`.

    `circular` says that the last column is followed by the first. The meter is not guessed: it is 4/4
    unless `meter` says otherwise. `tempo_hint_bpm` draws the choice among octaves to itself, no more.

    Raises `NoGrid` where onsets are too few, too faint or too irregular to tell.
    """
    meter = meter or Meter()
    bar, columns = pulses_per_bar(meter), mel.shape[-1]
    bands = novelty(compressed(mel), columns_per_second, form, circular=circular)
    onsets = peaks(bands.sum(axis=0), circular=circular)
    period, confidence = _tempo(
        bands, onsets[0], columns_per_second, meter, tempo_hint_bpm, circular=circular
    )
    period, closes = _close(period, columns, bar, circular=circular)
    return lay_grid(
        mel, columns_per_second, bands, onsets, period, closes, confidence,
        circular=circular, form=form, meter=meter,
    )  # fmt: skip


def lay_grid(
    mel: Tensor,
    columns_per_second: float,
    bands: Array,
    onsets: tuple[Array, Array],
    period: float,
    closes: bool,
    confidence: float,
    *,
    circular: bool,
    form: SpectrogramFormat,
    meter: Meter,
) -> Grid:
    """The grid of magnitudes `[C, M, K]` whose pulses are `period` columns apart: downbeat and drift.

    `bands` `[B, K]` is their novelty, `onsets` (columns, heights) its peaks; see `Grid` for the rest.
    """
    bar, columns = pulses_per_bar(meter), mel.shape[-1]
    lead = lead_s(form) * columns_per_second
    accents = novelty(compressed(mel, ACCENT_KNEE), columns_per_second, form, circular=circular)
    changes = harmony_changes(mel, form, columns_per_second, period)
    start, certainty = find_start(accents, changes, tempogram.phase(bands, period / 4), period, bar, lead)
    # The first pulse that is in the clip, or so little before it that it is its beginning.
    skipped = math.ceil(-EDGE - (start + lead) / period)
    first = start + skipped * period
    count = round(columns / period) if closes else math.floor((columns - first - lead) / period + EDGE) + 1
    pulses = follow(*onsets, first, period, count, around=columns if closes else None) + lead
    mean = period if closes or count < 2 else float(pulses[-1] - pulses[0]) / (count - 1)
    return Grid(
        tempo_bpm=60.0 * columns_per_second / mean * float(quarters_per_pulse(meter)),
        columns=columns,
        columns_per_pulse=mean,
        pulses_per_bar=bar,
        pulses=tuple(pulses.tolist()),
        first_downbeat=-skipped % bar,
        closes=closes,
        confidence=confidence,
        downbeat_confidence=certainty,
    )


def even_grid(
    columns: int, pulses: float, columns_per_second: float, meter: Meter, confidence: float
) -> Grid:
    """The grid of a clip that is `pulses` pulses, evenly, from its downbeat in column 0."""
    period, count = columns / pulses, max(1, math.floor(pulses + EDGE))
    return Grid(
        tempo_bpm=60.0 * columns_per_second / period * float(quarters_per_pulse(meter)),
        columns=columns,
        columns_per_pulse=period,
        pulses_per_bar=pulses_per_bar(meter),
        pulses=tuple(index * period for index in range(count)),
        first_downbeat=0,
        closes=float(pulses).is_integer(),
        confidence=confidence,
        downbeat_confidence=confidence,
    )


def _tempo(
    bands: Array,
    onsets: Array,
    columns_per_second: float,
    meter: Meter,
    hint_bpm: float | None,
    *,
    circular: bool,
) -> tuple[float, float]:
    """Columns a pulse that explain novelty `[B, K]` best, and the confidence in them."""
    if len(onsets) < LEAST_ONSETS:
        raise NoGrid(f"Too few onsets to find a tempo ({len(onsets)}). Use a sound with a clear rhythm.")
    minute = 60.0 * columns_per_second
    periods = tempogram.candidate_periods(minute / FASTEST, minute / SLOWEST)
    evidence = tempogram.salience(bands, periods, pulses_per_bar(meter), circular=circular)
    hint = None if hint_bpm is None else hint_bpm / float(quarters_per_pulse(meter))
    best = float(periods[np.argmax(evidence + tempogram.prior(minute / periods, hint))])
    confidence = repetition_confidence(bands, best, pulses_per_bar(meter), circular=circular)
    if confidence < LEAST_CONFIDENCE:
        raise NoGrid(
            "No steady tempo was found. Use a clip with a clear pulse, such as drums or plucked notes."
        )
    return tempogram.refine(bands, best), confidence


def repetition_confidence(bands: Array, period: float, bar: int, *, circular: bool = False) -> float:
    """How surely novelty `[B, K]` repeats after a pulse of `period` columns, two, or a `bar`, 0..1."""
    repeats = tempogram.repetition(bands, period * np.array([1, 2, bar]), circular=circular)
    return float(np.clip((repeats.max() - CHANCE) / (CERTAIN - CHANCE), 0.0, 1.0))


def _close(period: float, columns: int, bar: int, *, circular: bool) -> tuple[float, bool]:
    """The exact period where the clip is whole bars, but for what measuring errs; and whether it is."""
    pulses = bar * max(1, round(columns / period / bar))
    error = abs(columns / period / pulses - 1.0)
    closes = error < (CIRCLE_TOLERANCE if circular else CUT_TOLERANCE)
    return (columns / pulses if closes else period), closes


def follow(
    onsets: Array, heights: Array, first: float, period: float, count: int, *, around: int | None
) -> Array:
    """Columns `[P]` of `count` pulses that start near `first`, `period` apart, moved to where onsets are.

    The deviations d of the pulses minimise Σ w·(r − d)² + `STIFFNESS`·w̄·Σ (d″)²: r is by how much an
    onset misses its nearest sixteenth, d in between is drawn straight, and w counts onsets near
    pulses and near their place. A whole clip that is late or fast costs nothing; what changes within
    a bar is a player's, and stays. `around` is the length of the circle, if the clip is one.
    """
    even = first + period * np.arange(count)
    drift = np.zeros(count)
    bend = _second_differences(count, circular=around is not None)
    for width in FOLLOW_WIDTHS:
        place = (onsets - first) / period
        if around is None:
            heard = (place > -0.5) & (place < count - 0.5)
        else:
            place, heard = (place + EDGE) % count - EDGE, np.full(len(place), True)
        base = np.floor(place).astype(int)
        share = place - base
        lower, upper = base % count, (base + 1) % count
        if around is None:
            lower, upper = base.clip(0, count - 1), (base + 1).clip(0, count - 1)
        drawn = (1 - share) * drift[lower] + share * drift[upper]
        exact = place * 4 - drawn * 4 / period
        sixteenth = np.round(exact)
        miss = (exact - sixteenth) / 4
        level = LEVELS[sixteenth.astype(int) % 4]
        weights = np.where(heard, heights * level * np.exp(-0.5 * (miss / width) ** 2), 0.0)
        rows = np.zeros((len(place), count))
        np.add.at(rows, (np.arange(len(place)), lower), 1 - share)
        np.add.at(rows, (np.arange(len(place)), upper), share)
        target = (place - sixteenth / 4) * period
        stiffness = STIFFNESS * weights.sum() / count
        normal = rows.T @ (weights[:, None] * rows) + stiffness * bend.T @ bend + 1e-9 * np.eye(count)
        drift = np.linalg.solve(normal, rows.T @ (weights * target))
    return np.asarray(even + drift)


def _second_differences(count: int, *, circular: bool) -> Array:
    """The matrix of second differences of `count` values, round the circle or only inside."""
    identity = np.eye(count)
    if circular:
        return np.asarray(np.roll(identity, 1, 1) - 2 * identity + np.roll(identity, -1, 1))
    return np.diff(identity, 2, axis=0)
