"""The training objective: predict the noise in noisy latents, or the velocity towards it.

Two kinds of model (`bridge.engine.schedulers`). One that predicts noise sees √ᾱ·z + √(1−ᾱ)·n at a uniformly
drawn timestep (Ho et al. 2020), and learns n, or √ᾱ·n − √(1−ᾱ)·z (Salimans and Ho 2022). One that predicts a
flow sees (1−σ)·z + σ·n (Liu et al. 2022), with σ the logistic of a normal deviate (Esser et al. 2024), and
learns n − z.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from torch import Tensor, nn

from bridge.engine.quiet import quiet
from bridge.engine.schedulers import model_kind
from bridge.errors import BadModel


class Objective:
    """The loss of a model with the scheduler configuration `config`.

    Raises `BadModel` for a kind of prediction that can't be trained.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._is_flow = model_kind(config) == "flow"
        self._steps = int(config.get("num_train_timesteps", 1000))
        self._predicts = str(config.get("prediction_type", "epsilon"))
        if self._is_flow:
            return
        if self._predicts not in ("epsilon", "v_prediction"):
            raise BadModel(f"A model that predicts “{self._predicts}” can't be trained. Use another base.")
        with quiet():
            own = {key: value for key, value in config.items() if not key.startswith("_")}
            kept: Tensor = DDPMScheduler.from_config(own).alphas_cumprod
        self._signal, self._noise = kept.sqrt(), (1 - kept).sqrt()

    def levels(self, count: int, draw: torch.Generator) -> Tensor:
        """Timesteps `[B]` to learn at."""
        if self._is_flow:
            return torch.sigmoid(torch.randn(count, generator=draw)) * self._steps
        return torch.randint(0, self._steps, (count,), generator=draw)

    def spread_levels(self, count: int) -> Tensor:
        """Timesteps `[B]`, evenly spread and always the same, to measure at."""
        shares = (torch.arange(count) + 0.5) / count
        return shares * self._steps if self._is_flow else (shares * self._steps).long()

    def loss(
        self,
        unet: nn.Module,
        latents: Tensor,
        noise: Tensor,
        timesteps: Tensor,
        words: Tensor,
        beside: Tensor | None,
    ) -> Tensor:
        """Mean squared error of the prediction by `unet` for `latents` under `noise`, both `[B, L, H, W]`, at
        `timesteps` `[B]`, given `words` `[B, T, D]` and extra input channels `beside` `[B, C, H, W]`."""
        seen, wanted = self._blended(latents, noise, timesteps)
        seen = seen if beside is None else torch.cat([seen, beside], dim=1)
        predicted: Tensor = unet(seen, timesteps, words, return_dict=False)[0]
        return nn.functional.mse_loss(predicted.float(), wanted)

    def _blended(self, latents: Tensor, noise: Tensor, timesteps: Tensor) -> tuple[Tensor, Tensor]:
        """What the U-Net sees, and what it should predict."""
        if self._is_flow:
            share = (timesteps / self._steps)[:, None, None, None]
            return (1 - share) * latents + share * noise, noise - latents
        at = timesteps.cpu()
        signal, rest = (
            table[at].to(latents.device)[:, None, None, None] for table in (self._signal, self._noise)
        )
        wanted = noise if self._predicts == "epsilon" else signal * noise - rest * latents
        return signal * latents + rest * noise, wanted
