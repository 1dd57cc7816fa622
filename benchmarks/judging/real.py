"""Real loops: composed from seeds that training never drew, played on a soundfont that it never heard.

What is heard of them is kept in a cache of the user's, since composing and listening to a thousand takes
minutes; what is kept is told apart by what was ordered and by the source that makes and hears it.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
import numpy as np
import torch
from torch import Tensor

import bridge
from benchmarks.judging.evidence import Array, Ear, Evidence, picture
from benchmarks.judging.prompts import BARS, Ask, judged_family
from bridge.composing.casting import fit
from bridge.composing.composer import compose
from bridge.composing.genre_files import genres
from bridge.composing.roles import Role
from bridge.composing.score import Score
from bridge.engine.patches import PatchCodec
from bridge.sound.dsp.phase import decode
from bridge.sound.dsp.spectrogram import levels_to_magnitudes, magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import STARTER
from bridge.timing import loop_frames
from bridge.training.dataset import compose_loop
from bridge.training.render import render
from bridge.training.soundfont import SoundfontPlayer
from bridge.vocabulary.music import Key, Meter

T = TypeVar("T")

# Far from one another, and training's own seeds are hashes of 48 bits.
TEACHING_SEED, JUDGED_SEED = 5_000_000, 6_000_000
TRAINING_SEED = 1
_EXTRA_SEEDS = 100
# How much of the way through the product a real loop goes before it is listened to.
Stage = Literal["sound", "decoder", "codec"]
# The sources on which real loops, and what is heard of them, depend.
_SOURCES = {
    "composing": "balance.py casting.py composer.py genre*.py harmony.py held_out.py instruments.py parts.py "
    "score.py *.toml genres/*.toml",
    "playing": "circle.py drumkit.py synths.py voices.py",
    "training": "mixing.py render.py soundfont.py",
    "sound": "format.py dsp/circle.py dsp/gradient.py dsp/inversion.py dsp/measure.py dsp/onsets.py "
    "dsp/phase.py dsp/spectrogram.py",
}
_JUDGES = ("evidence", "musicnn", "notes", "timing")


class LoopOrder(msgspec.Struct, frozen=True, kw_only=True):
    """One real loop. `codec` is the folder of the autoencoder that it goes through, if it does."""

    seed: int
    genre: str
    roles: frozenset[str]
    instruments: dict[Role, str]
    tempo_bpm: float | None
    key: Key | None
    font: str
    stage: Stage = "sound"
    codec: str = ""


def teaching_orders(each: int, font: Path) -> list[LoopOrder]:
    """`each` loops of every genre to learn judging by: a bass and a player, mostly with drums, and every
    other player on an instrument drawn from all that fit."""
    orders = []
    for number, genre in enumerate(genres()):
        for turn in range(each):
            seed = TEACHING_SEED + number * each + turn
            chance = random.Random(f"teaching/{seed}")
            role: Role = chance.choice(("chords", "chords", "lead", "pad"))
            drums = {"drums"} if chance.random() < 0.8 * genres()[genre].chances.drums else set()
            orders.append(
                LoopOrder(
                    seed=seed,
                    genre=genre,
                    roles=frozenset({"bass", role} | drums),
                    instruments={role: chance.choice(fit(role))} if turn % 2 else {},
                    tempo_bpm=None,
                    key=None,
                    font=str(font),
                )
            )
    return orders


def asked_orders(asks: Sequence[Ask], seeds: Iterable[int], font: Path, stage: Stage = "sound",
                 codec: str = "") -> list[LoopOrder]:  # fmt: skip
    """What each of `asks` means, once for each of `seeds`, in that order."""
    offsets = list(seeds)
    return [
        LoopOrder(
            seed=JUDGED_SEED + number * _EXTRA_SEEDS + offset,
            genre=ask.genre,
            roles=ask.roles,
            instruments={ask.role: ask.instrument},
            tempo_bpm=ask.tempo_bpm,
            key=ask.key,
            font=str(font),
            stage=stage,
            codec=codec,
        )
        for number, ask in enumerate(asks)
        for offset in offsets
    ]


def trained_orders(number: int, font: Path) -> list[LoopOrder]:
    """The first `number` loops of two bars of 4/4 that training learnt from."""
    composed = (compose_loop(TRAINING_SEED, index) for index in count())
    fitting = (score for score in composed if score.bars == BARS and score.meter == Meter())
    return [
        LoopOrder(
            seed=score.seed,
            genre=score.genre,
            roles=frozenset(score.roles),
            instruments={},
            tempo_bpm=None,
            key=None,
            font=str(font),
        )
        for score in islice(fitting, number)
    ]


def hear_all(orders: list[LoopOrder], cache: Path) -> Evidence:
    """What is heard of each of `orders`, from `cache` where that is known."""
    return Evidence(**_kept("heard", orders, cache, lambda: vars(Evidence.joined(_each(_hear, orders)))))


def see_all(orders: list[LoopOrder], cache: Path) -> Array:
    """Only the picture `[n, 1024]` of each of `orders`, which takes less time."""
    return _kept("seen", orders, cache, lambda: {"picture": np.stack(_each(_see, orders))})["picture"]


def _kept(
    kind: str, orders: list[LoopOrder], cache: Path, find: Callable[[], dict[str, Array]]
) -> dict[str, Array]:
    path = cache / f"{kind}-{_fingerprint(orders)}.npz"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part.npz")
        np.savez(part, **find())  # type: ignore[arg-type]
        part.replace(path)
    with np.load(path) as arrays:
        return dict(arrays)


def _each(work: Callable[[LoopOrder], T], orders: list[LoopOrder]) -> list[T]:
    """`work` on each of `orders`, on all cores."""
    done: list[T] = []
    # Spawned rather than forked: torch's threads do not survive a fork.
    spawned = multiprocessing.get_context("spawn")
    with spawned.Pool(os.cpu_count(), initializer=torch.set_num_threads, initargs=(1,)) as pool:
        for result in pool.imap(work, orders, chunksize=4):
            done.append(result)
            if len(done) % 100 == 0:
                print(f"{len(done)}/{len(orders)} real loops heard", file=sys.stderr, flush=True)
    return done


def _fingerprint(orders: list[LoopOrder]) -> str:
    """Of the orders, and of all source that composes, renders and hears."""
    digest = hashlib.sha256(msgspec.json.encode(orders, order="sorted"))
    product, judges = Path(bridge.__file__).parent, Path(__file__).parent
    paths = [path for folder, names in _SOURCES.items() for name in names.split()
             for path in sorted(product.glob(f"{folder}/{name}"))]  # fmt: skip
    for path in [*paths, *(judges / f"{name}.py" for name in _JUDGES)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def families(order: LoopOrder) -> frozenset[str]:
    """The families of all that plays in the loop, "drums" and "bass" among them."""
    return frozenset(judged_family(stem.instrument) for stem in _compose(order).stems)


def _see(order: LoopOrder) -> Array:
    return np.asarray(picture(_render(_compose(order), order), BARS))


def _hear(order: LoopOrder) -> Evidence:
    score = _compose(order)
    sound = _render(score, order)
    if order.stage != "sound":
        sound = _through(sound, order, score.tempo_bpm)
    return _ear().listen(sound, genres()[order.genre], tempo_bpm=score.tempo_bpm, bars=BARS)


def _render(score: Score, order: LoopOrder) -> Tensor:
    return torch.from_numpy(render(score, voices="soundfont", soundfont=_player(order.font)))


def _compose(order: LoopOrder) -> Score:
    return compose(
        order.seed,
        genre=order.genre,
        bars=BARS,
        meter=Meter(),
        roles=order.roles,
        instruments=order.instruments,
        tempo_bpm=order.tempo_bpm,
        key=order.key,
    )


def _through(sound: Tensor, order: LoopOrder, tempo_bpm: float) -> Tensor:
    """`sound` `[N]` as a spectrogram and back, by way of the autoencoder's latents if it is ordered."""
    columns = BARS * 4 * (STARTER.columns_per_quarter or 0)
    levels = magnitudes_to_levels(mel_spectrogram(sound[None], columns, STARTER), STARTER)
    if order.stage == "codec":
        codec = _codec(order.codec)
        levels = codec.decode(codec.encode(levels[None]))[0]
    frames = loop_frames(BARS, Meter(), tempo_bpm, STARTER.rate_hz)
    return decode(levels_to_magnitudes(levels, STARTER), frames, STARTER)[0]


@lru_cache(maxsize=2)
def _player(font: str) -> SoundfontPlayer:
    return SoundfontPlayer(Path(font), STARTER.rate_hz)


@lru_cache(maxsize=1)
def _ear() -> Ear:
    return Ear()


@lru_cache(maxsize=1)
def _codec(folder: str) -> PatchCodec:
    codec: PatchCodec = PatchCodec.from_pretrained(folder, local_files_only=True)
    return codec
