"""Pads' states as lights."""

from __future__ import annotations

from typing import Any

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.midi.devices import GENERIC, device_of
from bridge.midi.lights import changes, lights
from bridge.stage.table import Table
from bridge.stage.views import PADS, PadState, PadView

LAUNCHPAD = device_of("LPX MIDI In")
VIEWS = st.builds(
    PadView,
    pad=st.integers(1, PADS),
    state=st.sampled_from(PadState),
    progress=st.floats(allow_nan=False),
)


def bytes_of(messages: Any) -> list[tuple[int, ...]]:
    return [tuple(message.bytes()) for message in messages]


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        (PadState.EMPTY, [(0x90, 13, 0)]),
        (PadState.WAITING, [(0x92, 13, 9)]),
        (PadState.READY, [(0x90, 13, 45)]),
        (PadState.CUED, [(0x90, 13, 0), (0x91, 13, 21)]),
        (PadState.PLAYING, [(0x92, 13, 21)]),
        (PadState.FAILED, [(0x90, 13, 5)]),
    ],
)
def test_a_launchpads_colours(state: PadState, sent: list[tuple[int, ...]]) -> None:
    assert bytes_of(lights([PadView(pad=3, state=state)], LAUNCHPAD, Table())[3]) == sent


def test_rendering_gets_brighter_in_few_steps() -> None:
    def lamp(progress: float, device: Any) -> tuple[int, ...]:
        view = PadView(pad=1, state=PadState.RENDERING, progress=progress)
        return bytes_of(lights([view], device, Table())[1])[0]

    colours = [lamp(step / 100, LAUNCHPAD)[2] for step in range(101)]
    assert list(dict.fromkeys(colours)) == [11, 10, 9]
    loudness = [lamp(step / 100, GENERIC)[2] for step in range(101)]
    assert loudness == sorted(loudness)
    assert len(set(loudness)) == 4


def test_other_controllers_get_the_pads_own_note_the_louder_the_nearer_to_sounding() -> None:
    table = Table().learnt(2, 60, 10)
    order = [PadState.EMPTY, PadState.FAILED, PadState.WAITING, PadState.RENDERING, PadState.READY]
    loudness = []
    for state in [*order, PadState.CUED, PadState.PLAYING]:
        [message] = lights([PadView(pad=2, state=state)], GENERIC, table)[2]
        assert (message.note, message.channel) == (60, 9)
        loudness.append(message.velocity)
    assert loudness == sorted(set(loudness))


def test_a_pad_without_a_note_has_no_lamp() -> None:
    table = Table(notes=())
    assert lights([PadView(pad=2, state=PadState.READY)], GENERIC, table) == {2: ()}


@given(st.lists(VIEWS, max_size=PADS), st.lists(VIEWS, max_size=PADS))
def test_only_changes_are_sent(before: list[PadView], after: list[PadView]) -> None:
    for device in (GENERIC, LAUNCHPAD):
        was, now = lights(before, device, Table()), lights(after, device, Table())
        assert changes(now, now) == []
        sent = changes(was, now)
        # Whoever was lit by what came before is lit by what came after, for the pads that it names.
        board: dict[int, list[tuple[int, ...]]] = {}
        for message in sent:
            board.setdefault(message.note, []).append(tuple(message.bytes()))
        for pad, lamp in now.items():
            if was.get(pad) != lamp:
                assert board[lamp[0].note] == bytes_of(lamp)
            else:
                assert all(message.note not in board for message in lamp)


def test_a_pad_that_has_learnt_another_note_leaves_its_old_one_dark() -> None:
    views = [PadView(pad=1, state=PadState.READY), PadView(pad=2, state=PadState.READY)]
    was = lights(views, GENERIC, Table())
    now = lights(views, GENERIC, Table().learnt(1, 60, 1))
    assert bytes_of(changes(was, now)) == [(0x90, 36, 0), (0x90, 60, 80)]
    assert isinstance(changes(was, now)[0], mido.Message)
