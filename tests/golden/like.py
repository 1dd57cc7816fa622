"""Renders the clips in `tests/fixtures/landed` again: `python -m tests.golden.like FOLDER`, with
`THREADS` in its environment.

Its last line is JSON: how this machine computes, as far as a clip's bytes depend on it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import soundfile

from bridge.cli import main

CLIPS = Path(__file__).parents[1] / "fixtures" / "landed"
MADE = json.loads((CLIPS / "made.json").read_text(encoding="utf-8"))
# As many as the clips were made on: the order in which torch adds numbers up depends on it.
THREADS = {"OMP_NUM_THREADS": "2"}


def machine() -> dict[str, str]:
    """The versions of what renders and encodes, and the hash of a small computation of a U-Net's kind."""
    import torch
    from torch.nn import functional as F

    generator = torch.Generator().manual_seed(1)
    picture = torch.randn(1, 32, 64, 64, generator=generator)
    kernel = torch.randn(32, 32, 3, 3, generator=generator) / 17
    for _ in range(4):
        picture = F.silu(F.group_norm(F.conv2d(picture, kernel, padding=1), 8))
    rows = picture.flatten(2).transpose(1, 2)
    spectrum = torch.fft.rfft(F.scaled_dot_product_attention(rows, rows, rows).flatten(1))
    return {
        **{name: version(name) for name in ("torch", "numpy", "soxr")},
        "libsndfile": soundfile.__libsndfile_version__,
        "computes": hashlib.sha256(torch.view_as_real(spectrum).numpy().tobytes()).hexdigest(),
    }


if __name__ == "__main__":
    for name in MADE["digests"]:
        output = str(Path(sys.argv[1]) / name)
        main(["render", "--like", str(CLIPS / name), "--device", "cpu", "--alone", "-o", output])
    print(json.dumps(machine()))
