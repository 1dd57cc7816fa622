"""Eight prompts as the starter draws them: `python -m benchmarks.gallery [-o docs/starter.png]`.

Two bars each, low notes at the bottom, loud is bright; the first seed, not the best one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from PIL import Image, ImageDraw

from bridge.engine.canvas import canvas_for
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import sampling_order
from bridge.models.catalogue import STARTER_FOLDER
from bridge.requests.resolve import ResolveContext, resolve
from bridge.settings import Settings
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest

BARS, COLUMNS = 2, 256
PROMPTS = (
    ("bossa nova with nylon guitar", 128, "Am"),
    ("house with piano", 124, "Cm"),
    ("dark techno, drums only", 134, None),
    ("ambient pad, no drums", 72, "F"),
    ("jazz swing with upright bass and piano", 140, "Bb"),
    ("dub with organ", 74, "Dm"),
    ("drum and bass with reese bass", 172, "Em"),
    ("classical strings, no drums", 96, "G"),
)
MARGIN, LABEL = 8, 16


def draw(model: LoadedModel, prompt: str, tempo_bpm: float, key: Key | None) -> Image.Image:
    """The picture of one loop, `[256, 256]` in grey."""
    asked = ClipRequest(prompt=prompt, tempo_bpm=tempo_bpm, bars=BARS, key=key, seed=1)
    context = ResolveContext(
        settings=Settings(),
        model=model.info,
        model_sha256=model.sha256,
        fresh_seed=0,
        prompt_parser=model.prompt_parser,
    )
    (job,) = resolve(asked, context)
    order = sampling_order(job, model, canvas_for(job, model.info, model.column_step))
    levels = sample(model, order)[0, 0].flip(0)
    return Image.fromarray((levels * 255).to(torch.uint8).numpy())


def sheet(model: LoadedModel) -> Image.Image:
    """All eight, four to a row, with their prompts above."""
    width, height = COLUMNS + MARGIN, 256 + LABEL + MARGIN
    page = Image.new("L", (4 * width + MARGIN, 2 * height + MARGIN), 24)
    pen = ImageDraw.Draw(page)
    for place, (prompt, tempo_bpm, key) in enumerate(PROMPTS):
        left, top = MARGIN + place % 4 * width, MARGIN + place // 4 * height
        pen.text((left, top), f"{prompt}, {tempo_bpm}, {key or '-'}", fill=220)
        page.paste(draw(model, prompt, tempo_bpm, Key.parse(key) if key else None), (left, top + LABEL))
    return page


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/starter.png"))
    parser.add_argument("--model", type=Path, default=STARTER_FOLDER)
    options = parser.parse_args()
    sheet(load(options.model)).save(options.output, optimize=True)
    print(options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
