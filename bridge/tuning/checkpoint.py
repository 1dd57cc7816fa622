"""Keeps a training on disk, so that it goes on where it was, to the bit.

One safetensors file holds the trained tensors, their average, the optimiser's moments and how many steps are
done; it is written whole or not at all. All that is drawn at random is drawn anew at each step, from the seed
and the step's number, so no generator's state need be kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from bridge.errors import BadFile
from bridge.sound.files.atomic import make_folder, replacing

CHECKPOINT_FILE = "checkpoint.safetensors"


def step_generator(seed: int, step: int, part: str = "") -> torch.Generator:
    """The generator of step number `step`, for the same draws whenever it is taken."""
    digest = hashlib.sha256(f"{seed} {step} {part}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def write_checkpoint(folder: Path, tensors: Mapping[str, Tensor], facts: Mapping[str, object]) -> None:
    """Keep `tensors` and `facts` in `folder`. Raises `StorageFailed`."""
    make_folder(folder)
    with replacing(folder / CHECKPOINT_FILE) as part:
        plain = {name: tensor.detach().contiguous().cpu() for name, tensor in tensors.items()}
        save_file(plain, part, {"riffbridge": json.dumps(facts)})


def read_checkpoint(folder: Path) -> tuple[dict[str, Tensor], dict[str, object]] | None:
    """What was kept in `folder`, or none. Raises `BadFile` for a damaged one."""
    path = folder / CHECKPOINT_FILE
    if not path.is_file():
        return None
    try:
        with safe_open(path, "pt") as file:
            facts = msgspec.json.decode((file.metadata() or {})["riffbridge"], type=dict[str, object])
            return {name: file.get_tensor(name) for name in file.keys()}, facts  # noqa: SIM118
    except (SafetensorError, OSError, ValueError, KeyError, RecursionError) as error:
        raise damaged(folder) from error


def damaged(folder: Path) -> BadFile:
    """The sentence for a checkpoint in `folder` that can't be used."""
    return BadFile(f"{folder / CHECKPOINT_FILE} is damaged. Delete the folder {folder} to begin again.")
