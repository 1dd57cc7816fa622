"""The settings of a training on a person's own loops, and their defaults. Without torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from bridge.errors import BadModel, BadRequest
from bridge.models.folder import weights_files
from bridge.vocabulary.trainings import STARTER_STEPS, USUAL_STEPS, Targets

# Stable Diffusion's U-Net has 1.7 GB in half precision, the starter's 41 MB.
_SMALL_BYTES = 500_000_000
MAX_STEPS = 1_000_000
# The least and the most of what can be chosen.
LIMITS: dict[str, tuple[float, float]] = {
    "rank": (1, 128),
    "alpha": (0.01, 1000.0),
    "batch": (1, 64),
    "accumulate": (1, 1024),
    "learning_rate": (1e-8, 0.1),
    "seed": (0, 2**32 - 1),
}


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that decides the result of a training, besides its loops, model and steps.

    `full` trains the U-Net itself and keeps an average of it; otherwise a LoRA of `rank` and `alpha` (Hu et
    al. 2021) is trained for `targets`: the projections of attention, or all layers. A step learns from
    `accumulate` batches of `batch` pieces of equal width. `wordless` is the share of pieces shown without
    their words, for guidance, and `held_out` the share of loops that are only measured, never learned from.
    Raises `BadRequest` for a value out of range.
    """

    full: bool = False
    rank: int = 16
    alpha: float = 16.0
    targets: Targets = "attention"
    batch: int = 1
    accumulate: int = 4
    learning_rate: float = 1e-4
    warmup_steps: int = 20
    average_decay: float = 0.999
    wordless: float = 0.1
    held_out: float = 0.1
    seed: int = 0

    def __post_init__(self) -> None:
        for name, (least, most) in LIMITS.items():
            if not least <= (value := getattr(self, name)) <= most:
                raise BadRequest(
                    f"A {name.replace('_', ' ')} of {value:g} is out of range. Use {least:g} to {most:g}."
                )

    def rate_at(self, step: int) -> float:
        """The learning rate of a step, counted from 0: constant after the warm-up, so that a training can be
        extended."""
        return self.learning_rate * min(1.0, (step + 1) / self.warmup_steps)


def held_out_loops(loops: int, share: float) -> int:
    """How many of so many loops to hold out: none of fewer than five."""
    return max(1, round(loops * share)) if loops >= 5 and share > 0 else 0


def is_small(folder: Path) -> bool:
    """Whether the model in `folder` is much smaller than Stable Diffusion. Raises `BadModel`."""
    try:
        return sum(path.stat().st_size for path in weights_files(folder, "unet")) < _SMALL_BYTES
    except OSError as error:
        raise BadModel(f"{folder} has no U-Net that can be read.") from error


def usual_steps(*, small: bool) -> int:
    """How many steps to train by default."""
    return STARTER_STEPS if small else USUAL_STEPS


def plan_for(*, small: bool, full: bool = False, **given: Any) -> Plan:
    """The defaults for a model's size, with the fields of `Plan` that are `given` in their place.

    Small models on a processor learn faster from larger batches; for those of Stable Diffusion's size the
    defaults are those of diffusers' and kohya's scripts. Raises `BadRequest` for a value out of range.
    """
    if small:
        usual: dict[str, Any] = {"targets": "all", "batch": 4, "accumulate": 1, "learning_rate": 1e-3}
    else:
        usual = {"learning_rate": 1e-5 if full else 1e-4}
    chosen = {**usual, **given}
    return Plan(full=full, **{"alpha": float(chosen.get("rank", 16)), **chosen})
