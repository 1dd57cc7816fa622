"""Which LoRAs there are, and how one is found: by its name, its path, or what it holds."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from bridge.errors import BadModel, BadRequest
from bridge.models.catalogue import entries
from bridge.models.folder import file_sha256
from bridge.models.loras import job_lora_paths, lora_files, lora_path, read_loras
from bridge.models.trained import NEEDS_TRIGGER, TRIGGER
from bridge.requests import kinds
from bridge.vocabulary.jobs import MorphTarget
from bridge.vocabulary.loras import Lora, loras_text, parse_loras
from tests.support.factories import job


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models" / "loras"
    (folder / "tape").mkdir(parents=True)
    (folder / "tape" / "adapter_model.safetensors").write_bytes(b"tape")
    (folder / "dust.safetensors").write_bytes(b"dust")
    (folder / "evil.pt").write_bytes(b"pickled")
    return tmp_path / "models"


def test_files_and_folders_have_names_and_are_not_models(models: Path) -> None:
    assert list(lora_files(models)) == ["dust", "tape"]
    assert "loras" not in [entry.name for entry in entries(models)]
    assert lora_files(models / "nothing here") == {}


def test_one_is_read_by_name_or_by_path(models: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "mine.safetensors"
    elsewhere.write_bytes(b"mine")
    asked = parse_loras(f"dust:0.5, {elsewhere}")
    dust, mine = read_loras(asked, models, by_path=True)
    assert (dust.name, dust.weight, mine.name, mine.title) == ("dust", 0.5, str(elsewhere), "mine")
    assert mine.sha256 == file_sha256(elsewhere)
    with pytest.raises(BadRequest, match="There is no LoRA “mine”"):
        read_loras(asked, models, by_path=False)


def test_the_file_says_which_word_turns_it_on(models: Path) -> None:
    for name, said in (
        ("mine", {TRIGGER: "Mine-1", NEEDS_TRIGGER: "yes"}),
        ("older", {TRIGGER: "older"}),
        ("wild", {TRIGGER: "two words", NEEDS_TRIGGER: "yes"}),
    ):
        header = json.dumps({"__metadata__": said}).encode()
        file = models / "loras" / f"{name}.safetensors"
        file.write_bytes(len(header).to_bytes(8, "little") + header)
    mine, older, wild = loras = read_loras(parse_loras("mine, older, wild"), models, by_path=False)
    assert (mine.trigger, older.trigger, wild.trigger) == ("Mine-1", msgspec.UNSET, msgspec.UNSET)
    for prompt, is_on in (
        ("house, (mine-1:1.2)", True),
        ("mine, house", False),
        ("mine-12", False),
        ("", False),
    ):
        order = job(prompt=prompt, loras=loras)
        assert order.applied_loras == (loras if is_on else (older, wild))
        assert len(job_lora_paths(order, models)) == len(order.applied_loras)
    assert job(prompt="house", goal=MorphTarget("MINE-1", 1, 0.5), loras=(mine,)).applied_loras == (mine,)


def test_the_nearest_name_is_offered(models: Path, tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="did you mean dust"):
        lora_path(Lora(name="dusk"), models)
    for nowhere in ("dusk", "~nobody/dusk", "d" * 300):
        with pytest.raises(BadRequest, match="put its file into"):
            lora_path(Lora(name=nowhere), tmp_path)
    with pytest.raises(BadModel, match="pickled"):
        lora_path(Lora(name=str(models / "loras" / "evil.pt")), models)


def test_of_a_certificate_it_is_found_by_what_it_holds_and_must_be_the_same(models: Path) -> None:
    [dust] = read_loras(parse_loras("dust"), models, by_path=False)
    (models / "loras" / "dust.safetensors").rename(models / "loras" / "renamed.safetensors")
    [(path, _)] = job_lora_paths(job(loras=(dust,)), models)
    assert path.name == "renamed.safetensors"
    (models / "loras" / "dust.safetensors").write_bytes(b"another")
    with pytest.raises(BadRequest, match="has changed"):
        job_lora_paths(job(loras=(dust,)), models)


def test_what_is_typed_is_read_back() -> None:
    for text in ("a", "a:0.7, b", "a:-0.5", "a:0.00001, b:0.12345678", ""):
        assert loras_text(parse_loras(text)) == text
    assert parse_loras(r"C:\sounds\a.safetensors:.5")[0] == Lora(name=r"C:\sounds\a.safetensors", weight=0.5)
    for wrong, why in (("a:9", "-4 to 4"), ("a, a", "twice"), (", ".join("abcdefghi"), "at most 8")):
        with pytest.raises(BadRequest, match=why):
            parse_loras(wrong)


def test_a_digest_counts_what_is_held_and_how_strongly_not_the_name() -> None:
    bare, mine = job(), Lora(name="a", weight=0.5, sha256="1")
    digests = [
        job(loras=loras).digest
        for loras in ((mine,), (Lora(name="b", weight=0.5, sha256="1"),), (Lora(name="a", sha256="1"),))
    ]
    assert digests[0] == digests[1] != digests[2] and bare.digest not in digests


@pytest.mark.parametrize("weight", ["", "nan", "1e9", "loud"])
def test_a_weight_that_is_no_number_is_named(weight: str) -> None:
    with pytest.raises(BadRequest, match=f"“{weight}” isn't a weight. Use tape:0.7"):
        kinds.loras().read(f"tape:{weight}")
