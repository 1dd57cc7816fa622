"""Teach the trained starter to draw in few steps and without guidance:
`python -m bridge.training.distil --data DIR --work DIR [--plan cpu|gpu]`.

Guidance and steps are distilled at once (Meng et al. 2023, after Salimans & Ho 2022). The student
begins as a copy of the teacher, the averaged networks of `bridge.training.train`. At one of the
`steps` places σ = i / steps where a few-step sampler stands, the teacher walks to the next place in
two steps of Euler's; the velocity that leads there straight is what the student learns. They are guided
where words alone tell what to draw, as for a sound to start from, which half of the lessons practise. A
sketch tells more than words: guided by it the teacher draws worse (`MODEL_CARD.md`), so there, and where
nothing is told, the student learns the teacher's own way.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import msgspec
import torch
from torch import Tensor, nn
from transformers import CLIPTokenizer

from bridge.engine.conditioning_channels import conditioning_channels
from bridge.training.corpus import Item, Shape
from bridge.training.train import (
    Batch,
    Plan,
    Trainer,
    blend,
    learn,
    options_of,
    predict_velocity,
    prepare,
    unconditional,
)


class Distiller(Trainer):
    """A trainer whose networks learn from those of `teacher` how to need less."""

    def __init__(self, plan: Plan, tokenizer: CLIPTokenizer, seed: int, teacher: Trainer) -> None:
        super().__init__(plan, tokenizer, seed, teacher.device)
        teacher.average.write_to(teacher.parameters)
        self.teacher_unet = teacher.unet.requires_grad_(False).eval()
        self.teacher_text_encoder = teacher.text_encoder.requires_grad_(False).eval()
        self.unet.load_state_dict(teacher.unet.state_dict())
        self.text_encoder.load_state_dict(teacher.text_encoder.state_dict())
        self.average.values = [parameter.detach().clone() for parameter in self.parameters]

    def lesson(self, shape: Shape, items: list[Item]) -> Batch:
        """A lesson of which every second loop is told by words alone."""
        lesson = super().lesson(shape, items)
        lesson.beside[::2, self._first_of_sketch :] = 0
        return lesson

    @property
    def _first_of_sketch(self) -> int:
        return conditioning_channels(self.plan.size.patch_rows)

    def loss(self, lesson: Batch) -> Tensor:
        """Mean squared error between the student's step and two of the teacher's."""
        steps = self.plan.student_steps
        noise = self.noise_like(lesson.latents)
        places = torch.randint(1, steps + 1, (len(noise),), generator=self.noise).to(self.device)
        sigma, half_step = places / steps, 0.5 / steps
        noisy = blend(lesson.latents, noise, sigma)
        with torch.no_grad():
            first = self._guided(lesson, noisy, sigma)
            second = self._guided(lesson, noisy - half_step * first, sigma - half_step)
        step = predict_velocity(self.unet, self.text_encoder, lesson, noisy, sigma)
        return nn.functional.mse_loss(step, (first + second) / 2)

    def _guided(self, lesson: Batch, noisy: Tensor, sigma: Tensor) -> Tensor:
        """The teacher's velocity, guided where words alone tell something."""
        nothing = unconditional(lesson, self.tokenizer)
        both = Batch(*(torch.cat(pair) for pair in zip(nothing, lesson, strict=True)))
        twice = predict_velocity(
            self.teacher_unet, self.teacher_text_encoder, both, noisy.repeat(2, 1, 1, 1), sigma.repeat(2)
        )
        without, told = twice.chunk(2)
        sketched = lesson.beside[:, self._first_of_sketch :].flatten(1).any(dim=1)
        guidance = torch.where(sketched, 1.0, self.plan.guidance)[:, None, None, None]
        # Where nothing is told the two agree, and guidance changes nothing.
        return without + guidance * (told - without)


def distil(
    data: Path, work: Path, plan: Plan, *, seed: int, device: torch.device, piece_minutes: float = math.inf
) -> Distiller:
    """Distil what `train` left in `work`, going on from the student's own checkpoint if there is one."""
    corpus, tokenizer = prepare(data, work, plan)
    student = Distiller(student_plan(plan), tokenizer, seed, read_teacher(work, plan, tokenizer, device))
    return learn(student, corpus, work / "distilled.safetensors", piece_minutes)


def student_plan(plan: Plan) -> Plan:
    """`plan` for the student: shorter, and in smaller steps, as it knows nearly everything."""
    return msgspec.structs.replace(
        plan, minutes=plan.student_minutes, learning_rate=plan.learning_rate / 2.5, warmup_steps=50
    )


def read_teacher(work: Path, plan: Plan, tokenizer: CLIPTokenizer, device: torch.device) -> Trainer:
    """The trained starter of `work`."""
    teacher = Trainer(plan, tokenizer, 0, device)
    teacher.load(work / "checkpoint.safetensors")
    return teacher


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m bridge.training.distil", description=__doc__)
    options, plan = options_of(parser)
    if options.minutes is not None:
        plan = msgspec.structs.replace(plan, student_minutes=options.minutes)
    distil(
        options.data,
        options.work,
        plan,
        seed=options.seed,
        device=torch.device(options.device),
        piece_minutes=options.piece,
    )


if __name__ == "__main__":
    main()
