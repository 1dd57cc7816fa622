"""Sentences about a request that the window can say in its own language. Pure."""

from __future__ import annotations

from typing import NamedTuple

from bridge.vocabulary.music import Key, bar_count

TYPED = "You typed {said}; {who} sets {own}."
KEYLESS = "You typed {said}; nothing here has a key."
REFUSED = "Can't use {figure}."
INSTEAD = "{word} isn't available; using {name} instead."
MEANT = "Ignored {word}. Did you mean {name}?"
IGNORED = "Ignored (not known): {words}."
LORA_OFF = "The LoRA {name} is off. To use it, put “{word}” in the prompt."
TEMPLATES = (TYPED, KEYLESS, REFUSED, INSTEAD, MEANT, IGNORED, LORA_OFF)


class Bars(NamedTuple):
    """So many bars."""

    number: int

    def __str__(self) -> str:
        return bar_count(self.number)


Value = str | Bars | Key


class Sentence(str):
    """A sentence in English, and what it is made of: one of `TEMPLATES`, and `values` by name."""

    __slots__ = ("template", "values")
    template: str
    values: dict[str, Value]

    def __new__(cls, template: str, **values: Value) -> Sentence:
        words = {name: each.words if isinstance(each, Key) else each for name, each in values.items()}
        self = super().__new__(cls, template.format(**words))
        self.template, self.values = template, values
        return self
