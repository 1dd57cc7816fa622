"""Which controller a port belongs to, by its name, and what is different about it. Pure.

Of most controllers nothing need be known: the table of pads says what their notes are. Launchpads have
no notes of their own until they are put into “programmer mode”, where each of 8 × 8 buttons is a note
of 10 · row + column, counted from the bottom left, and the round ones are controllers (Novation,
“Programmer's reference manual” of the Launchpad Mini, X and Pro [MK3]). Their 16 pads are the four by
four at the bottom left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from bridge.stage.views import PADS

_SIDE = 4
_NOVATION = bytes((0xF0, 0x00, 0x20, 0x29, 0x02))
_PROGRAMMER, _LIVE = 1, 0


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of controller. `notes` are those of its pads by note, and none if the table says them.

    `buttons` has what its controllers do, by cc. `velocity` is that of every hit where the pads feel
    none. `hello` is sent before all else, `farewell` after it.
    """

    name: str = "controller"
    notes: Mapping[int, int] | None = None
    buttons: Mapping[int, str] = {}
    velocity: int | None = None
    hello: bytes = b""
    farewell: bytes = b""


GENERIC = Device()


def launchpad_note(pad: int) -> int:
    """The note of `pad` in programmer mode: 11 to 14 at the bottom, 41 to 44 four rows up."""
    row, column = divmod(pad - 1, _SIDE)
    return 10 * (row + 1) + column + 1


def _launchpad(name: str, number: int, velocity: int | None) -> Device:
    mode = _NOVATION + bytes((number, 0x0E))
    return Device(
        name=name,
        notes={launchpad_note(pad): pad for pad in range(1, PADS + 1)},
        # Arrows up and down; the right column from the bottom.
        buttons={
            91: "previous-preset",
            92: "next-preset",
            19: "stop-all",
            29: "cancel",
            39: "favourite",
            49: "tap",
        },
        velocity=velocity,
        hello=mode + bytes((_PROGRAMMER, 0xF7)),
        farewell=mode + bytes((_LIVE, 0xF7)),
    )


# By the word in their ports' names. The Mini sends 127 for every hit, however soft it was meant: 100
# is below the velocity from which a hit asks for a variation, unless a pad's plan says otherwise.
_LAUNCHPADS = {
    "LPMiniMK3": _launchpad("Launchpad Mini", 0x0D, 100),
    "LPX": _launchpad("Launchpad X", 0x0C, None),
    "LPProMK3": _launchpad("Launchpad Pro", 0x0E, None),
}
# Each has a port for DAWs and one for all else. ALSA cuts “MIDI” short. Windows numbers them: that for all
# else is the second of the Mini and the X, and the first of the Pro.
_PORT = re.compile(r"(LPMiniMK3|LPX|LPProMK3) MI")
_FIRST_ON_WINDOWS = re.compile(r"LP\w+ MIDI( \d+)?")
_LATER_ON_WINDOWS = re.compile(r"MIDI(?:IN|OUT)(\d) \(.*")


def device_of(port: str) -> Device:
    """The kind of controller that the port of this name belongs to."""
    if (found := _PORT.search(port)) is None:
        return GENERIC
    number = "1" if _FIRST_ON_WINDOWS.fullmatch(port) else None
    if later := _LATER_ON_WINDOWS.fullmatch(port):
        number = later[1]
    for_all_else = "1" if found[1] == "LPProMK3" else "2"
    return _LAUNCHPADS[found[1]] if number in (None, for_all_else) else GENERIC
