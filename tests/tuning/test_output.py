from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
import torch
from safetensors import safe_open

from bridge.engine.canvas import canvas_for
from bridge.engine.loading import LoadedModel, load
from bridge.engine.loras import read_lora
from bridge.engine.render import sampling_order
from bridge.models.acceleration import acceleration_of
from bridge.models.folder import read_info
from bridge.models.trained import trained_strength
from bridge.tuning.adapters import Adapters
from bridge.tuning.output import Origin, write_lora, write_model
from bridge.tuning.plan import Plan
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.factories import job

Fresh = Callable[[str], LoadedModel]
ORIGIN = Origin(
    base="x", base_sha256="0" * 64, picture_format="starter-v1", trigger="mine", captions=12, steps=400,
    licence="CC0-1.0", program="test",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "strength"), [("1", 1.0), ("0.85", 0.85), ("", None), ("nan", None), ("2", None)]
)
def test_a_lora_of_the_starter_brings_its_strength_and_leaves_out_the_sketch(
    fresh: Fresh, tmp_path: Path, said: str, strength: float | None
) -> None:
    model, plan = fresh("starter"), Plan(rank=2)
    origin = msgspec.structs.replace(ORIGIN, strength=said, unsketched="yes" if said else "")
    write_lora(path := tmp_path / "mine.safetensors", Adapters(model.unet, plan), plan, origin)
    assert trained_strength(path) == strength
    weights = read_lora(path, Lora(name="mine"))
    order = job(parsed=(ParsedPrompt(genre="house"),), strength=1.0)
    canvas = canvas_for(order, model.info, model.column_step)
    arranged = sampling_order(order, replace(model, loras=(weights,)), canvas).arranged
    assert bool(arranged) == (not said)


def test_the_metadata_says_how_a_lora_came_about(fresh: Fresh, tmp_path: Path) -> None:
    model, plan = fresh("sd"), Plan(rank=2)
    write_lora(path := tmp_path / "loras" / "tcd.safetensors", Adapters(model.unet, plan), plan, ORIGIN)
    assert acceleration_of(path) is None  # whatever its name
    with safe_open(path, "pt") as file:
        said = file.metadata()
    assert {name.removeprefix("riffbridge."): said[name] for name in said if name.startswith("riff")} == {
        name: str(value) for name, value in msgspec.structs.asdict(ORIGIN).items() if value != ""
    }


def test_a_lora_has_the_same_bytes_each_time_it_is_written(fresh: Fresh, tmp_path: Path) -> None:
    model, plan = fresh("starter"), Plan(rank=2)
    adapters, path = Adapters(model.unet, plan), tmp_path / "mine.safetensors"
    written = set()
    for _ in range(4):
        write_lora(path, adapters, plan, ORIGIN)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_a_whole_model_is_a_folder_like_any_other(
    base_folders: dict[str, Path], fresh: Fresh, tmp_path: Path
) -> None:
    model = fresh("sd")
    before = [each.clone() for each in model.unet.parameters()]
    average = [each + 1 for each in before]
    for _ in range(2):  # a second time it replaces the first
        write_model(folder := tmp_path / "mine", base_folders["sd"], model, average, ORIGIN)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert read_info(folder).format == model.info.format
    written = load(folder)
    assert all(torch.equal(a, b) for a, b in zip(written.unet.parameters(), average, strict=True))
    assert all(torch.equal(a, b) for a, b in zip(model.unet.parameters(), before, strict=True))
