"""What the starter draws, beside real loops and an untrained net: `python -m benchmarks.starter`.

    python -m benchmarks.starter [--model FOLDER] [--steps N] [--guidance X] [--quick] [--swap]

Two-bar loops are asked for in sentences that no caption of training has, half of them for a genre on an
instrument that training never heard there, and drawn by the product's own way from prompt to file. They
are judged by what did not learn with the model: linear probes on musicnn's embeddings, basic-pitch's
notes, and beginnings of sounds heard anew. Real loops are composed of the same asks from unseen seeds and
played on a soundfont that training never used; the probes are fitted to other such loops.

    genre right          share heard as the genre asked for, of all that can be composed
    family heard         share in which the asked instrument's family is heard, where 20 % of real loops
                         without it are thought to hold it
    family told apart    share in which it is heard more surely than in the same seed asked for another
    drums absent         share without drums of those asked for without
    in key               share in the asked key or its relative
    profile of the bar   correlation of where sounds begin in the bar with the genre's real mean
    off the grid         share of beginnings more than 15 ms off their genre's sixteenths, swing allowed for
    Fréchet distance     of embeddings from real loops'
    nearest in training  distance of the picture from the nearest of 1,000 loops that training learnt from;
                         real loops here are played on training's own soundfont
    seam                 95th percentile of the jump from last to first sample, over the sound's own
    other words          share heard as the same genre as when asked for plainly, in paraphrases and in
                         other languages; for real loops, as another loop of the same ask

`--swap` tells which part of the product is to blame. Real loops as they are (`sound`), through the
spectrogram and its `decoder`, and through the autoencoder too (`codec`); then what the product itself
composes for the same prompts: its `score` on the real loops' instruments, on the `players` that training
heard, as a `sketch` without the net, and `drawn`. Exit status 1 if a bar is missed.

Needs: pip install -e .[judges] && pip install --no-deps musicnn==0.1.0 basic-pitch==0.4.0, and
apt-get install timgm6mb-soundfont musescore-general-soundfont-small (or give others).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from benchmarks.judging import measures, real
from benchmarks.judging.drawn import Drawer, ScorePlayer, asked, played_on, said, sketched_by, untrained
from benchmarks.judging.evidence import Array, Ear, Evidence
from benchmarks.judging.measures import Asked, Judge
from benchmarks.judging.prompts import Saying, asks, sayings
from bridge.composing.genre_files import genres
from bridge.engine.loading import load
from bridge.errors import RiffbridgeError
from bridge.models.catalogue import STARTER_FOLDER

FONT = Path("/usr/share/sounds/sf2/TimGM6mb.sf2")
TRAINING_FONT = Path("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3")
TEACHING_EACH, TRAINED, SEEDS = 32, 1000, 4
_SWAP_SEEDS = 2


@dataclass(frozen=True, kw_only=True)
class Column:
    """One kind of loops to be judged: what was asked for, and those that only some kinds have:
    `likest` for the search among training's loops, and a genre's asked for plainly and otherwise."""

    name: str
    loops: Asked
    likest: Array | None = None
    plain: Evidence | None = None
    otherwise: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """A measure: `find` gives its value for a column. What is held against `bar` is the drawn loops' value,
    or with `of_real` that over the real ones'. A row without a bar is told for information."""

    name: str
    find: Callable[[Column], float | None]
    bar: float | None = None
    at_least: bool = True
    of_real: bool = False

    def told(self, columns: Sequence[Column]) -> tuple[str, bool]:
        """The row's line, and whether its bar holds. The first column is judged, against the second."""
        values = [self.find(column) for column in columns]
        line = f"{self.name:22}" + "".join("       –" if v is None else f"{v:8.3f}" for v in values)
        drawn, against = (*values, None)[:2]
        if self.bar is None or drawn is None or against is None:
            return line, True
        held = drawn / max(against, 1e-9) if self.of_real else drawn
        holds = held >= self.bar if self.at_least else held <= self.bar
        sign, kind = ("≥" if self.at_least else "≤"), ("× real's" if self.of_real else "")
        return f"{line}   {'holds ' if holds else 'MISSED'} {held:.3f} {sign} {self.bar:g} {kind}", holds


def table(judge: Judge, reference: Evidence, trained: Array) -> list[Row]:
    """The measures, against `reference` real loops and a sample of what training learnt from."""

    def likeness(column: Column) -> float | None:
        if column.likest is None:
            return None
        return float(measures.nearest(column.likest, trained).mean())

    def agreement(column: Column) -> float | None:
        if column.plain is None or column.otherwise is None:
            return None
        return measures.same_genre(judge, column.otherwise, column.plain)

    def distance(column: Column) -> float:
        rows = min(len(column.loops.evidence), len(reference))
        return measures.frechet(column.loops.evidence.embedding[:rows], reference.embedding[:rows])

    return [
        Row(name="genre right", find=lambda c: measures.genre_right(judge, c.loops), bar=0.80),
        Row(name="  of pairs held out", find=lambda c: measures.genre_right(judge, c.loops, held_out=True)),
        Row(name="family heard", find=lambda c: measures.family_heard(judge, c.loops), bar=0.75),
        Row(name="family told apart", find=lambda c: measures.family_told_apart(judge, c.loops)),
        Row(name="drums absent", find=lambda c: measures.drums_absent(judge, c.loops), bar=0.85),
        Row(name="drums present", find=lambda c: measures.drums_present(judge, c.loops)),
        Row(name="in key", find=lambda c: measures.in_key(c.loops), bar=0.80, of_real=True),
        Row(name="profile of the bar", find=lambda c: measures.profile_fit(judge, c.loops), bar=0.97,
            of_real=True),
        Row(name="off the grid", find=lambda c: measures.off_grid(c.loops.evidence), bar=0.05,
            at_least=False),
        Row(name="Fréchet distance", find=distance, bar=6.0, at_least=False, of_real=True),
        Row(name="nearest in training", find=likeness, bar=0.8, of_real=True),
        Row(name="seam", find=lambda c: measures.seam_worst(c.loops.evidence), bar=1.5, at_least=False,
            of_real=True),
        Row(name="other words", find=agreement, bar=0.80),
    ]  # fmt: skip


class Bench:
    """The real side, heard once and kept in the cache, and cut to the asks and seeds that are judged."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._every = asks()
        judged = [name for number, name in enumerate(genres()) if not options.quick or number % 3 == 0]
        self._numbers = [number for number, ask in enumerate(self._every) if ask.genre in judged]
        self.asks = [self._every[number] for number in self._numbers]
        self.sayings = [saying for saying in sayings() if saying.genre in judged]
        self.seeds = 1 if options.quick else options.seeds
        loops = self._real(range(2 * options.seeds))
        reference = loops.only(range(len(self._every)), range(options.seeds))
        self._judged = loops.only(self._numbers, range(options.seeds, options.seeds + self.seeds))
        self.judge = self._teach(reference)
        trained = real.see_all(real.trained_orders(TRAINED, options.training_font), options.cache)
        self.table = table(self.judge, reference.only(self._numbers, range(self.seeds)).evidence, trained)

    def _real(self, seeds: range, stage: real.Stage = "sound", codec: str = "") -> Asked:
        """Real loops of every ask."""
        orders = real.asked_orders(self._every, seeds, self._options.font, stage, codec)
        return Asked(self._every, real.hear_all(orders, self._options.cache))

    def _teach(self, reference: Asked) -> Judge:
        orders = real.teaching_orders(TEACHING_EACH, self._options.font)
        taught = real.hear_all(orders, self._options.cache)
        numbers = {name: number for number, name in enumerate(genres())}
        numbered = np.array([numbers[order.genre] for order in orders])
        return Judge(taught, numbered, [real.families(order) for order in orders], reference)

    def real_column(self) -> Column:
        """Real loops that neither the judge nor the reference knows."""
        seeds = range(2 * self._options.seeds, 2 * self._options.seeds + 1)
        orders = real.asked_orders(self.asks, seeds, self._options.training_font)
        loops = self._real(range(2 * self._options.seeds))
        again = loops.only(self._numbers, range(self.seeds)).evidence
        return Column(
            name="real",
            loops=self._judged,
            likest=real.see_all(orders, self._options.cache),
            plain=self._judged.evidence,
            otherwise=again,
        )

    def swapped_columns(self, codec: Path) -> list[Column]:
        """Real loops as they are, through the decoder, and through the autoencoder too."""
        seeds = range(self._options.seeds, self._options.seeds + _SWAP_SEEDS)
        ways: list[tuple[real.Stage, str]] = [("sound", ""), ("decoder", ""), ("codec", str(codec))]
        kept = range(min(self.seeds, _SWAP_SEEDS))
        return [
            Column(name=stage, loops=self._real(seeds, stage, folder).only(self._numbers, kept))
            for stage, folder in ways
        ]

    def drawn_column(self, drawer: Drawer, name: str, seeds: int, *, words: bool) -> Column:
        """What a model draws, asked plainly and in `words` of other kinds if that is wanted."""
        heard = drawer.hear(asked(self.asks), seeds)
        loops = Asked(self.asks, heard)
        if not words:
            return Column(name=name, loops=loops, likest=heard.picture)
        spoken = list(dict.fromkeys(saying.genre for saying in self.sayings))
        plain = drawer.hear(said([Saying(genre, genre) for genre in spoken]), 1)
        plain = plain[[spoken.index(saying.genre) for saying in self.sayings]]
        otherwise = drawer.hear(said(self.sayings), 1)
        return Column(name=name, loops=loops, likest=heard.picture, plain=plain, otherwise=otherwise)


def compare(options: argparse.Namespace) -> bool:
    """Print the table; true if all bars hold."""
    bench = Bench(options)
    if options.judges:
        columns = [bench.real_column()]
    else:
        drawer = Drawer(load(options.model), Ear(), options.steps, options.guidance)
        drawn = bench.drawn_column(drawer, "drawn", bench.seeds, words=not options.swap)
        columns = [drawn, *_against(bench, options)]
    print(f"{'':22}" + "".join(f"{column.name:>8}" for column in columns))
    lines, held = zip(*(row.told(columns) for row in bench.table), strict=True)
    print("\n".join(lines))
    return all(held)


def _against(bench: Bench, options: argparse.Namespace) -> list[Column]:
    if options.swap:
        model, ear = load(options.model), Ear()
        ways = {
            "score": played_on(options.font),
            "players": played_on(options.training_font),
            "sketch": sketched_by(model),
        }
        played = [
            bench.drawn_column(ScorePlayer(model, ear, sound), name, bench.seeds, words=False)
            for name, sound in ways.items()
        ]
        return [*bench.swapped_columns(options.model / "vae"), *played]
    blank = Drawer(untrained(load(options.model)), Ear(), options.steps, options.guidance)
    return [bench.real_column(), bench.drawn_column(blank, "blank", 1, words=False)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.starter", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--model", type=Path, default=STARTER_FOLDER, help="the folder of the model to judge")
    parser.add_argument("--steps", type=int, help="instead of the model's own")
    parser.add_argument("--guidance", type=float, help="instead of the model's own")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="loops of each ask")
    parser.add_argument("--quick", action="store_true", help="one seed of a third of the genres")
    parser.add_argument("--swap", action="store_true", help="which part of the product is to blame")
    parser.add_argument("--judges", action="store_true", help="only what the judges say of real loops")
    parser.add_argument("--font", type=Path, default=FONT, help="a soundfont that training never used")
    parser.add_argument("--training-font", type=Path, default=TRAINING_FONT, help="the one that it used")
    parser.add_argument("--cache", type=Path, default=user_cache_path("riffbridge") / "judging")
    try:
        return 0 if compare(parser.parse_args()) else 1
    except RiffbridgeError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
