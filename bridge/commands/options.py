"""Options that say what a request may say, made from the register of fields."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from bridge.requests.fields import BY_NAME, FIELDS, GROUPS, NAME, WORDS, Field
from bridge.requests.kinds import Kind, loras, path, text
from bridge.requests.reading import request_from
from bridge.vocabulary.files import Extra
from bridge.vocabulary.requests import ClipRequest

# Who types may name any file, and a model by its folder.
_TYPED = {
    "source": path("a file, or a clip's id or file name"),
    "to_clip": path("a file, or a clip's id or file name"),
    "model": path("an id or a folder", str),
    "lora": loras(text().read),
}


def add_request(parser: argparse.ArgumentParser) -> dict[str, argparse._ArgumentGroup]:
    """Let `parser` take whatever a request may say; returns its groups by title."""
    parser.add_argument("prompt", nargs="?", metavar="WORDS", help=BY_NAME["prompt"].help)
    groups = {}
    for title, fields in GROUPS.items():
        groups[title] = parser.add_argument_group(title)
        for field in fields:
            if field.name != "prompt":
                _add(groups[title], field, default=field.default)
    return groups


def add_fields(parser: argparse._ActionsContainer, *names: str, required: bool = False) -> None:
    """Let `parser` take the fields called `names`."""
    for name in names:
        _add(parser, BY_NAME[name], required=required)


def add_device(parser: argparse._ActionsContainer) -> None:
    """Let `parser` take the device to compute on."""
    parser.add_argument("--device", help="auto, cpu, mps, cuda, cuda:1")


def _add(to: argparse._ActionsContainer, field: Field, *, default: str = "", required: bool = False) -> None:
    kind = _TYPED.get(field.name, field.kind)
    if kind.is_switch:
        to.add_argument(option(field.name), action="store_const", const="on", help=field.help)
    else:
        words = "" if kind in (WORDS, NAME) else f": {kind.words}"
        help = field.help + words + (f" (default: {default})" if default else "")
        metavar = "WORDS" if kind is WORDS else field.name.removesuffix("_to").rpartition("_")[2].upper()
        to.add_argument(option(field.name), required=required, metavar=metavar, help=help)


def option(name: str) -> str:
    """How the field called `name` is typed, such as `--seed-to`."""
    return "the prompt" if name == "prompt" else f"--{name.replace('_', '-')}"


def given(options: argparse.Namespace) -> dict[str, str]:
    """What was typed for fields, by their names."""
    typed = {field.name: getattr(options, field.name, None) for field in FIELDS}
    return {name: text for name, text in typed.items() if text is not None}


def request_of(options: argparse.Namespace, kinds: Mapping[str, Kind] | None = None) -> ClipRequest:
    """The request that `options` make; `kinds` are more that stand in for the fields' own.

    Raises `BadRequest` with a sentence for each thing that is wrong.
    """
    return request_from(given(options), origin="command line", kinds={**_TYPED, **(kinds or {})})


def wanted_extras(options: argparse.Namespace) -> tuple[Extra, ...]:
    """What is to be written beside clips."""
    return tuple(extra for extra in Extra if getattr(options, extra, None))
