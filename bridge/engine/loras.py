"""Reads LoRAs, low-rank additions to a model's weights (Hu et al. 2021), adds them and takes them off again.

A layer of weights W `[O, I]` becomes W + w · (α/r) · B A, with A `[r, I]`, B `[O, r]`, the rank r, the
strength α that it was trained with, and the weight w that is asked for. For a convolution A `[r, I, h, v]`
and B `[O, r, 1, 1]` are multiplied flattened.

Every tool names a layer by its path in the model, each in its own spelling, so names are compared with dots
and underscores alike, and without what stands before and after them:

    kohya       lora_unet_down_blocks_0_attentions_0_…_attn1_to_q.lora_down.weight, …lora_up.weight, ….alpha
    peft        base_model.model.down_blocks.0.attentions.0.….attn1.to_q.lora_A.weight, …lora_B.weight
    diffusers   unet.down_blocks.0.attentions.0.….attn1.to_q.lora_A.weight; before 0.22 ….lora.down.weight or
                ….attn1.processor.to_q_lora.down.weight
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from bridge.errors import BadFile, BadModel
from bridge.models.trained import UNSKETCHED
from bridge.untrusted import read_text
from bridge.vocabulary.loras import Lora

# A LoRA of rank 128 for all of Stable Diffusion 1.5 has 150 MB.
MAX_BYTES = 1 << 30
_MAX_CONFIG_BYTES = 1 << 20
_HALF = re.compile(
    r"(?P<layer>.+?)[._]lora(?:_linear_layer)?[._](?P<half>A|B|down|up)(?:\.\w+)?\.weight", re.ASCII
)
_BEFORE = re.compile(
    r"(?:base_model\.model\.)?(?P<part>unet\.|lora_unet_|text_encoder\.|lora_te1?_)?(?:text_model[._])?"
)
_UNKNOWN_KINDS = ("hada_", "lokr_", "dora_scale", "lora_magnitude_vector", "oft_", "ia3_")
_TEXT = ("text_encoder.", "lora_te_", "lora_te1_")


@dataclass(frozen=True)
class LoraLayer:
    """What one LoRA adds to one layer: `scale` · `up` `[O, r, …]` times `down` `[r, I, …]`."""

    is_text: bool
    name: str
    down: Tensor
    up: Tensor
    scale: float

    def added_to(self, weight: Tensor, share: float) -> Tensor:
        """`weight` with `share` of this added, computed in float32; in its type, and where it is."""
        up, down = (each.to(weight.device, torch.float32).flatten(1) for each in (self.up, self.down))
        # In place: to fetch new memory for each term takes longer than all the sums.
        changed = (up @ down).reshape(weight.shape).mul_(self.scale).mul_(share).add_(weight)
        return changed.to(weight.dtype)


@dataclass(frozen=True, eq=False)
class LoraWeights:
    """A LoRA that was read, how strongly it counts, and the fingerprint of its file.

    `is_unsketched`: it was trained without sketches of scores, and draws better without them.
    """

    title: str
    sha256: str
    weight: float
    layers: tuple[LoraLayer, ...]
    is_unsketched: bool = False


def read_lora(path: Path, lora: Lora) -> LoraWeights:
    """The weights of `lora`, from the safetensors file `path`. Raises `BadModel` for what isn't a LoRA."""
    title = lora.title
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadModel(
                f"The LoRA {title} is larger than {MAX_BYTES >> 30} GB. It isn't a LoRA, or it is damaged."
            )
        with safe_open(path, framework="pt") as file:
            said = file.metadata() or {}
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError) as error:
        raise BadModel(f"The LoRA {title} is damaged, or is not a safetensors file: {error}.") from error
    # In float32, because float8 has no `isfinite`.
    if not all(bool(tensor.to(torch.float32).isfinite().all()) for tensor in tensors.values()):
        raise BadModel(f"The LoRA {title} is damaged: some of its numbers aren't finite.")
    if unknown := next((kind for kind in _UNKNOWN_KINDS if any(kind in name for name in tensors)), None):
        raise BadModel(f"The LoRA {title} is of another kind ({unknown.strip('_')}). Use a plain LoRA.")
    layers = tuple(_layers(tensors, _Strengths(path, said), title))
    if not layers:
        raise BadModel(f"{title} isn't a LoRA: it has no lora_down and lora_up weights.")
    return LoraWeights(title, lora.sha256, lora.weight, layers, said.get(UNSKETCHED) == "yes")


@contextmanager
def applied(unet: nn.Module, text_encoder: nn.Module, loras: Sequence[LoraWeights]) -> Iterator[None]:
    """Add `loras` to the two networks inside the block. After it each weight is the very tensor it was.

    Raises `BadModel` for a LoRA that is for another model.
    """
    before: list[tuple[nn.Parameter, Tensor]] = []
    layers = {True: _by_name(text_encoder), False: _by_name(unet)} if loras else {}
    try:
        with torch.no_grad():
            for lora in loras:
                for each in lora.layers:
                    weight = _weight_for(each, layers[each.is_text], lora.title)
                    changed = each.added_to(weight.data, lora.weight)
                    if not changed.sum(dtype=torch.float32).isfinite():
                        raise BadModel(
                            f"The LoRA {lora.title} is damaged, or too strong at weight {lora.weight:g}. "
                            "Use a weight nearer to 0."
                        )
                    before.append((weight, weight.data))
                    weight.data = changed
        yield
    finally:
        for weight, tensor in reversed(before):
            weight.data = tensor


def _by_name(network: nn.Module) -> dict[str, nn.Module]:
    return {_plain(name): layer for name, layer in network.named_modules()}


def _plain(name: str) -> str:
    return name.replace(".", "_")


def _weight_for(change: LoraLayer, layers: Mapping[str, nn.Module], title: str) -> nn.Parameter:
    """The weights that `change` is for."""
    weight = getattr(layers.get(change.name), "weight", None)
    if not isinstance(weight, nn.Parameter):
        raise BadModel(
            f"The LoRA {title} is for another model: this one has no layer {change.name}. "
            "Use the model it was made for."
        )
    outputs, inputs = change.up.shape[0], change.down[0].numel()
    if (outputs, inputs) != (weight.shape[0], weight[0].numel()):
        raise BadModel(
            f"The LoRA {title} is for another model: its {change.name} is {outputs} × {inputs}, not "
            f"{weight.shape[0]} × {weight[0].numel()}. Use the model it was made for."
        )
    return weight


def _layers(tensors: Mapping[str, Tensor], strengths: _Strengths, title: str) -> Iterator[LoraLayer]:
    halves: dict[tuple[bool, str], dict[bool, Tensor]] = {}
    alphas: dict[tuple[bool, str], float] = {}
    for name, tensor in tensors.items():
        if name.endswith(".alpha") and tensor.numel() == 1:
            alphas[_place(name.removesuffix(".alpha"))] = float(tensor)
        elif (match := _HALF.fullmatch(name)) is not None and tensor.dim() >= 2:
            halves.setdefault(_place(match["layer"]), {})[match["half"] in ("A", "down")] = tensor
        else:
            raise BadModel(
                f"The LoRA {title} holds “{name[:60]}”, which a plain LoRA doesn't have. Use another."
            )
    for (is_text, layer), both in halves.items():
        down, up = both.get(True), both.get(False)
        if down is None or up is None or not (down.numel() and up.numel()) or up[0].numel() != len(down):
            raise BadModel(
                f"The LoRA {title} is damaged: the two halves of {layer[:60]} don't fit each other."
            )
        scale = strengths.scale(is_text, layer, down.shape[0], alphas.get((is_text, layer)))
        if not math.isfinite(scale):
            raise BadModel(f"The LoRA {title} is damaged: the strength of {layer[:60]} isn't finite.")
        yield LoraLayer(is_text, layer, down, up, scale)


def _place(path: str) -> tuple[bool, str]:
    """Whether a layer is the text encoder's, and its plain name."""
    before = _BEFORE.match(path)
    assert before is not None
    layer = _plain(path[before.end() :].replace(".processor.", "."))
    return before["part"] in _TEXT, f"{layer}_0" if layer.endswith("_to_out") else layer


class _Strengths:
    """What α a LoRA was trained with, where its tensors don't say: in the file's metadata, or beside it."""

    def __init__(self, path: Path, metadata: Mapping[str, str]) -> None:
        self._stated = _numbers(metadata.get("lora_adapter_metadata", "{}"))
        config = path.parent / "adapter_config.json"
        if path.name == "adapter_model.safetensors" and config.is_file():
            try:
                self._stated |= _numbers(read_text(config, _MAX_CONFIG_BYTES))
            except (BadFile, OSError) as error:
                raise BadModel(f"{config} can't be read: {error}.") from error

    def scale(self, is_text: bool, layer: str, rank: int, alpha: float | None) -> float:
        """α / r, or α / √r where it was trained so (rsLoRA, Kalajdzievski 2023); 1 where nothing is said."""
        part = "text_encoder." if is_text else "unet."
        stated = self._stated
        own = stated.get(part + "alpha_pattern", stated.get("alpha_pattern", {}))
        patterns = {_plain(name): each for name, each in own.items()} if isinstance(own, dict) else {}
        said = next((each for name, each in patterns.items() if layer.endswith(name)), None)
        said = said or stated.get(part + "lora_alpha", stated.get("lora_alpha"))
        if alpha is None:
            alpha = float(said) if isinstance(said, int | float) else float(rank)
        is_rooted = stated.get(part + "use_rslora", stated.get("use_rslora")) is True
        return alpha / (rank**0.5 if is_rooted else rank)


def _numbers(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_int=float)  # so that 400 digits are infinite, not an error
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
