"""The command `credits`: what clips and sounds are made of, and under which licences."""

import argparse
from pathlib import Path

import msgspec

from bridge import __version__
from bridge.commands.output import check_writable, to_json
from bridge.pieces.crediting import read_credit
from bridge.pieces.credits import credits_text
from bridge.settings import read_settings
from bridge.sound.files.atomic import atomic_write
from bridge.sound.files.names import free_path

PROGRAM = f"riffbridge {__version__}"
CREDITS_FILE = "CREDITS.txt"


def credits(options: argparse.Namespace) -> None:
    """Print the credits of files, or write them."""
    if options.output is not None:
        check_writable(options.output)
    models = Path(read_settings().models_folder)
    found = [read_credit(path, models) for path in options.files]
    if options.json:
        for each in found:
            print(to_json(msgspec.to_builtins(each)))
        return
    text = credits_text(found, title=options.title, artist=options.artist, program=PROGRAM)
    if options.output is None:
        print(text, end="")
    else:
        atomic_write(options.output, text.encode("utf-8", "replace"))
        print(options.output)


def write_credits(folder: Path, files: list[Path], models_folder: Path) -> Path:
    """Write `CREDITS.txt` for `files` into `folder`, under a free name."""
    found = [read_credit(path, models_folder) for path in files]
    path = free_path(folder, CREDITS_FILE)
    atomic_write(path, credits_text(found, program=PROGRAM).encode("utf-8", "replace"))
    return path
