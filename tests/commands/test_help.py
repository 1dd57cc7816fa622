"""Help: each command has one, with an example that is right; what is near is suggested."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pytest

from bridge.cli import build_parser
from bridge.commands.help_texts import COMMAND_GROUPS, EXAMPLES
from bridge.commands.parser import Parser

PARSER = build_parser()


def commands(parser: Parser, path: str = "") -> Iterator[tuple[str, Parser]]:
    for name, command in parser.commands.items():
        own = f"{path} {name}".strip()
        yield own, command
        yield from commands(command, own)


def test_each_command_is_in_one_group() -> None:
    listed = [name for names in COMMAND_GROUPS.values() for name in names]
    assert sorted(listed) == sorted(PARSER.commands)


def test_each_command_has_examples_and_each_example_is_a_command_line() -> None:
    known = {path for path, command in commands(PARSER) if not command.commands}
    installs = {path for path in known if path.startswith(("install ", "uninstall "))}
    assert known - {"window"} - installs <= set(EXAMPLES) <= known | {"", "library", "install", "uninstall"}
    for path, lines in EXAMPLES.items():
        for line in lines:
            if path != "completion":
                program, *words = shlex.split(line)
                assert program == "riffbridge" and " ".join(words).startswith(path), line
                PARSER.parse_args(words)


def test_help_says_what_a_command_does_and_what_each_option_is() -> None:
    for path, command in commands(PARSER):
        assert command.description, path
        assert all(action.help for action in command._actions if not command.commands), path
        text = command.format_help()
        assert all(line in text for line in EXAMPLES.get(path, ())), path


@pytest.mark.parametrize("path", ["render", "serve", "library search"])
def test_a_usage_line_is_short(path: str) -> None:
    command = dict(commands(PARSER))[path]
    assert "[OPTIONS]" in command.format_usage() and len(command.format_usage().splitlines()) == 1
