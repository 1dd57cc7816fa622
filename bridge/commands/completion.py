"""`riffbridge completion`: prints a script that lets a shell complete our commands, options and values.

At each press of Tab the script asks `riffbridge` itself, through argcomplete, so it is always up to date.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bridge.commands.library import SHOWN_ID
from bridge.commands.parser import Parser
from bridge.errors import RiffbridgeError
from bridge.requests.fields import BY_NAME
from bridge.settings import Settings, read_settings
from bridge.vocabulary.music import KEYS

SHELLS = ("bash", "zsh", "fish")
# Set by the script while it asks.
ASKING = "_ARGCOMPLETE"
_MAX_CLIPS = 100

# What an argument may be, and a few words about each.
Offers = Mapping[str, str]


def add_parser(commands: argparse._SubParsersAction[Any]) -> None:
    """Put `completion` among the commands."""
    parser = commands.add_parser("completion", help="print a script that makes your shell complete with Tab")
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the script for a shell."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["riffbridge"], shell=options.shell))


def complete(parser: Parser) -> None:
    """Print what may come next for the shell that asks, and exit."""
    import argcomplete

    attach(parser)
    argcomplete.autocomplete(parser, always_complete_options="long")


def attach(parser: Parser) -> None:
    """Give each argument of `parser` and its commands the values that it may have."""
    for action in parser._actions:
        if action.dest in _VALUES and action.nargs != 0:
            values, with_files = _VALUES[action.dest], action.dest in _OR_FILES
            action.completer = _completer(values, with_files=with_files)  # type: ignore[attr-defined]
        if action.dest == "words":
            action.completer = _searches  # type: ignore[attr-defined]
    for command in parser.commands.values():
        attach(command)


def _completer(values: Callable[[Settings], Offers], *, with_files: bool) -> Callable[..., Offers]:
    """What argcomplete calls; a broken settings file or library completes nothing."""

    def completer(prefix: str, **_: object) -> Offers:
        from argcomplete.completers import FilesCompleter

        files = dict.fromkeys(FilesCompleter()(prefix), "") if with_files else {}
        try:
            return {**values(read_settings()), **files}
        except RiffbridgeError:
            return files

    return completer


def _searches(prefix: str, **_: object) -> list[str]:
    """Completions of a term of the search language."""
    from bridge.library import Library
    from bridge.library.query import Values
    from bridge.library.query_edits import completions

    values = Values()
    with contextlib.suppress(RiffbridgeError):
        settings = read_settings()
        if (database := Path(settings.library_file)).exists():
            with Library.open(database, Path(settings.export_folder), mend=False) as library:
                values = library.values()
    return completions(prefix, values)


def _presets(settings: Settings) -> Offers:
    from bridge.requests.presets import preset_names

    return dict.fromkeys(preset_names(Path(settings.presets_folder)), "")


def _models(settings: Settings) -> Offers:
    from bridge.models.catalogue import entries

    return {entry.name: entry.info.title for entry in entries(Path(settings.models_folder))}


def _loras(settings: Settings) -> Offers:
    from bridge.models.loras import lora_files

    return {name: str(path) for name, path in lora_files(Path(settings.models_folder)).items()}


def _pad_sets(settings: Settings) -> Offers:
    from bridge.stage.tables import table_names, tables_folder

    return dict.fromkeys(table_names(tables_folder()), "")


def _clips(settings: Settings) -> Offers:
    """The newest clips, by id."""
    from bridge.library import Library, Query

    if not (database := Path(settings.library_file)).exists():
        return {}
    with Library.open(database, Path(settings.export_folder), mend=False) as library:
        found = library.search(Query(limit=_MAX_CLIPS))
    return {each.digest[:SHOWN_ID]: each.title or each.clip.job.prompt for each in found}


def _keys(settings: Settings) -> Offers:
    return {key.short: key.words for key in KEYS}


def _choices(name: str) -> Callable[[Settings], Offers]:
    values = [str(each) for each in BY_NAME[name].kind.bounds["VALS"]]  # type: ignore[attr-defined]
    return lambda settings: dict.fromkeys(values, "")


def _fixed(*values: str) -> Callable[[Settings], Offers]:
    return lambda settings: dict.fromkeys(values, "")


# By the parser's name for an argument.
_VALUES: dict[str, Callable[[Settings], Offers]] = {
    "preset": _presets,
    **dict.fromkeys(("model", "base", "get"), _models),
    "lora": _loras,
    "pads": _pad_sets,
    "key": _keys,
    "key_to": _keys,
    "rate": _choices("rate"),
    "format": _choices("format"),
    "meter": _fixed("4/4", "3/4", "6/8", "5/4", "7/8", "12/8"),
    "device": _fixed("auto", "cpu", "mps", "cuda"),
    "place": _fixed("selected", "next-free", "arrangement:cursor"),
    **dict.fromkeys(("clip", "clips", "file", "files", "like", "source", "to_clip", "parts"), _clips),
}
# Those that take a file as well as a clip.
_OR_FILES = frozenset(("file", "files", "like", "source", "to_clip", "parts"))
