"""Saves a training to disk, so that it can resume to the bit.

One safetensors file holds the trained tensors, their average, the optimiser's moments and the number of
steps done; it is written whole or not at all. Each step seeds its own generator from the seed and the step's
number, so no generator state is saved.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from bridge.errors import BadFile
from bridge.sound.files.atomic import make_folder, replacing
from bridge.tuning.tensor_files import save_tensors

CHECKPOINT_FILE = "checkpoint.safetensors"


def step_generator(seed: int, step: int, part: str = "") -> torch.Generator:
    """The generator for step number `step`, always in the same state; `part` tells a step's others apart."""
    digest = hashlib.sha256(f"{seed} {step} {part}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def write_checkpoint(folder: Path, tensors: Mapping[str, Tensor], facts: Mapping[str, object]) -> None:
    """Write `tensors` and `facts` (JSON) to `folder`. Raises `StorageFailed`."""
    make_folder(folder)
    with replacing(folder / CHECKPOINT_FILE) as part:
        plain = {name: tensor.detach().contiguous().cpu() for name, tensor in tensors.items()}
        save_tensors(plain, part, {"riffbridge": json.dumps(facts)})


def read_checkpoint(folder: Path) -> tuple[dict[str, Tensor], dict[str, object]] | None:
    """What `write_checkpoint` wrote to `folder`; `None` if nothing. Raises `BadFile` if it is damaged."""
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
