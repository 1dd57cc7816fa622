"""Linear probes: what can be read from features by weighing them.

N loops, D features, T targets.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

Array = NDArray[np.float64]

_STEPS = 80


class Probe:
    """Logistic regression with a ridge, on features brought to mean 0 and deviation 1."""

    def __init__(self, features: Array, loss: Callable[[Tensor], Tensor], targets: int, ridge: float) -> None:
        """Find the `[D, T]` weights whose scores `[N, T]` of `features` `[N, D]` have the least `loss`."""
        self._mean, self._deviation = features.mean(axis=0), features.std(axis=0) + 1e-6
        seen = torch.from_numpy(self._standard(features))
        weights = torch.zeros(features.shape[1], targets, dtype=torch.float64, requires_grad=True)
        offset = torch.zeros(targets, dtype=torch.float64, requires_grad=True)
        optimiser = torch.optim.LBFGS([weights, offset], max_iter=_STEPS, line_search_fn="strong_wolfe")

        def cost() -> Tensor:
            optimiser.zero_grad()
            total = loss(seen @ weights + offset) + ridge * weights.square().sum()
            total.backward()  # type: ignore[no-untyped-call]
            return total

        optimiser.step(cost)  # type: ignore[no-untyped-call]
        self._weights, self._offset = weights.detach().numpy(), offset.detach().numpy()

    def _standard(self, features: Array) -> Array:
        return np.asarray((features - self._mean) / self._deviation)

    def scores(self, features: Array) -> Array:
        """Scores `[N, T]` of `features` `[N, D]`, in logits."""
        return np.asarray(self._standard(features) @ self._weights + self._offset)


def one_of(features: Array, labels: NDArray[np.int64], ridge: float = 0.01) -> Probe:
    """A probe for which of several labels a loop has; `labels` `[N]`."""
    told = torch.from_numpy(labels)
    return Probe(features, lambda scores: F.cross_entropy(scores, told), int(labels.max()) + 1, ridge)


def any_of(features: Array, present: NDArray[np.bool_], ridge: float = 0.01) -> Probe:
    """A probe for each of several things that a loop may hold; `present` `[N, T]`."""
    told = torch.from_numpy(present.astype(np.float64))

    def loss(scores: Tensor) -> Tensor:
        return F.binary_cross_entropy_with_logits(scores, told, reduction="none").mean(0).sum()

    return Probe(features, loss, present.shape[1], ridge)
