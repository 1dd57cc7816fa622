"""The starter from nothing, in one command:

    python -m bridge.training.make --work DIR --to DIR [--plan cpu|gpu] [--device cuda] [--soundfont PATH]

Composes the loops, trains, distils and exports, one after the other. Each goes on from where it was, so
with `--piece MINUTES` the same command, given again and again, does the whole in pieces.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from pathlib import Path

import torch

from bridge.training.dataset import make_dataset, make_timbres
from bridge.training.distil import distil
from bridge.training.export import export, progress_of
from bridge.training.train import PLANS, Plan, Trainer, train

LOOPS = 16_000
UNFINISHED = 3


def make(
    work: Path,
    to: Path,
    plan: Plan,
    *,
    loops: int,
    seed: int,
    soundfont: Path | None,
    workers: int,
    device: torch.device,
    piece_minutes: float = math.inf,
) -> bool:
    """Do what is still to be done, for about `piece_minutes`; whether the model now stands in `to`."""
    ends_at = time.monotonic() + 60 * piece_minutes

    def left_minutes() -> float:
        return max(0.0, (ends_at - time.monotonic()) / 60)

    data = work / "data"
    make_timbres(data, soundfont)
    make_dataset(loops, seed, data, soundfont, workers)
    trainer: Trainer = train(data, work, plan, seed=seed, device=device, piece_minutes=left_minutes())
    if not trainer.is_done:
        return False
    student = distil(data, work, plan, seed=seed, device=device, piece_minutes=left_minutes())
    if not student.is_done:
        return False
    export(student, work, to, [progress_of(trainer), progress_of(student)])
    return True


def main() -> int:
    """The command line of this module; exit status 3 means: not finished, give it again."""
    parser = argparse.ArgumentParser(prog="python -m bridge.training.make", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for loops and checkpoints")
    parser.add_argument("--to", type=Path, required=True, help="folder of the model to write")
    parser.add_argument("--plan", choices=PLANS, default="cpu")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--loops", type=int, default=LOOPS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--soundfont", type=Path, help="an .sf2 or .sf3 for acoustic instruments")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--piece", type=float, default=math.inf, metavar="MINUTES", help="stop after so long")
    options = parser.parse_args()
    finished = make(
        options.work,
        options.to,
        PLANS[options.plan],
        loops=options.loops,
        seed=options.seed,
        soundfont=options.soundfont,
        workers=options.workers,
        device=torch.device(options.device),
        piece_minutes=options.piece,
    )
    return 0 if finished else UNFINISHED


if __name__ == "__main__":
    sys.exit(main())
