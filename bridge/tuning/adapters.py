"""The weights of a LoRA in training (Hu et al. 2021), added beside a network's own, which stay as they are.

The layer's output y = W x gets (α/r) · B (A x) added, by a hook: A `[r, I]` begins at random, B `[O, r]` at
zero, so at first nothing changes. For a convolution, A is one of the same kernel, stride and padding
(circular in time if the layer's is), and B one of 1 × 1.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from bridge.errors import BadModel
from bridge.tuning.plan import Plan
from bridge.vocabulary.trainings import Targets

Layer = nn.Linear | nn.Conv2d
# How the names of attention's projections end.
_ATTENTION = (".to_q", ".to_k", ".to_v", ".to_out.0")


class _Pair(NamedTuple):
    """A layer, and A (`down`) and B (`up`), which are trained for it."""

    name: str
    layer: nn.Module
    down: Layer
    up: Layer


class Adapters:
    """The LoRA of all layers of `network` that `plan` targets. It takes effect between `attach` and `detach`.

    Raises `BadModel` for a network without such layers.
    """

    def __init__(self, network: nn.Module, plan: Plan) -> None:
        self._scale = plan.alpha / plan.rank
        self._hooks: list[RemovableHandle] = []
        generator, device = torch.Generator().manual_seed(plan.seed), next(network.parameters()).device
        self._pairs = [
            _Pair(name, layer, *_halves(layer, plan.rank, generator, device))
            for name, layer in target_layers(network, plan.targets).items()
        ]
        if not self._pairs:
            raise BadModel("This model has no layers that a LoRA can be trained for. Use another base.")

    def parameters(self) -> list[Tensor]:
        """The trained weights, always in the same order."""
        return [half.weight for pair in self._pairs for half in (pair.down, pair.up)]

    def attach(self) -> None:
        """Add the LoRA to the layers' outputs."""
        for _, layer, down, up in self._pairs:

            def add(
                layer: nn.Module, given: tuple[Tensor, ...], out: Tensor, down: Layer = down, up: Layer = up
            ) -> Tensor:
                added: Tensor = up(down(given[0]))
                return out + self._scale * added

            self._hooks.append(layer.register_forward_hook(add))

    def detach(self) -> None:
        """Bring the network back to what it was, to the bit."""
        while self._hooks:
            self._hooks.pop().remove()

    def tensors(self) -> dict[str, Tensor]:
        """A and B of each layer, by the names that peft and diffusers use."""
        return {
            f"unet.{pair.name}.lora_{letter}.weight": half.weight.detach()
            for pair in self._pairs
            for letter, half in (("A", pair.down), ("B", pair.up))
        }

    def metadata(self, plan: Plan) -> Mapping[str, str]:
        """What peft and diffusers need beside the tensors."""
        names = [pair.name for pair in self._pairs]
        config = {"unet.r": plan.rank, "unet.lora_alpha": plan.alpha, "unet.target_modules": names}
        return {"format": "pt", "lora_adapter_metadata": json.dumps(config)}


def target_layers(network: nn.Module, targets: Targets) -> dict[str, Layer]:
    """The linear layers and convolutions of `network` that are trained, by name."""
    return {
        name: layer
        for name, layer in network.named_modules()
        if isinstance(layer, nn.Linear | nn.Conv2d)
        and (targets == "all" or name.endswith(_ATTENTION))
        and getattr(layer, "groups", 1) == 1
    }


def _halves(layer: Layer, rank: int, generator: torch.Generator, device: torch.device) -> tuple[Layer, Layer]:
    """A and B for `layer`, as they begin."""
    down: Layer
    up: Layer
    if isinstance(layer, nn.Linear):
        down = nn.Linear(layer.in_features, rank, bias=False)
        up = nn.Linear(rank, layer.out_features, bias=False)
    else:
        # Of the layer's own class, which may wrap in time.
        make: Any = type(layer)
        down = make(
            layer.in_channels,
            rank,
            layer.kernel_size,
            layer.stride,
            layer.padding,
            layer.dilation,
            bias=False,
        )
        up = nn.Conv2d(rank, layer.out_channels, 1, bias=False)
    with torch.no_grad():
        drawn = 2 * torch.rand(down.weight.shape, generator=generator) - 1
        down.weight.copy_(drawn / math.sqrt(down.weight[0].numel()))
        up.weight.zero_()
    return down.to(device), up.to(device)
