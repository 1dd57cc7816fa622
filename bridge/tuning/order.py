"""Checks what is asked to be trained, and decides what was left open. Without torch."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from bridge.errors import BadRequest
from bridge.models.catalogue import LORAS, find, is_reserved
from bridge.settings import Settings
from bridge.tuning.plan import MAX_STEPS, Plan, is_small, plan_for, usual_steps
from bridge.tuning.sentences import EXISTS, NO_FOLDER
from bridge.tuning.trigger import check_trigger
from bridge.untrusted import is_folder
from bridge.vocabulary.trainings import TrainingRequest

_CHOSEN = ("rank", "alpha", "targets", "batch", "accumulate", "learning_rate", "seed")


class TuningOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What to train: `name` is the trigger word, and the name of the LoRA or model. There is a preview every
    `preview_steps`, or none at 0."""

    name: str
    base: str
    steps: int
    plan: Plan
    preview_steps: int = 0
    device: str = "auto"


class Places(NamedTuple):
    """The folder for checkpoints, and the file or folder for the result."""

    work: Path
    result: Path

    @classmethod
    def of(cls, name: str, models_folder: Path, *, full: bool) -> Places:
        loras = models_folder / LORAS
        return cls(
            loras / f"{name}.training", models_folder / name if full else loras / f"{name}.safetensors"
        )

    def check(self) -> None:
        """Raise `BadRequest` if the result would replace what wasn't trained here, or wouldn't be found."""
        if self.result.parent != self.work.parent and is_reserved(self.result.name):
            raise BadRequest(f"“{self.result.name}” isn't free for a model. Choose another name.")
        if self.result.exists() and not self.work.exists():
            raise BadRequest(EXISTS.format(path=self.result))


def check_folder(folder: Path) -> None:
    """Raise `BadRequest` unless `folder` is one."""
    if not is_folder(folder):
        raise BadRequest(NO_FOLDER.format(folder=folder))


def order_for(request: TrainingRequest, settings: Settings) -> TuningOrder | None:
    """The order that a request stands for; `None` for a dry run.

    Raises `BadRequest` for a name, folder, model or value that can't be used, and `BadModel`.
    """
    check_trigger(request.name)
    check_folder(request.folder)
    models_folder = Path(settings.models_folder)
    base = request.base or settings.model
    entry = find(base, models_folder)
    if request.dry_run:
        return None
    small = is_small(entry.require())
    given = {each: value for each in _CHOSEN if (value := getattr(request, each)) is not None}
    plan = plan_for(small=small, full=request.full, **given)
    steps = usual_steps(small=small) if request.steps is None else request.steps
    if not 1 <= steps <= MAX_STEPS:
        raise BadRequest(f"{steps} steps is out of range. Use 1 to {MAX_STEPS:,}.")
    if request.preview_steps < 0:
        raise BadRequest("Steps between previews can't be below 0. Use 0 for no previews.")
    Places.of(request.name, models_folder, full=request.full).check()
    return TuningOrder(
        name=request.name,
        base=base,
        steps=steps,
        plan=plan,
        preview_steps=request.preview_steps,
        device=request.device or settings.device,
    )
