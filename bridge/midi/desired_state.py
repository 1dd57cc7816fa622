"""Holds what others want of the MIDI thread: set from any thread, read by its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bridge.stage.table import Table
from bridge.stage.views import PadView


@dataclass
class DesiredState:
    """`table` says what messages mean, `pads` what lights show; `learning` is the pad that the next note
    will strike. Each is swapped whole."""

    table: Table
    pads: Sequence[PadView] = ()
    learning: int | None = None
