"""Places clips in Ardour: an order in a mailbox, and OSC's `/access_action` for our script that imports it.

Ardour's OSC triggers actions without arguments, hence the mailbox. A clip is imported at the playhead, at its
own tempo: Ardour does not stretch it.
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec

from bridge.errors import StorageFailed
from bridge.hosts.ardour.translator import ArdourTranslator
from bridge.hosts.connection import Placement
from bridge.hosts.mailbox.folder import MailFolder
from bridge.hosts.mailbox.note_format import Ending, format_note
from bridge.hosts.mailbox.orders import Orders
from bridge.hosts.translator import Said, Translator
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure
from bridge.osc.codec import Message

# The first of the action slots that Ardour has for scripts.
TRIGGER = Message("/access_action", ("LuaAction/script-1",))
TRIGGER_AGAIN_S = 1.0


class ImportOrder(msgspec.Struct, frozen=True):
    """A clip for the script: onto the `selected` track or a `new` one, at the playhead."""

    id: str
    path: str
    track: str

    @property
    def note(self) -> str:
        return format_note({"id": self.id, "path": self.path, "track": self.track})


class ArdourClipPlacer(Translator):
    """Places clips through the mailbox in `folder`."""

    places = True

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = MailFolder(folder)
        self._orders = Orders("Ardour", ArdourTranslator.absent)
        self._heard_at_s = self._trigger_at_s = -math.inf
        self._is_open = False

    def place(self, placement: Placement, at_s: float) -> list[Said]:
        place = placement.place
        if place.where in ("slot", "bar") or place.fire:
            why = "Ardour takes clips at its playhead. Use arrangement:cursor, selected or next-free."
            self._ended.append(PlacementEnded(placement.id, failure=Failure("no-place", why)))
            return []
        if not self._is_open:  # only now, so that who merely listens disturbs nobody
            self._folder.open()
            self._is_open = True
        track = "selected" if place.where == "selected" else "new"
        order = ImportOrder(placement.id, placement.clip.path.resolve().as_posix(), track)
        self._end(self._orders.ask(order, host_is_there=True))
        return []

    def hear(self, message: Message, at_s: float) -> list[Said]:
        self._heard_at_s = at_s
        return []

    def tick(self, at_s: float) -> list[Said]:
        for ending in self._folder.answers():
            self._end(self._orders.answered(ending))
        if self._orders.is_overdue(at_s):
            if self._folder.call_back():
                self._end(self._orders.called_back(_NOT_RUN))
            else:
                self._end(self._orders.taken_and_silent(at_s, self._heard_at_s))
        if (order := self._orders.put(at_s)) is not None:
            self._trigger_at_s = at_s
            try:
                self._folder.lay_in(order.note)
            except StorageFailed as error:
                self._end(self._orders.answered(Ending(order.id, "storage", str(error))))
        return self._trigger(at_s)

    def stop(self) -> list[Said]:
        if self._orders.out is not None and self._folder.call_back():
            self._end(self._orders.called_back())
        for ending in self._orders.host_left():
            self._end(ending)
        return []

    def _trigger(self, at_s: float) -> list[Said]:
        """Run the script while an order waits; repeated because packets get lost, which does no harm."""
        if self._orders.out is None or at_s < self._trigger_at_s:
            return []
        self._trigger_at_s = at_s + TRIGGER_AGAIN_S
        return [TRIGGER]

    def _end(self, ending: Ending | None) -> None:
        if ending is not None:
            self._ended.append(ending.of_placement("ardour"))


_NOT_RUN = (
    "Ardour did not run Riffbridge's script. Run “riffbridge install ardour”, and put the script into the "
    "first row of Ardour's Script Manager (Edit, Lua Scripts)."
)
