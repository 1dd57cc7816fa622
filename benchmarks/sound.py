"""How loops from words sound, how words are read, and how soon a loop is there: `python -m benchmarks.sound`.

    python -m benchmarks.sound [--only words parts] [--quick] [--strengths 0.2 0.4] [--beside FOLDER]
    python -m benchmarks.sound --bank

    words      how figures, moods and single instruments that are typed are heard
    loops      how sixty typed prompts sound, beside the same scores played by a stranger
    parts      stems beside their mix, and MIDI notes beside the sound
    composed   how loops of a genre differ, the worst genre (`benchmarks.composing`)
    redrawn    how sounds that are redrawn keep to themselves (`benchmarks.redrawing`)
    speed      words to WAV, over what 0.1.0 takes for the same

A row is a measure, its bar, what was found, and what stands beside it. `--quick` measures a tenth, too
little to judge. `--beside` compares with the checkout of another version in FOLDER: its speed rather than
0.1.0's, and its loops too. `--bank` compares the sampler with FluidSynth on the bank's own font instead. Exit
status 1 if a bar is missed. Needs:
apt-get install fluidsynth fluid-soundfont-gm sonic-pi-samples (and for `--bank` musescore-general-soundfont),
pip install -e .[judges] and pip install --no-deps musicnn==0.1.0 basic-pitch==0.4.0; for 0.1.0 the history of
this repository, and pip install "transformers>=5".
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import composing, redrawing
from benchmarks.judging.font import compare_with_font
from benchmarks.sound_rows import loops, older, parts, speed, words
from benchmarks.sound_rows.row import Row, print_rows
from bridge.composing.composer import LATEST
from bridge.composing.genre_files import shipped_genres
from bridge.engine.loading import load
from bridge.errors import RiffbridgeError
from bridge.models.catalogue import STARTER_FOLDER


def measures(given: argparse.Namespace) -> dict[str, Callable[[], Iterator[Row]]]:
    """What can be measured, by name."""
    return {
        "words": words.rows,
        "loops": lambda: loops.rows(quick=given.quick, strengths=given.strengths, folder=given.beside),
        "parts": lambda: parts.rows(quick=given.quick),
        "composed": composed,
        "redrawn": redrawn,
        "speed": lambda: sped(given.beside, quick=given.quick),
    }


def composed() -> Iterator[Row]:
    """What `benchmarks.composing` holds against a bar: the worst genre."""
    varieties = [composing.measure(genre, LATEST) for genre in shipped_genres()]
    for head, least in composing.LEAST.items():
        yield Row(f"composed: {head}", min(getattr(each, head) for each in varieties), least)


def redrawn() -> Iterator[Row]:
    """What `benchmarks.redrawing` holds against a bar."""
    with tempfile.TemporaryDirectory() as folder:
        bench = redrawing.Bench(load(STARTER_FOLDER), Path(folder))
        for row in redrawing.every_row(bench, redrawing.read_loops(redrawing.FOLDER)):
            if row.least is not None:
                yield Row(row.name, row.values[1], least=row.least)
            elif row.most is not None:
                yield Row(row.name, row.values[1], most=row.most)


def sped(folder: Path | None, *, quick: bool) -> Iterator[Row]:
    """How fast we are beside the version in `folder`, or else 0.1.0."""
    if folder is not None:
        yield from speed.rows(folder, quick=quick)
        return
    with older.first_version() as first:
        yield from speed.rows(first, quick=quick)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sound", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    names = list(measures(argparse.Namespace()))
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME", help="these alone")
    parser.add_argument("--quick", action="store_true", help="a tenth of the loops and commands")
    parser.add_argument("--strengths", type=float, nargs="*", default=(), help="others to measure loops at")
    parser.add_argument("--beside", type=Path, help="a checkout of another version")
    parser.add_argument("--bank", action="store_true", help="compare the sampler with its soundfont instead")
    given = parser.parse_args()
    try:
        if given.bank:
            return 0 if compare_with_font() else 1
        held = [print_rows(measures(given)[name]()) for name in names if name in given.only]
        return 0 if all(held) else 1
    except RiffbridgeError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
