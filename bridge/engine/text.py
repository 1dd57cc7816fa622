"""Encodes prompts for the U-Net, however long they are.

CLIP reads a fixed window of tokens. A longer prompt is cut into windows between words, each read
for itself, and their outputs are laid end to end: cross-attention takes any length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

import torch
from torch import Tensor

from bridge.engine.clip_text import ClipText
from bridge.engine.clip_tokens import Tokenizer

# “(strings:1.3)”: these words count for more, the notation that Riffusion and its kin use.
_WEIGHTED = re.compile(r"\(([^()]*?):\s*(\d+(?:\.\d*)?|\.\d+)\s*\)", re.ASCII)
MAX_WEIGHT = 4.0


def split_weights(prompt: str) -> list[tuple[str, float]]:
    """`prompt` as pieces of text and how much each counts (1 unless said otherwise; at most 4)."""
    pieces: list[tuple[str, float]] = []
    end = 0
    for found in _WEIGHTED.finditer(prompt):
        pieces.append((prompt[end : found.start()], 1.0))
        pieces.append((found[1], min(float(found[2]), MAX_WEIGHT)))
        end = found.end()
    pieces.append((prompt[end:], 1.0))
    return [(text, weight) for text, weight in pieces if text.strip()]


def encode_prompts(tokenizer: Tokenizer, text_encoder: ClipText, prompts: Sequence[str]) -> Tensor:
    """Embeddings `[len(prompts), windows · window, D]`, in the encoder's type and on its device.

    All get as many windows as the longest needs, the others' filled with padding, so that a prompt
    and its negative can go through the U-Net as one batch. Empty prompts are welcome.
    """
    window = tokenizer.window
    read = [_windows(tokenizer, prompt, window - 2) for prompt in prompts]
    count = max(map(len, read))
    padded = [windows + [([], [])] * (count - len(windows)) for windows in read]
    framed = [_framed(tokenizer, *piece) for piece in chain.from_iterable(padded)]
    device = next(text_encoder.parameters()).device
    hidden = text_encoder(torch.tensor([ids for ids, _ in framed], device=device)).last_hidden_state
    weights = torch.tensor([weights for _, weights in framed], device=device, dtype=hidden.dtype)
    embedded: Tensor = _weighted(hidden, weights)
    return embedded.reshape(len(prompts), count * window, -1)


def _windows(tokenizer: Tokenizer, prompt: str, room: int) -> list[tuple[list[int], list[float]]]:
    """Tokens and weights of `prompt`, cut into pieces of at most `room` between words; at least one."""
    ids: list[int] = []
    weights: list[float] = []
    for text, weight in split_weights(prompt):
        tokens = tokenizer.ids(text)
        ids += tokens
        weights += [weight] * len(tokens)
    ends_word = tokenizer.ends_word(ids)
    cuts = [0]
    while len(ids) - cuts[-1] > room:
        cut = cuts[-1] + room
        while cut > cuts[-1] and not ends_word[cut - 1]:
            cut -= 1
        cuts.append(cut if cut > cuts[-1] else cuts[-1] + room)  # a word longer than the window
    spans = zip(cuts, [*cuts[1:], len(ids)], strict=True)
    return [(ids[start:end], weights[start:end]) for start, end in spans]


def _framed(tokenizer: Tokenizer, ids: list[int], weights: list[float]) -> tuple[list[int], list[float]]:
    """One window: start, tokens, end, padding; what is not a token of the prompt weighs 1."""
    padding = tokenizer.window - len(ids) - 2
    framed = [tokenizer.start, *ids, tokenizer.end, *[tokenizer.pad] * padding]
    return framed, [1.0, *weights, *[1.0] * (padding + 1)]


def _weighted(hidden: Tensor, weights: Tensor) -> Tensor:
    """`hidden` `[n, T, D]` scaled by `weights` `[n, T]`, each window's mean kept where it was.

    Without keeping the mean, a weight would turn up the guidance as a whole.
    """
    if bool((weights == 1.0).all()):
        return hidden
    scaled = hidden * weights[..., None]
    change = hidden.float().mean((1, 2), keepdim=True) / scaled.float().mean((1, 2), keepdim=True)
    return torch.where(change.isfinite(), scaled * change, scaled).to(hidden.dtype)
