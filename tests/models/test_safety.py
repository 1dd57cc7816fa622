"""Folders that could run code or exhaust the machine are refused in a sentence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.errors import BadModel
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import check_folder

INDEX = "diffusion_pytorch_model.safetensors.index.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in the right layout, without its weights' content."""
    copied = tmp_path / "model"
    shutil.copytree(STARTER_FOLDER, copied, ignore=shutil.ignore_patterns("*.safetensors"))
    for path in STARTER_FOLDER.rglob("*.safetensors"):
        (copied / path.relative_to(STARTER_FOLDER)).touch()
    return copied


def index(folder: Path, *shards: str) -> None:
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink(missing_ok=True)
    shown = {f"tensor {number}": shard for number, shard in enumerate(shards)}
    (folder / "unet" / INDEX).write_text(json.dumps({"metadata": {}, "weight_map": shown}))


def test_shards_beside_their_index_are_taken(folder: Path) -> None:
    index(folder, "part-1.safetensors", "part-2.safetensors", "part-1.safetensors")
    check_folder(folder)


@pytest.mark.parametrize(
    "name",
    [
        "evil.bin",
        "../evil.safetensors",
        "/tmp/evil.safetensors",
        "sub/a.safetensors",
        "..\\a.safetensors",
        "",
    ],
)
def test_an_index_names_only_safetensors_of_its_folder(folder: Path, name: str) -> None:
    index(folder, "part-1.safetensors", name)
    with pytest.raises(BadModel, match="same folder"):
        check_folder(folder)


def test_a_shard_that_is_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    (folder / "unet" / "a.safetensors").symlink_to(tmp_path / "elsewhere")
    index(folder, "a.safetensors")
    with pytest.raises(BadModel, match="same folder"):
        check_folder(folder)


def set_to(**values: object) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        path.write_text(json.dumps({**json.loads(path.read_text()), **values}))

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (set_to(layers_per_block=1_000_000), "layers_per_block"),
        (set_to(block_out_channels=[10**9]), "block_out_channels"),
        (set_to(down={"num_hidden_layers": 10**400}), "num_hidden_layers"),
        (set_to(block_out_channels=[8] * 5000), "5,000 values"),
        (set_to(auto_map={"AutoModel": "evil.Model"}), "code of its own"),
        (set_to(_attn_implementation="kernels-community/evil"), "attention"),
        (set_to(quantization_config={"quant_method": "x"}), "code of its own"),
        (lambda path: path.write_text("[" * 50_000), "can't be read"),
        (lambda path: path.write_text("[1]"), "not a JSON object"),
        (lambda path: path.write_text(" " * (9 * 2**20)), "8 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_configuration_holds_sizes_that_models_have_and_no_code(
    folder: Path, change: Callable[[Path], None], words: str
) -> None:
    change(folder / "unet" / "config.json")
    with pytest.raises(BadModel, match=words):
        check_folder(folder)


def test_the_starter_passes() -> None:
    check_folder(STARTER_FOLDER)
