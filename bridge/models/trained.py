"""Reads what a LoRA that `riffbridge train` made says of itself. Without torch."""

from __future__ import annotations

from pathlib import Path

from bridge.models.acceleration import read_metadata

# Names in the metadata of a safetensors file.
STRENGTH, UNSKETCHED = "riffbridge.strength", "riffbridge.unsketched"


def trained_strength(path: Path) -> float | None:
    """The strength above 0 and up to 1 at which the LoRA in the file `path` sounds as trained, if it says
    so."""
    try:
        strength = float(str(read_metadata(path).get(STRENGTH, "")))
    except ValueError:
        return None
    return strength if 0 < strength <= 1 else None
