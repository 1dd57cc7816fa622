"""The command `credits`: what clips and sounds are made of, and under which licences."""

import argparse
import contextlib
from pathlib import Path

import msgspec

from bridge import PROGRAM
from bridge.commands.named_sounds import sound_path
from bridge.commands.output import check_writable, to_json
from bridge.errors import BadFile
from bridge.pieces.crediting import read_credit, stored_credits
from bridge.pieces.credits import credits_text
from bridge.pieces.projects import CREDITS_FILE
from bridge.settings import read_settings
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.names import free_path
from bridge.untrusted import read_bytes


def credits(options: argparse.Namespace) -> None:
    """Print the credits of files, or write them."""
    if options.output is not None:
        check_writable(options.output)
    settings = read_settings()
    models, files = Path(settings.models_folder), [sound_path(name, settings) for name in options.files]
    stored = {path: text for path in files if (text := stored_credits(path))}
    found = [read_credit(path, models) for path in files if options.json or path not in stored]
    if options.json:
        for each in found:
            print(to_json(msgspec.to_builtins(each)))
        return
    own = [credits_text(found, title=options.title, artist=options.artist, program=PROGRAM)] if found else []
    text = "\n".join([*stored.values(), *own])
    if options.output is None:
        print(text, end="")
    else:
        atomic_write(options.output, text.encode("utf-8", "replace"))
        print(options.output)


def write_credits_text(folder: Path, text: str) -> Path:
    """Write `text` into `folder` as `CREDITS.txt`, under a free name; it may be there already."""
    path, data = folder / CREDITS_FILE, text.encode("utf-8", "replace")
    with contextlib.suppress(OSError, BadFile):
        if read_bytes(path, len(data)) == data:
            return path
    path = free_path(folder, CREDITS_FILE)
    atomic_write(path, data)
    return path


def write_credits(folder: Path, files: list[Path], models_folder: Path) -> Path:
    """Write `CREDITS.txt` for `files` into `folder`, under a free name."""
    found = [read_credit(path, models_folder) for path in files]
    return write_credits_text(folder, credits_text(found, program=PROGRAM))
