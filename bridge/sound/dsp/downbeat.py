"""Finds which pulse is the first of the bar.

Every twelfth of a pulse in two bars is tried as a bar's start. What is heard from there — accents in
bands by sixteenth of the bar, and changes of harmony by pulse — is weighed, and the weights say how
likely the start is. Both sets of them were learnt from composed loops (`benchmarks.downbeat` does it
anew). For four pulses a bar a small network is used, one hidden layer; it got a third fewer wrong. For
any other number there is a multinomial logistic regression, whose weights say what musicians would: new
harmony and the bass drum on 1, snares elsewhere, hardly anything in the gap after a strong beat.

B bands (of `bridge.sound.dsp.onsets`), H changes of harmony, K columns, R candidates, F features.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np

from bridge.sound.dsp.onsets import Array

SLOTS_A_PULSE = 4
STEPS_A_PULSE = 12
# Steps to either side that count as the same place.
SAME_STEPS = 2
# Logarithm of the odds for a bar that starts with the clip: loops are mostly cut so. Against clear
# evidence it does nothing.
START_ODDS = 1.5
# Pulses a bar of the loops that weights were learnt from, and how many units of the network's tables are 1.
LEARNT_PULSES, UNITS = 4, 1000
# The regression's `accents` by band and sixteenth of the bar, `harmony` by change and pulse of two bars; the
# network's `hidden` by feature and unit, `biases` and `output` by unit.
WEIGHTS = Path(__file__).with_name("downbeat_weights.json")


def find_start(
    accents: Array, changes: Array, anchor: float, columns_per_pulse: float, pulses: int, lead: float
) -> tuple[float, float]:
    """The column, in 0..bar, at which bars of `pulses` start in novelty `[B, K]`, and its probability.

    `anchor` is a column on which some sixteenth lies, `changes` `[H, K]` those of harmony, and `lead`
    by how many columns novelty runs ahead of the sound itself.
    """
    steps = STEPS_A_PULSE * pulses
    seen = features(accents, changes, anchor, columns_per_pulse, pulses, lead)
    both_bars = score(seen, pulses).reshape(2, steps)
    odds = np.logaddexp(both_bars[0], both_bars[1])
    bar = columns_per_pulse * pulses
    starts = (anchor + np.arange(steps) * (columns_per_pulse / STEPS_A_PULSE)) % bar
    from_clip_start = np.abs((starts + lead + bar / 2) % bar - bar / 2)
    odds += START_ODDS * (from_clip_start < columns_per_pulse / STEPS_A_PULSE)
    best = int(np.argmax(odds))
    chances = np.exp(odds - odds[best])
    near = np.abs((np.arange(steps) - best + steps // 2) % steps - steps // 2) <= SAME_STEPS
    return float(starts[best]), float(chances[near].sum() / chances.sum())


def features(
    accents: Array, changes: Array, anchor: float, columns_per_pulse: float, pulses: int, lead: float
) -> Array:
    """What is heard `[R, F]` from each of the 24·pulses steps of two bars, the first at `anchor`.

    First B·4·pulses accents by band and sixteenth of the bar, relative to their mean; then H·2·pulses
    changes of harmony by pulse of two bars, less their mean.
    """
    # Each band by the root of its strength, or loud hats would drown the kick.
    balanced = accents / np.sqrt(np.maximum(accents.mean(axis=1, keepdims=True), 1e-12))
    folded = fold(balanced, anchor, columns_per_pulse, 2 * pulses)
    folded /= max(float(folded.mean()), 1e-12)
    steps = STEPS_A_PULSE * pulses
    bar = _smoothed(0.5 * (folded[:, :steps] + folded[:, steps:]))
    harmony = _smoothed(fold(changes, anchor + lead, columns_per_pulse, 2 * pulses))
    harmony -= harmony.mean(axis=1, keepdims=True)
    candidates = np.arange(2 * steps)[:, None]
    sixteenths = np.arange(SLOTS_A_PULSE * pulses) * (STEPS_A_PULSE // SLOTS_A_PULSE)
    beats = np.arange(2 * pulses) * STEPS_A_PULSE
    heard = bar[:, (candidates + sixteenths) % steps].transpose(1, 0, 2).reshape(2 * steps, -1)
    changed = harmony[:, (candidates + beats) % (2 * steps)].transpose(1, 0, 2).reshape(2 * steps, -1)
    return np.concatenate([heard, changed], axis=1)


def fold(values: Array, start: float, columns_per_pulse: float, pulses: int) -> Array:
    """`[X, K]` averaged over every stretch of `pulses`, by step, `[X, 12·pulses]`; step 0 is at `start`.

    A column between two steps is shared out between them.
    """
    steps = STEPS_A_PULSE * pulses
    place = (np.arange(values.shape[1]) - start) * (STEPS_A_PULSE / columns_per_pulse)
    lower = np.floor(place)
    share = place - lower
    first = lower.astype(int) % steps
    second = (first + 1) % steps
    visits = np.bincount(first, 1 - share, steps) + np.bincount(second, share, steps)
    sums = [
        np.bincount(first, row * (1 - share), steps) + np.bincount(second, row * share, steps)
        for row in values
    ]
    return np.asarray(np.stack(sums) / np.maximum(visits, 0.25))


def _smoothed(steps: Array) -> Array:
    """Each step with its neighbours, a triangle as wide as a sixteenth to either side."""
    triangle = (1, 2, 3, 2, 1)
    return np.asarray(sum(w * np.roll(steps, shift - 2, axis=1) for shift, w in enumerate(triangle)) / 9)


def score(seen: Array, pulses: int) -> Array:
    """Logarithms `[R]` of the odds that bars of `pulses` start at candidates with features `[R, F]`."""
    if pulses != LEARNT_PULSES:
        return np.asarray(seen @ linear_weights(pulses))
    tables = _tables()
    hidden = np.maximum(seen @ (tables["hidden"] / UNITS) + tables["biases"] / UNITS, 0.0)
    return np.asarray(hidden @ (tables["output"][0] / UNITS))


@cache
def _tables() -> dict[str, Array]:
    return {name: np.array(rows, dtype=np.float64) for name, rows in json.loads(WEIGHTS.read_text()).items()}


def linear_weights(pulses: int) -> Array:
    """Weights `[F]` for bars of `pulses`, derived from those that were fitted for four.

    What holds of the 1, of the other pulses on average, of halves and of the rest is taken to hold
    in every meter.
    """
    accents, harmony = _tables()["accents"], _tables()["harmony"]
    between = [accents[:, slot::4].mean(axis=1) for slot in (1, 2, 3)]
    later = np.stack([accents[:, 4::4].mean(axis=1), *between], axis=1)
    one = accents[:, 0]
    accents = np.tile(later, pulses)
    accents[:, 0] = one
    ones, others = harmony[:, [0, 4]], harmony[:, [1, 2, 3, 5, 6, 7]].mean(axis=1, keepdims=True)
    harmony = np.tile(others, 2 * pulses)
    harmony[:, [0, pulses]] = ones
    return np.concatenate([accents.ravel(), harmony.ravel()])
