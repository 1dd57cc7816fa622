"""Train the starter: `python -m bridge.training.train --data DIR --work DIR [--plan cpu|gpu]`.

Rectified flow (Liu, Gong & Liu 2022): with noise n and latents z the net sees
x = (1 − σ)·z + σ·n and learns the velocity n − z; σ is the logistic of a normal deviate, so that
most of the learning is where structure is decided (Esser et al. 2024). The text encoder learns
along. A run is measured in seconds of training, kept in its checkpoint, so it can be stopped and
goes on where it was; the learning rate follows the share of the time that is gone.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn.attention import SDPBackend, sdpa_kernel
from transformers import CLIPTokenizer

from bridge.engine.clock import CLOCK_CHANNELS
from bridge.engine.conditioning_channels import hints
from bridge.models.folder import TIMBRES_FILE
from bridge.sound.format import STARTER
from bridge.training.corpus import Corpus, Item, fit_codec, read_corpus, read_texts
from bridge.training.network import Average, Size, build_text_encoder, build_unet
from bridge.training.tokenizer import write_tokenizer


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How long and how to train. `minutes` are of training, not counting the preparation.

    What begins with `student`, and `guidance`, is for the distilling after it (`distil`).
    """

    minutes: float
    batch: int
    learning_rate: float
    warmup_steps: int = 200
    weight_decay: float = 0.01
    average_decay: float = 0.998
    student_minutes: float = 12
    student_steps: int = 8
    guidance: float = 2.5
    size: Size = Size()


# One size for both, since the weights ship in the package: a GPU learns longer, not larger.
PLANS = {
    "cpu": Plan(minutes=120, batch=32, learning_rate=1e-3),
    "gpu": Plan(minutes=20, batch=512, learning_rate=1.5e-3, average_decay=0.9995, student_minutes=5),
}
CHECKPOINT_SECONDS = 120.0
REPORT_STEPS = 50


class Batch(NamedTuple):
    """A batch: latents `[B, L, H, W]`, hints and sketch `[B, C, H, W]`, and tokens `[B, T]`."""

    latents: Tensor
    beside: Tensor
    tokens: Tensor


def blend(latents: Tensor, noise: Tensor, sigma: Tensor) -> Tensor:
    """The point at `sigma` `[B]` (0..1) of the straight way from `latents` to `noise`."""
    share = sigma[:, None, None, None]
    return (1 - share) * latents + share * noise


def predict_velocity(
    unet: nn.Module, text_encoder: nn.Module, lesson: Batch, noisy: Tensor, sigma: Tensor
) -> Tensor:
    """The velocity that the networks see at `noisy`, told what the lesson tells."""
    words = text_encoder(lesson.tokens).last_hidden_state
    seen = torch.cat([noisy, lesson.beside], dim=1).contiguous(memory_format=torch.channels_last)
    velocity: Tensor = unet(seen, sigma * 1000, words).sample
    return velocity.float()


def unconditional(lesson: Batch, tokenizer: CLIPTokenizer) -> Batch:
    """The same lesson when nothing is told: no words, no key, no sketch; the clock still runs."""
    beside = lesson.beside.clone()
    beside[:, CLOCK_CHANNELS:] = 0
    silence = tokenizer("", padding="max_length", return_tensors="pt").input_ids.to(lesson.tokens.device)
    return Batch(lesson.latents, beside, silence.expand_as(lesson.tokens))


class Trainer:
    """The networks, their optimiser and average, and how far they are."""

    def __init__(self, plan: Plan, tokenizer: CLIPTokenizer, seed: int, device: torch.device) -> None:
        torch.manual_seed(seed)
        self.plan, self.tokenizer, self.device = plan, tokenizer, device
        on_gpu = device.type == "cuda"
        # bfloat16 where there is arithmetic for it; elsewhere it is far slower than single precision.
        self.half = on_gpu or torch.ops.mkldnn._is_mkldnn_bf16_supported()
        self.attention = [SDPBackend.FLASH_ATTENTION, SDPBackend.MATH] if on_gpu else [SDPBackend.MATH]
        self.unet = build_unet(plan.size).to(device)
        self.text_encoder = build_text_encoder(plan.size, len(tokenizer)).to(device)
        self.parameters = [*self.unet.parameters(), *self.text_encoder.parameters()]
        self.optimiser = torch.optim.AdamW(
            self.parameters, plan.learning_rate, betas=(0.9, 0.99), weight_decay=plan.weight_decay, fused=True
        )
        self.average = Average(self.parameters, plan.average_decay)
        self.noise = torch.Generator().manual_seed(seed)
        self.chance = random.Random(seed)
        self.step, self.samples, self.seconds = 0, 0, 0.0

    def lesson(self, shape: tuple[int, Fraction], items: list[Item]) -> Batch:
        """Everything that a batch is learnt from but noise."""
        width, quarters_per_bar = shape
        latents = torch.stack([item.latents for item in items]).float()
        told = [item.told(self.chance) for item in items]
        beside = []
        for item, (words, key) in zip(items, told, strict=True):
            hinted = hints(
                key,
                STARTER,
                self.plan.size.patch_rows,
                width=width,
                quarters=item.record.bars * quarters_per_bar,
                quarters_per_bar=quarters_per_bar,
            )
            sketched = item.sketched(self.chance, wordless=not words)
            beside.append(torch.cat([hinted, sketched.float()]))
        tokens = self.tokenizer(
            [words for words, _ in told], padding="max_length", truncation=True, return_tensors="pt"
        ).input_ids
        return Batch(latents.to(self.device), torch.stack(beside).to(self.device), tokens.to(self.device))

    def noise_like(self, latents: Tensor) -> Tensor:
        """Noise from the run's own generator, the same on every device."""
        return torch.randn(latents.shape, generator=self.noise).to(self.device)

    def loss(self, lesson: Batch) -> Tensor:
        """Mean squared error of the velocity over one batch."""
        noise = self.noise_like(lesson.latents)
        sigma = torch.sigmoid(torch.randn(len(noise), generator=self.noise)).to(self.device)
        noisy = blend(lesson.latents, noise, sigma)
        velocity = predict_velocity(self.unet, self.text_encoder, lesson, noisy, sigma)
        return nn.functional.mse_loss(velocity, noise - lesson.latents)

    def advance(self, corpus: Corpus) -> float:
        """One step of learning; returns its loss."""
        started = time.monotonic()
        share_gone = min(1.0, self.seconds / (60 * self.plan.minutes))
        rate = self.plan.learning_rate * min(1.0, (self.step + 1) / self.plan.warmup_steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share_gone)))
        lesson = self.lesson(*corpus.batch(self.plan.batch, self.chance))
        # For pictures this small plain attention is quicker on a processor than the blockwise kind.
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.half), sdpa_kernel(self.attention):
            loss = self.loss(lesson)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimiser.step()
        self.step += 1
        self.samples += self.plan.batch
        self.average.update(self.parameters, self.step)
        value = float(loss.detach())
        self.seconds += time.monotonic() - started
        return value

    @property
    def is_done(self) -> bool:
        return self.seconds >= 60 * self.plan.minutes

    def save(self, path: Path) -> None:
        """Keep everything that going on needs; whole, or not at all."""
        tensors = {"noise": self.noise.get_state()}
        for number, (parameter, mean) in enumerate(zip(self.parameters, self.average.values, strict=True)):
            tensors[f"{number}.value"], tensors[f"{number}.average"] = parameter.detach(), mean
            for name, value in self.optimiser.state[parameter].items():
                tensors[f"{number}.optimiser.{name}"] = value
        progress = {"step": self.step, "samples": self.samples, "seconds": self.seconds}
        notes = {"progress": json.dumps(progress), "chance": json.dumps(self.chance.getstate())}
        part = path.with_suffix(".part")
        save_file(tensors, part, notes)
        part.replace(path)

    @torch.no_grad()
    def load(self, path: Path) -> None:
        """Go on from the checkpoint `path`."""
        tensors = load_file(path, str(self.device))
        with safe_open(path, "pt") as file:
            notes = file.metadata()
        for number, parameter in enumerate(self.parameters):
            parameter.copy_(tensors[f"{number}.value"])
            self.average.values[number].copy_(tensors[f"{number}.average"])
            kept = f"{number}.optimiser."
            self.optimiser.state[parameter] = {
                name.removeprefix(kept): value for name, value in tensors.items() if name.startswith(kept)
            }
        self.noise.set_state(tensors["noise"].cpu())
        version, numbers, gauss = json.loads(notes["chance"])
        self.chance.setstate((version, tuple(numbers), gauss))
        progress = json.loads(notes["progress"])
        self.step, self.samples, self.seconds = progress["step"], progress["samples"], progress["seconds"]


def prepare(data: Path, work: Path, plan: Plan) -> tuple[Corpus, CLIPTokenizer]:
    """Loops and tokenizer; what is learnt from `data` for them is kept in `work` from the first call on."""
    size = plan.size
    if not (work / "tokenizer" / "tokenizer_config.json").exists():
        write_tokenizer(read_texts(data), work / "tokenizer", size=size.vocabulary, window=size.text_window)
    if not (work / "vae" / "config.json").exists():
        codec = fit_codec(
            data,
            every=6,
            patch_rows=size.patch_rows,
            patch_columns=size.patch_columns,
            latent_channels=size.latent_channels,
        )
        codec.save_pretrained(work / "vae")
    shutil.copyfile(data / TIMBRES_FILE, work / TIMBRES_FILE)
    tokenizer = CLIPTokenizer.from_pretrained(work / "tokenizer", local_files_only=True)
    return read_corpus(data, work / "vae"), tokenizer


def train(
    data: Path, work: Path, plan: Plan, *, seed: int, device: torch.device, piece_minutes: float = math.inf
) -> Trainer:
    """Train by `plan` in `work`, going on from its checkpoint if there is one."""
    work.mkdir(parents=True, exist_ok=True)
    corpus, tokenizer = prepare(data, work, plan)
    return learn(
        Trainer(plan, tokenizer, seed, device), corpus, work / "checkpoint.safetensors", piece_minutes
    )


Learner = TypeVar("Learner", bound=Trainer)


def learn(trainer: Learner, corpus: Corpus, checkpoint: Path, piece_minutes: float = math.inf) -> Learner:
    """Let `trainer` learn for as long as its plan says, keeping `checkpoint` and going on from it.

    At most `piece_minutes` of that are done now; the next call goes on.
    """
    if checkpoint.exists():
        trainer.load(checkpoint)
    size = sum(parameter.numel() for parameter in trainer.parameters) / 1e6
    print(f"{len(corpus.items)} loops, {size:.1f}M", file=sys.stderr)
    losses: list[float] = []
    saved_at = trainer.seconds
    ends_at = time.monotonic() + 60 * piece_minutes
    while not trainer.is_done and time.monotonic() < ends_at:
        losses.append(trainer.advance(corpus))
        if trainer.step % REPORT_STEPS == 0:
            mean, losses = sum(losses) / len(losses), []
            row = {"step": trainer.step, "samples": trainer.samples, "loss": round(mean, 4),
                   "minutes": round(trainer.seconds / 60, 2), "of": trainer.plan.minutes}  # fmt: skip
            print(json.dumps(row), file=sys.stderr, flush=True)
        if trainer.seconds - saved_at > CHECKPOINT_SECONDS:
            trainer.save(checkpoint)
            saved_at = trainer.seconds
    trainer.save(checkpoint)
    return trainer


def options_of(parser: argparse.ArgumentParser) -> tuple[argparse.Namespace, Plan]:
    """Read the command line that training and distilling share."""
    parser.add_argument("--data", type=Path, required=True, help="folder of shards")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--plan", choices=PLANS, default="cpu")
    parser.add_argument("--minutes", type=float, help="learn this long instead of the plan's minutes")
    parser.add_argument(
        "--piece",
        type=float,
        default=math.inf,
        metavar="MINUTES",
        help="stop after so long; the next call goes on",
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as torch would take")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    return options, PLANS[options.plan]


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m bridge.training.train", description=__doc__)
    options, plan = options_of(parser)
    if options.minutes is not None:
        plan = msgspec.structs.replace(plan, minutes=options.minutes)
    train(
        options.data,
        options.work,
        plan,
        seed=options.seed,
        device=torch.device(options.device),
        piece_minutes=options.piece,
    )


if __name__ == "__main__":
    main()
