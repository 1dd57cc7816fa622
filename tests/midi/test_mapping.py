"""What messages mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.midi.devices import GENERIC, device_of
from bridge.midi.mapping import meaning, struck
from bridge.stage.events import ControlMoved, PadHit, Pressed
from bridge.stage.table import Button, Control, Table, Trigger

MINI, X = device_of("LPMiniMK3 MIDI In"), device_of("LPX MIDI In")
TABLE = Table(
    controls=(Control(Trigger("cc", 1), "morph", (1, 2)), Control(Trigger("cc", 7, 2), "level", (1,))),
    buttons=(
        Button(Trigger("cc", 20), "stop-all"),
        Button(Trigger("note", 20, 10), "cancel", 3),
    ),
)


@pytest.mark.parametrize(
    ("message", "event"),
    [
        ((0x90, 36, 100), PadHit(1, 100, 5.0)),
        ((0x9F, 51, 1), PadHit(16, 1, 5.0)),
        ((0x90, 36, 0), None),  # velocity 0 is the end of a note
        ((0x80, 36, 100), None),
        ((0x90, 35, 100), None),
        ((0x90, 52, 100), None),
        ((0xB0, 1, 127), ControlMoved("morph", (1, 2), 1.0)),
        ((0xB0, 1, 0), ControlMoved("morph", (1, 2), 0.0)),
        ((0xB1, 7, 127), ControlMoved("level", (1,), 1.0)),
        ((0xB0, 7, 127), None),  # on another channel
        ((0xB0, 20, 127), Pressed("stop-all", 5.0)),
        ((0xB0, 20, 0), None),  # let go
        ((0xB0, 120, 0), Pressed("stop-all", 5.0)),
        ((0xBF, 123, 0), Pressed("stop-all", 5.0)),
        ((0xB0, 121, 0), None),
        ((0x99, 20, 64), Pressed("cancel", 5.0, 3)),
        ((0xA0, 36, 100), None),
        ((0xF8,), None),
        ((0xF0, 1, 0xF7), None),
        ((), None),
        ((0x90, 36), None),
        ((0x90, 36, 200), None),
        ((36, 100), None),
    ],
)
def test_a_message_of_any_controller(message: tuple[int, ...], event: object) -> None:
    assert meaning(TABLE, GENERIC, message, 5.0) == event


@pytest.mark.parametrize(
    ("device", "message", "event"),
    [
        (X, (0x90, 11, 127), PadHit(1, 127, 5.0)),
        (X, (0x90, 44, 30), PadHit(16, 30, 5.0)),
        (X, (0x90, 36, 127), None),  # no pad there, though elsewhere 36 is the first
        (X, (0xB0, 19, 127), Pressed("stop-all", 5.0)),
        (X, (0xB0, 19, 0), None),
        (X, (0xB0, 20, 127), Pressed("stop-all", 5.0)),  # the table's
        (MINI, (0x90, 11, 127), PadHit(1, 100, 5.0)),  # it feels no velocity
    ],
)
def test_a_message_of_a_launchpad(device: object, message: tuple[int, ...], event: object) -> None:
    assert meaning(TABLE, device, message, 5.0) == event  # type: ignore[arg-type]


def test_a_note_begins() -> None:
    assert struck((0x9A, 60, 1)) == (60, 11)
    assert struck((0x9A, 60, 0)) is struck((0x8A, 60, 1)) is struck((0xF8,)) is struck(()) is None


@given(st.lists(st.integers(-1, 300), max_size=12))
def test_no_bytes_are_too_much(message: list[int]) -> None:
    for device in (GENERIC, X, MINI):
        event = meaning(TABLE, device, message, 0.0)
        assert (
            event is None
            or (isinstance(event, PadHit) and 1 <= event.velocity <= 127)
            or (isinstance(event, ControlMoved | Pressed))
        )
    struck(message)


@given(st.binary(min_size=1, max_size=3))
def test_nor_are_any_that_a_driver_may_hand_on(message: bytes) -> None:
    meaning(TABLE, GENERIC, message, 0.0)


@given(st.integers(0, 127), st.integers(0, 15), st.integers(1, 127))
def test_every_note_strikes_the_pad_whose_it_is_or_none(note: int, channel: int, velocity: int) -> None:
    event = meaning(Table(), GENERIC, (0x90 | channel, note, velocity), 1.0)
    assert event == (PadHit(note - 35, velocity, 1.0) if 36 <= note <= 51 else None)
