"""Times how long it takes to switch a LoRA of 3 MB on a U-Net of Stable Diffusion 1.5's size.

    python -m benchmarks.lora_switch [--times 9] [--threads 2]

Weights are random. Prints the first time, which also fetches memory, and the median of the others. Exit
status 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import nn

from benchmarks.bridge_rows.row import Row, print_table
from bridge.engine.loras import LoraLayer, LoraWeights, applied

SWITCH_BAR_S, RANK = 0.3, 4


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lora_switch", description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    unet = UNet2DConditionModel(cross_attention_dim=768, attention_head_dim=8).requires_grad_(False)
    layers = tuple(
        LoraLayer(False, name.replace(".", "_"), torch.randn(RANK, layer.in_features),
                  torch.randn(layer.out_features, RANK), 0.01)
        for name, layer in unet.named_modules()
        if isinstance(layer, nn.Linear) and name.endswith(("to_q", "to_k", "to_v", "to_out.0"))
    )  # fmt: skip
    lora = LoraWeights("random", "", 0.7, layers)
    spans_s, used_s = [], []
    for _ in range(options.times + 1):
        began_s, before_s = time.perf_counter(), time.process_time()
        with applied(unet, nn.Identity(), [lora]):
            spans_s.append(time.perf_counter() - began_s)
            used_s.append(time.process_time() - before_s)
    megabytes = sum(4 * (each.down.numel() + each.up.numel()) for each in layers) / 1e6
    middle_s = statistics.median(spans_s[1:])
    measured = f"p50 {middle_s:.2f}, most {max(spans_s[1:]):.2f}, first {spans_s[0]:.2f} s"
    spent = f"{statistics.median(used_s[1:]):.2f} s"
    what = f"a LoRA of {megabytes:.1f} MB for {len(layers)} layers, switched"
    sys.exit(
        print_table([
            Row(what, measured, f"≤ {SWITCH_BAR_S:g} s", middle_s <= SWITCH_BAR_S),
            Row("processor time of one switch", spent, "", True),
        ])
    )  # fmt: skip


if __name__ == "__main__":
    main()
