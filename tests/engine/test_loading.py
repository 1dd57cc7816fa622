"""Folders into memory: what is loaded, how, and what is refused in one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from bridge.engine.circular import TimeCircularConv2d
from bridge.engine.device import PROCESSOR, Placement
from bridge.engine.loading import LoadedModel, load
from bridge.errors import BadModel
from bridge.models.folder import INFO_FILE, folder_sha256, read_info, write_info
from bridge.sound.format import RIFFUSION, STARTER

WEIGHTS = ("unet/diffusion_pytorch_model", "vae/diffusion_pytorch_model", "text_encoder/model")


@pytest.fixture
def copy(sd_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sd_folder, tmp_path / "model")


@pytest.fixture
def starter_copy(starter_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(starter_folder, tmp_path / "starter")


def change_json(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def refusal(folder: Path) -> str:
    with pytest.raises(BadModel) as caught:
        load(folder)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_plain_folder_is_riffusions(sd: LoadedModel) -> None:
    assert sd.info.id == "tiny-sd"
    assert sd.info.format == RIFFUSION
    assert (sd.latent_rows, sd.column_step) == (64, 64)
    assert not sd.info.hints
    assert sd.placement == PROCESSOR


def test_a_folder_that_says_what_it_is(starter: LoadedModel) -> None:
    assert starter.info.id == "tiny-starter"
    assert starter.info.format == STARTER
    assert (starter.latent_rows, starter.column_step) == (8, 16)


def test_what_is_loaded_wraps_and_is_not_for_training(sd: LoadedModel) -> None:
    for network in (sd.unet, sd.codec.module):
        assert any(isinstance(layer, TimeCircularConv2d) for layer in network.modules())
        assert not any(type(layer) is torch.nn.Conv2d and layer.padding[1] for layer in network.modules())
        assert not network.training
    assert not any(parameter.requires_grad for parameter in sd.unet.parameters())


def test_loading_is_quiet(sd_folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    load(sd_folder)
    assert capfd.readouterr() == ("", "")


def test_a_move_changes_precision_but_not_the_codecs(starter_folder: Path) -> None:
    loaded = load(starter_folder)
    double = loaded.moved(Placement(torch.device("cpu"), torch.float64))
    assert double.dtype == double.unet.dtype == torch.float64
    assert double.codec.module.dtype == torch.float32


def test_half_precision_files_are_float32_on_the_processor(copy: Path) -> None:
    for name in WEIGHTS:
        path = copy / f"{name}.safetensors"
        save_file({key: value.half() for key, value in load_file(path).items()}, path, {"format": "pt"})
        path.rename(path.with_name(path.name.replace(".safetensors", ".fp16.safetensors")))
    loaded = load(copy)
    text = next(loaded.text_encoder.parameters())
    assert {loaded.unet.dtype, text.dtype, loaded.codec.module.dtype} == {torch.float32}


def test_weights_with_the_names_of_older_libraries(copy: Path, sd: LoadedModel) -> None:
    """Folders of 2022 call the text encoder's tensors, and the VAE's attention, otherwise."""
    path = copy / "text_encoder/model.safetensors"
    tensors = {
        f"text_model.{key.removeprefix('text_model.')}": value for key, value in load_file(path).items()
    }
    tensors["text_model.embeddings.position_ids"] = torch.arange(77)[None]
    save_file(tensors, path, {"format": "pt"})
    path = copy / "vae/diffusion_pytorch_model.safetensors"
    older = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    tensors = load_file(path)
    for now, then in older.items():
        tensors = {
            key.replace(f"attentions.0.{now}.", f"attentions.0.{then}."): v for key, v in tensors.items()
        }
    assert any("proj_attn" in key for key in tensors)
    save_file(tensors, path, {"format": "pt"})
    loaded = load(copy)
    for ours, theirs in ((loaded.text_encoder, sd.text_encoder), (loaded.codec.module, sd.codec.module)):
        expected = theirs.state_dict()
        assert all(torch.equal(value, expected[key]) for key, value in ours.state_dict().items())


def test_pickles_are_never_loaded(copy: Path) -> None:
    for name in WEIGHTS:
        path = copy / f"{name}.safetensors"
        path.rename(path.with_suffix(".bin"))
    message = refusal(copy)
    assert "unet/diffusion_pytorch_model.bin" in message
    assert "convert them to safetensors" in message


def test_what_is_missing_is_named(copy: Path) -> None:
    shutil.rmtree(copy / "scheduler")
    (copy / "unet/diffusion_pytorch_model.safetensors").unlink()
    (copy / "tokenizer/vocab.json").unlink()
    (copy / "tokenizer/tokenizer.json").unlink()
    message = refusal(copy)
    assert "Missing: tokenizer/vocab.json, scheduler/scheduler_config.json, unet/diffusion_pytorch" in message


def test_a_lone_checkpoint_is_told_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "model.ckpt").touch()
    assert "(model.ckpt) must first be converted to a diffusers folder" in refusal(tmp_path)
    assert "no model folder" in refusal(tmp_path / "nowhere")


@pytest.mark.parametrize("name", WEIGHTS)
def test_damaged_weights(copy: Path, name: str) -> None:
    path = copy / f"{name}.safetensors"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "damaged" in refusal(copy)


@pytest.mark.parametrize("name", WEIGHTS)
def test_weights_that_lack_a_tensor(copy: Path, name: str) -> None:
    path = copy / f"{name}.safetensors"
    tensors = load_file(path)
    del tensors[sorted(tensors)[0]]
    save_file(tensors, path, {"format": "pt"})
    assert "lack 1 tensors" in refusal(copy)


@pytest.mark.parametrize(
    "name", ["unet/config.json", "scheduler/scheduler_config.json", "tokenizer/tokenizer.json"]
)
def test_damaged_configurations(copy: Path, name: str) -> None:
    (copy / name).write_text("{")
    assert str(copy) in refusal(copy)


def test_parts_that_do_not_fit_together(starter_copy: Path) -> None:
    change_json(starter_copy / INFO_FILE, hints=False)
    assert "the U-Net reads 121 channels, not 16 + 0 of hints and sketch" in refusal(starter_copy)


def test_an_unknown_autoencoder(copy: Path) -> None:
    change_json(copy / "vae/config.json", _class_name="AutoencoderTiny")
    assert "is a AutoencoderTiny; known are AutoencoderKL and PatchCodec" in refusal(copy)


def test_a_description_that_cannot_be_read(starter_copy: Path) -> None:
    change_json(starter_copy / INFO_FILE, colour="blue")
    assert "isn't a model description" in refusal(starter_copy)


def test_a_description_is_read_as_written(starter_folder: Path, tmp_path: Path) -> None:
    info = read_info(starter_folder)
    write_info(tmp_path, info)
    assert read_info(tmp_path) == info


def test_the_fingerprint_is_of_what_draws(copy: Path, sd_folder: Path, sd: LoadedModel) -> None:
    assert sd.sha256 == folder_sha256(sd_folder) == folder_sha256(copy)
    (copy / "README.md").write_text("unrelated")
    assert folder_sha256(copy) == sd.sha256
    change_json(copy / "scheduler/scheduler_config.json", beta_end=0.013)
    assert folder_sha256(copy) != sd.sha256
