"""LoRAs as other tools write them: read, applied to the same numbers as theirs, and taken off again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import peft
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel, load, with_loras
from bridge.engine.loras import applied, read_lora
from bridge.engine.orders import SamplingOrder
from bridge.engine.render import render
from bridge.engine.spectrogram_cache import SpectrogramCache
from bridge.errors import BadModel, Cancelled
from bridge.models.folder import file_sha256
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.loras import Lora
from tests.support.factories import job
from tests.support.tiny_sd import build_tiny_sd

TO_Q = "up_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"
SAVED = Lora(name="mine")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return load(build_tiny_sd(tmp_path_factory.mktemp("model") / "tiny"))


def unet_out(model: LoadedModel) -> Tensor:
    torch.manual_seed(3)
    seen, words = torch.randn(1, 4, 16, 16), torch.randn(1, 5, 16)
    with torch.inference_mode():
        out: Tensor = model.unet(seen, torch.tensor(7), words, return_dict=False)[0]
    return out


def by_peft(model: LoadedModel, folder: Path, **options: Any) -> tuple[Path, Tensor]:
    """A LoRA that peft made and saved for the U-Net, and what the network gives with it, by peft."""
    torch.manual_seed(1)
    layers = ["to_q", "to_v", "proj_in", "conv1"]
    config = peft.LoraConfig(r=4, lora_alpha=8, init_lora_weights=False, target_modules=layers, **options)
    worn = peft.get_peft_model(model.unet, config)
    worn.save_pretrained(str(folder))
    expected = unet_out(model)
    worn.unload()
    return folder / "adapter_model.safetensors", expected


@pytest.mark.parametrize("options", [{}, {"use_rslora": True}, {"alpha_pattern": {"to_v": 2}}])
def test_it_is_what_peft_makes_of_its_own_file(
    model: LoadedModel, tmp_path: Path, options: dict[str, Any]
) -> None:
    before = unet_out(model)
    path, expected = by_peft(model, tmp_path / "mine", **options)
    with applied(model.unet, model.text_encoder, [read_lora(path, SAVED)]):
        assert torch.allclose(unet_out(model), expected, atol=1e-5)
    assert torch.equal(unet_out(model), before) and not torch.allclose(expected, before, atol=1e-3)


def renamed(path: Path, to: Path, name: Callable[[str], str], alpha: float) -> Path:
    """The LoRA at `path`, which peft saved, with the names that another tool gives."""
    tensors = {name(each): tensor for each, tensor in load_file(path).items()}
    if alpha:
        down = [each for each in tensors if "lora_down" in each]
        tensors |= {each.replace("lora_down.weight", "alpha"): torch.tensor(alpha) for each in down}
    save_file(tensors, to)
    return to


def kohyas(name: str) -> str:
    layer, half = name.removeprefix("base_model.model.").split(".lora_")
    return f"lora_unet_{layer.replace('.', '_')}.lora_{'down' if half[0] == 'A' else 'up'}.weight"


def test_kohyas_names_and_alphas_are_read(model: LoadedModel, tmp_path: Path) -> None:
    path, expected = by_peft(model, tmp_path / "mine")
    theirs = read_lora(renamed(path, tmp_path / "k.safetensors", kohyas, 8.0), SAVED)
    with applied(model.unet, model.text_encoder, [theirs]):
        assert torch.allclose(unet_out(model), expected, atol=1e-5)


def test_diffusers_file_is_read_by_its_metadata(model: LoadedModel, tmp_path: Path) -> None:
    path, expected = by_peft(model, tmp_path / "mine")
    tensors = {name.replace("base_model.model", "unet"): each for name, each in load_file(path).items()}
    said = {"lora_adapter_metadata": json.dumps({"unet.r": 4, "unet.lora_alpha": 8})}
    save_file(tensors, tmp_path / "pytorch_lora_weights.safetensors", metadata=said)
    with applied(
        model.unet,
        model.text_encoder,
        [read_lora(tmp_path / "pytorch_lora_weights.safetensors", SAVED)],
    ):
        assert torch.allclose(unet_out(model), expected, atol=1e-5)


def plain(path: Path, layer: str = TO_Q, size: int = 8, more: tuple[str, Tensor] | None = None) -> Path:
    torch.manual_seed(5)
    halves = {"lora_A": torch.randn(2, size), "lora_B": torch.randn(size, 2)}
    named = {f"{layer}.{half}.weight": each for half, each in halves.items()}
    save_file(named | ({more[0]: more[1]} if more else {}), path)
    return path


OLD = {
    f"unet.{TO_Q}.lora.down.weight": "down",
    f"unet.{TO_Q}.lora.up.weight": "up",
}
PROCESSORS = {
    f"{TO_Q.replace('.to_q', '.processor.to_q')}_lora.down.weight": "down",
    f"{TO_Q.replace('.to_q', '.processor.to_q')}_lora.up.weight": "up",
}


@pytest.mark.parametrize("names", [OLD, PROCESSORS])
def test_names_of_before_are_read(model: LoadedModel, tmp_path: Path, names: dict[str, str]) -> None:
    halves = {"down": torch.ones(1, 8), "up": torch.ones(8, 1)}
    save_file({name: halves[half].clone() for name, half in names.items()}, tmp_path / "x.safetensors")
    weight = model.unet.get_submodule(TO_Q).weight
    before = weight.detach().clone()
    with applied(model.unet, model.text_encoder, [read_lora(tmp_path / "x.safetensors", SAVED)]):
        assert torch.allclose(weight, before + 1.0)
    assert torch.equal(weight, before)


def test_the_text_encoder_has_its_share_and_weights_scale_it(model: LoadedModel, tmp_path: Path) -> None:
    name = "lora_te_text_model_encoder_layers_0_self_attn_q_proj"
    halves = {f"{name}.lora_down.weight": torch.ones(1, 16), f"{name}.lora_up.weight": torch.ones(16, 1)}
    save_file(halves, tmp_path / "x.safetensors")
    layer = model.text_encoder.get_submodule("encoder.layers.0.self_attn.q_proj")
    assert isinstance(layer, nn.Linear)
    before = layer.weight.detach().clone()
    twice = [read_lora(tmp_path / "x.safetensors", Lora(name="x", weight=each)) for each in (0.5, -0.25)]
    with applied(model.unet, model.text_encoder, twice):
        assert torch.allclose(layer.weight, before + 0.25)
    assert torch.equal(layer.weight, before)


def test_one_in_float8_is_read(tmp_path: Path) -> None:
    path = plain(tmp_path / "x.safetensors")
    save_file({name: each.to(torch.float8_e4m3fn) for name, each in load_file(path).items()}, path)
    assert len(read_lora(path, SAVED).layers) == 1


def test_what_it_draws_is_another_picture_and_kept_as_one(model: LoadedModel, tmp_path: Path) -> None:
    (tmp_path / "loras").mkdir()
    path = plain(tmp_path / "loras" / "mine.safetensors")
    order = SamplingOrder(
        prompt="house", negative="", steps=1, guidance=1.0, scheduler="euler", seed=1, columns=512
    )
    lora = Lora(name="mine", weight=2.0, sha256=file_sha256(path), trigger="glimmer")
    worn = with_loras(model, job(prompt="glimmer", loras=(lora,)), tmp_path)
    assert with_loras(model, job(prompt="house", loras=(lora,)), tmp_path) is model
    drawings = SpectrogramCache()
    bare, with_it = sample(model, order), sample(worn, order)
    assert not torch.equal(bare, with_it) and torch.equal(sample(model, order), bare)
    drawings.keep(model, order, bare)
    assert drawings.find(worn, order) is None and drawings.find(model, order) is bare


def test_one_for_few_steps_says_what_it_set_or_what_it_needs(model: LoadedModel, tmp_path: Path) -> None:
    (tmp_path / "loras").mkdir()
    path = plain(tmp_path / "loras" / "lcm-2steps.safetensors")
    lora = Lora(name="lcm-2steps", sha256=file_sha256(path))
    order = job(
        prompt="", model_sha256=model.sha256, loras=(lora,), bars=1, key=None,
        steps=2, scheduler="lcm", guidance=1.0,
    )  # fmt: skip
    worn, heard = with_loras(model, order, tmp_path), list[str]()

    def cancel(progress: Progress) -> None:
        raise Cancelled

    for each in (order, msgspec.structs.replace(order, steps=1, guidance=2.0)):
        with pytest.raises(Cancelled):  # it is said before anything is drawn
            render([(each, tmp_path / "a.wav")], worn, cancel, heard.append)
    needed = "2 steps, lcm, guidance 1."
    assert f"The LoRA lcm-2steps (LCM) sets {needed}" in heard
    assert f"The LoRA lcm-2steps (LCM) needs {needed} This clip has 1 step, lcm, guidance 2." in heard


def broken(kind: str, path: Path) -> Path:
    match kind:
        case "no safetensors":
            path.write_bytes(b"\x80\x02junk" * 10)
        case "another model":
            plain(path, size=12)
        case "no layer":
            plain(path, layer="down_blocks.9.to_q")
        case "no LoRA":
            save_file({"weight": torch.ones(2, 2)}, path)
        case "half":
            save_file({f"{TO_Q}.lora_A.weight": torch.ones(2, 8)}, path)
        case "not finite":
            plain(path, more=(f"{TO_Q}.alpha", torch.tensor(float("nan"))))
        case "endless alpha":
            tensors = load_file(plain(path))
            said = {"lora_adapter_metadata": '{"lora_alpha": 1' + "0" * 400 + "}"}
            save_file(tensors, path, metadata=said)
        case "empty":
            plain(path, more=(f"{TO_Q}.lora_B.weight", torch.ones(0, 2)))
        case "too strong":
            plain(path, more=(f"{TO_Q}.alpha", torch.tensor(3e38)))
        case "another kind":
            plain(path, more=(f"{TO_Q}.hada_w1_a", torch.ones(2, 2)))
    return path


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("no safetensors", "not a safetensors file"),
        ("another model", "its .*attn1_to_q is 12 × 12, not 8 × 8"),
        ("no layer", "no layer down_blocks_9_to_q"),
        ("no LoRA", "a plain LoRA doesn't have"),
        ("half", "don't fit"),
        ("not finite", "aren't finite"),
        ("endless alpha", "isn't finite"),
        ("empty", "don't fit"),
        ("too strong", "too strong at weight 1"),
        ("another kind", "Use a plain LoRA"),
    ],
)
def test_what_cannot_be_applied_is_refused_and_leaves_the_model_as_it_was(
    model: LoadedModel, tmp_path: Path, kind: str, why: str
) -> None:
    before = {name: each.clone() for name, each in model.unet.state_dict().items()}
    path = broken(kind, tmp_path / "x.safetensors")
    good = read_lora(plain(tmp_path / "good.safetensors"), SAVED)
    with (
        pytest.raises(BadModel, match=why) as refused,
        applied(model.unet, model.text_encoder, [good, read_lora(path, SAVED)]),
    ):
        pass
    assert str(refused.value).endswith(".")
    assert all(torch.equal(each, before[name]) for name, each in model.unet.state_dict().items())
