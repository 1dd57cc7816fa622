"""Ports that come and go."""

from __future__ import annotations

import logging

import pytest

from bridge.errors import RiffbridgeError
from bridge.midi.driver import Driver, port_names
from bridge.midi.ports import OWN, MidiPorts
from tests.support.fake_midi import FakeMidi

PADS, KEYS, LAUNCHPAD = "MPD218:MPD218 MIDI 1 20:0", "Keystation 24:0", "Launchpad X LPX MIDI In"


def received(rack: MidiPorts) -> list[tuple[str, bytes, float]]:
    return [(name, bytes(message), at_s) for name, message, at_s in rack.receive(lambda: 10.0)]


def test_all_real_inputs_are_opened_and_only_outputs_of_a_known_kind() -> None:
    names = [PADS, "Midi Through:Port-0 14:0", "Riffbridge-01:in", "PipeWire-System 1:0", LAUNCHPAD]
    midi = FakeMidi(names, [*names, "Synth"])
    rack = MidiPorts(midi.make)
    rack.scan()
    assert set(rack.inputs) == {OWN, PADS, LAUNCHPAD}
    assert rack.outputs == (LAUNCHPAD,)
    assert midi.talked[LAUNCHPAD].sent == [bytes.fromhex("F0 00 20 29 02 0C 0E 01 F7")]


def test_ports_may_be_named_by_a_part_in_any_case() -> None:
    midi = FakeMidi([PADS, KEYS, "Midi Through 14:0"], [PADS, KEYS])
    rack = MidiPorts(midi.make, inputs=["mpd", "through"], outputs=["KEYSTATION"])
    rack.scan()
    assert set(rack.inputs) == {OWN, PADS, "Midi Through 14:0"}
    assert rack.outputs == (KEYS,)


def test_a_port_appears_vanishes_and_comes_again() -> None:
    midi = FakeMidi()
    rack = MidiPorts(midi.make)
    rack.scan()
    assert rack.inputs == (OWN,)
    midi.input_names = [PADS]
    rack.scan()
    first = midi.listened[PADS]
    first.came.append(([0x90, 36, 1], 0.0))
    assert received(rack) == [(PADS, b"\x90\x24\x01", 10.0)]
    midi.input_names = []
    rack.scan()
    assert not first.is_open
    midi.input_names = [PADS]
    rack.scan()
    again = midi.listened[PADS]
    again.came.append(([0x90, 36, 2], 0.0))
    assert again is not first
    assert received(rack) == [(PADS, b"\x90\x24\x02", 10.0)]


def test_an_output_that_vanishes_is_closed_and_greeted_when_it_comes_again() -> None:
    midi = FakeMidi([], [LAUNCHPAD])
    rack = MidiPorts(midi.make)
    rack.scan()
    first = midi.talked[LAUNCHPAD]
    midi.output_names = []
    rack.scan()
    assert (rack.outputs, first.is_open) == ((), False)
    midi.output_names = [LAUNCHPAD]
    rack.scan()
    assert len(midi.talked[LAUNCHPAD].sent) == 1


def test_ports_that_break_are_closed_and_opened_anew() -> None:
    midi = FakeMidi([PADS], [LAUNCHPAD])
    rack = MidiPorts(midi.make)
    rack.scan()
    midi.listened[PADS].is_broken = midi.talked[LAUNCHPAD].is_broken = True
    assert received(rack) == []
    rack.send(LAUNCHPAD, [b"\x90\x0b\x05"])
    rack.send("nobody", [b"\x90\x0b\x05"])
    assert (rack.inputs, rack.outputs) == ((OWN,), ())
    rack.scan()
    assert (set(rack.inputs), rack.outputs) == ({OWN, PADS}, (LAUNCHPAD,))


def test_a_port_that_another_program_has_is_named_once_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    midi = FakeMidi([PADS, KEYS])
    midi.taken = {PADS}
    rack = MidiPorts(midi.make)
    with caplog.at_level(logging.WARNING):
        rack.scan()
        rack.scan()
    assert set(rack.inputs) == {OWN, KEYS}
    assert [record.getMessage() for record in caplog.records] == [
        f"the MIDI port “{PADS}” can't be opened: taken"
    ]
    midi.taken = set()
    rack.scan()
    assert PADS in rack.inputs


def test_the_system_ends_and_comes_back() -> None:
    midi = FakeMidi([PADS], [LAUNCHPAD])
    rack = MidiPorts(midi.make)
    rack.scan()
    old = midi.listened[PADS], midi.talked[LAUNCHPAD], midi.own
    midi.is_alive = False
    rack.scan()  # all is closed before anything is opened anew
    assert not any(port.is_open for port in old)
    assert (midi.made, midi.closed) == (2, 1)
    assert (set(rack.inputs), rack.trouble) == ({OWN, PADS}, "")


def test_where_there_is_no_midi_it_says_so_and_tries_again(caplog: pytest.LogCaptureFixture) -> None:
    midi = FakeMidi([PADS])
    refusals = [RiffbridgeError("This system has no MIDI."), RiffbridgeError("This system has no MIDI.")]

    def make() -> Driver:
        if refusals:
            raise refusals.pop()
        return midi

    rack = MidiPorts(make)
    with caplog.at_level(logging.WARNING):
        rack.scan()
        rack.scan()
    assert rack.trouble == "This system has no MIDI."
    assert len(caplog.records) == 1
    rack.scan()
    assert (rack.trouble, PADS in rack.inputs) == ("", True)


def test_closing_says_farewell() -> None:
    midi = FakeMidi([PADS], [LAUNCHPAD])
    rack = MidiPorts(midi.make)
    rack.close()  # nothing is open yet
    rack.scan()
    rack.close()
    assert midi.talked[LAUNCHPAD].sent[-1] == bytes.fromhex("F0 00 20 29 02 0C 0E 00 F7")
    assert not (midi.talked[LAUNCHPAD].is_open or midi.listened[PADS].is_open or midi.own.is_open)
    assert midi.closed == 1


def test_a_flood_on_one_port_leaves_the_others_their_turn() -> None:
    midi = FakeMidi([PADS, KEYS])
    rack = MidiPorts(midi.make)
    rack.scan()
    midi.listened[PADS].came.extend(([0x90, 36, 1], 0.0) for _ in range(10_000))
    midi.listened[KEYS].came.append(([0x90, 60, 1], 0.0))
    assert KEYS in {name for name, _, _ in received(rack)}


def test_ports_are_named_but_for_our_own() -> None:
    midi = FakeMidi([PADS, "Riffbridge:in"], ["Riffbridge-01:out", KEYS])
    assert port_names(midi) == ([PADS], [KEYS])
    assert midi.closed == 1
