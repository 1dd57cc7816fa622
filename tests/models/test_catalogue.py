"""Names of models, what they stand for, and the nearest one to a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.errors import BadModel, BadRequest
from bridge.models.catalogue import RIFFUSION_SOURCE, STARTER_FOLDER, entries, find
from bridge.sound.format import RIFFUSION, STARTER


def test_the_starter_lies_in_the_package(tmp_path: Path) -> None:
    assert find("starter", tmp_path).folder == STARTER_FOLDER


def test_riffusion_is_known_before_it_is_there(tmp_path: Path) -> None:
    entry = find("riffusion-v1", tmp_path)
    assert entry.info.format == RIFFUSION
    assert entry.info.licence == "CreativeML OpenRAIL-M"
    assert not entry.is_present
    with pytest.raises(BadModel, match="riffbridge models --get riffusion-v1"):
        entry.require()


def test_only_what_is_needed_and_nothing_pickled_is_fetched() -> None:
    assert len(RIFFUSION_SOURCE.revision) == 40
    names = [file.path for file in RIFFUSION_SOURCE.files]
    assert all(name.count("/") == 1 for name in names)
    assert {name.rpartition(".")[2] for name in names} == {"json", "txt", "safetensors"}
    weights = [file for file in RIFFUSION_SOURCE.files if file.path.endswith(".safetensors")]
    assert len(weights) == 3
    assert all(file.sha256 is not None and len(file.sha256) == 64 for file in weights)


def test_a_path_names_a_model(tmp_path: Path, starter_folder: Path) -> None:
    entry = find(str(starter_folder), tmp_path)
    assert entry.require() == starter_folder
    assert entry.info.format == STARTER
    with pytest.raises(BadModel, match="no model in"):
        find(str(tmp_path), tmp_path).require()


def test_a_folder_among_the_models_has_a_name(tmp_path: Path) -> None:
    (tmp_path / "my-tune").mkdir()
    (tmp_path / "riffusion-v1").mkdir()
    assert [entry.name for entry in entries(tmp_path)] == ["starter", "riffusion-v1", "my-tune"]
    assert find("my-tune", tmp_path).folder == tmp_path / "my-tune"


@pytest.mark.parametrize("name, hint", [("rifusion", "riffusion-v1"), ("Started", "starter")])
def test_did_you_mean(tmp_path: Path, name: str, hint: str) -> None:
    with pytest.raises(BadRequest, match=f"did you mean {hint}"):
        find(name, tmp_path)


@pytest.mark.parametrize("name", ["", "zzz", "/nowhere/at/all"])
def test_nothing_like_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadRequest, match="known are starter, riffusion-v1, or give a folder"):
        find(name, tmp_path)
