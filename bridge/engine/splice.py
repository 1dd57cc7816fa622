"""Puts the source's own samples over what was drawn, where they are to stay.

C channels, N frames of a loop, which is a circle; n frames of a source that fills a part of it.
"""

from __future__ import annotations

import math
from fractions import Fraction

import torch
from torch import Tensor

from bridge.vocabulary.jobs import InpaintSpan

# As long as it takes for the slowest cycle of a bass not to click, and no attack to blur.
MOST_FADE_S = 0.02
# No more than a thirty-second note.
MOST_FADE_QUARTERS = 0.125


def bed(source: Tensor, frames: int, gap: InpaintSpan, quarters: Fraction) -> Tensor:
    """A loop `[C, frames]` that holds `source` `[C, n]` where it is to stay, and reads it on round its
    circle within the gap: from the gap's beginning onwards, and up to its end backwards, so that either
    border is as it is in the source."""
    length = source.shape[-1]
    if length == frames:
        return source
    middle = round((gap.from_quarter + gap.to_quarter) / 2 / float(quarters) * frames)
    places = torch.arange(frames)
    return source[:, torch.where(places < middle, places, places - frames) % length]


def splice(source: Tensor, drawn: Tensor, gap: InpaintSpan, quarters: Fraction, rate_hz: int) -> Tensor:
    """`source` but for the gap, and `drawn` within it; both are loops `[C, N]` of `quarters` quarters.

    `drawn` is first brought to the source's level. The crossfades are of equal power (what meets is the
    same music in other phases) and end at the borders, so that the stroke on a border is whole, and all
    that is kept but a fade's length is the source's to the bit.
    """
    share = drawn_share(drawn.shape[-1], gap, quarters, rate_hz)
    kept = share == 0
    drawn = drawn * _gain(source, drawn, kept)
    angle = share * (math.pi / 2)
    mixed = torch.cos(angle) * source + torch.sin(angle) * drawn
    # To the bit: a cosine of 0 is 1, but the sum may bring -0.0 to 0.0.
    return torch.where(kept, source, mixed)


def drawn_share(frames: int, gap: InpaintSpan, quarters: Fraction, rate_hz: int) -> Tensor:
    """How much of what was drawn is heard at each of `frames` frames `[N]`, 0..1 along straight fades."""
    per_quarter = frames / float(quarters)
    begin, end = round(gap.from_quarter * per_quarter), round(gap.to_quarter * per_quarter)
    fade = max(1, min(int(MOST_FADE_S * rate_hz), int(MOST_FADE_QUARTERS * per_quarter)))
    fade = min(fade, (end - begin) // 2, (frames - (end - begin)) // 2)
    share = torch.zeros(frames)
    share[begin:end] = 1.0
    ramp = torch.arange(1, fade + 1) / (fade + 1)
    # At a loop's beginning the fade is at its end, where it comes in round the circle.
    share[torch.arange(begin - fade, begin) % frames] = ramp
    share[end - fade : end] = 1.0 - ramp
    return share


def _gain(source: Tensor, drawn: Tensor, kept: Tensor) -> float:
    """What brings `drawn` `[C, N]` to the level of `source`, by the frames `[N]` that are kept.

    It gives them back at the source's power. Within the gap it is then turned down, never up, to the power
    and the peak of the whole source: few steps and guidance draw too loud (twice, with the starter), and
    what is kept shall not be turned down for it.
    """
    if min(_power(source), _power(drawn[:, kept]), _power(drawn[:, ~kept])) < 1e-12:
        return 1.0
    return min(
        math.sqrt(_power(source[:, kept]) / _power(drawn[:, kept])),
        math.sqrt(_power(source) / _power(drawn[:, ~kept])),
        float(source.abs().max()) / float(drawn[:, ~kept].abs().max()),
    )


def _power(sound: Tensor) -> float:
    return float(sound.double().square().mean())
