"""Tells a network where in the loop, the bar and the beat each column is, in channels beside the latents.

Convolutions that wrap in time and attention without positions treat every column alike: such a
network has no downbeat. These channels, laid beside the latents, say where in the loop, the bar and
the beat a column stands. The trainer and the sampler draw them with the same function.
"""

from __future__ import annotations

import math
from fractions import Fraction

import torch
from torch import Tensor

CLOCK_CHANNELS = 7


def clock_channels(width: int, quarters: Fraction, quarters_per_bar: Fraction, rows: int = 8) -> Tensor:
    """The clock `[7, rows, width]`, float32 in -1..1, of `width` latent columns.

    `quarters` is the whole loop's length and `quarters_per_bar` a bar's, both in quarter notes *as
    the model counts them*, that is after the tempo was folded; either may be a fraction. Channels:
    sine and cosine of the position in the loop, in the bar, in half a bar, and the cosine of the
    position in the quarter note, which with two columns a quarter is +1 on the beat and -1 off it.
    All rows are alike. Raises `ValueError` unless all lengths are above zero.
    """
    if width < 1 or rows < 1 or quarters <= 0 or quarters_per_bar <= 0:
        raise ValueError("a clock needs a width, rows, quarters and a bar above zero")
    bars = Fraction(quarters) / Fraction(quarters_per_bar)
    loop, bar, half_bar, beat = (_angles(width, turns) for turns in (Fraction(1), bars, 2 * bars, quarters))
    hands = [loop.sin(), loop.cos(), bar.sin(), bar.cos(), half_bar.sin(), half_bar.cos(), beat.cos()]
    return torch.stack(hands).float()[:, None, :].repeat(1, rows, 1)


def _angles(width: int, turns: Fraction) -> Tensor:
    """Angles `[width]` in 0..2π (float64) of a hand that turns `turns` times over `width` columns.

    Whole turns are taken off in integers, so that equal positions have equal values to the bit.
    """
    step = Fraction(turns) / width
    numerators = torch.arange(width) * step.numerator % step.denominator
    return numerators.double() * (2.0 * math.pi / step.denominator)
