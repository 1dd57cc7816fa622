"""Finds LoRA files. Without torch.

They lie in the folder `loras` beside the models: `NAME.safetensors`, as kohya's tools, diffusers and peft
write them, or a folder NAME with what peft's or diffusers' `save` writes. Nothing pickled is ever opened.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bridge.errors import BadModel, BadRequest
from bridge.models.catalogue import LORAS
from bridge.models.folder import file_sha256
from bridge.models.trained import needed_trigger
from bridge.settings import expanded
from bridge.untrusted import is_file
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.loras import Lora

# What peft's and diffusers' `save` call the file in a folder.
IN_FOLDER = ("adapter_model.safetensors", "pytorch_lora_weights.safetensors")
_PICKLED = (".bin", ".ckpt", ".pt", ".pth")


def lora_files(models_folder: Path) -> dict[str, Path]:
    """The LoRAs in the folder, by name."""
    folder, found = models_folder / LORAS, {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix == ".safetensors" and path.is_file():
            found[path.stem] = path
        elif (inner := _file_in(path)) is not None:
            found[path.name] = inner
    return found


def lora_path(lora: Lora, models_folder: Path, *, by_path: bool = True) -> Path:
    """The file of `lora`, found by its name, with `by_path` also by its path, or by its digest.

    Raises `BadRequest`, with the nearest name, if it isn't there, and `BadModel` for a pickled one or one
    that can't be read.
    """
    known = lora_files(models_folder)
    if lora.name in known:
        return known[lora.name]
    path = expanded(lora.name)
    if by_path and is_file(inner := _file_in(path) or path):
        if inner.suffix in _PICKLED:
            raise BadModel(f"{path} is pickled, which can run any code. Use a safetensors file.")
        return inner.absolute()
    if lora.sha256:
        for each in known.values():
            if file_sha256(each) == lora.sha256:
                return each
    near = difflib.get_close_matches(lora.name, known, n=1)
    names = f"known are {', '.join(known)}" if known else f"put its file into {models_folder / LORAS}"
    hint = f"did you mean {near[0]}?" if near else f"{names}."
    raise BadRequest(f"There is no LoRA “{lora.title[:80]}”; {hint}")


def read_loras(asked: Sequence[Lora], models_folder: Path, *, by_path: bool) -> tuple[Lora, ...]:
    """`asked`, each with the digest of its file and the word that turns it on. Raises what `lora_path`
    does."""
    found, known = [], lora_files(models_folder)
    for lora in asked:
        path = lora_path(lora, models_folder, by_path=by_path)
        name = lora.name if known.get(lora.name) == path else str(expanded(lora.name).absolute())
        trigger = needed_trigger(path) or msgspec.UNSET
        found.append(Lora(name=name, weight=lora.weight, sha256=file_sha256(path), trigger=trigger))
    return tuple(found)


def job_lora_paths(job: RenderJob, models_folder: Path) -> list[tuple[Path, Lora]]:
    """The LoRAs that are on in `job`, with their files. Raises `BadRequest` for one that has changed."""
    found = []
    for lora in job.applied_loras:
        path = lora_path(lora, models_folder)
        if file_sha256(path) != lora.sha256:
            raise BadRequest(
                f"The LoRA {lora.title} has changed since this clip was asked for. Restore its old file, "
                "or ask for a new clip."
            )
        found.append((path, lora))
    return found


def _file_in(folder: Path) -> Path | None:
    return next((path for name in IN_FOLDER if is_file(path := folder / name)), None)
