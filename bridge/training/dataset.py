"""A data set of composed loops, as levels of the starter's spectrogram with captions.

    python -m bridge.training.dataset --count 6000 --seed 1 --out DIR [--soundfont PATH] [--workers 2]

Loop i depends on (seed, i) alone. Shards of 250 loops are written as `shard-00000.safetensors`
(a uint8 tensor `[256, K]` a loop, named by its index; 255 is level 1) and `shard-00000.json` (what
each holds); beside them `timbres.safetensors`, how single notes of each instrument sound. A shard that
is already there is left alone, so a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import sys
import time
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from bridge.composing.composer import compose
from bridge.composing.genre import WALTZ_STEPS, steps_of
from bridge.composing.genre_files import genres
from bridge.composing.instruments import instruments
from bridge.composing.score import Score
from bridge.models.folder import TIMBRES_FILE
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import STARTER
from bridge.training.captions import caption
from bridge.training.render import render
from bridge.training.soundfont import SoundfontPlayer
from bridge.training.timbres import measure
from bridge.vocabulary.music import Meter

SHARD_LOOPS = 250
CAPTIONS = 4
_WALTZ_SHARE = 0.15  # of loops in genres that have waltzes; about 4 % of all


class LoopRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a loop; `captions` all tell the same truth in different words.

    `seed` is the composer's own for it. `instruments`, `families` (of instruments) and `roles` are
    parallel: one entry for each stem.
    """

    index: int
    seed: int
    captions: tuple[str, ...]
    genre: str
    tempo_bpm: float
    bars: int
    meter: str
    key: str
    moods: tuple[str, ...]
    instruments: tuple[str, ...]
    families: tuple[str, ...]
    roles: tuple[str, ...]


class ShardOrder(msgspec.Struct, frozen=True):
    """One shard's work, for a worker process."""

    number: int
    count: int
    seed: int
    out: str
    soundfont: str | None


def loop_seed(seed: int, index: int) -> int:
    """The composer's seed for loop `index`, unrelated to that of its neighbours."""
    return int.from_bytes(hashlib.sha256(f"{seed}/{index}".encode()).digest()[:6], "big")


def compose_loop(seed: int, index: int) -> Score:
    """Loop `index` of the data set of `seed`; genres are dealt in turn, so that each has its share."""
    own = loop_seed(seed, index)
    known = genres()
    genre = known[sorted(known)[index % len(known)]]
    draw = random.Random(f"{own}/form")
    has_waltzes = any(steps_of(kit) == WALTZ_STEPS for kit in genre.patterns.drums)
    waltz = has_waltzes and draw.random() < _WALTZ_SHARE
    bars = draw.choices((1, 2, 4), (1, 2, 1))[0]
    return compose(own, genre=genre.name, bars=bars, meter=Meter(3, 4) if waltz else Meter())


def compose_again(record: LoopRecord) -> Score:
    """The score of a loop that is known."""
    return compose(record.seed, genre=record.genre, bars=record.bars, meter=Meter.parse(record.meter))


def make_loop(
    seed: int, index: int, soundfont: SoundfontPlayer | None = None
) -> tuple[NDArray[np.uint8], LoopRecord]:
    """Levels `[M, K]`, 0–255, of loop `index`, and what it holds."""
    score = compose_loop(seed, index)
    sound = render(score, voices="soundfont" if soundfont else "synths", soundfont=soundfont)
    columns = round(score.quarters * (STARTER.columns_per_quarter or 0))
    mel = mel_spectrogram(torch.from_numpy(sound)[None], columns, STARTER)
    levels = (magnitudes_to_levels(mel, STARTER)[0] * 255).round().to(torch.uint8).numpy()
    return levels, _describe(score, index)


def _describe(score: Score, index: int) -> LoopRecord:
    draw = random.Random(f"{score.seed}/captions")
    captions: dict[str, None] = {}
    for _ in range(40):
        if len(captions) == CAPTIONS:
            break
        captions[caption(score, draw)] = None
    return LoopRecord(
        index=index,
        seed=score.seed,
        captions=tuple(captions),
        genre=score.genre,
        tempo_bpm=score.tempo_bpm,
        bars=score.bars,
        meter=str(score.meter),
        key=str(score.key),
        moods=score.moods,
        instruments=tuple(stem.instrument.name for stem in score.stems),
        families=tuple(stem.instrument.family for stem in score.stems),
        roles=tuple(stem.role for stem in score.stems),
    )


@lru_cache(maxsize=1)
def _open_soundfont(path: str) -> SoundfontPlayer:
    """Loaded once a process: it takes seconds."""
    return SoundfontPlayer(Path(path))


def make_shard(order: ShardOrder) -> int:
    """Write one shard, under temporary names until it is whole; returns the loops made."""
    player = _open_soundfont(order.soundfont) if order.soundfont else None
    first = order.number * SHARD_LOOPS
    tensors: dict[str, NDArray[np.uint8]] = {}
    records = []
    for index in range(first, first + order.count):
        tensors[str(index)], record = make_loop(order.seed, index, player)
        records.append(record)
    stem = _shard_path(Path(order.out), order.number)
    part = stem.with_suffix(".json.part")
    part.write_bytes(msgspec.json.encode(records))
    part.replace(stem.with_suffix(".json"))
    part = stem.with_suffix(".safetensors.part")
    save_file(tensors, part)
    # The tensors come last: where they are, the shard is whole.
    part.replace(stem.with_suffix(".safetensors"))
    return order.count


def _shard_path(out: Path, number: int) -> Path:
    return out / f"shard-{number:05d}"


def plan_shards(count: int, seed: int, out: Path, soundfont: Path | None) -> list[ShardOrder]:
    """The shards still to be made of `count` loops."""
    numbers = range(-(-count // SHARD_LOOPS))
    font = str(soundfont) if soundfont else None
    return [
        ShardOrder(number, min(SHARD_LOOPS, count - number * SHARD_LOOPS), seed, str(out), font)
        for number in numbers
        if not _shard_path(out, number).with_suffix(".safetensors").exists()
    ]


def make_dataset(count: int, seed: int, out: Path, soundfont: Path | None, workers: int) -> None:
    """Make what is missing of a data set, telling standard error how long it will take."""
    out.mkdir(parents=True, exist_ok=True)
    orders = plan_shards(count, seed, out, soundfont)
    total = sum(order.count for order in orders)
    started, done = time.monotonic(), 0
    # Spawned rather than forked: torch's threads do not survive a fork.
    # And workers share the cores already: threads inside each would only contend for them.
    spawned = multiprocessing.get_context("spawn")
    with spawned.Pool(workers, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for made in pool.imap_unordered(make_shard, orders):
            done += made
            rate = done / (time.monotonic() - started)
            left = f"{(total - done) / rate:.0f} s left"
            print(f"{done}/{total} loops, {rate:.1f} a second, {left}", file=sys.stderr, flush=True)


def make_timbres(out: Path, soundfont: Path | None) -> None:
    """Measure how the instruments of a data set sound, unless that was done."""
    if not (out / TIMBRES_FILE).exists():
        out.mkdir(parents=True, exist_ok=True)
        player = _open_soundfont(str(soundfont)) if soundfont else None
        measure(instruments().values(), player).write(out / TIMBRES_FILE)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bridge.training.dataset", description="Compose loops and write them as a data set."
    )
    parser.add_argument("--count", type=int, required=True, help="how many loops")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="folder for the shards")
    parser.add_argument("--soundfont", type=Path, help="an .sf2 or .sf3 for acoustic instruments")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    given = parser.parse_args(arguments)
    make_timbres(given.out, given.soundfont)
    make_dataset(given.count, given.seed, given.out, given.soundfont, given.workers)


if __name__ == "__main__":
    main()
