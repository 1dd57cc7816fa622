"""Riffbridge inside Ableton Live: a Remote Script, copied by `riffbridge install live`.

It runs in Live's own interpreter, with nothing beside its standard library, and imports its neighbours
by relative names alone: where it is installed, this folder is called `Riffbridge`.
"""

from __future__ import annotations

from typing import Any


def create_instance(c_instance: Any) -> Any:
    """What Live calls when Riffbridge is chosen as a control surface."""
    from .surface import Surface

    return Surface(c_instance)
