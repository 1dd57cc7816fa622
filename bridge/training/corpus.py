"""The rendered loops as a trainer sees them: latents by width, and the words for each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from pathlib import Path

import msgspec
import torch
from safetensors.torch import load_file
from torch import Tensor

from bridge.engine.patches import PatchCodec
from bridge.engine.wording import with_conditions
from bridge.errors import BadFile
from bridge.training.dataset import LoopRecord
from bridge.vocabulary import Key, Meter

# One in ten learns without words, which guidance needs; and each condition is sometimes left
# out, since a prompt need not name it.
WORDLESS_SHARE = 0.1
UNSAID_SHARE = 0.15


class Item(msgspec.Struct, frozen=True):
    """One loop: latents `[L, H, W]` in half precision, and what is known of it."""

    latents: Tensor
    captions: tuple[str, ...]
    tempo_bpm: float
    bars: int
    meter: Meter
    key: Key

    def words(self, chance: random.Random) -> str:
        """A caption with its conditions, each of them sometimes unsaid."""
        if chance.random() < WORDLESS_SHARE:
            return ""
        tempo_said, key_said = (chance.random() >= UNSAID_SHARE for _ in range(2))
        return with_conditions(
            chance.choice(self.captions),
            tempo_bpm=self.tempo_bpm if tempo_said else None,
            key=self.key if key_said else None,
        )


# Loops that share a width and a clock can be stacked in one batch.
Shape = tuple[int, Fraction]


class Corpus:
    """All loops of a folder of shards, encoded, grouped by shape."""

    def __init__(self, items: list[Item]) -> None:
        self.groups: dict[Shape, list[Item]] = {}
        for item in items:
            shape = (item.latents.shape[-1], item.meter.quarters_per_bar)
            self.groups.setdefault(shape, []).append(item)
        self.items = items

    def batch(self, size: int, chance: random.Random) -> tuple[Shape, list[Item]]:
        """`size` loops of one shape; shapes come up as often as their loops are many."""
        shape = chance.choices(list(self.groups), [len(group) for group in self.groups.values()])[0]
        return shape, chance.choices(self.groups[shape], k=size)


def shard_paths(folder: Path) -> list[Path]:
    """The finished shards of `folder`, in order. Raises `BadFile` if there are none."""
    if not (paths := sorted(folder.glob("shard-*.safetensors"))):
        raise BadFile(f"{folder} holds no shards; make them with python -m bridge.training.dataset.")
    return paths


def _read_records(path: Path) -> list[LoopRecord]:
    return msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=list[LoopRecord])


def _read_shard(path: Path) -> Iterator[tuple[Tensor, LoopRecord]]:
    """Levels `[1, M, K]` and record of each loop."""
    tensors = load_file(path)
    for record in _read_records(path):
        yield tensors[str(record.index)].float()[None] / 255.0, record


def read_captions(folder: Path) -> list[str]:
    """All captions of `folder`, for the tokenizer."""
    records = (record for path in shard_paths(folder) for record in _read_records(path))
    return [caption for record in records for caption in record.captions]


def read_corpus(folder: Path, codec: PatchCodec) -> Corpus:
    """Encode every loop of `folder` with `codec`."""
    return Corpus(
        [
            Item(
                codec.encode(levels[None])[0].half(),
                captions=record.captions,
                tempo_bpm=record.tempo_bpm,
                bars=record.bars,
                meter=Meter.parse(record.meter),
                key=Key.parse(record.key),
            )
            for path in shard_paths(folder)
            for levels, record in _read_shard(path)
        ]
    )


def fit_codec(folder: Path, *, every: int, **config: int) -> PatchCodec:
    """Principal components of one loop in `every` of `folder`."""
    loops = (levels for path in shard_paths(folder) for levels, _ in _read_shard(path))
    taken = torch.cat(list(islice(loops, 0, None, every)), dim=-1)
    codec: PatchCodec = PatchCodec.fit(taken[None], **config)
    return codec
