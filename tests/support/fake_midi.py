"""MIDI without a system: ports that tests plug in and pull out."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from bridge.midi.driver import Input, Output, PortLost


class FakePort:
    """One end of a cable; `came` is what is to be received, `sent` what was sent."""

    def __init__(self) -> None:
        self.came: deque[tuple[Sequence[int], float]] = deque()
        self.sent: list[bytes] = []
        self.is_open, self.is_broken = True, False

    def receive(self) -> tuple[Sequence[int], float] | None:
        if self.is_broken:
            raise PortLost("pulled out")
        return self.came.popleft() if self.came else None

    def send(self, message: Sequence[int]) -> None:
        if self.is_broken:
            raise PortLost("pulled out")
        self.sent.append(bytes(message))

    def close(self) -> None:
        self.is_open = False


class FakeMidi:
    """A `Driver`, and the system behind it: set `input_names`, `output_names` and `is_alive`."""

    def __init__(self, inputs: Sequence[str] = (), outputs: Sequence[str] = ()) -> None:
        self.input_names, self.output_names = list(inputs), list(outputs)
        self.is_alive = True
        self.taken: set[str] = set()  # by another program
        self.listened: dict[str, FakePort] = {}
        self.talked: dict[str, FakePort] = {}
        self.own = FakePort()
        self.made = self.closed = 0

    def make(self) -> FakeMidi:
        self.made += 1
        self.is_alive = True
        return self

    def inputs(self) -> list[str]:
        return self.input_names

    def outputs(self) -> list[str]:
        return self.output_names

    def listen(self, name: str) -> Input:
        return self._open(name, self.listened)

    def talk(self, name: str) -> Output:
        return self._open(name, self.talked)

    def listen_virtually(self) -> Input | None:
        self.own = FakePort()
        return self.own

    def close(self) -> None:
        self.closed += 1

    def _open(self, name: str, ports: dict[str, FakePort]) -> FakePort:
        if name in self.taken:
            raise PortLost("taken")
        ports[name] = FakePort()
        return ports[name]
