"""Prompts of any length, weights in parentheses, and what the U-Net gets of them."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.engine.clip_text import read_clip_text
from bridge.engine.clip_tokens import read_tokenizer
from bridge.engine.loading import LoadedModel
from bridge.engine.text import encode_prompts, split_weights
from bridge.models.catalogue import STARTER_FOLDER


@torch.inference_mode()
def encode(model: LoadedModel, *prompts: str) -> torch.Tensor:
    return encode_prompts(model.tokenizer, model.text_encoder, prompts)


@pytest.fixture(scope="module")
def theirs() -> tuple[Any, Any]:
    """transformers' own tokenizer and encoder, of the starter that ships."""
    from transformers import CLIPTokenizerFast
    from transformers.models.clip.modeling_clip import CLIPTextModel

    return (
        CLIPTokenizerFast.from_pretrained(STARTER_FOLDER / "tokenizer", local_files_only=True),
        CLIPTextModel.from_pretrained(STARTER_FOLDER, subfolder="text_encoder", dtype=torch.float32).eval(),
    )


@torch.inference_mode()
def test_a_short_prompt_is_what_clip_makes_of_it(theirs: tuple[Any, Any]) -> None:
    tokenizer, encoder = theirs
    prompts = ["", "drum and bass , reese bass , dark , tempo 174"]
    tokens = tokenizer(prompts, padding="max_length", return_tensors="pt").input_ids
    ours = encode_prompts(
        read_tokenizer(STARTER_FOLDER / "tokenizer"), read_clip_text(STARTER_FOLDER), prompts
    )
    assert torch.equal(ours, encoder(tokens).last_hidden_state)


@settings(max_examples=60)
@given(
    st.text(max_size=60)
    | st.sampled_from(["It's <|endoftext|> 9th  CAFÉ!", "<|startoftext|>a", "\u200b 鼓 é"])
)
def test_text_is_cut_as_transformers_cuts_it(theirs: tuple[Any, Any], text: str) -> None:
    ours = read_tokenizer(STARTER_FOLDER / "tokenizer")
    assert ours.ids(text) == theirs[0](text, add_special_tokens=False, verbose=False).input_ids


def test_prompt_and_negative_get_equally_many_windows(starter: LoadedModel) -> None:
    long, short = encode(starter, "word " * 60, "")
    assert long.shape == short.shape
    assert len(long) % 40 == 0
    assert len(long) > 40
    alone = encode(starter, "")[0]
    assert torch.allclose(short, alone.repeat(len(long) // 40, 1), atol=1e-5)


def test_windows_are_cut_between_words(starter: LoadedModel) -> None:
    """38 tokens fit, one a letter: six words of six letters and no part of the seventh."""
    words = ["abcdef", "ghijkl", "mnopqr", "stuvwx", "yzabcd", "efghij", "klmnop"]
    both = encode(starter, " ".join(words))[0]
    assert torch.allclose(both[:40], encode(starter, " ".join(words[:6]))[0], atol=1e-5)
    assert torch.allclose(both[40:], encode(starter, words[6])[0], atol=1e-5)


def test_a_word_longer_than_a_window(starter: LoadedModel) -> None:
    assert encode(starter, "a" * 100).shape[1] == 3 * 40


@settings(max_examples=25)
@given(st.text(max_size=120))
def test_any_text_is_read_and_alike_each_time(starter: LoadedModel, prompt: str) -> None:
    embedded = encode(starter, prompt)
    assert embedded.shape[1] % 40 == 0
    assert embedded.isfinite().all()
    assert torch.equal(embedded, encode(starter, prompt))


@pytest.mark.parametrize(
    "prompt, pieces",
    [
        ("", []),
        ("dub", [("dub", 1.0)]),
        ("(dub:1.5)", [("dub", 1.5)]),
        ("warm (tape dub: .5), slow", [("warm ", 1.0), ("tape dub", 0.5), (", slow", 1.0)]),
        ("(a:2)(b:9)", [("a", 2.0), ("b", 4.0)]),
        ("(live) at 4:1.2", [("(live) at 4:1.2", 1.0)]),
        ("(dub:1.2.3)", [("(dub:1.2.3)", 1.0)]),
    ],
)
def test_weights_in_parentheses(prompt: str, pieces: list[tuple[str, float]]) -> None:
    assert split_weights(prompt) == pieces


def test_weight_scales_words_and_keeps_the_mean(starter: LoadedModel) -> None:
    plain, same, strong = (encode(starter, p) for p in ("warm dub", "warm (dub:1)", "warm (dub:1.5)"))
    assert torch.equal(plain, same)
    assert not torch.allclose(plain, strong)
    assert torch.allclose(plain.mean(), strong.mean(), atol=1e-4)
