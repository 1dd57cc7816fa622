"""Tells which LoRAs let a model draw in few steps, and with which settings. Without torch.

Such a LoRA is distilled for one way of sampling and draws mud with any other. It is known by the name of its
file or folder, or by the title in its metadata (`modelspec.title`, kohya's `ss_output_name`), as its makers
wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from bridge.models.loras import IN_FOLDER
from bridge.models.metadata import read_metadata
from bridge.models.trained import TRIGGER

_TITLES = ("modelspec.title", "ss_output_name", "title", "name")
_MOST_STEPS = 16


class Acceleration(msgspec.Struct, frozen=True):
    """The settings that a LoRA for few steps asks for. `kind` is its family; a `guidance` of 1 is none."""

    kind: str
    steps: int
    scheduler: str
    guidance: float = 1.0

    @property
    def settings(self) -> str:
        """Such as “4 steps, lcm, guidance 1”."""
        steps = "1 step" if self.steps == 1 else f"{self.steps} steps"
        return f"{steps}, {self.scheduler}, guidance {self.guidance:g}"


class _Kind(msgspec.Struct, frozen=True):
    """A family of LoRAs whose names match `pattern`, with the settings that its makers recommend on their
    cards. A number of steps in a name overrides `steps`."""

    pattern: str
    kind: str
    steps: int
    scheduler: str
    guidance: float = 1.0


# The first that matches counts.
_KINDS = (
    _Kind(r"hyper[-_ ]?sd.*cfg", "Hyper-SD", 8, "ddim-trailing", 5.0),
    _Kind(r"hyper[-_ ]?sd.*\b1[-_ ]?steps?\b", "Hyper-SD", 1, "tcd"),
    _Kind(r"hyper[-_ ]?sd", "Hyper-SD", 4, "ddim-trailing"),
    _Kind(r"\btcd\b", "TCD", 4, "tcd"),
    _Kind(r"\bdmd2?\b", "DMD", 4, "lcm-trailing"),
    _Kind(r"\blcm\b", "LCM", 4, "lcm"),
    _Kind(r"\bflash[-_ ]?(sd|diffusion)\b", "Flash Diffusion", 4, "lcm-trailing"),
)
_STEPS = re.compile(r"\b(\d{1,2})[-_ ]?steps?\b")
# Schedulers that are of use to such LoRAs alone.
FEW_STEP_SCHEDULERS = frozenset(each.scheduler for each in _KINDS)


def acceleration_of(path: Path) -> Acceleration | None:
    """What the LoRA in the file `path` asks for, if it is one for few steps. One that was trained here never
    is, whatever its name."""
    metadata = read_metadata(path)
    if TRIGGER in metadata:
        return None
    return next(filter(None, map(_by_name, _names(path, metadata))), None)


def _by_name(name: str) -> Acceleration | None:
    plain = re.sub(r"[_.]", "-", name.lower())
    for each in _KINDS:
        if re.search(each.pattern, plain):
            found = _STEPS.search(plain)
            steps = int(found[1]) if found else each.steps
            steps = steps if 1 <= steps <= _MOST_STEPS else each.steps
            return Acceleration(each.kind, steps, each.scheduler, each.guidance)
    return None


def _names(path: Path, metadata: Mapping[str, object]) -> Iterator[str]:
    """What the file is called: by its owner, then by its maker."""
    yield path.parent.name if path.name in IN_FOLDER else path.stem
    yield from (str(metadata[title])[:200] for title in _TITLES if title in metadata)
