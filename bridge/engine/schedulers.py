"""Samplers by name, and the few things in which their kinds differ.

Two kinds of model are drawn with: those that predict noise (Stable Diffusion; `epsilon` or
`v_prediction`) and those that predict a flow (the starter; the velocity of a straight path from
picture to noise). A sampler serves one kind. Those for models that draw in few steps (`lcm`, `tcd`) add fresh
noise after each step, which the caller provides, so that a clip's noise depends on its seed alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor

from bridge.engine.quiet import quiet
from bridge.errors import BadModel, BadRequest

Kind = Literal["noise", "flow"]
DEFAULT = "default"
# How much of a step of TCD is noise (γ; Zheng et al. 2024 recommend it for up to four steps).
_TCD_ETA = 0.3
# The steps of LCM's and TCD's teachers; a student may begin at any of them.
_TEACHER_STEPS = 50


@dataclass(frozen=True)
class SchedulerEntry:
    """A class of diffusers, the kind of model it serves, and settings laid over the folder's own."""

    module: str
    name: str
    kind: Kind
    settings: dict[str, Any] = field(default_factory=dict)


SCHEDULERS = {
    # diffusers would clip the picture that each step predicts to -1..1; latents know no such bounds.
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
    # Latent consistency (Luo et al. 2023): each step predicts the picture, then adds fresh noise to it.
    "lcm": SchedulerEntry("scheduling_lcm", "LCMScheduler", "noise", {"clip_sample": False}),
    # The same, for models that were distilled at just these evenly spaced steps.
    "lcm-trailing": SchedulerEntry(
        "scheduling_lcm", "LCMScheduler", "noise", {"clip_sample": False, "timestep_spacing": "trailing"}
    ),
    # Trajectory consistency (Zheng et al. 2024): each step follows the path and adds a little noise.
    "tcd": SchedulerEntry("scheduling_tcd", "TCDScheduler", "noise"),
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
            f"The sampler {name} is for models that predict {found.kind}; for this one use {fitting}."
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
    `strength` on request; see `least_strength` for the others. Samplers for few steps begin at the nearest
    step that they were trained for.
    """
    if _adds_noise(scheduler):
        with quiet():
            scheduler.set_timesteps(timesteps=_few_timesteps(scheduler, steps, strength), device=device)
        return scheduler.timesteps  # type: ignore[no-any-return]
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
    if _takes_any_noise(scheduler):
        return 0.0
    return 1 / (_teacher_steps(scheduler, steps) if _adds_noise(scheduler) else steps)


def _few_timesteps(scheduler: Any, steps: int, strength: float) -> list[int]:
    """`steps · strength` of the teacher's timesteps up to `strength`, evenly spread, the noisiest first.

    At strength 1 they are those of diffusers' own classes.
    """
    teacher = _teacher_steps(scheduler, steps)
    reached = max(1, round(teacher * strength))
    count = min(reached, max(1, round(steps * strength)))
    stride = int(scheduler.config.num_train_timesteps) // teacher
    places = np.floor(np.linspace(0, reached, count, endpoint=False)).astype(int)
    return [int((reached - place) * stride - 1) for place in places]


def _teacher_steps(scheduler: Any, steps: int) -> int:
    is_trailing = scheduler.config.get("timestep_spacing") == "trailing"
    return steps if is_trailing else max(steps, _TEACHER_STEPS)


def _adds_noise(scheduler: Any) -> bool:
    return type(scheduler).__name__ in ("LCMScheduler", "TCDScheduler")


def take_step(
    scheduler: Any, predicted: Tensor, timestep: Tensor, latents: Tensor, fresh_noise: Callable[[], Tensor]
) -> Tensor:
    """`latents` after the step from `timestep`, where the network predicted `predicted`."""
    if not _adds_noise(scheduler):
        return scheduler.step(predicted, timestep, latents, return_dict=False)[0]  # type: ignore[no-any-return]
    # The first result has noise of the class's own; the second is what it was before, to which we add ours.
    is_tcd = type(scheduler).__name__ == "TCDScheduler"
    own = {"eta": _TCD_ETA} if is_tcd else {}
    unused = torch.Generator().manual_seed(0)
    reached: Tensor = scheduler.step(
        predicted, timestep, latents, generator=unused, return_dict=False, **own
    )[1]
    if scheduler.step_index == len(scheduler.timesteps):
        return reached
    following = int(scheduler.timesteps[scheduler.step_index])
    kept: Tensor = scheduler.alphas_cumprod[following]
    if is_tcd:
        kept = kept / scheduler.alphas_cumprod[int((1 - _TCD_ETA) * following)]
    return kept.sqrt() * reached + (1 - kept).sqrt() * fresh_noise()


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
