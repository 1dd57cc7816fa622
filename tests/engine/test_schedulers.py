"""Every sampler, told exactly where to go, gets there: from noise, and from anywhere on the way."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor

from bridge.engine.diffusion import denoise
from bridge.engine.schedulers import (
    SCHEDULERS,
    fitting_schedulers,
    least_strength,
    make_scheduler,
    model_kind,
    start_from_noise,
    start_from_source,
    timesteps_from,
)
from bridge.errors import BadModel, BadRequest

STABLE_DIFFUSION = {
    "_class_name": "PNDMScheduler",
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "num_train_timesteps": 1000,
    "skip_prk_steps": True,
    "steps_offset": 1,
}
FLOW = {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000, "shift": 1.0}


def config_for(name: str) -> dict[str, Any]:
    return FLOW if SCHEDULERS[name].kind == "flow" else STABLE_DIFFUSION


def oracle(name: str, target: Tensor) -> Any:
    """What a perfect network would predict if the picture were surely `target`."""
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    kept = (1 - betas).cumprod(0)

    def noise(seen: Tensor, timestep: Tensor) -> Tensor:
        share = kept[int(timestep)].float()
        return (seen - share.sqrt() * target) / (1 - share).sqrt()

    def flow(seen: Tensor, timestep: Tensor) -> Tensor:
        return (seen - target) / (timestep / 1000)

    return flow if SCHEDULERS[name].kind == "flow" else noise


@pytest.mark.parametrize("strength", [1.0, 0.6, 0.2])
@pytest.mark.parametrize("name", SCHEDULERS)
def test_arrives_at_what_is_predicted(name: str, strength: float) -> None:
    generator = torch.Generator().manual_seed(0)
    target, noise = torch.randn(2, 1, 4, 8, 8, generator=generator)
    scheduler = make_scheduler(name, config_for(name))
    timesteps = timesteps_from(scheduler, 10, strength, torch.device("cpu"))
    if strength == 1.0:
        start = start_from_noise(scheduler, noise)
    else:
        start = start_from_source(scheduler, target, noise, timesteps[0])
    end = denoise(
        start, scheduler, timesteps, oracle(name, target), lambda done, latents: latents, lambda: noise
    )
    assert (start - target).abs().mean() > 0.05
    # TCD ends at the first timestep, where a trace of noise is left.
    assert (end - target).abs().mean() < (0.08 if name == "tcd" else 0.05)


@pytest.mark.parametrize("steps, strength, taken", [(10, 0.5, 5), (10, 0.0, 1), (4, 0.3, 1), (3, 1.0, 3)])
def test_strength_leaves_so_many_steps(steps: int, strength: float, taken: int) -> None:
    for name in ("ddim", "euler", "dpm++", "flow-euler"):
        scheduler = make_scheduler(name, config_for(name))
        assert len(timesteps_from(scheduler, steps, strength, torch.device("cpu"))) == taken


@pytest.mark.parametrize("strength", [0.01, 0.3, 0.77])
def test_a_flow_begins_at_exactly_the_strength_asked(strength: float) -> None:
    scheduler = make_scheduler("flow-euler", FLOW)
    timesteps = timesteps_from(scheduler, 8, strength, torch.device("cpu"), exactly=True)
    assert len(timesteps) == max(1, round(8 * strength))
    noise, nothing = torch.ones(1, 1, 1, 1), torch.zeros(1, 1, 1, 1)
    start = start_from_source(scheduler, nothing, noise, timesteps[0])
    assert float(start) == pytest.approx(strength, abs=1e-3)
    assert least_strength(scheduler, 8) == 0.0
    assert least_strength(make_scheduler("ddim", config_for("ddim")), 8) == 1 / 8


@pytest.mark.parametrize("steps", [1, 4])
@pytest.mark.parametrize("name", ["lcm", "tcd"])
def test_few_steps_are_those_of_diffusers(name: str, steps: int) -> None:
    """Timesteps, pictures and noise between steps: as if its own class had drawn the noise."""
    own, theirs = (make_scheduler(name, STABLE_DIFFUSION) for _ in range(2))
    timesteps = timesteps_from(own, steps, 1.0, torch.device("cpu"))
    theirs.set_timesteps(steps)
    assert timesteps.tolist() == theirs.timesteps.tolist()
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(1))
    predict = oracle(name, torch.zeros(1, 4, 8, 8))
    expected, chance = latents, torch.Generator().manual_seed(2)
    for timestep in theirs.timesteps:
        expected = theirs.step(predict(expected, timestep), timestep, expected, generator=chance)[0]
    chance = torch.Generator().manual_seed(2)
    drawn = denoise(
        latents, own, timesteps, predict, lambda done, each: each,
        lambda: torch.randn(latents.shape, generator=chance),
    )  # fmt: skip
    torch.testing.assert_close(drawn, expected)


@pytest.mark.parametrize(
    "name, steps, strength, timesteps",
    [
        ("lcm", 4, 0.6, [599, 299]),
        ("lcm", 4, 0.01, [19]),
        ("lcm", 100, 1.0, list(range(999, 0, -10))),
        ("tcd", 1, 1.0, [999]),
        ("lcm-trailing", 4, 1.0, [999, 749, 499, 249]),
        ("lcm-trailing", 4, 0.6, [499, 249]),
    ],
)
def test_few_steps_begin_where_they_were_trained_to(
    name: str, steps: int, strength: float, timesteps: list[int]
) -> None:
    scheduler = make_scheduler(name, STABLE_DIFFUSION)
    found = timesteps_from(scheduler, steps, strength, torch.device("cpu"), exactly=True)
    assert found.tolist() == timesteps
    assert 0 < least_strength(scheduler, steps) <= max(0.02, 1 / steps)


def test_after_step_can_hold_latents() -> None:
    """A hook that puts back what is to stay decides what comes out there."""
    scheduler = make_scheduler("flow-euler", FLOW)
    timesteps = timesteps_from(scheduler, 4, 1.0, torch.device("cpu"))
    target = torch.zeros(1, 1, 2, 4)

    def hold_left(done: int, latents: Tensor) -> Tensor:
        latents = latents.clone()
        latents[..., :2] = 5.0
        return latents

    noise = torch.ones_like(target)
    end = denoise(noise, scheduler, timesteps, oracle("flow-euler", target), hold_left, lambda: noise)
    assert end[..., :2].eq(5).all()
    assert end[..., 2:].abs().max() < 1e-5


def test_kinds_of_model() -> None:
    assert model_kind(STABLE_DIFFUSION) == "noise"
    assert model_kind(FLOW) == "flow"
    assert fitting_schedulers(FLOW) == ["flow-euler", "flow-heun"]


def test_default_is_the_folders_own() -> None:
    assert type(make_scheduler("default", STABLE_DIFFUSION)).__name__ == "PNDMScheduler"
    assert type(make_scheduler("default", FLOW)).__name__ == "FlowMatchEulerDiscreteScheduler"


def test_the_folders_settings_carry_over() -> None:
    scheduler = make_scheduler("dpm++", STABLE_DIFFUSION)
    assert scheduler.config.beta_schedule == "scaled_linear"
    assert scheduler.config.beta_end == 0.012


def test_refusals_name_what_would_be_right() -> None:
    with pytest.raises(BadRequest, match="This model supports default, ddim, ddim-trailing, pndm"):
        make_scheduler("ddmi", STABLE_DIFFUSION)
    with pytest.raises(BadModel, match="own sampler is a MysteryScheduler; name another: ddim"):
        make_scheduler("default", {"_class_name": "MysteryScheduler"})
