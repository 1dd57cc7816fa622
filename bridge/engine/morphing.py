"""Interpolates between two prompts: their embeddings, and their noise."""

from __future__ import annotations

import torch
from torch import Tensor


def between_words(first: Tensor, second: Tensor, share: float) -> Tensor:
    """Embeddings `[T, D]` on the straight line from `first` (0) to `second` (1)."""
    return torch.lerp(first, second, share)


def between_noises(first: Tensor, second: Tensor, share: float) -> Tensor:
    """Noise of the shape of `first` (0) and `second` (1), on the great circle through both.

    On the straight line the half-way point of two independent noises would have half their variance,
    which no model has seen. Spherical interpolation (Shoemake 1985) with the angle ω between the two:
    (sin((1 − t)ω)·first + sin(tω)·second) / sin ω. Noises of one direction are that direction; ω is
    taken in float64, where it does not depend on how a sum was shared out.
    """
    one, other = first.double().flatten(), second.double().flatten()
    cosine = torch.dot(one, other) / (one.norm() * other.norm())
    angle = torch.arccos(cosine.clamp(-1.0, 1.0))
    sine = torch.sin(angle)
    if not sine > 1e-6:  # silence has no angle at all
        return torch.lerp(first, second, share)
    weights = torch.sin(angle * torch.tensor([1.0 - share, share], dtype=torch.float64)) / sine
    return (weights[0] * first.double() + weights[1] * second.double()).to(first)
