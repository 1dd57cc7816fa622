"""Writes the result of a training: a LoRA file, or a model's folder; each whole or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from bridge.engine.loading import LoadedModel
from bridge.models.folder import CONFIGS, LEXICON_FILE, TIMBRES_FILE, write_info
from bridge.sound.files.atomic import hidden_part, make_folder, replacing, storage_failed
from bridge.tuning.adapters import Adapters
from bridge.tuning.plan import Plan
from bridge.tuning.tensor_files import save_tensors, system_errors


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """How a trained file was made, and how to use it (`bridge.models.trained`)."""

    base: str
    base_sha256: str
    picture_format: str
    trigger: str
    captions: int
    steps: int
    licence: str
    program: str
    needs_trigger: str = ""
    strength: str = ""
    unsketched: str = ""


def write_lora(path: Path, adapters: Adapters, plan: Plan, origin: Origin) -> None:
    """Write the LoRA in peft's and diffusers' format, with `origin` in its head. Raises `StorageFailed`."""
    make_folder(path.parent)
    facts = msgspec.structs.asdict(origin).items()
    said = {f"riffbridge.{name}": str(value) for name, value in facts if value != ""}
    with replacing(path) as part:
        tensors = {name: tensor.contiguous().cpu() for name, tensor in adapters.tensors().items()}
        save_tensors(tensors, part, {**adapters.metadata(plan), **said})
        _sort_metadata(part)


def _sort_metadata(path: Path) -> None:
    """Sort the metadata of the safetensors file `path`, so that the same training gives the same bytes.

    `save_file` leaves it in the random order of a hash table. The file begins with its header's length, 8
    bytes, little-endian; the header is JSON and may end in spaces.
    """
    with path.open("r+b") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
        file.seek(8)
        file.write(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode().ljust(length))


def write_model(folder: Path, base: Path, model: LoadedModel, average: list[Tensor], origin: Origin) -> None:
    """Write the model in `base` to `folder`, with the U-Net's `average` in place of its weights, and its
    spectrogram format in `riffbridge.json`. Raises `StorageFailed`."""
    make_folder(folder.parent)
    part, old = hidden_part(folder), hidden_part(folder)
    parameters = list(model.unet.parameters())
    kept = [each.detach().clone() for each in parameters]
    try:
        for name in CONFIGS.keys() - {"unet"}:
            shutil.copytree(base / name, part / name)
        for name in (LEXICON_FILE, TIMBRES_FILE):
            if (base / name).is_file():
                shutil.copyfile(base / name, part / name)
        with torch.no_grad():
            for parameter, value in zip(parameters, average, strict=True):
                parameter.copy_(value)
        with system_errors():
            model.unet.save_pretrained(part / "unet")
        title = f"{folder.name} (from {model.info.title})"
        info = msgspec.structs.replace(model.info, id=folder.name, title=title, licence=origin.licence)
        write_info(part, info)
        (part / "training.json").write_bytes(msgspec.json.format(msgspec.json.encode(origin), indent=2))
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
    except OSError as error:
        raise storage_failed(folder, error) from error
    finally:
        for left in (part, old):
            shutil.rmtree(left, ignore_errors=True)
        with torch.no_grad():
            for parameter, value in zip(parameters, kept, strict=True):
                parameter.copy_(value)
