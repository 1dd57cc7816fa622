"""Finds what this computer offers: MIDI ports, models, LoRAs, pad sets. Call it off the window's thread.

The player finds audio devices, in its own process.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from bridge.errors import RiffbridgeError
from bridge.midi.driver import port_names
from bridge.models.catalogue import entries
from bridge.models.loras import lora_files
from bridge.models.trained import needed_trigger
from bridge.stage.tables import table_names, tables_folder
from bridge.vocabulary.loras import Lora

Offers = tuple[tuple[str, str], ...]


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Names and titles of each; the LoRAs with the words that turn them on."""

    midi_in: Offers = ()
    midi_out: Offers = ()
    models: Offers = ()
    pad_sets: Offers = ()
    loras: tuple[Lora, ...] = ()


def scan(models_folder: Path) -> Machine:
    """Find everything. What fails, such as MIDI without a driver, counts as empty."""
    midi_in, midi_out = _midi()
    return Machine(
        midi_in=midi_in,
        midi_out=midi_out,
        models=tuple((entry.name, entry.name) for entry in entries(models_folder) if entry.is_present),
        pad_sets=_named(table_names(tables_folder())),
        loras=find_loras(models_folder),
    )


def _midi() -> tuple[Offers, Offers]:
    """Inputs and outputs."""
    try:
        inputs, outputs = port_names()
    except RiffbridgeError:
        return (), ()
    return _named(inputs), _named(outputs)


def find_loras(models_folder: Path) -> tuple[Lora, ...]:
    """The LoRAs in the models folder; none if it can't be read."""
    try:
        files = lora_files(models_folder)
    except OSError:
        return ()
    return tuple(
        Lora(name=name, trigger=needed_trigger(path) or msgspec.UNSET) for name, path in files.items()
    )


def _named(names: Iterable[str]) -> Offers:
    return tuple((name, name) for name in dict.fromkeys(names))
