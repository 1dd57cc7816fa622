"""Keeps what was drawn last, to be decoded again at another tempo, rate or format."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import replace

from torch import Tensor

from bridge.engine.loading import LoadedModel
from bridge.engine.orders import SamplingOrder
from bridge.lru_cache import LruCache

# A thousand drawings of two bars by the starter.
BUDGET_BYTES = 256 << 20


class SpectrogramCache:
    """Levels `[B, C, M, K]`, by everything that sampling depends on: the model, its LoRAs, where it draws,
    and the whole order, the source by its content. The longest unused go first. One thread's alone."""

    def __init__(self, budget_bytes: int = BUDGET_BYTES) -> None:
        self._kept: LruCache[Hashable, Tensor] = LruCache(budget_bytes)

    def find(self, model: LoadedModel, order: SamplingOrder) -> Tensor | None:
        """What `model` drew for `order`, not to be written to."""
        return self._kept.get(_name(model, order))

    def keep(self, model: LoadedModel, order: SamplingOrder, levels: Tensor) -> None:
        """Keep `levels`, unless there would be room for nothing else."""
        size_bytes = levels.element_size() * levels.nelement()
        if size_bytes <= self._kept.budget:
            self._kept.put(_name(model, order), levels, size_bytes)

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()


def _name(model: LoadedModel, order: SamplingOrder) -> Hashable:
    words = replace(order, source=None, kept=None)
    loras = tuple((each.sha256, each.weight) for each in model.loras)
    return (model.sha256, loras, model.placement, words, _content(order.source), _content(order.kept))


def _content(tensor: Tensor | None) -> str | None:
    if tensor is None:
        return None
    return hashlib.sha256(tensor.detach().cpu().contiguous().numpy().tobytes()).hexdigest()
