"""`riffbridge train`: what a folder of loops is understood as."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bridge.commands.options import add_fields
from bridge.commands.output import ProgressLine, to_json
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Meter, bar_count

if TYPE_CHECKING:
    from bridge.tuning.folder import OwnSet
    from bridge.tuning.own_loops import OwnLoop


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `train` among the commands."""
    train = commands.add_parser("train", help="train on your own loops")
    train.add_argument(
        "folder", type=Path, help="your loops: WAV, FLAC, MP3 or OGG, with .txt files for words"
    )
    train.add_argument("--name", required=True, help="what to call it; also the word that asks for it")
    train.add_argument(
        "--dry-run", action="store_true", required=True, help="show what is understood of each sound"
    )
    add_fields(train, "meter")
    train.add_argument("--json", action="store_true", help="print results as JSON lines")
    train.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Show what is understood of a folder."""
    from bridge.tuning.folder import read_set
    from bridge.tuning.words import check_trigger

    trigger, line = check_trigger(options.name), ProgressLine()
    meter = Meter.parse(options.meter) if options.meter else None
    found = read_set(
        options.folder, meter, trigger, lambda share: line(Progress(stage="listening", fraction=share))
    )
    (_print_json if options.json else _print_table)(found)


def _print_json(found: OwnSet) -> None:
    for loop in found.loops:
        print(to_json({"path": loop.path, **_facts(loop), "words": loop.words}))
    for each in found.refused:
        print(to_json({"path": each.path, "refused": each.reason}))


def _facts(loop: OwnLoop) -> dict[str, Any]:
    return {
        "tempo_bpm": round(loop.tempo_bpm, 3),
        "why": loop.why,
        "bars": loop.bars,
        "pieces": len(loop.pieces),
        "meter": str(loop.meter),
        "key": loop.key and loop.key.words,
    }


def _print_table(found: OwnSet) -> None:
    rows = [
        (
            str(loop.path.relative_to(found.folder)),
            f"{loop.tempo_bpm:.5g} bpm ({loop.why})",
            bar_count(loop.bars),
            loop.key.short if loop.key else "no key",
            loop.words,
        )
        for loop in found.loops
    ]
    widths = [min(48, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    for each in found.refused:
        print(f"refused: {each.path.relative_to(found.folder)}: {each.reason}")
    loops = f"{len(found.loops)} loop{'s' * (len(found.loops) != 1)}"
    minutes = f"{found.seconds / 60:.1f} minutes"
    print(f"{loops}, {bar_count(found.bars)}, {minutes}; {len(found.refused)} refused")
