"""CLIP's text encoder (Radford et al. 2021): a transformer in which each token sees those before it.

As transformers' CLIPTextModel, to the same bytes, without importing transformers, which takes two seconds.
Weights have its names, with or without `text_model.` before them.

B windows, T tokens of each, D features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from bridge.errors import BadModel
from bridge.models.folder import weights_files

_PREFIX = "text_model."


def _quick_gelu(values: Tensor) -> Tensor:
    return values * torch.sigmoid(1.702 * values)


_ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = MappingProxyType(
    {"quick_gelu": _quick_gelu, "gelu": F.gelu}
)


class ClipTextConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder's `config.json` says; the defaults are transformers'."""

    vocab_size: int = 49_408
    hidden_size: int = 512
    intermediate_size: int = 2048
    num_hidden_layers: int = 12
    num_attention_heads: int = 8
    max_position_embeddings: int = 77
    hidden_act: str = "quick_gelu"
    layer_norm_eps: float = 1e-5


class Encoded(NamedTuple):
    """Features `[B, T, D]`, under transformers' name."""

    last_hidden_state: Tensor


class ClipText(nn.Module):
    """The encoder of ids `[B, T]`."""

    def __init__(self, config: ClipTextConfig) -> None:
        super().__init__()
        self.config = config
        self.embeddings = nn.ModuleDict({
            "token_embedding": nn.Embedding(config.vocab_size, config.hidden_size),
            "position_embedding": nn.Embedding(config.max_position_embeddings, config.hidden_size),
        })  # fmt: skip
        self.encoder = _Layers(config)
        self.final_layer_norm = nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps)

    def forward(self, ids: Tensor) -> Encoded:
        places = torch.arange(ids.shape[-1], device=ids.device)
        hidden = self.embeddings["token_embedding"](ids) + self.embeddings["position_embedding"](places)[None]
        return Encoded(self.final_layer_norm(self.encoder(hidden)))


class _Layers(nn.Module):
    def __init__(self, config: ClipTextConfig) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.num_hidden_layers))

    def forward(self, hidden: Tensor) -> Tensor:
        for layer in self.layers:
            hidden = layer(hidden)
        return hidden


class _Layer(nn.Module):
    def __init__(self, config: ClipTextConfig) -> None:
        super().__init__()
        size = config.hidden_size
        self.self_attn = _Attention(size, config.num_attention_heads)
        self.layer_norm1 = nn.LayerNorm(size, eps=config.layer_norm_eps)
        self.mlp = nn.ModuleDict({
            "fc1": nn.Linear(size, config.intermediate_size),
            "fc2": nn.Linear(config.intermediate_size, size),
        })  # fmt: skip
        self.layer_norm2 = nn.LayerNorm(size, eps=config.layer_norm_eps)
        self._activation = _ACTIVATIONS[config.hidden_act]

    def forward(self, hidden: Tensor) -> Tensor:
        hidden = hidden + self.self_attn(self.layer_norm1(hidden))
        inner = self._activation(self.mlp["fc1"](self.layer_norm2(hidden)))
        out: Tensor = hidden + self.mlp["fc2"](inner)
        return out


class _Attention(nn.Module):
    def __init__(self, size: int, heads: int) -> None:
        super().__init__()
        self._width = size // heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = (nn.Linear(size, size) for _ in range(4))

    def forward(self, hidden: Tensor) -> Tensor:
        split = (*hidden.shape[:-1], -1, self._width)
        query, key, value = (
            each(hidden).view(split).transpose(1, 2) for each in (self.q_proj, self.k_proj, self.v_proj)
        )
        seen = F.scaled_dot_product_attention(query, key, value, is_causal=True, scale=self._width**-0.5)
        out: Tensor = self.out_proj(seen.transpose(1, 2).reshape(*hidden.shape))
        return out


def read_clip_text(folder: Path) -> ClipText:
    """The text encoder in the model's `folder`, for inference. Raises `BadModel` if weights are missing, and
    whatever the libraries do for damaged files."""
    part = "text_encoder"
    config = msgspec.json.decode((folder / part / "config.json").read_bytes(), type=ClipTextConfig)
    if config.hidden_act not in _ACTIVATIONS:
        known = " and ".join(_ACTIVATIONS)
        raise BadModel(f"The text encoder in {folder / part} uses {config.hidden_act}; known are {known}.")
    found: dict[str, Tensor] = {}
    for path in weights_files(folder, part):
        found |= {name.removeprefix(_PREFIX): each.float() for name, each in load_file(path).items()}
    encoder = ClipText(config)
    missing, _ = encoder.load_state_dict(found, strict=False)
    if missing:
        raise BadModel(
            f"The weights in {folder / part} lack {len(missing)} tensors, among them {sorted(missing)[0]}."
        )
    return encoder.eval().requires_grad_(False)
