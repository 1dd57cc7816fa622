"""Training on a person's own loops: what is asked for, and what is told while it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Meter

Targets = Literal["attention", "all"]
# The stages of a training's progress, in their order.
LISTENING, PREPARING, TRAINING = "listening", "preparing", "training"
# Steps by default: the starter learns a sound in 150; in 400, it also learns the loops by heart.
USUAL_STEPS, STARTER_STEPS, DEFAULT_PREVIEW_STEPS = 1000, 200, 100
STEPS_HELP = (
    f"steps in all ({USUAL_STEPS}, starter {STARTER_STEPS}); a higher number continues a finished training"
)


class TrainingRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to train on the loops in `folder`. Where a field is `None`, `bridge.tuning.order` decides.

    `name` is the trigger word, and the name of the LoRA or, with `full`, of the model. `base` is the model to
    train. `steps` includes those of earlier runs: the same request resumes a training that was stopped. A
    preview is rendered every `preview_steps`, or none at 0. `meter` is for sounds that state none. With
    `dry_run` the sounds are only read. The rest is `bridge.tuning.plan.Plan`'s.
    """

    folder: Path
    name: str
    base: str | None = None
    steps: int | None = None
    full: bool = False
    preview_steps: int = DEFAULT_PREVIEW_STEPS
    meter: Meter | None = None
    device: str | None = None
    rank: int | None = None
    alpha: float | None = None
    targets: Targets | None = None
    batch: int | None = None
    accumulate: int | None = None
    learning_rate: float | None = None
    seed: int = 0
    dry_run: bool = False


# ---- what is told, in this order; `Progress` and notes (`str`) come in between ----


class UnderstoodSound(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """How a sound of the folder is understood. `file` is its path from the folder on, on one line; `why` says
    where its tempo comes from; `words` begin with the trigger word."""

    file: str
    tempo_bpm: float
    why: str
    bars: int
    pieces: int
    meter: Meter
    key: Key | None
    words: str


class RefusedSound(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A sound of the folder that can't be used, and why, in a sentence; `file` as in `UnderstoodSound`."""

    file: str
    reason: str


class FolderRead(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The folder is read; a dry run ends with this. `loops` and `refused` count its sounds, `bars` and
    `seconds` what can be used of them."""

    loops: int
    refused: int
    bars: int
    seconds: float


class Measured(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The loss after so many of all `steps`; `held_out` is that on the loops that are not learned from,
    `None` where there are none."""

    step: int
    steps: int
    loss: float
    held_out: float | None = None

    def __str__(self) -> str:
        measured = "" if self.held_out is None else f", held out {self.held_out:.4f}"
        return f"step {self.step} of {self.steps}: loss {self.loss:.4f}{measured}"


class Preview(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A clip that was rendered at a step; it is in the library, where its title names the step."""

    step: int
    clip: Clip


class Trained(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """The training is done. `path` is the LoRA's file, or with `full` the model's folder. `base` is the model
    that was trained, and `words` those of a loop, to try it with: `base` with the LoRA `name`, or the model
    `name`."""

    name: str
    path: Path
    steps: int
    full: bool
    base: str
    words: str


Report = UnderstoodSound | RefusedSound | FolderRead | Measured | Preview | Trained
