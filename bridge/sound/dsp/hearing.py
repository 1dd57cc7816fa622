"""Hears the tempo of somebody else's loop, from what repeats in it and from its length of whole bars.

`find_grid` asks what repeats. That alone mistakes rhythms of three against four, misses a bar that never
repeats, and is off by half a percent where few onsets tell. But files that people trade are nearly always 1,
2, 4 or 8 bars, and then the novelty, read round the circle that the file is, repeats after a pulse and a bar.
On 31 of 35 such loops (sonic-pi-samples, lmms-common) that evidence was at least 0.7 of the best free
tempo's, on 24 composed ones cut at random less than 0.4. So each division of the file is weighed beside the
free tempo, with a bonus, and a larger one where it gives a round tempo to the frame.

The answer doesn't depend on the tempo that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import numpy as np
from torch import Tensor

from bridge.errors import NoGrid
from bridge.sound.dsp import rhythm, tempogram
from bridge.sound.dsp.onsets import compressed, novelty, peaks
from bridge.sound.dsp.rhythm import (
    CUT_TOLERANCE,
    LEAST_CONFIDENCE,
    LEAST_ONSETS,
    Grid,
    even_grid,
    lay_grid,
    pulses_per_bar,
    quarters_per_pulse,
    repetition_confidence,
)
from bridge.sound.files.loops import round_tempo
from bridge.sound.format import SpectrogramFormat
from bridge.vocabulary.music import Meter, bar_count

# Pulses a minute that a division of the file may have, and its largest number of bars.
SLOWEST_DIVISION, FASTEST_DIVISION = 55.0, 220.0
MOST_BARS = 64
# What speaks for a division beside its evidence: that it is a power of two of bars, that it is whole bars as
# the free tempo has it, that its tempo is a round one to the frame, and that so few onsets can't tell.
POWER_BONUS, CLOSES_BONUS, ROUND_BONUS, FEW_ONSETS_BONUS = 0.3, 0.15, 0.4, 1.6
FEW_ONSETS = 13
# Less evidence than this is that of noise; what it is taken for then is a guess.
LEAST_EVIDENCE, GUESSED = 0.3, 0.2


class Heard(NamedTuple):
    """The grid that is heard, why this one (words that go after "it"), and how much speaks for it."""

    grid: Grid
    reason: str
    score: float = 0.0


class _Division(NamedTuple):
    """The file as so many pulses: what speaks for it, all told and by ear alone."""

    pulses: int
    score: float
    evidence: float
    is_round: bool


def hear(
    mel: Tensor,
    columns_per_second: float,
    frames: int,
    rate_hz: int,
    *,
    form: SpectrogramFormat,
    meter: Meter,
    tempo_bpm: float | None = None,
) -> Heard:
    """The grid of magnitudes `[C, M, K]` of a sound of so many `frames`; at `tempo_bpm`, where that is told.

    Where nothing repeats, the sound is taken for whole bars, with little confidence. Raises `NoGrid` for one
    too short even for that.
    """
    listener = _Listener(mel, columns_per_second, form, meter)
    if tempo_bpm is not None:
        return listener.at(tempo_bpm)
    period, evidence, confidence = listener.free_period()
    few = max(0.0, 1.0 - listener.count / FEW_ONSETS)
    best = max(listener.divisions(period, frames, rate_hz), key=lambda each: each.score, default=None)
    grid = None
    if listener.count >= LEAST_ONSETS and confidence >= LEAST_CONFIDENCE:
        grid = listener.laid(tempogram.refine(listener.bands, period), 0.55 * confidence * (1.0 - few))
    is_heard = grid is not None and len(grid.pulses) > grid.pulses_per_bar
    if best is not None and (best.is_round or best.evidence >= LEAST_EVIDENCE):
        agreement = best.evidence / max(evidence, best.evidence)
        if not is_heard:
            return listener.whole(best, 0.7 if best.is_round else 0.4)
        if best.score + FEW_ONSETS_BONUS * few > evidence:
            sure = 0.1 + 0.55 * agreement * (1.0 - few) + 0.3 * best.is_round
            return listener.whole(best, max(0.4, sure))
    if grid is not None and is_heard:
        return Heard(grid, "repeats so, and isn't whole bars", evidence)
    if best is None:
        raise NoGrid("The sound is too short to be a loop. Use a longer one, or give source_bpm.")
    return listener.whole(best, GUESSED)


class _Listener:
    """What is heard in one sound, K columns long; periods are in columns a pulse."""

    def __init__(self, mel: Tensor, columns_per_second: float, form: SpectrogramFormat, meter: Meter) -> None:
        self._mel, self._rate, self._form, self._meter = mel, columns_per_second, form, meter
        self._columns, self._bar = mel.shape[-1], pulses_per_bar(meter)
        self._minute = 60.0 * columns_per_second
        loudness = compressed(mel)
        self.bands = novelty(loudness, columns_per_second, form, circular=False)
        self._around = novelty(loudness, columns_per_second, form, circular=True)
        self._onsets = peaks(self.bands.sum(axis=0), circular=False)

    @property
    def count(self) -> int:
        """How many onsets there are."""
        return len(self._onsets[0])

    def free_period(self) -> tuple[float, float, float]:
        """The period that repeats best, wherever the file ends; its evidence, and the confidence in it."""
        periods = tempogram.candidate_periods(self._minute / rhythm.FASTEST, self._minute / rhythm.SLOWEST)
        evidence = tempogram.salience(self.bands, periods, self._bar, circular=False)
        evidence += tempogram.prior(self._minute / periods, None)
        best = int(np.argmax(evidence))
        period = float(periods[best])
        return period, float(evidence[best]), repetition_confidence(self.bands, period, self._bar)

    def divisions(self, free: float, frames: int, rate_hz: int) -> Iterator[_Division]:
        """The file as 1, 2, 4, … bars, as parts of a bar, and as the whole bars that period `free` makes."""
        powers = {2**power * self._bar for power in range(MOST_BARS.bit_length())}
        powers |= {self._bar // 2**power for power in (1, 2) if self._bar % 2**power == 0}
        closest = self._bar * max(1, round(self._columns / free / self._bar))
        closes = abs(self._columns / free / closest - 1.0) < CUT_TOLERANCE
        for pulses in sorted(powers | ({closest} if closes else set())):
            if pulses < self._bar and self.count < LEAST_ONSETS:
                continue  # a hit
            tempo = self._minute * pulses / self._columns
            if not SLOWEST_DIVISION <= tempo <= FASTEST_DIVISION:
                continue
            period = np.array([self._columns / pulses])
            evidence = float(tempogram.salience(self._around, period, self._bar, circular=True)[0])
            quarters = pulses * float(quarters_per_pulse(self._meter))
            is_round = round_tempo(frames, rate_hz, quarters) is not None
            score = evidence + float(tempogram.prior(np.array([tempo]), None)[0])
            score += POWER_BONUS if pulses in powers else 0.0
            score += CLOSES_BONUS * (closes and pulses == closest) + ROUND_BONUS * is_round
            yield _Division(pulses, score, evidence, is_round)

    def at(self, tempo_bpm: float) -> Heard:
        """The grid at a tempo that is told, of which the file isn't a whole number of beats."""
        period = self._minute * float(quarters_per_pulse(self._meter)) / tempo_bpm
        if self.count < LEAST_ONSETS:
            grid = even_grid(self._columns, self._columns / period, self._rate, self._meter, 0.5)
            return Heard(grid, "has too few onsets to hear its downbeat")
        return Heard(self.laid(period, 0.8), "isn't whole bars")

    def whole(self, division: _Division, confidence: float) -> Heard:
        """The file as so many pulses. Whoever cut it to whole bars cut it at a downbeat."""
        bars = division.pulses / self._bar
        named = bar_count(bars)
        is_guess = confidence == GUESSED
        reason = f"has no clear tempo, and is taken for {named}" if is_guess else f"sounds like {named}"
        grid = even_grid(self._columns, division.pulses, self._rate, self._meter, confidence)
        return Heard(grid, reason, division.score)

    def laid(self, period: float, confidence: float) -> Grid:
        """The grid of that period, as `rhythm.lay_grid` finds it; from its first pulse on, where less than a
        bar follows its downbeat."""
        grid = lay_grid(
            self._mel, self._rate, self.bands, self._onsets, period, False, confidence,
            circular=False, form=self._form, meter=self._meter,
        )  # fmt: skip
        if len(grid.pulses) - 1 - grid.first_downbeat >= self._bar:
            return grid
        return msgspec.structs.replace(grid, first_downbeat=0, downbeat_confidence=0.0)
