"""What a message means on the stage. Pure: a message, the table, and the device it came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mido

from bridge.midi.devices import Device
from bridge.stage.events import ControlMoved, PadHit, Pressed
from bridge.stage.table import Table

# All Sound Off and All Notes Off, which hosts and panic buttons send, with the value 0.
_SILENCE = (120, 123)
# Of a controller that is a button: above the middle it is pressed, below let go.
_PRESSED_FROM = 64


def decode(message: Sequence[int]) -> Any | None:
    """The `mido.Message` of these bytes, or none if they are no message."""
    try:
        return mido.Message.from_bytes(message)
    except (ValueError, LookupError, TypeError):
        return None


def struck(message: Sequence[int]) -> tuple[int, int] | None:
    """The note and the channel (1 to 16) of a note that begins; velocity 0 is its end."""
    heard = decode(message)
    if heard is None or heard.type != "note_on" or heard.velocity == 0:
        return None
    return heard.note, heard.channel + 1


def meaning(
    table: Table, device: Device, message: Sequence[int], at_s: float
) -> PadHit | ControlMoved | Pressed | None:
    """What `message`, which came from `device` at `at_s`, asks of the stage; none if nothing."""
    heard = decode(message)
    if heard is None:
        return None
    if heard.type == "note_on" and heard.velocity > 0:
        return _note(table, device, heard, at_s)
    if heard.type == "control_change":
        return _control(table, device, heard, at_s)
    return None


def _note(table: Table, device: Device, heard: Any, at_s: float) -> PadHit | Pressed | None:
    note, channel = heard.note, heard.channel + 1
    if device.notes is not None:
        pad = device.notes.get(note)
    elif button := table.button_at("note", note, channel):
        return Pressed(button.does, at_s, button.pad)
    else:
        pad = table.pad_at(note, channel)
    return None if pad is None else PadHit(pad, device.velocity or heard.velocity, at_s)


def _control(table: Table, device: Device, heard: Any, at_s: float) -> ControlMoved | Pressed | None:
    cc, channel = heard.control, heard.channel + 1
    if control := table.control_at(cc, channel):
        return ControlMoved(control.does, control.pads, heard.value / 127)
    is_pressed = heard.value >= _PRESSED_FROM
    if button := table.button_at("cc", cc, channel):
        return Pressed(button.does, at_s, button.pad) if is_pressed else None
    if does := device.buttons.get(cc):
        return Pressed(does, at_s) if is_pressed else None
    return Pressed("stop-all", at_s) if cc in _SILENCE else None
