"""Cuts text into CLIP's tokens: byte-level BPE from a model's `tokenizer/` folder.

The same ids as transformers' CLIPTokenizer, without importing transformers, which takes two seconds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tokenizers import Regex, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Splitter
from tokenizers.models import BPE

_START, _END = "<|startoftext|>", "<|endoftext|>"
_WINDOW = 77  # of every CLIP that OpenAI trained
_WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


class Tokenizer(NamedTuple):
    """What makes ids of text. A window of `window` ids begins with `start`, ends with `end`, and is filled
    up with `pad`."""

    splitter: Splitter
    window: int
    start: int
    end: int
    pad: int

    def ids(self, text: str) -> list[int]:
        """The ids of `text`, without start and end."""
        found: list[int] = self.splitter.encode(text, add_special_tokens=False).ids
        return found

    def ends_word(self, ids: Sequence[int]) -> list[bool]:
        """Whether each of `ids` is the last of its word."""
        return [str(self.splitter.id_to_token(token)).endswith("</w>") for token in ids]


def read_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in `folder`. Raises whatever the library does for damaged files."""
    told = _stated(folder)
    start, end = told.get("bos_token", _START), told.get("eos_token", _END)
    unknown = told.get("unk_token", _END)
    pad = told.get("pad_token", end)
    if (whole := folder / "tokenizer.json").is_file():
        splitter = Splitter.from_file(str(whole))
        splitter.no_padding()
        splitter.no_truncation()
    else:
        splitter = _splitter(folder / "vocab.json", folder / "merges.txt", unknown)
    splitter.add_special_tokens(list(dict.fromkeys((start, end, unknown, pad))))
    places = splitter.get_vocab(with_added_tokens=True)
    window = told.get("model_max_length", _WINDOW)
    return Tokenizer(
        splitter=splitter,
        window=window if isinstance(window, int) and 2 < window < 1 << 16 else _WINDOW,
        start=places[start],
        end=places[end],
        pad=places[pad],
    )


def _splitter(vocabulary: Path, merges: Path, unknown: str) -> Splitter:
    model = BPE(
        *BPE.read_file(str(vocabulary), str(merges)),
        continuing_subword_prefix="",
        end_of_word_suffix="</w>",
        unk_token=unknown,
    )
    splitter = Splitter(model)
    splitter.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    words = pre_tokenizers.Split(Regex(_WORDS), behavior="removed", invert=True)
    splitter.pre_tokenizer = pre_tokenizers.Sequence(
        [words, pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    return splitter


def _stated(folder: Path) -> dict[str, Any]:
    """What the folder's configuration says, special tokens as text."""
    told: dict[str, Any] = {}
    for name in ("special_tokens_map.json", "tokenizer_config.json"):
        if (path := folder / name).is_file():
            told |= json.loads(path.read_text("utf-8"))
    texts = {name: each["content"] if isinstance(each, dict) and "content" in each else each
             for name, each in told.items()}  # fmt: skip
    return {name: each for name, each in texts.items() if each is not None}
