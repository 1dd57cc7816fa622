"""A parser whose help has examples, and whose errors are one sentence that suggests the word meant."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

# More options than this make a usage line nobody reads; the help below it lists them.
_MAX_USAGE_OPTIONS = 4
# An error names all choices, if there are no more than this.
_MAX_NAMED = 8

# Options by other names, whose letters are nearer to another option.
_MEANT = {"--tempo": "--bpm"}

# What argparse says, and what we say: the option, what was wrong, what to do.
_PLAIN = (
    (r"argument (.+?): invalid int value: '(.*)'", r"\1: “\2” isn't a whole number."),
    (r"argument (.+?): invalid float value: '(.*)'", r"\1: “\2” isn't a number."),
    (r"argument (.+?): invalid \w+ value: '(.*)'", r"\1: “\2” isn't supported. See --help."),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 needs a value."),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 takes no value. Leave out “\2”."),
    (r"ambiguous option: (.+?) could match (.*)", r"“\1” could be any of \2. Type more of it."),
    (r"the following arguments are required: (COMMAND|HOST|SHOW)", r"Missing: \1. Use {commands}."),
    (r"the following arguments are required: (.*)", r"Missing: \1. See --help."),
    (r"unrecognized arguments: (.*)", r"“\1” is unknown. See --help."),
)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence. `examples` are printed below its help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Formatter, **options})
        self._positionals.title = "arguments"
        self.examples: tuple[str, ...] = ()

    def error(self, message: str) -> NoReturn:
        for pattern, plain in _PLAIN:
            message = re.sub(pattern, plain, message)
        if self.commands:
            message = message.replace("{commands}", listed(list(self.commands)))
        self.exit(2, f"{self.prog}: {message}\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse's, but refuse unknown arguments here, where the options that may be meant are known."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            option = unknown[0].partition("=")[0]
            names = [name for action in self._actions for name in action.option_strings if len(name) > 2]
            if option.startswith("--") and (near := nearest(_MEANT.get(option, option), names)):
                self.error(f"“{option}” is unknown. Did you mean {near}?")
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        names = [str(each) for each in action.choices]
        below = [f"{name} {value}" for name, command in self.commands.items() if value in command.commands]
        if near := next(iter(below), "") or nearest(str(value), names):
            hint = f"Did you mean {near}?"
        elif len(names) <= _MAX_NAMED:
            hint = f"Use {listed(names)}."
        else:
            hint = "See --help."
        option = f"{action.option_strings[-1]}: " if action.option_strings else ""
        self.error(f"{option}“{str(value)[:40]}” is unknown. {hint}")

    @property
    def commands(self) -> Mapping[str, Parser]:
        """The commands below this one, by name."""
        return {name: each for action in self._subparsers_actions() for name, each in action.choices.items()}

    @property
    def summaries(self) -> dict[str, str]:
        """What each command below this one does, by name."""
        return {
            each.dest: each.help or ""
            for action in self._subparsers_actions()
            for each in action._choices_actions
        }

    def _subparsers_actions(self) -> list[argparse._SubParsersAction[Parser]]:
        return [each for each in self._actions if isinstance(each, argparse._SubParsersAction)]

    def format_help(self) -> str:
        """The help, with the examples last."""
        examples = "".join(f"  {each}\n" for each in self.examples)
        return super().format_help() + (f"\nexamples:\n{examples}" if examples else "")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """A usage line that doesn't repeat a long list of options."""

    def add_usage(self, usage: Any, actions: Iterable[Any], groups: Any, prefix: str | None = None) -> None:
        shown = list(actions)
        if sum(bool(each.option_strings) for each in shown) > _MAX_USAGE_OPTIONS:
            options = argparse.Action([], "options", nargs="?", metavar="OPTIONS")
            shown = [options, *(each for each in shown if each.required or not each.option_strings)]
            groups = []
        super().add_usage(usage, shown, groups, prefix)


def nearest(given: str, names: Sequence[str]) -> str:
    """The one of `names` that `given` was most likely meant to be; "" if none is near."""
    near = difflib.get_close_matches(given.casefold(), names, 1)
    return near[0] if near else ""


def listed(names: Sequence[str]) -> str:
    """Such as “a, b or c”."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))
