"""Draws into a gap: a part of the latents is sampled while the rest is held to a source.

After every step the kept latents are set to the source at that step's level of noise, so that what is
drawn always sees them as they would be if they had been drawn too (SDEdit's masks: Meng et al. 2022;
the known region of RePaint: Lugmayr et al. 2022; blended latent diffusion: Avrahami, Fried and
Lischinski 2023). RePaint's walks back and forth are left out: where convolutions wrap, both ends of the
gap are seen at every step, and few steps are taken.

K columns, W latent columns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from bridge.engine.schedulers import start_from_source
from bridge.vocabulary.jobs import InpaintSpan

AfterStep = Callable[[int, Tensor], Tensor]


def kept_columns(gap: InpaintSpan, quarters: float, columns: int, rounds: int) -> Tensor:
    """Which of `columns` columns `[K]` are kept, where they hold `rounds` loops of `quarters` quarters.

    A column counts as where its centre is, which is where it begins.
    """
    places = torch.arange(columns, dtype=torch.float64) * (rounds * quarters / columns) % quarters
    # Places are fractions of a beat: less than a thousandth beside a border is on it.
    return (places < gap.from_quarter - 1e-3) | (places >= gap.to_quarter - 1e-3)


def kept_latents(kept: Tensor, columns_per_latent: int) -> Tensor:
    """Which latent columns `[W]` hold nothing but kept columns `[K]`."""
    return kept.view(-1, columns_per_latent).all(dim=1)


def holding(scheduler: Any, timesteps: Tensor, source: Tensor, noise: Tensor, kept: Tensor) -> AfterStep:
    """What sets the kept latent columns `[W]` of latents `[B, L, H, W]` to the source's, after so many
    steps of `timesteps`, at the noise that the next step expects; after the last, as they are."""
    kept = kept.to(noise.device)

    def hold(done: int, latents: Tensor) -> Tensor:
        there = source
        if done < len(timesteps):
            there = start_from_source(scheduler, source, noise, timesteps[done])
        return torch.where(kept, there, latents)

    return hold
