"""`models`, `presets` and `genres`: what there is."""

from __future__ import annotations

import argparse
from pathlib import Path

from bridge.commands.output import ProgressLine, say, to_json
from bridge.composing import genre_files
from bridge.errors import BadRequest
from bridge.models.catalogue import Entry, entries, find
from bridge.models.download import download
from bridge.models.loras import lora_files
from bridge.requests.presets import preset_names, read_preset
from bridge.settings import read_settings
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import bar_count


def presets(options: argparse.Namespace) -> None:
    """All presets, the user's own among them."""
    found = {
        name: read_preset(path) for name, path in preset_names(Path(read_settings().presets_folder)).items()
    }
    if options.json:
        print(to_json(found))
        return
    for name, preset in found.items():
        print(f"{name:26} {preset.tempo_bpm:5g} bpm  {bar_count(preset.bars)}  {preset.prompt}")


def genres(options: argparse.Namespace) -> None:
    """All genres, the user's own marked; what is wrong with their files goes to stderr."""
    ours = [*genre_files.shipped_genres().values(), *genre_files.added_genres().values()]
    for genre in genre_files.genres().values():
        is_own = genre not in ours
        facts = {"name": genre.name, "tempo_bpm": genre.tempo_bpm, "own": is_own}
        slowest, fastest = genre.tempo_bpm
        own = "  (yours)" if is_own else ""
        print(to_json(facts) if options.json else f"{genre.name:16} {slowest}–{fastest} bpm{own}")
    for sentence in genre_files.own_mistakes():
        say(sentence)


def models(options: argparse.Namespace) -> None:
    """All models, or the download of one."""
    folder = Path(read_settings().models_folder)
    if options.get:
        _get(find(options.get, folder))
        return
    for entry in entries(folder):
        here = "here" if entry.is_present else "to be downloaded (riffbridge models --get)"
        facts = {"id": entry.name, "title": entry.info.title, "licence": entry.info.licence}
        if options.json:
            print(to_json({**facts, "present": entry.is_present, "folder": entry.folder}))
        else:
            print(f"{entry.name:16} {entry.info.title}; licence {entry.info.licence}; {here}")
    for name, path in lora_files(folder).items():
        print(to_json({"lora": name, "file": path}) if options.json else f"{name:16} a LoRA: --lora {name}")


def _get(entry: Entry) -> None:
    """Download a model with progress, going on where an earlier try stopped."""
    if entry.hub is None:
        raise BadRequest(f"The model {entry.name} isn't on a hub, so there is nothing to download.")
    line = ProgressLine()

    def report(done_bytes: int, all_bytes: int) -> None:
        line(Progress(stage=f"downloading {entry.name}", fraction=done_bytes / max(1, all_bytes)))

    download(entry.hub, entry.folder, report)
    print(entry.folder)
