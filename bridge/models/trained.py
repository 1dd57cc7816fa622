"""Reads how a LoRA made by `riffbridge train` wants to be used, from its metadata. Without torch."""

from __future__ import annotations

from pathlib import Path

from bridge.models.metadata import read_metadata
from bridge.vocabulary.loras import is_trigger

# Names in its metadata, as `bridge.tuning.output` writes them.
TRIGGER, STRENGTH, UNSKETCHED = "riffbridge.trigger", "riffbridge.strength", "riffbridge.unsketched"
NEEDS_TRIGGER = "riffbridge.needs_trigger"


def needed_trigger(path: Path) -> str | None:
    """The word that turns the LoRA in `path` on; `None` if it is always on."""
    said = read_metadata(path)
    word = str(said.get(TRIGGER, ""))
    return word if said.get(NEEDS_TRIGGER) == "yes" and is_trigger(word) else None


def trained_strength(path: Path) -> float | None:
    """The strength (0–1, not 0) at which the LoRA in `path` sounds as trained; `None` if it doesn't say."""
    try:
        strength = float(str(read_metadata(path).get(STRENGTH, "")))
    except ValueError:
        return None
    return strength if 0 < strength <= 1 else None
