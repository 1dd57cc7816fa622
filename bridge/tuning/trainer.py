"""Trains a model on lessons, step by step; a training that was stopped resumes to the same bits.

A step draws batches of lessons of one shape, and for each lesson a roll round the circle of time, whether its
words are shown, noise and its level. Nothing else is done to a lesson: a flipped loop would run backwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import msgspec
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn

from bridge.errors import BadRequest
from bridge.tuning.adapters import Adapters
from bridge.tuning.checkpoint import damaged, read_checkpoint, step_generator, write_checkpoint
from bridge.tuning.lessons import Lesson, Lessons
from bridge.tuning.objective import Objective
from bridge.tuning.plan import Plan, held_out_loops
from bridge.tuning.sentences import OTHER_LOOPS

# The held-out loops are measured at this many levels of noise.
_MEASURED_LEVELS = 8
_CHECKPOINT_S = 60.0


class Trainer:
    """Trains the LoRA of a U-Net, or the whole U-Net; `step` is the number of steps done.

    `about` names the lessons and the model: a checkpoint of others, or of another plan, is refused. Raises
    `BadRequest` if there is nothing to learn from.
    """

    def __init__(
        self, unet: UNet2DConditionModel, objective: Objective, lessons: Lessons, plan: Plan, about: str = ""
    ) -> None:
        self.plan, self._unet, self._objective, self._about = plan, unet, objective, about
        self._device = next(unet.parameters()).device
        loops = lessons.loops
        held = held_out_loops(len(loops), plan.held_out)
        order = torch.randperm(len(loops), generator=step_generator(plan.seed, 0, "held out")).tolist()
        self.held_out = sorted(order[:held])
        self._measured = [lesson for loop in self.held_out for lesson in loops[loop]]
        self._groups = _grouped([each for loop in sorted(order[held:]) for each in loops[loop]])
        if not self._groups:
            raise BadRequest("There is no loop to learn from. Add some.")
        self._no_words = lessons.no_words
        self.adapters = None if plan.full else Adapters(unet, plan)
        self._parameters = list(self.adapters.parameters() if self.adapters else unet.parameters())
        if plan.full:
            unet.requires_grad_(True)
            unet.enable_gradient_checkpointing()
        self._optimiser = torch.optim.AdamW(self._parameters, plan.learning_rate, weight_decay=0.01)
        self.average = [each.detach().clone() for each in self._parameters] if plan.full else []
        self.step = 0

    # ---- one step ----

    def advance(self) -> float:
        """Train for one step; returns its loss."""
        plan, draw = self.plan, step_generator(self.plan.seed, self.step)
        for group in self._optimiser.param_groups:
            group["lr"] = plan.rate_at(self.step)
        self._optimiser.zero_grad(set_to_none=True)
        total = 0.0
        with self._learning():
            for _ in range(plan.accumulate):
                batch = self.batch(draw)
                noise = torch.randn(batch[0].shape, generator=draw)
                loss = self._loss(batch, noise, self._objective.levels(len(noise), draw)) / plan.accumulate
                loss.backward()  # type: ignore[no-untyped-call]
                total += float(loss.detach())
        nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimiser.step()
        self.step += 1
        self._update_average()
        return total

    def batch(self, draw: torch.Generator) -> tuple[Tensor, Tensor, Tensor | None]:
        """Latents `[B, L, H, W]`, words `[B, T, D]` and extra input channels `[B, C, H, W]` of lessons of one
        shape, which is drawn in proportion to its number of lessons."""
        sizes = torch.tensor([float(len(group)) for group in self._groups])
        group = self._groups[int(torch.multinomial(sizes, 1, generator=draw))]
        chosen = torch.randint(0, len(group), (self.plan.batch,), generator=draw).tolist()
        latents, words, beside = [], [], []
        for lesson in (group[number] for number in chosen):
            turns = lesson.latents.shape[-1] // lesson.turn
            roll = lesson.turn * int(torch.randint(0, turns, (), generator=draw))
            latents.append(lesson.latents.roll(roll, -1))
            is_wordless = float(torch.rand((), generator=draw)) < self.plan.wordless
            words.append(_fitted(self._no_words, len(lesson.words)) if is_wordless else lesson.words)
            if lesson.beside is not None:
                beside.append(lesson.beside)  # whole bars later it is the same
        return torch.stack(latents), torch.stack(words), torch.stack(beside) if beside else None

    def _loss(self, batch: tuple[Tensor, Tensor, Tensor | None], noise: Tensor, levels: Tensor) -> Tensor:
        device = self._device
        latents, words, beside = (None if each is None else each.to(device) for each in batch)
        assert latents is not None and words is not None
        half = torch.autocast("cuda", torch.bfloat16) if device.type == "cuda" else nullcontext()
        with half:
            return self._objective.loss(
                self._unet, latents, noise.to(device), levels.to(device), words, beside
            )

    @torch.no_grad()
    def _update_average(self) -> None:
        """Update the average of the parameters, faster at first."""
        if self.average:
            share = 1 - min(self.plan.average_decay, self.step / (self.step + 10))
            torch._foreach_lerp_(self.average, [each.detach() for each in self._parameters], share)

    @contextmanager
    def _learning(self) -> Iterator[None]:
        if self.adapters is not None:
            self.adapters.attach()
        self._unet.train(self.plan.full)
        try:
            yield
        finally:
            self._unet.eval()
            if self.adapters is not None:
                self.adapters.detach()

    # ---- what is held out ----

    @torch.no_grad()
    def held_out_loss(self) -> float | None:
        """The mean loss on the held-out loops, always under the same noise; `None` if there are none."""
        losses = []
        with self._learning():
            for number, lesson in enumerate(self._measured):
                noise = torch.randn(
                    (1, *lesson.latents.shape), generator=step_generator(self.plan.seed, number, "measured")
                )
                beside = None if lesson.beside is None else lesson.beside[None]
                for level in self._objective.spread_levels(_MEASURED_LEVELS):
                    batch = (lesson.latents[None], lesson.words[None], beside)
                    losses.append(float(self._loss(batch, noise, level[None])))
        return sum(losses) / len(losses) if losses else None

    # ---- on disk ----

    def save(self, folder: Path) -> None:
        """Write a checkpoint to `folder`, whole or not at all. Raises `StorageFailed`."""
        tensors = {}
        for number, parameter in enumerate(self._parameters):
            tensors[f"{number}.value"] = parameter
            for name, value in self._optimiser.state[parameter].items():
                tensors[f"{number}.{name}"] = value
            if self.average:
                tensors[f"{number}.average"] = self.average[number]
        write_checkpoint(folder, tensors, {"step": self.step, "of": self._identity})

    @torch.no_grad()
    def load(self, folder: Path) -> bool:
        """Resume from the checkpoint in `folder`; returns whether there is one.

        Raises `BadFile` if it is damaged, and `BadRequest` if it is of other loops, words, model or options.
        """
        if (kept := read_checkpoint(folder)) is None:
            return False
        tensors, facts = kept
        if facts.get("of") != self._identity:
            raise BadRequest(OTHER_LOOPS.format(name=folder.stem))
        try:
            for number, parameter in enumerate(self._parameters):
                self._restore(number, parameter, tensors)
            self.step = int(str(facts["step"]))
        except (KeyError, ValueError, RuntimeError) as error:  # of other names and shapes
            raise damaged(folder) from error
        return True

    def _restore(self, number: int, parameter: Tensor, tensors: Mapping[str, Tensor]) -> None:
        """Restore `parameter`, its moments and its average from a checkpoint's `tensors`."""
        parameter.copy_(tensors[f"{number}.value"])
        self._optimiser.state[parameter] = {
            name: tensors[f"{number}.{name}"].to("cpu" if name == "step" else parameter.device)
            for name in ("step", "exp_avg", "exp_avg_sq")
            if f"{number}.{name}" in tensors
        }
        if self.average:
            self.average[number].copy_(tensors[f"{number}.average"])

    @property
    def _identity(self) -> str:
        return f"{msgspec.json.encode(self.plan, order='sorted').decode()} {self._about}"


def train(
    trainer: Trainer,
    steps: int,
    folder: Path,
    *,
    on_step: Callable[[int, float], None] = lambda step, loss: None,
    stops: Callable[[], bool] = lambda: False,
) -> bool:
    """Train up to step number `steps`, with checkpoints in `folder`; returns whether it got there.

    A checkpoint is written once a minute, less often if that would take more than a twentieth of the time,
    and at the end. `on_step` gets the number and the loss of each step done; `stops` is asked before each
    whether to stop. Raises `StorageFailed`.
    """
    next_s = time.monotonic() + _CHECKPOINT_S
    kept = trainer.step
    while trainer.step < steps and not stops():
        loss = trainer.advance()
        if (began_s := time.monotonic()) >= next_s or trainer.step == steps:
            trainer.save(folder)
            kept, ended_s = trainer.step, time.monotonic()
            next_s = ended_s + max(_CHECKPOINT_S, 20 * (ended_s - began_s))
        on_step(trainer.step, loss)
    if kept != trainer.step:
        trainer.save(folder)
    return trainer.step >= steps


def _grouped(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    groups: dict[tuple[int, int], list[Lesson]] = {}
    for lesson in lessons:
        groups.setdefault(lesson.shape, []).append(lesson)
    return list(groups.values())


def _fitted(words: Tensor, length: int) -> Tensor:
    """The embedding of an empty prompt `[T, D]`, repeated to `length` tokens."""
    return words.repeat(-(-length // len(words)), 1)[:length]
