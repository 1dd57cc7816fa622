"""A distilled starter as the folder that ships: `python -m bridge.training.export --work DIR --to DIR`.

The averaged weights in half precision, in diffusers' layout, with `riffbridge.json` beside them.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from diffusers.schedulers.scheduling_flow_match_euler_discrete import FlowMatchEulerDiscreteScheduler
from transformers import CLIPTokenizer

from bridge.engine.patches import PatchCodec
from bridge.models.folder import TIMBRES_FILE, write_info, write_lexicon
from bridge.models.info import ModelInfo
from bridge.prompts.entries import lexicon
from bridge.sound.format import STARTER
from bridge.training.network import players
from bridge.training.train import PLANS, Trainer


def starter_info() -> ModelInfo:
    """What the starter says of itself."""
    return ModelInfo(
        id="starter",
        title="Riffbridge starter",
        licence="CC0-1.0",
        format=STARTER,
        native_columns=256,
        default_steps=8,
        default_guidance=1.0,
        hints=True,
        players=players(),
        # Cooler than it was trained: genres are clearer so, and seeds differ by their scores.
        temperature=0.35,
        lexicon=True,
        follows_key=True,
        tempo_range_bpm=(60.0, 180.0),
    )


def export(trainer: Trainer, work: Path, folder: Path, progress: list[dict[str, float]]) -> None:
    """Write `trainer`'s averaged networks, and what else is in `work`, as a model in `folder`.

    `progress` tells how far the stages of learning went.
    """
    folder.mkdir(parents=True, exist_ok=True)
    trainer.average.write_to(trainer.parameters)
    trainer.unet.half().save_pretrained(folder / "unet")
    trainer.text_encoder.half().save_pretrained(folder / "text_encoder")
    codec = PatchCodec.from_pretrained(work / "vae", local_files_only=True)
    codec.half().save_pretrained(folder / "vae")
    _forget_origin(folder / "vae" / "config.json")
    FlowMatchEulerDiscreteScheduler(shift=1.0).save_pretrained(folder / "scheduler")
    shutil.copytree(work / "tokenizer", folder / "tokenizer", dirs_exist_ok=True)
    shutil.copyfile(work / TIMBRES_FILE, folder / TIMBRES_FILE)
    write_info(folder, starter_info())
    write_lexicon(folder, lexicon())
    (folder / "training.json").write_text(json.dumps(progress, indent=2) + "\n")


def progress_of(trainer: Trainer) -> dict[str, float]:
    """How much `trainer` has learnt."""
    return {"steps": trainer.step, "samples": trainer.samples, "minutes": round(trainer.seconds / 60, 1)}


def _forget_origin(config: Path) -> None:
    """Take out where a part was read from: it says nothing to anybody else."""
    entries = json.loads(config.read_text())
    entries.pop("_name_or_path", None)
    config.write_text(json.dumps(entries, indent=2) + "\n")


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m bridge.training.export", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder of the training's checkpoint")
    parser.add_argument("--to", type=Path, required=True, help="folder of the model to write")
    parser.add_argument("--plan", choices=PLANS, default="cpu")
    options = parser.parse_args()
    tokenizer = CLIPTokenizer.from_pretrained(options.work / "tokenizer", local_files_only=True)
    trainer = Trainer(PLANS[options.plan], tokenizer, 0, torch.device("cpu"))
    teacher = Trainer(PLANS[options.plan], tokenizer, 0, torch.device("cpu"))
    teacher.load(options.work / "checkpoint.safetensors")
    trainer.load(options.work / "distilled.safetensors")
    export(trainer, options.work, options.to, [progress_of(teacher), progress_of(trainer)])


if __name__ == "__main__":
    main()
