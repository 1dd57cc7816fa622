"""Times a LoRA's steps on a U-Net of Stable Diffusion 1.5's size, with random weights.

    python -m benchmarks.tuning_size [--pixels 256] [--steps 2] [--device cpu]

Prints the processor's time and the memory that a step takes at most.
"""

from __future__ import annotations

import argparse
import time

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel

from bridge.engine.circular import wrap_in_time
from bridge.tuning.lessons import Lesson, Lessons
from bridge.tuning.objective import Objective
from bridge.tuning.plan import Plan
from bridge.tuning.trainer import Trainer
from tests.support.posix import spent

_BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tuning_size", description=__doc__)
    parser.add_argument("--pixels", type=int, default=256, help="height and width of the picture")
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    device = torch.device(options.device)
    with device:
        unet = UNet2DConditionModel(cross_attention_dim=768, attention_head_dim=8).requires_grad_(False)
    side = options.pixels // 8
    lesson = Lesson(torch.randn(4, side, side), torch.randn(77, 768), None, 1)
    lessons = Lessons([[lesson]], torch.zeros(77, 768))
    trainer = Trainer(wrap_in_time(unet), Objective(_BETAS), lessons, Plan(accumulate=1))
    for step in range(options.steps):
        began_s, used_s = time.monotonic(), time.process_time()
        trainer.advance()
        if device.type == "cuda":
            torch.cuda.synchronize()
            peak = torch.cuda.max_memory_allocated() / 1e9
        else:
            peak = spent().peak_bytes / 1e9
        print(
            f"step {step + 1}: {time.monotonic() - began_s:.1f} s, {time.process_time() - used_s:.1f} s of "
            f"processor time, {peak:.1f} GB at most",
            flush=True,
        )


if __name__ == "__main__":
    main()
