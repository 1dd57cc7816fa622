"""`riffbridge train`: trains a LoRA, or a whole model, on a folder of your own loops."""

from __future__ import annotations

import argparse
import contextlib
import os
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from bridge.commands.options import add_device, add_fields, request_of
from bridge.commands.output import ProgressLine, say, to_json
from bridge.errors import BadRequest, Cancelled
from bridge.settings import Settings, read_settings
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import bar_count

if TYPE_CHECKING:
    from bridge.models.catalogue import Entry
    from bridge.tuning.folder import OwnSet, Refused
    from bridge.tuning.own_loops import OwnLoop
    from bridge.tuning.session import TuningOrder


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `train` among the commands."""
    train = commands.add_parser("train", help="train a LoRA on your own loops")
    train.add_argument("folder", type=Path, metavar="FOLDER", help="your loops: WAV, FLAC, OGG, MP3 or AIFF")
    train.add_argument("--name", required=True, help="name of the LoRA, and its trigger word in prompts")
    train.add_argument("--dry-run", action="store_true", help="only show how each sound is understood")
    train.add_argument("--base", metavar="MODEL", help="model to train (default: that of the settings)")
    train.add_argument(
        "--steps",
        type=int,
        help="steps in all (1000, starter 400); give more to train a finished one further",
    )
    add_fields(train, "meter")
    train.add_argument(
        "--preview-every",
        type=int,
        default=250,
        metavar="STEPS",
        help="steps between previews; 0 for none (250)",
    )
    add_device(train)
    train.add_argument("--json", action="store_true", help="print results as JSON, a line each")
    more = train.add_argument_group("for experts")
    more.add_argument("--full", action="store_true", help="train the whole model, into a folder of its own")
    more.add_argument("--rank", type=int, help="rank of the LoRA")
    more.add_argument("--alpha", type=float, help="alpha of the LoRA (default: its rank)")
    more.add_argument("--targets", choices=("attention", "all"), help="layers that the LoRA changes")
    more.add_argument("--batch", type=int, help="pieces in a batch")
    more.add_argument("--accumulate", type=int, help="batches in a step")
    more.add_argument("--learning-rate", type=float, help="learning rate")
    more.add_argument("--seed", type=int, default=0, help="seed for everything random (0)")
    train.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Train on a folder, or only show how its sounds are understood."""
    from bridge.models.catalogue import find
    from bridge.tuning.folder import read_set
    from bridge.tuning.words import check_trigger

    settings, name, line = read_settings(), check_trigger(options.name), ProgressLine()
    base = options.base or settings.model
    entry = find(base, Path(settings.models_folder))
    order = None if options.dry_run else _order(options, name, base, entry, settings)
    own = read_set(
        options.folder,
        request_of(options).meter,
        name,
        lambda share: line(Progress(stage="listening", fraction=share)),
    )
    if order is None:
        (_print_json if options.json else _print_table)(own)
        return
    for each in own.refused:
        say(f"Refused: {_refusal(own, each)}")
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.nice(5)  # a bridge that is running goes first
    from bridge.tuning.session import tune

    with _stopping() as stops:
        result = tune(order, own, settings, on_progress=line, tell=say, stops=stops)
    use = ["--model", name] if order.plan.full else ["--model", order.base, "--lora", name]
    say(f"Done. Try it: {shlex.join(['riffbridge', 'render', own.loops[0].words, *use])}")
    print(to_json({"path": result, "steps": order.steps}) if options.json else result)


def _order(
    options: argparse.Namespace, name: str, base: str, entry: Entry, settings: Settings
) -> TuningOrder:
    """What to train: the model `entry`, called `base`. Raises `BadRequest` before any work is done."""
    from bridge.tuning.plan import MAX_STEPS, is_small, plan_for, usual_steps
    from bridge.tuning.session import Places, TuningOrder

    small = is_small(entry.require())
    chosen = ("rank", "alpha", "targets", "batch", "accumulate", "learning_rate", "seed")
    given = {each: value for each in chosen if (value := getattr(options, each)) is not None}
    plan = plan_for(small=small, full=options.full, **given)
    steps = usual_steps(small=small) if options.steps is None else options.steps
    if not 1 <= steps <= MAX_STEPS:
        raise BadRequest(f"{steps} steps is out of range. Use 1 to {MAX_STEPS:,}.")
    if options.preview_every < 0:
        raise BadRequest("--preview-every can't be below 0. Use 0 for no previews.")
    Places.of(name, Path(settings.models_folder), full=options.full).check()
    return TuningOrder(
        name=name,
        base=base,
        steps=steps,
        plan=plan,
        preview_steps=options.preview_every,
        device=options.device or settings.device,
    )


@contextlib.contextmanager
def _stopping() -> Iterator[Any]:
    """Yields a function that tells whether Ctrl+C was pressed. A second press stops at once, without a
    checkpoint."""
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise Cancelled("Stopped at once. The same command goes on from the last checkpoint.")
        pressed = True
        say("Stopping after this step …")

    before = {each: signal.signal(each, press) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: pressed
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print_json(own: OwnSet) -> None:
    for loop in own.loops:
        print(to_json({"path": loop.path, **_facts(loop), "words": loop.words}))
    for each in own.refused:
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


def _refusal(own: OwnSet, refused: Refused) -> str:
    from bridge.tuning.words import one_line

    return one_line(f"{refused.path.relative_to(own.folder)}: {refused.reason}")


def _print_table(own: OwnSet) -> None:
    from bridge.tuning.words import one_line

    rows = [
        (
            one_line(str(loop.path.relative_to(own.folder))),
            f"{loop.tempo_bpm:.5g} bpm ({loop.why})",
            bar_count(loop.bars),
            loop.key.short if loop.key else "no key",
            loop.words,
        )
        for loop in own.loops
    ]
    widths = [min(48, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    for each in own.refused:
        print(f"refused: {_refusal(own, each)}")
    loops = f"{len(own.loops)} loop{'s' * (len(own.loops) != 1)}"
    minutes = f"{own.seconds / 60:.1f} minutes"
    print(f"{loops}, {bar_count(own.bars)}, {minutes}; {len(own.refused)} refused")
