"""Which columns stay, and that they are held to the source at every step of every sampler."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from bridge.engine.diffusion import noise_of, sample
from bridge.engine.inpaint import holding, kept_columns, kept_latents
from bridge.engine.loading import LoadedModel
from bridge.engine.orders import SamplingOrder
from bridge.engine.schedulers import fitting_schedulers, make_scheduler, start_from_source, timesteps_from
from bridge.errors import BadRequest
from bridge.vocabulary.jobs import InpaintSpan
from tests.engine.sampling import ORDER, same, source_for

GAP = torch.arange(64).ge(32)


@pytest.fixture(params=["sd", "starter"])
def model(request: pytest.FixtureRequest) -> LoadedModel:
    loaded: LoadedModel = request.getfixturevalue(request.param)
    return loaded


def filling(model: LoadedModel, **changes: object) -> SamplingOrder:
    order = replace(ORDER, source=source_for(model), kept=~GAP)
    return replace(order, **changes)  # type: ignore[arg-type]


def test_columns_are_kept_by_where_they_begin() -> None:
    kept = kept_columns(InpaintSpan(1.0, 2.0), 4.0, columns=32, rounds=1)
    assert kept.tolist() == [not 8 <= column < 16 for column in range(32)]
    assert kept_columns(InpaintSpan(1.0, 2.0), 4.0, 32, 2).tolist() == [
        not 4 <= column % 16 < 8 for column in range(32)
    ]
    assert kept_columns(InpaintSpan(0.0, 3.99), 4.0, 32, 1).sum() == 0


def test_a_latent_column_is_kept_if_all_of_it_is() -> None:
    kept = kept_columns(InpaintSpan(1.1, 2.0), 4.0, columns=32, rounds=1)
    assert kept_latents(kept, 4).tolist() == [True, True, False, False, True, True, True, True]
    assert kept_latents(kept, 32).tolist() == [False]


def test_what_is_kept_comes_out_as_it_went_in(model: LoadedModel) -> None:
    order = filling(model)
    assert order.source is not None
    levels = sample(model, order)[0]
    assert torch.equal(levels[..., ~GAP], order.source[..., ~GAP])
    assert not torch.allclose(levels[..., GAP], order.source[..., GAP], atol=0.05)
    assert same(sample(model, order), sample(model, order))


def test_the_gap_hears_what_is_kept_but_not_what_was_there(model: LoadedModel) -> None:
    order = filling(model, strength=1.0)
    assert order.source is not None
    beyond = order.source.clone()
    beyond[..., GAP] = beyond[..., GAP].flip(-1)
    inside = sample(model, order)[..., GAP]
    # The source's autoencoder sees a little across the border in Stable Diffusion's models.
    tolerance = 0.05 if model.info.id != "tiny-starter" else 1e-6
    assert torch.allclose(inside, sample(model, replace(order, source=beyond))[..., GAP], atol=tolerance)
    other = replace(order, source=order.source.roll(7, -1))
    assert not torch.allclose(inside, sample(model, other)[..., GAP], atol=1e-4)


def test_less_strength_leaves_more_of_what_was_there(starter: LoadedModel) -> None:
    away = []
    for strength in (0.25, 1.0):
        order = filling(starter, steps=4, strength=strength)
        assert order.source is not None
        away.append(float((sample(starter, order)[0] - order.source)[..., GAP].abs().mean()))
    assert away[0] < away[1]


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_every_sampler_is_held_at_its_own_level_of_noise(model: LoadedModel, strength: float) -> None:
    """After each step, what is kept is what the sampler itself would have made of the source and noise."""
    noise = noise_of(model, ORDER)()
    source = torch.rand_like(noise)
    for name in fitting_schedulers(model.scheduler_config):
        scheduler = make_scheduler(name, model.scheduler_config)
        timesteps = timesteps_from(scheduler, 6, strength, model.device)
        hold = holding(scheduler, timesteps, source, noise, torch.ones(noise.shape[-1], dtype=torch.bool))
        latents = hold(0, noise)
        away = [distance(latents, source)]
        for done, timestep in enumerate(timesteps, start=1):
            if name.startswith("flow"):  # what leads straight from the noise to the source
                stepped = scheduler.step(noise - source, timestep, latents, return_dict=False)[0]
                latents = hold(done, stepped)
                assert torch.allclose(stepped, latents, atol=1e-4), name
            else:
                scheduler.step(noise, timestep, latents, return_dict=False)
                latents = hold(done, latents)
            away.append(distance(latents, source))
        assert away == sorted(away, reverse=True) and away[-1] == 0.0 < away[0], name


def distance(one: Tensor, other: Tensor) -> float:
    return round(float((one - other).square().mean().sqrt()), 4)


def test_the_first_level_is_that_of_a_source_laid_under_noise(starter: LoadedModel) -> None:
    noise = noise_of(starter, ORDER)()
    scheduler = make_scheduler("default", starter.scheduler_config)
    timesteps = timesteps_from(scheduler, 4, 0.5, starter.device)
    under = start_from_source(scheduler, torch.ones_like(noise), noise, timesteps[0])
    hold = holding(
        scheduler, timesteps, torch.ones_like(noise), noise, torch.tensor([True, False, True, False])
    )
    held = hold(0, torch.zeros_like(noise))
    assert torch.equal(held[..., ::2], under[..., ::2]) and held[..., 1::2].abs().max() == 0


def test_keeping_needs_a_source_and_a_word_for_every_column(starter: LoadedModel) -> None:
    for order in (filling(starter, source=None), filling(starter, kept=GAP[:32])):
        with pytest.raises(BadRequest, match="to be kept or not"):
            sample(starter, order)
