"""LoRAs as a request and a job name them: small additions to a model's weights (Hu et al. 2021)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePath

import msgspec

from bridge.errors import BadRequest

MAX_LORAS = 8
# A negative weight takes away what a LoRA adds.
MAX_LORA_WEIGHT = 4.0
_TRIGGER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}", re.ASCII)
_WEIGHTED = re.compile(r"(?P<name>.+?)(?::(?P<weight>[+-]?(?:\d+\.?\d*|\.\d+)))?", re.ASCII | re.DOTALL)


class Lora(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A LoRA: its `name` in the LoRA folder, or its path; its `weight`, -4 to 4 (1 is as trained); and the
    SHA-256 of its file, empty until that is read.

    One with a `trigger` is applied only if a prompt holds that word. The file says so; unset, it always is.
    """

    name: str
    weight: float = 1.0
    sha256: str = ""
    trigger: str | msgspec.UnsetType = msgspec.UNSET

    @property
    def title(self) -> str:
        """Its name without folders: others need not know where files lie."""
        return PurePath(self.name).stem if PurePath(self.name).is_absolute() else self.name

    def is_on(self, prompts: Iterable[str]) -> bool:
        """Whether it is applied to a clip of `prompts`."""
        return not self.trigger or any(has_word(prompt, self.trigger) for prompt in prompts)


def is_trigger(word: str) -> bool:
    """Whether a prompt can hold `word` as one word, which may turn a LoRA on."""
    return _TRIGGER.fullmatch(word) is not None


def has_word(prompt: str, word: str) -> bool:
    """Whether `prompt` holds `word` by itself, in capitals or not."""
    return word.lower() in re.findall(r"[\w-]+", prompt.lower())


def parse_loras(text: str) -> tuple[Lora, ...]:
    """The LoRAs in a text such as `mine:0.7, other`; none in an empty one.

    Raises `BadRequest` for a weight out of range, a name given twice, and more than `MAX_LORAS`.
    """
    found = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        match = _WEIGHTED.fullmatch(part)
        assert match is not None
        weight = float(match["weight"] or 1.0)
        if abs(weight) > (most := MAX_LORA_WEIGHT):
            raise BadRequest(f"A weight of {weight:g} is out of range. Use {-most:g} to {most:g}.")
        found.append(Lora(name=match["name"].strip(), weight=weight))
    if len(found) > MAX_LORAS:
        raise BadRequest(f"{len(found)} LoRAs are too many. Use at most {MAX_LORAS}.")
    if len({each.name for each in found}) < len(found):
        raise BadRequest("A LoRA is named twice. Name it once, with its weight.")
    return tuple(found)


def loras_text(loras: tuple[Lora, ...]) -> str:
    """`loras` as `parse_loras` reads them back, each weight to its last digit."""
    # In full: a small weight as `1e-05` would be read as part of the name.
    return ", ".join(
        each.name if each.weight == 1 else f"{each.name}:{Decimal(repr(each.weight)):f}" for each in loras
    )
