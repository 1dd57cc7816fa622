"""Pads' states as lights. Pure.

A Launchpad's light is a note: its velocity is a colour of the palette, its channel says whether it stays
(1), flashes (2) or pulses (3), as Live uses them: cued flashes, playing pulses, both green. Other
controllers get each pad's own note back, the louder the nearer it is to sounding: those with lamps that
are only on or off light up, those with colours show some.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import mido

from bridge.midi.devices import Device, launchpad_note
from bridge.stage.table import Table
from bridge.stage.views import PadState, PadView

_STATIC, _FLASHING, _PULSING = 0, 1, 2
_OFF, _RED, _GREEN, _BLUE = 0, 5, 21, 45
# Orange from dark to bright, in the palette's own steps.
_RISING = (11, 10, 9)
_LAUNCHPAD = {
    PadState.EMPTY: ((_STATIC, _OFF),),
    PadState.WAITING: ((_PULSING, _RISING[-1]),),
    PadState.READY: ((_STATIC, _BLUE),),
    # It flashes between what stays and this.
    PadState.CUED: ((_STATIC, _OFF), (_FLASHING, _GREEN)),
    PadState.PLAYING: ((_PULSING, _GREEN),),
    PadState.FAILED: ((_STATIC, _RED),),
}
_LOUDNESS = {
    PadState.EMPTY: 0,
    PadState.WAITING: 8,
    PadState.READY: 80,
    PadState.CUED: 104,
    PadState.PLAYING: 127,
    PadState.FAILED: 1,
}
# Of a controller's pad while it renders: from, to, and in how many steps.
_LOUDNESS_RISES = (16, 64, 4)

Lamps = Mapping[int, tuple[Any, ...]]


def lights(pads: Sequence[PadView], device: Device, table: Table) -> Lamps:
    """For each pad, by its number, the messages (`mido.Message`) that show its state on `device`."""
    lamp = _launchpad if device.notes is not None else _echo
    return {view.pad: lamp(view, table) for view in pads}


def changes(before: Lamps, after: Lamps) -> list[Any]:
    """What is to be sent where `before` is lit, so that `after` is: first what goes out elsewhere."""
    other = [pad for pad, lamp in after.items() if before.get(pad) != lamp]
    lit = {message.note for pad in other for message in after[pad]}
    # Where a pad was before it learnt another note.
    left = [message for pad in other for message in before.get(pad, ()) if message.note not in lit]
    out = [_note(message.note, _OFF, message.channel) for message in left]
    return out + [message for pad in other for message in after[pad]]


def _launchpad(view: PadView, table: Table) -> tuple[Any, ...]:
    if view.state is PadState.RENDERING:
        colours: tuple[tuple[int, int], ...] = ((_STATIC, _RISING[_step(view.progress, len(_RISING))]),)
    else:
        colours = _LAUNCHPAD[view.state]
    note = launchpad_note(view.pad)
    return tuple(_note(note, colour, channel) for channel, colour in colours)


def _echo(view: PadView, table: Table) -> tuple[Any, ...]:
    if (trigger := table.note_of(view.pad)) is None:
        return ()
    if view.state is PadState.RENDERING:
        low, high, steps = _LOUDNESS_RISES
        loudness = low + (high - low) * _step(view.progress, steps) // (steps - 1)
    else:
        loudness = _LOUDNESS[view.state]
    return (_note(trigger.number, loudness, (trigger.channel or 1) - 1),)


def _note(note: int, velocity: int, channel: int) -> Any:
    return mido.Message("note_on", note=note, velocity=velocity, channel=channel)


def _step(progress: float, steps: int) -> int:
    """Which of `steps` it has come to, from 0; they are few, so that few messages are sent."""
    return min(steps - 1, int(max(0.0, min(1.0, progress)) * steps))
