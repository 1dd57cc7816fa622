"""Samplers by name, and the few things in which their kinds differ.

Two kinds of model are drawn with: those that foretell noise (Stable Diffusion; `epsilon` or
`v_prediction`) and those that foretell a flow (the starter; the velocity of a straight path from
picture to noise). A sampler serves one kind. All here are deterministic: none draws noise between steps.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

import torch
from torch import Tensor

from bridge.engine.quiet import quiet
from bridge.errors import BadModel, BadRequest

Kind = Literal["noise", "flow"]
DEFAULT = "default"


@dataclass(frozen=True)
class SchedulerEntry:
    """A class of diffusers, the kind of model it serves, and settings laid over the folder's own."""

    module: str
    name: str
    kind: Kind
    settings: dict[str, Any] = field(default_factory=dict)


SCHEDULERS = {
    # diffusers would clip the picture that each step foretells to -1..1; latents know no such bounds.
    "ddim": SchedulerEntry("scheduling_ddim", "DDIMScheduler", "noise", {"clip_sample": False}),
    # For LoRAs that draw in one to eight steps, which are trained to begin at the very last timestep.
    "ddim-trailing": SchedulerEntry(
        "scheduling_ddim", "DDIMScheduler", "noise", {"clip_sample": False, "timestep_spacing": "trailing"}
    ),
    "pndm": SchedulerEntry("scheduling_pndm", "PNDMScheduler", "noise", {"skip_prk_steps": True}),
    "euler": SchedulerEntry("scheduling_euler_discrete", "EulerDiscreteScheduler", "noise"),
    "heun": SchedulerEntry("scheduling_heun_discrete", "HeunDiscreteScheduler", "noise"),
    "dpm++": SchedulerEntry(
        "scheduling_dpmsolver_multistep",
        "DPMSolverMultistepScheduler",
        "noise",
        {"algorithm_type": "dpmsolver++", "solver_order": 2},
    ),
    "flow-euler": SchedulerEntry(
        "scheduling_flow_match_euler_discrete",
        "FlowMatchEulerDiscreteScheduler",
        "flow",
        {"stochastic_sampling": False},
    ),
    "flow-heun": SchedulerEntry(
        "scheduling_flow_match_heun_discrete", "FlowMatchHeunDiscreteScheduler", "flow"
    ),
}


def model_kind(config: dict[str, Any]) -> Kind:
    """Which kind of model the folder's own scheduler configuration belongs to."""
    name = str(config.get("_class_name", ""))
    flow = name.startswith("FlowMatch") or config.get("prediction_type") == "flow_prediction"
    return "flow" if flow else "noise"


def fitting_schedulers(config: dict[str, Any]) -> list[str]:
    """Names of the samplers that fit the model."""
    return [name for name, entry in SCHEDULERS.items() if entry.kind == model_kind(config)]


def make_scheduler(name: str, config: dict[str, Any]) -> Any:
    """The sampler `name`, or the folder's own for `default`, for the model with `config`.

    Raises `BadRequest` for a name that is none or does not fit the model, `BadModel` if the
    folder's own is not among those we know.
    """
    fitting = ", ".join([DEFAULT, *fitting_schedulers(config)])
    if name == DEFAULT:
        entry = _own_entry(config)
    elif (found := SCHEDULERS.get(name)) is None:
        raise BadRequest(f"“{name[:40]}” isn't a sampler. This model supports {fitting}.")
    elif found.kind != model_kind(config):
        raise BadRequest(
            f"The sampler {name} is for models that foretell {found.kind}; for this one use {fitting}."
        )
    else:
        entry = found
    kind = getattr(import_module(f"diffusers.schedulers.{entry.module}"), entry.name)
    settings = {key: value for key, value in config.items() if not key.startswith("_")}
    with quiet():
        return kind.from_config({**settings, **entry.settings})


def _own_entry(config: dict[str, Any]) -> SchedulerEntry:
    own = config.get("_class_name")
    for entry in SCHEDULERS.values():
        if entry.name == own:
            return entry
    raise BadModel(
        f"The model's own sampler is a {own}; name another: {', '.join(fitting_schedulers(config))}."
    )


def timesteps_from(
    scheduler: Any, steps: int, strength: float, device: torch.device, *, exactly: bool = False
) -> Tensor:
    """Set `scheduler` up and return the timesteps `[n]` that remain for `strength` in 0..1.

    At strength 1 these are all of them; below, only the last `steps · strength` (at least one), for
    a source that noise is laid on to begin with. A sampler of second order looks twice at a step,
    so n can be up to twice the steps. Where a sampler takes any levels of noise, the first is `exactly`
    `strength` on request; see `least_strength` for the others.
    """
    if exactly and strength < 1 and _takes_any_noise(scheduler):
        count = max(1, round(steps * strength))
        with quiet():
            scheduler.set_timesteps(
                sigmas=[strength * (1 - step / count) for step in range(count)], device=device
            )
        return scheduler.timesteps  # type: ignore[no-any-return]
    with quiet():  # numpy and torch disagree about a keyword in there
        if _takes_any_noise(scheduler):
            # Left to itself it spends its last step on the thousandth part of the way.
            scheduler.set_timesteps(sigmas=[1 - step / steps for step in range(steps)], device=device)
        else:
            scheduler.set_timesteps(steps, device=device)
    skipped = steps - max(1, min(steps, int(steps * strength + 0.5)))
    if skipped == 0:
        return scheduler.timesteps  # type: ignore[no-any-return]
    if type(scheduler).__name__ == "PNDMScheduler":
        # Its second look at a step comes as a timestep given twice, which a plain cut would drop.
        distinct = torch.unique_consecutive(scheduler.timesteps)[skipped:]
        return torch.cat([distinct[:2], distinct[1:]])
    begin = skipped * scheduler.order
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(begin)
    return scheduler.timesteps[begin:]  # type: ignore[no-any-return]


def least_strength(scheduler: Any, steps: int) -> float:
    """The least strength above 0 that `scheduler` can begin at: 0, or that of its last step."""
    return 0.0 if _takes_any_noise(scheduler) else 1 / steps


def _takes_any_noise(scheduler: Any) -> bool:
    return type(scheduler).__name__ == "FlowMatchEulerDiscreteScheduler"


def start_from_noise(scheduler: Any, noise: Tensor) -> Tensor:
    """Where the way from nothing begins: noise of the variance that `scheduler` starts at."""
    return noise * float(getattr(scheduler, "init_noise_sigma", 1.0))


def start_from_source(scheduler: Any, source: Tensor, noise: Tensor, timestep: Tensor) -> Tensor:
    """`source` with as much `noise` as belongs to `timestep` `[]`."""
    at = timestep.reshape(1)
    if hasattr(scheduler, "scale_noise"):
        return scheduler.scale_noise(source, at, noise)  # type: ignore[no-any-return]
    return scheduler.add_noise(source, noise, at)  # type: ignore[no-any-return]


def model_input(scheduler: Any, latents: Tensor, timestep: Tensor) -> Tensor:
    """What the U-Net is to see of `latents`: samplers over sigmas scale them, flows do not."""
    if hasattr(scheduler, "scale_model_input"):
        return scheduler.scale_model_input(latents, timestep)  # type: ignore[no-any-return]
    return latents
