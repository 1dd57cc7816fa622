"""Controllers known by their ports' names, as each system writes them."""

from __future__ import annotations

import pytest

from bridge.midi.devices import GENERIC, device_of, launchpad_note


@pytest.mark.parametrize(
    ("port", "name"),
    [
        ("Launchpad Mini MK3:Launchpad Mini MK3 LPMiniMK3 MI 24:1", "Launchpad Mini"),
        ("Launchpad Mini MK3:Launchpad Mini MK3 LPMiniMK3 DA 24:0", "controller"),
        ("Launchpad X:Launchpad X LPX MIDI In 28:1", "Launchpad X"),
        ("Launchpad X LPX MIDI Out", "Launchpad X"),
        ("Launchpad X LPX DAW Out", "controller"),
        ("Launchpad Pro MK3:Launchpad Pro MK3 LPProMK3 MIDI 20:0", "Launchpad Pro"),
        # Windows: the first of the Mini and the X is for DAWs, the first of the Pro is not.
        ("LPX MIDI 0", "controller"),
        ("MIDIIN2 (LPX MIDI) 1", "Launchpad X"),
        ("MIDIOUT2 (LPMiniMK3 MIDI) 3", "Launchpad Mini"),
        ("LPProMK3 MIDI 0", "Launchpad Pro"),
        ("MIDIIN2 (LPProMK3 MIDI) 1", "controller"),
        ("MPD218:MPD218 MIDI 1 20:0", "controller"),
        ("", "controller"),
    ],
)
def test_the_port_of_a_launchpad_that_is_for_all_but_daws(port: str, name: str) -> None:
    assert device_of(port).name == name


def test_pads_are_the_four_by_four_at_the_bottom_left() -> None:
    assert [launchpad_note(pad) for pad in (1, 4, 5, 16)] == [11, 14, 21, 44]
    assert device_of("LPX MIDI In").notes == {launchpad_note(pad): pad for pad in range(1, 17)}
    assert GENERIC.notes is None


def test_programmer_mode_is_asked_for_and_left() -> None:
    device = device_of("LPMiniMK3 MIDI In")
    assert device.hello == bytes.fromhex("F0 00 20 29 02 0D 0E 01 F7")
    assert device.farewell == bytes.fromhex("F0 00 20 29 02 0D 0E 00 F7")
