"""The rendered loops as a trainer sees them: latents by width, and the words for each."""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor

from bridge.composing.instruments import instruments
from bridge.composing.roles import ROLES
from bridge.engine.patches import PatchCodec
from bridge.engine.sketch import draw_sketch, laid_beside
from bridge.engine.timbres import read_timbres
from bridge.errors import BadFile
from bridge.models.folder import TIMBRES_FILE
from bridge.prompts.lexicon import format_prompt
from bridge.prompts.tempo_words import with_tempo
from bridge.sound.format import STARTER
from bridge.training.dataset import LoopRecord, compose_again
from bridge.training.network import players
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.prompts import ParsedPrompt

# What a prompt leaves unsaid is left unsaid in training too: each condition now and then, and all
# of them for one loop in ten, which guidance needs.
WORDLESS_SHARE, UNSAID_SHARE, CAPTION_SHARE = 0.1, 0.15, 0.2
# So is what is sketched: all of it, or a stretch, as where a part of a loop stays as it was.
UNSKETCHED_SHARE, GAP_SHARE = 0.1, 0.1
FAMILY_SHARE = 0.2


class Item(msgspec.Struct, frozen=True):
    """One loop: latents `[L, H, W]` and sketch `[S, H, W]` in half precision, and what is known of it."""

    latents: Tensor
    sketch: Tensor
    record: LoopRecord
    meter: Meter
    key: Key

    def told(self, chance: random.Random) -> tuple[str, Key | None]:
        """Words for the loop and its key, each of them sometimes unsaid."""
        if chance.random() < WORDLESS_SHARE:
            return "", None
        key = self.key if chance.random() >= UNSAID_SHARE else None
        tempo_bpm = self.record.tempo_bpm if chance.random() >= UNSAID_SHARE else None
        if chance.random() < CAPTION_SHARE:
            return with_tempo(chance.choice(self.record.captions), tempo_bpm), key
        return format_prompt(describe(self.record, chance), tempo_bpm), key

    def sketched(self, chance: random.Random, *, wordless: bool) -> Tensor:
        """The sketch, sometimes none of it or with a gap; of a loop of which nothing is said, none in half
        of the cases."""
        if chance.random() < (0.5 if wordless else UNSKETCHED_SHARE):
            return torch.zeros_like(self.sketch)
        if chance.random() >= GAP_SHARE:
            return self.sketch
        width = self.sketch.shape[-1]
        begin, length = chance.randrange(width), chance.randint(1, width)
        sketch = self.sketch.clone()
        sketch[..., [column % width for column in range(begin, begin + length)]] = 0
        return sketch


def describe(record: LoopRecord, chance: random.Random) -> ParsedPrompt:
    """Some of what is true of a loop, in the words that prompts are told to the model in.

    From none to all of its instruments are named, some by their family only, and from none to all
    of the roles that nobody plays are said to be absent.
    """
    named = chance.choice((0.0, 0.5, 1.0, 1.0))
    players = [
        instruments()[name].family if chance.random() < FAMILY_SHARE else name
        for name in record.instruments
        if chance.random() < named
    ]
    chance.shuffle(players)
    denied = chance.choice((0.0, 0.7, 1.0))
    absent = [role for role in ROLES if role not in record.roles and chance.random() < denied]
    return ParsedPrompt(
        genre=record.genre if chance.random() >= UNSAID_SHARE / 3 else None,
        instruments=tuple(dict.fromkeys(players)),
        without=tuple(absent),
        moods=tuple(chance.sample(record.moods, k=chance.choice((0, 0, 1, len(record.moods))))),
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


def read_texts(folder: Path) -> list[str]:
    """Captions and tellings of the loops of `folder`, for the tokenizer to learn its words from."""
    texts: list[str] = []
    for record in (record for path in shard_paths(folder) for record in _read_records(path)):
        chance = random.Random(record.index)
        texts += record.captions
        texts += [format_prompt(describe(record, chance), record.tempo_bpm) for _ in record.captions]
    return texts


def read_corpus(data: Path, codec: Path) -> Corpus:
    """Encode every loop of `data` by the codec in the folder `codec`, and sketch it by the timbres of `data`,
    on all cores."""
    orders = [_ShardOrder(str(path), str(codec)) for path in shard_paths(data)]
    return Corpus(
        [
            Item(
                torch.from_numpy(latents),
                torch.from_numpy(sketch),
                record,
                Meter.parse(record.meter),
                Key.parse(record.key),
            )
            for encoded in _encode_shards(orders)
            for record, latents, sketch in encoded
        ]
    )


def _encode_shards(orders: Sequence[_ShardOrder]) -> Iterator[list[_Encoded]]:
    if len(orders) == 1:  # not worth another process
        yield _encode_shard(orders[0])
        return
    # Spawned rather than forked: torch's threads do not survive a fork.
    spawned = multiprocessing.get_context("spawn")
    with spawned.Pool(os.cpu_count(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        yield from pool.imap(_encode_shard, orders)


class _ShardOrder(msgspec.Struct, frozen=True):
    path: str
    codec: str


# Arrays, since torch would hand over each of its tensors through a file of its own.
_Encoded = tuple[LoopRecord, NDArray[np.float16], NDArray[np.float16]]


def _encode_shard(order: _ShardOrder) -> list[_Encoded]:
    """Latents and sketches of a shard, for a worker process."""
    path = Path(order.path)
    codec = PatchCodec.from_pretrained(order.codec, local_files_only=True)
    timbres, patch = read_timbres(path.with_name(TIMBRES_FILE)), (codec.patch_rows, codec.patch_columns)
    encoded = []
    for levels, record in _read_shard(path):
        sketch = draw_sketch(compose_again(record), STARTER, players(), timbres, patch)
        beside = laid_beside(sketch, codec.encode)
        latents = codec.encode(levels[None])[0]
        encoded.append((record, latents.half().numpy(), beside.half().numpy()))
    return encoded


def fit_codec(folder: Path, *, every: int, **config: int) -> PatchCodec:
    """Principal components of one loop in `every` of `folder`."""
    loops = (levels for path in shard_paths(folder) for levels, _ in _read_shard(path))
    taken = torch.cat(list(islice(loops, 0, None, every)), dim=-1)
    codec: PatchCodec = PatchCodec.fit(taken[None], **config)
    return codec
