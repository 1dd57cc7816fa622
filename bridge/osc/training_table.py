"""What can be sent to train on a folder of loops. A part of `table`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import msgspec

from bridge.errors import BadRequest
from bridge.messages import events as ev
from bridge.osc.answer_forms import ROOT
from bridge.osc.forms import ID, KEY, Field, Method, Where
from bridge.osc.loopback import is_loopback
from bridge.requests import kinds
from bridge.requests.fields import BY_NAME
from bridge.settings import expanded
from bridge.tuning.plan import LIMITS, MAX_STEPS
from bridge.tuning.trigger import check_trigger
from bridge.vocabulary.trainings import (
    DEFAULT_PREVIEW_STEPS,
    STEPS_HELP,
    Targets,
    TrainingRequest,
)

MAX_FOLDER_CHARACTERS = 600


def _folder(value: object) -> Path:
    """A folder of this machine. Raises `BadRequest` unless it is given from the root on."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > MAX_FOLDER_CHARACTERS:
        raise BadRequest(f"{kinds.quoted(value)} isn't a path. Use up to {MAX_FOLDER_CHARACTERS} characters.")
    if not (folder := expanded(value)).is_absolute():
        raise BadRequest(f"{kinds.quoted(value)} isn't a full path. Start at the root, or with ~.")
    return folder


def _train_asked(where: Where, values: dict[str, Any]) -> ev.TrainAsked:
    if not is_loopback(where.host):
        raise BadRequest("Only programs on this machine may train: the folder is on its disk.")
    given = {name: value for name, value in values.items() if name not in ("id", "preview_every")}
    if "preview_every" in values:
        given["preview_steps"] = values["preview_every"]
    return ev.TrainAsked(where.sender(values["id"]), TrainingRequest(**given))


def _limited(name: str, help: str) -> Field:
    """A field of a plan within its limits."""
    low, high = LIMITS[name]
    if isinstance(low, int):
        return Field(name, kinds.whole(low, int(high)), help)
    kind = kinds.number(low, high)
    return Field(name, msgspec.structs.replace(kind, read=lambda value: kind.read(_as_typed(value))), help)


def _as_typed(value: object) -> object:
    """A float of OSC's 32 bits as somebody would type it: a training resumes only with the same numbers."""
    return float(f"{value:.6g}") if isinstance(value, float) else value


TRAINING = (
    Method(
        address=ROOT + "train",
        help="Train a LoRA, or a whole model, on a folder of loops on this machine "
        "([training.md](training.md)). Only one training runs at a time, and only programs on this machine "
        "may ask for it. "
        "`/riffbridge/cancel` stops it after the current step; the same request resumes it.",
        fields=(
            ID,
            Field(
                "folder",
                kinds.Kind(words="a full path, or one that begins with ~", read=_folder),
                "the folder with your loops",
            ),
            Field(
                "name",
                kinds.notation("a name", check_trigger, "letters, digits, - and _"),
                "name of the LoRA, and its trigger word in prompts",
            ),
        ),
        pairs=(
            Field("dry_run", kinds.switch(), "only tell how each sound is understood"),
            Field("base", BY_NAME["model"].kind, "model to train (that of the settings)"),
            Field(
                "steps",
                kinds.whole(1, MAX_STEPS),
                STEPS_HELP,
            ),
            Field("meter", BY_NAME["meter"].kind, "meter of sounds that state none (4/4)"),
            Field(
                "preview_every",
                kinds.whole(0, MAX_STEPS),
                f"steps between previews; 0 for none ({DEFAULT_PREVIEW_STEPS})",
            ),
            Field("device", kinds.text(20), "`auto`, `cpu`, `mps`, `cuda` or `cuda:1`"),
            Field("full", kinds.switch(), "train the whole model, into a folder of its own"),
            _limited("rank", "rank of the LoRA"),
            _limited("alpha", "alpha of the LoRA (its rank)"),
            Field("targets", kinds.choice(get_args(Targets)), "layers that the LoRA changes"),
            _limited("batch", "pieces in a batch"),
            _limited("accumulate", "batches in a step"),
            _limited("learning_rate", "learning rate"),
            _limited("seed", "seed for everything random (0)"),
        ),
        answers=(
            "progress", "note", "understood", "refused", "folder_read", "loss", "preview", "trained",
            "failed",
        ),
        event=_train_asked,
    ),
    Method(
        address=ROOT + "training",
        help="Ask what is being trained.",
        answers=("training_state",),
        event=lambda where, values: ev.TrainingAsked(where.sender()),
    ),
    Method(
        address=ROOT + "stop_training",
        help="Stop the training after its current step, whoever started it, as `riffbridge cancel "
        "--training` does. Whoever started it is answered `failed`; the same request resumes it.",
        fields=(KEY,),
        answers=("accepted", "failed"),
        event=lambda where, values: ev.StopTrainingAsked(where.sender(), values["key"]),
    ),
)  # fmt: skip
