"""Connects ports and stage: passes on what comes in, and shows what the stage wants shown. For one thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bridge.errors import RiffbridgeError
from bridge.midi.clocks import OF_A_CLOCK, Clocks
from bridge.midi.desired_state import DesiredState
from bridge.midi.devices import device_of
from bridge.midi.driver import Driver
from bridge.midi.lights import Lamps, changes, lights
from bridge.midi.mapping import meaning, struck
from bridge.midi.ports import MidiPorts
from bridge.stage.events import ControlMoved, Heard, Learnt, Left, PadHit, Pressed
from bridge.stage.table import Table
from bridge.stage.tables import LearntNote, keep_learnt
from bridge.stage.views import PadView

_LOG = logging.getLogger(__name__)

MidiEvent = PadHit | ControlMoved | Pressed | Learnt | Heard | Left


class MidiRouter:
    """Takes messages off a `MidiPorts`, posts what they mean, and lights what is `wanted`."""

    def __init__(
        self,
        post: Callable[[MidiEvent], None],
        wanted: DesiredState,
        *,
        make_driver: Callable[[], Driver],
        clock: Callable[[], float],
        inputs: Sequence[str] = (),
        outputs: Sequence[str] = (),
        learnt_file: Path | None = None,
        clock_delays_ms: Mapping[str, float] | None = None,
    ) -> None:
        self.rack = MidiPorts(make_driver, inputs, outputs)
        self.clocks = Clocks(post, clock_delays_ms)
        self._post, self._wanted, self._clock = post, wanted, clock
        self._learnt_file = learnt_file
        self._lit: dict[str, Lamps] = {}
        self._listened: frozenset[str] = frozenset()
        self._shown: tuple[Sequence[PadView], Table] | None = None

    def scan(self) -> None:
        """Look for ports that have come or gone."""
        self.rack.scan()
        now = frozenset(self.rack.inputs)
        for name in self._listened - now:
            self.clocks.gone(name)
        self._listened = now
        self._lit = {name: lamps for name, lamps in self._lit.items() if name in self.rack.outputs}
        self._shown = None  # for those that are new

    def listen(self) -> None:
        """Tell the stage of all that has come since the last time."""
        for port, message, at_s in self.rack.receive(self._clock):
            if not message:
                continue
            if message[0] in OF_A_CLOCK:
                self.clocks.feed(port, message, at_s)
            elif not self._learns(port, message):
                event = meaning(self._wanted.table, device_of(port), message, at_s)
                if event is not None:
                    self._post(event)

    def light(self) -> None:
        """Send what has changed of the lights since the last time."""
        pads, table = self._wanted.pads, self._wanted.table
        if self._shown is None or pads is not self._shown[0] or table is not self._shown[1]:
            self._shown = pads, table
            self._send(pads)

    def close(self) -> None:
        """Put the lights out and close all ports."""
        self._send([PadView(pad=view.pad) for view in self._wanted.pads])
        self.rack.close()

    def _send(self, pads: Sequence[PadView]) -> None:
        for name in self.rack.outputs:
            after = lights(pads, device_of(name), self._wanted.table)
            messages = changes(self._lit.get(name, {}), after)
            self.rack.send(name, [message.bytes() for message in messages])
            self._lit[name] = after

    def _learns(self, port: str, message: Sequence[int]) -> bool:
        """Whether this was the note that a pad waited for."""
        pad, found = self._wanted.learning, struck(message)
        if pad is None or found is None or device_of(port).notes is not None:
            return False
        note, channel = found
        self._wanted.learning = None
        self._wanted.table = self._wanted.table.learnt(pad, note, channel)
        self._post(Learnt(pad, note, channel))
        if self._learnt_file is not None:
            try:
                keep_learnt(self._learnt_file, LearntNote(pad, note, channel))
            except RiffbridgeError as error:
                _LOG.warning("learnt notes can't be saved and last until the bridge stops: %s", error)
        return True
