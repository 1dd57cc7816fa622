"""LoRAs as a request and a job name them: small additions to a model's weights (Hu et al. 2021)."""

from __future__ import annotations

import re
from pathlib import PurePath

import msgspec

from bridge.errors import BadRequest

MAX_LORAS = 8
# A negative weight takes away what a LoRA adds.
MAX_LORA_WEIGHT = 4.0
_WEIGHTED = re.compile(r"(?P<name>.+?)(?::(?P<weight>[+-]?(?:\d+\.?\d*|\.\d+)))?", re.ASCII)


class Lora(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One LoRA: its `name` in the LoRA folder, or its path; how strongly it counts, 1 as it was trained; and
    what its file holds, empty until it was read."""

    name: str
    weight: float = 1.0
    sha256: str = ""

    @property
    def title(self) -> str:
        """Its bare name, which is all that others need to know of a path."""
        return PurePath(self.name).stem if PurePath(self.name).is_absolute() else self.name


def parse_loras(text: str) -> tuple[Lora, ...]:
    """`mine:0.7, other` as LoRAs; none for an empty text. Raises `BadRequest`."""
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
        raise BadRequest("A LoRA is named twice. Name it once, with the weight that it is to have.")
    return tuple(found)


def loras_text(loras: tuple[Lora, ...]) -> str:
    """What `parse_loras` reads back."""
    return ", ".join(each.name if each.weight == 1 else f"{each.name}:{each.weight:g}" for each in loras)
