"""The ports that are open: as many as there are, opened as they appear and closed as they vanish.

RtMidi tells nothing of what is plugged in, so names are compared; ports are known by them, since their
numbers change. For one thread.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from bridge.errors import RiffbridgeError
from bridge.midi.devices import GENERIC, device_of
from bridge.midi.driver import CLIENT, Driver, Input, Output, PortLost
from bridge.midi.timestamps import Timestamps

_LOG = logging.getLogger(__name__)
OWN = f"{CLIENT} (virtual)"
# What no musician plugged in: echoes, and what the systems put there for themselves.
_NOT_REAL = ("midi through", "pipewire", "rtmidi", "announce")
# A burst beyond is worked off in the next rounds, so that lights and other ports have their turn.
_MESSAGES_IN_A_ROW = 256


class MidiPorts:
    """Opens the ports that `inputs` and `outputs` name, by a part of their names in any case.

    Where no inputs are named all real ones are opened. Where no outputs are, those whose kind is
    known: notes for lights that went to a synth would sound.
    """

    def __init__(
        self,
        make_driver: Callable[[], Driver],
        inputs: Sequence[str] = (),
        outputs: Sequence[str] = (),
    ) -> None:
        self._make_driver = make_driver
        self._wanted_inputs, self._wanted_outputs = tuple(inputs), tuple(outputs)
        self._driver: Driver | None = None
        self._inputs: dict[str, tuple[Input, Timestamps]] = {}
        self._outputs: dict[str, Output] = {}
        self._complained: set[str] = set()
        self.trouble = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the ports listened to."""
        return tuple(self._inputs)

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the ports sent to."""
        return tuple(self._outputs)

    def scan(self) -> None:
        """Open what has appeared and close what has vanished. Never raises: what fails is tried again."""
        if self._driver is not None and not self._driver.is_alive:
            self._fail("MIDI stopped. Reconnecting…")
        try:
            if self._driver is None:
                self._driver = self._make_driver()
                if (own := self._driver.listen_virtually()) is not None:
                    self._inputs[OWN] = own, Timestamps()
                self.trouble = ""
            self._compare(self._driver)
        except RiffbridgeError as error:
            self._fail(str(error))
        except PortLost as error:
            self._fail(f"The system's MIDI failed: {error}.")

    def receive(self, clock: Callable[[], float]) -> Iterator[tuple[str, Sequence[int], float]]:
        """The messages that have come: port, bytes, instant. `clock` is the monotonic one."""
        for name, (port, stamps) in list(self._inputs.items()):
            try:
                for _ in range(_MESSAGES_IN_A_ROW):
                    if (found := port.receive()) is None:
                        break
                    message, since_last_s = found
                    yield name, message, stamps.stamp(since_last_s, clock())
            except PortLost:
                self._inputs.pop(name)[0].close()

    def send(self, name: str, messages: Iterable[Sequence[int]]) -> None:
        """Send by the port of this name, if it is open; one that fails is closed, and tried again."""
        if (port := self._outputs.get(name)) is None:
            return
        try:
            for message in messages:
                port.send(message)
        except PortLost:
            self._outputs.pop(name).close()

    def close(self) -> None:
        """Close all ports, and let go of the system."""
        for name in list(self._inputs):
            self._inputs.pop(name)[0].close()
        for name in list(self._outputs):
            self._part(name)
        driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _compare(self, driver: Driver) -> None:
        inputs = _wanted(driver.inputs(), self._wanted_inputs, lambda name: True)
        for name in self._inputs.keys() - inputs - {OWN}:
            self._inputs.pop(name)[0].close()
        for name in sorted(inputs - self._inputs.keys()):
            with self._complaining(name):
                self._inputs[name] = driver.listen(name), Timestamps()
        outputs = _wanted(driver.outputs(), self._wanted_outputs, lambda name: device_of(name) is not GENERIC)
        for name in self._outputs.keys() - outputs:
            self._outputs.pop(name).close()
        for name in sorted(outputs - self._outputs.keys()):
            with self._complaining(name):
                self._outputs[name] = driver.talk(name)
                self._greet(name)

    def _greet(self, name: str) -> None:
        if hello := device_of(name).hello:
            self.send(name, [hello])

    def _part(self, name: str) -> None:
        if farewell := device_of(name).farewell:
            self.send(name, [farewell])
        if (port := self._outputs.pop(name, None)) is not None:
            port.close()

    @contextlib.contextmanager
    def _complaining(self, name: str) -> Iterator[None]:
        """Say once that a port cannot be opened, such as one that another program has for itself."""
        try:
            yield
        except PortLost as error:
            if name not in self._complained:
                _LOG.warning("the MIDI port “%s” can't be opened: %s", name, error)
                self._complained.add(name)
        else:
            self._complained.discard(name)

    def _fail(self, why: str) -> None:
        if why != self.trouble:
            _LOG.warning("%s", why)
        self.close()
        self.trouble = why


def _wanted(names: Iterable[str], parts: Sequence[str], is_usual: Callable[[str], bool]) -> set[str]:
    """Of `names` those that one of `parts` is in; where there are none, those that are usual and real."""
    found = set()
    for name in names:
        lower = name.lower()
        if lower.startswith(CLIENT.lower()):
            continue  # our own, or another bridge's
        if any(part.lower() in lower for part in parts) if parts else _is_real(lower) and is_usual(name):
            found.add(name)
    return found


def _is_real(lower_name: str) -> bool:
    return not any(word in lower_name for word in _NOT_REAL)
