"""A short sampling order, its source, and whether two results are the same bytes."""

from __future__ import annotations

from fractions import Fraction

import torch
from torch import Tensor

from bridge.engine.loading import LoadedModel
from bridge.engine.orders import SamplingOrder

ORDER = SamplingOrder(
    prompt="warm dub",
    steps=2,
    guidance=2.0,
    seed=7,
    columns=64,
    quarters=Fraction(2),
    quarters_per_bar=Fraction(2),
)


def source_for(model: LoadedModel, columns: int = 64) -> Tensor:
    shape = (model.info.format.channels, model.info.format.mel_bins, columns)
    return torch.rand(shape, generator=torch.Generator().manual_seed(3))


def same(first: Tensor, second: Tensor) -> bool:
    return first.numpy().tobytes() == second.numpy().tobytes()
