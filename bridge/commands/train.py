"""`riffbridge train`: trains a LoRA, or a whole model, on a folder of your own loops."""

from __future__ import annotations

import argparse
import contextlib
import shlex
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from bridge.commands.options import add_device, add_fields, request_of
from bridge.commands.output import ProgressLine, say, to_json
from bridge.settings import Settings, read_settings
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import bar_count
from bridge.vocabulary.trainings import (
    DEFAULT_PREVIEW_STEPS,
    LISTENING,
    STEPS_HELP,
    Measured,
    Preview,
    RefusedSound,
    Report,
    Trained,
    TrainingRequest,
    UnderstoodSound,
)

if TYPE_CHECKING:
    from bridge.tuning.folder import OwnSet, Refused
    from bridge.tuning.own_loops import OwnLoop


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `train` among the commands."""
    train = commands.add_parser("train", help="train a LoRA on your own loops")
    train.add_argument("folder", type=Path, metavar="FOLDER", help="your loops: WAV, FLAC, OGG, MP3 or AIFF")
    train.add_argument("--name", required=True, help="name of the LoRA, and its trigger word in prompts")
    train.add_argument("--dry-run", action="store_true", help="only show how each sound is understood")
    train.add_argument("--base", metavar="MODEL", help="model to train (default: that of the settings)")
    train.add_argument("--steps", type=int, help=STEPS_HELP)
    add_fields(train, "meter")
    train.add_argument(
        "--preview-every",
        type=int,
        default=DEFAULT_PREVIEW_STEPS,
        metavar="STEPS",
        help=f"steps between previews; 0 for none ({DEFAULT_PREVIEW_STEPS})",
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
    from bridge.tuning.trigger import name_note

    settings, request, line = read_settings(), _request(options), ProgressLine()
    if note := name_note(request.name):
        say(note)
    if request.dry_run:
        own = _read(request, settings, line)
        (_print_json if options.json else _print_table)(own)
        return
    from bridge.tuning.priority import lower_priority
    from bridge.tuning.run import run

    lower_priority()
    with _stopping() as stops:
        run(
            request,
            settings,
            on_progress=line,
            tell=say,
            report=lambda told: _say(told, as_json=options.json),
            stops=stops,
        )


def _request(options: argparse.Namespace) -> TrainingRequest:
    return TrainingRequest(
        folder=options.folder,
        name=options.name,
        base=options.base,
        steps=options.steps,
        full=options.full,
        preview_steps=options.preview_every,
        meter=request_of(options).meter,
        device=options.device,
        rank=options.rank,
        alpha=options.alpha,
        targets=options.targets,
        batch=options.batch,
        accumulate=options.accumulate,
        learning_rate=options.learning_rate,
        seed=options.seed,
        dry_run=options.dry_run,
    )


def _read(request: TrainingRequest, settings: Settings, line: ProgressLine) -> OwnSet:
    """The folder of a dry run."""
    from bridge.tuning.folder import read_set
    from bridge.tuning.order import order_for

    order_for(request, settings)
    return read_set(
        request.folder,
        request.meter,
        request.name,
        lambda share: line(Progress(stage=LISTENING, fraction=share)),
    )


def _say(told: Report, *, as_json: bool) -> None:
    """Tell what a training reports: its result on stdout, the rest on stderr."""
    match told:
        case RefusedSound(file=file, reason=reason):
            say(f"Refused: {file}: {reason}")
        case Measured():
            say(str(told))
        case Preview(step=step, clip=clip):
            say(f"step {step}: preview {clip.path}")
        case Trained(name=name, path=path):
            use = ["--model", name] if told.full else ["--model", told.base, "--lora", name]
            say(f"Done. Try it: {shlex.join(['riffbridge', 'render', told.words, *use])}")
            print(to_json({"path": path, "steps": told.steps}) if as_json else path)


@contextlib.contextmanager
def _stopping() -> Iterator[Any]:
    """Yields a function that tells whether Ctrl+C was pressed. A second press stops at once, without a
    checkpoint."""
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt(
                "Stopped at once. Run the same command to resume from the last checkpoint."
            )
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


def _print_table(own: OwnSet) -> None:
    from bridge.tuning.reports import of_sound

    read: list[OwnLoop | Refused] = [*own.loops, *own.refused]
    sounds = [of_sound(own.folder, each) for each in read]
    rows = [
        (
            sound.file,
            f"{sound.tempo_bpm:.5g} bpm ({sound.why})",
            bar_count(sound.bars),
            sound.key.short if sound.key else "no key",
            sound.words,
        )
        for sound in sounds
        if isinstance(sound, UnderstoodSound)
    ]
    widths = [min(48, max(map(len, column))) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
    for sound in sounds:
        if isinstance(sound, RefusedSound):
            print(f"refused: {sound.file}: {sound.reason}")
    loops = f"{len(own.loops)} loop{'s' * (len(own.loops) != 1)}"
    length = "{}:{:02}".format(*divmod(round(own.seconds), 60))
    print(f"{loops}, {bar_count(own.bars)}, {length}; {len(own.refused)} refused")
