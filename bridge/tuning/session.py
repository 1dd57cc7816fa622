"""Trains a LoRA, or a whole model, on the loops of a folder, from the first step or from where it stopped.

    loops → lessons → steps, with checkpoints, measures and previews → the trained file

Checkpoints are in `NAME.training` in the LoRA folder. The LoRA is written beside it with each preview, and at
the end.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import msgspec
import torch
from filelock import FileLock, Timeout
from torch.nn.attention import SDPBackend, sdpa_kernel

from bridge import PROGRAM
from bridge.engine.device import Placement, choose_placement, is_out_of_memory
from bridge.engine.loading import LoadedModel, load
from bridge.errors import BadRequest, Cancelled, OutOfMemory, RiffbridgeError
from bridge.models.catalogue import Entry, find
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder, storage_failed, sweep
from bridge.tuning.folder import OwnSet
from bridge.tuning.lessons import make_lessons
from bridge.tuning.objective import Objective
from bridge.tuning.order import Places, TuningOrder
from bridge.tuning.output import Origin, write_lora, write_model
from bridge.tuning.previews import render_preview
from bridge.tuning.sentences import HELD_OUT, NONE_HELD_OUT, RESUMING, TRAINED_ALREADY
from bridge.tuning.trainer import Trainer, train
from bridge.vocabulary.jobs import OnProgress, Progress, Tell
from bridge.vocabulary.licences import licence, strictest
from bridge.vocabulary.trainings import PREPARING, TRAINING, Measured, Preview

_REPORT_STEPS = 50


def tune(
    order: TuningOrder,
    own: OwnSet,
    settings: Settings,
    *,
    on_progress: OnProgress,
    tell: Tell,
    stops: Callable[[], bool],
    report: Callable[[Measured | Preview], None] = lambda report: None,
    patience_s: float = 0.0,
) -> Path:
    """Train as `order` says on the loops of `own`; returns the file or folder that was written.

    `stops` is asked after each step whether to stop; then a checkpoint is written, and `Cancelled` raised.
    `report` hears losses and previews. Another training of the same name is waited for, for `patience_s`.
    Raises `BadRequest` for a name or loops that can't be used, `BadModel`, `OutOfMemory` and `StorageFailed`.
    """
    models_folder = Path(settings.models_folder)
    places = Places.of(order.name, models_folder, full=order.plan.full)
    places.check()
    if not own.loops:
        raise BadRequest(f"None of the sounds in {own.folder} can be used. A dry run says why.")
    entry = find(order.base, models_folder)
    try:
        placement = Placement(choose_placement(order.device).device, torch.float32)
        with _only_training(places, patience_s):
            model = load(entry.require(), placement, entry.info, tell)
            session = _Session(order, own, settings, entry, model, places, on_progress, tell, stops, report)
            return session.run()
    except Exception as error:
        if is_out_of_memory(error):
            raise OutOfMemory(
                "Out of memory. Use a smaller batch, or train a LoRA instead of the whole model."
            ) from error
        raise


@contextmanager
def _only_training(places: Places, patience_s: float) -> Iterator[None]:
    """Keep a second training of the same name away, and remove what a killed one left half written.

    Raises `BadRequest` where one is running, and `StorageFailed`.
    """
    make_folder(places.work)
    lock = FileLock(places.work / "lock", timeout=patience_s)
    try:
        lock.acquire()
    except Timeout:
        raise BadRequest(
            f"Another training of {places.result.stem} is running. Wait for it, or choose another name."
        ) from None
    except OSError as error:
        raise storage_failed(places.work, error) from error
    with lock:
        for folder in {places.work, places.work.parent, places.result.parent}:
            sweep(folder)
        yield


@dataclass(frozen=True)
class _Session:
    """A training with its model loaded."""

    order: TuningOrder
    own: OwnSet
    settings: Settings
    entry: Entry
    model: LoadedModel
    places: Places
    on_progress: OnProgress
    tell: Tell
    stops: Callable[[], bool]
    report: Callable[[Measured | Preview], None]

    def run(self) -> Path:
        """Train, and return the file or folder that was written."""
        order, work, tell = self.order, self.places.work, self.tell

        def preparing(share: float) -> None:
            self._check()
            self.on_progress(Progress(stage=PREPARING, fraction=share))

        lessons = make_lessons(self.model, self.own.loops, preparing)
        trainer = Trainer(
            self.model.unet, Objective(self.model.scheduler_config), lessons, order.plan, self._identity()
        )
        if trainer.load(work):
            note = RESUMING if trainer.step < order.steps else TRAINED_ALREADY
            tell(note.format(step=trainer.step, steps=order.steps))
        held = ", ".join(self.own.loops[number].path.name for number in trainer.held_out)
        tell(HELD_OUT.format(files=held) if held else NONE_HELD_OUT)
        began_s, began = time.monotonic(), trainer.step
        has_previews = order.preview_steps > 0 and not order.plan.full

        def on_step(step: int, loss: float) -> None:
            left_s = (time.monotonic() - began_s) / (step - began) * (order.steps - step)
            self.on_progress(Progress(stage=TRAINING, fraction=step / order.steps, seconds_left=left_s))
            if step % _REPORT_STEPS == 0 or step == order.steps:
                held_out = trainer.held_out_loss()
                self.report(Measured(step=step, steps=order.steps, loss=loss, held_out=held_out))
            if has_previews and step % order.preview_steps == 0 and step < order.steps:
                self._preview(trainer)

        with _attention(self.model), _leaving_a_core():
            is_done = train(trainer, order.steps, work, on_step=on_step, stops=self.stops)
        if not is_done:
            raise Cancelled(f"Stopped at step {trainer.step} of {order.steps}. Start it again to resume.")
        if has_previews and trainer.step > began:
            self._preview(trainer)
        else:
            self._write(trainer)
        return self.places.result

    def _check(self) -> None:
        """Raise `Cancelled` if the training is to stop."""
        if self.stops():
            raise Cancelled("Stopped.")

    def _preview(self, trainer: Trainer) -> None:
        """Write the LoRA as it is, and render a clip with it; a clip that fails doesn't end the training."""
        self._write(trainer)
        step, loop = trainer.step, self.own.loops[(trainer.held_out or [0])[0]]
        try:
            clip = render_preview(
                self.model, self.entry.name, self.order.name, step, loop, self.order.plan.seed,
                self.settings, self.tell, lambda progress: self._check(),
            )  # fmt: skip
            self.report(Preview(step=step, clip=clip))
        except Cancelled:
            return  # the training stops after this step
        except RiffbridgeError as error:
            self.tell(f"The preview failed: {error}")

    def _write(self, trainer: Trainer) -> None:
        """Write the LoRA or the model as it is now."""
        result, origin = self.places.result, self._origin(trainer.step)
        if trainer.adapters is not None:
            write_lora(result, trainer.adapters, self.order.plan, origin)
        else:
            write_model(result, self.entry.folder, self.model, trainer.average, origin)

    def _origin(self, steps: int) -> Origin:
        info, loops = self.model.info, self.own.loops
        stated = [info.licence, *(loop.licence for loop in loops if loop.licence)]
        return Origin(
            base=info.id,
            base_sha256=self.model.sha256,
            picture_format=info.format.name,
            trigger=self.order.name,
            captions=len(loops),
            steps=steps,
            licence=strictest(map(licence, stated)).name,
            program=PROGRAM,
            needs_trigger="" if self.order.plan.full else "yes",
            **({"strength": "1", "unsketched": "yes"} if info.players else {}),
        )

    def _identity(self) -> str:
        """A digest of the model, and of how the loops are understood."""
        loops = [(loop.words, loop.pieces, loop.key, loop.meter, loop.rate_hz) for loop in self.own.loops]
        told = msgspec.json.encode((self.model.sha256, loops))
        return hashlib.sha256(told).hexdigest()


@contextmanager
def _leaving_a_core() -> Iterator[None]:
    """Leave one core to the bridge, the player and the host: on a machine that is busy on every core, threads
    that wait for one another take far longer."""
    before = torch.get_num_threads()
    torch.set_num_threads(max(1, before - 1))
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _attention(model: LoadedModel) -> AbstractContextManager[None]:
    """Plain attention for small pictures on a processor, where it is quicker than the blockwise kind."""
    is_small = model.device.type == "cpu" and model.info.hints
    return sdpa_kernel([SDPBackend.MATH]) if is_small else nullcontext()
