"""Renders the page of examples: `python -m benchmarks.gallery [-o docs/listen]`.

Eight prompts as the command line renders them: the first seed, not the best one. Writes an OGG for each, a
picture of them all (a mel spectrogram each, low notes at the bottom), and the page that shows both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import read_audio
from bridge.sound.format import FIT
from bridge.vocabulary.clips import Certificate

SEED, COLUMNS, ROWS = 1, 256, 256
PROMPTS = {
    "sad-piano": "sad piano",
    "house": "house, 98 bpm, F# minor",
    "drum-and-bass": "drum and bass",
    "bossa-nova": "bossa nova with nylon guitar",
    "lo-fi": "lo-fi hip hop with electric piano, 4 bars",
    "techno": "dark techno with acid bass",
    "waltz": "waltz with accordion and violin",
    "reggae": "reggae with organ and brass",
}
MARGIN, LABEL = 8, 16


def render(prompt: str, path: Path) -> Certificate:
    """The clip of `prompt` at `path`."""
    subprocess.run(
        [sys.executable, "-m", "bridge", "render", prompt, "--seed", str(SEED), "-o", str(path)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return read_certificate(path)


def picture(path: Path) -> Image.Image:
    """The sound's mel spectrogram, `[ROWS, COLUMNS]` in grey."""
    sound, rate_hz = read_audio(path)
    mono = torch.from_numpy(np.asarray(sound, np.float32).mean(0, keepdims=True))
    assert rate_hz == FIT.rate_hz
    levels = magnitudes_to_levels(mel_spectrogram(mono, COLUMNS, FIT), FIT)[0].flip(0)
    return Image.fromarray((levels * 255).to(torch.uint8).numpy()).resize((COLUMNS, ROWS))


def sheet(paths: Mapping[str, Path]) -> Image.Image:
    """The pictures of the clips at `paths`, by prompt, four to a row."""
    width, height = COLUMNS + MARGIN, ROWS + LABEL + MARGIN
    page = Image.new("L", (4 * width + MARGIN, -(-len(paths) // 4) * height + MARGIN), 24)
    pen = ImageDraw.Draw(page)
    for place, (prompt, path) in enumerate(paths.items()):
        left, top = MARGIN + place % 4 * width, MARGIN + place // 4 * height
        pen.text((left, top), prompt[:42], fill=220)
        page.paste(picture(path), (left, top + LABEL))
    return page


def table(made: Mapping[str, tuple[Path, Certificate]]) -> str:
    """The page, in Markdown."""
    lines = [
        "# Listen",
        "",
        "Eight loops as they come by default: composed, played, mastered to −14",
        f"LUFS; the first seed, not the best one. `riffbridge render PROMPT --seed {SEED} -o NAME.ogg`",
        "renders each, and `python -m benchmarks.gallery` this page.",
        "",
        "| prompt | tempo | key | bars | strength | |",
        "|---|---|---|---|---|---|",
    ]
    for prompt, (path, certificate) in made.items():
        job = certificate.job
        key = job.key.words if job.key else "–"
        link = f"[{path.name}]({path.name})"
        facts = f"{job.tempo_bpm:g} | {key} | {job.bars} of {job.meter} | {job.strength:g}"
        lines.append(f"| {prompt} | {facts} | {link} |")
    return "\n".join([*lines, "", "![The eight as spectrograms, low notes at the bottom](pictures.png)", ""])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/listen"))
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, prompt in PROMPTS.items():
        path = folder / f"{name}.ogg"
        path.unlink(missing_ok=True)
        made[prompt] = path, render(prompt, path)
        print(path, f"{path.stat().st_size / 1000:.0f} kB", flush=True)
    sheet({prompt: path for prompt, (path, _) in made.items()}).save(folder / "pictures.png", optimize=True)
    (folder / "README.md").write_text(table(made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
