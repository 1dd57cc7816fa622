"""Wraps the system's MIDI: RtMidi, through supriya-midi.

Of RtMidi's Python bindings python-rtmidi has had no release since 2023 and no wheels beyond Python 3.12;
rtmidi2 has wheels but says nothing of errors; supriya-midi (MIT, typed) is kept, has wheels for 3.11 to
3.14 on Linux, macOS and Windows, and nearly python-rtmidi's interface. mido, whose own ports need
python-rtmidi and drop the instants, stays the codec.

Messages are fetched out of RtMidi's own queue rather than taken by its callback. A callback has the
driver's thread wait for the interpreter: under JACK that is the thread on whose time the whole graph
runs, and closing a port while messages come then hangs (python-rtmidi 1.5.8) or ends the process
(supriya-midi 26.10). Each message brings its time since the last, so that its instant is not lost.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from bridge import system_libraries
from bridge.errors import RiffbridgeError
from bridge.jack_client import LIBJACK, NoJack, load_libjack
from bridge.midi.jack_server import JackWatch

CLIENT = "Riffbridge"
# More than come in a second by a cable of MIDI's own 3,125 bytes a second.
_QUEUE = 4096
_ALSA_SEQUENCER = Path("/dev/snd/seq")


class Input(Protocol):
    """An open port that is listened to."""

    def receive(self) -> tuple[Sequence[int], float] | None:
        """The next message that came, and how many seconds after the one before; none for now.

        Raises `PortLost`.
        """

    def close(self) -> None:
        """Close it; harmless where it is closed or gone."""


class Output(Protocol):
    """An open port that is sent to."""

    def send(self, message: Sequence[int]) -> None:
        """Send a message. Raises `PortLost`."""

    def close(self) -> None:
        """Close it; harmless where it is closed or gone."""


class Driver(Protocol):
    """What is needed of a system's MIDI; every call may raise `PortLost`."""

    @property
    def is_alive(self) -> bool:
        """Whether what is open can still work; if not, close all and make another driver."""

    def inputs(self) -> list[str]:
        """The names of all ports that can be listened to."""

    def outputs(self) -> list[str]:
        """The names of all ports that can be sent to."""

    def listen(self, name: str) -> Input:
        """Listen to the port called `name`."""

    def talk(self, name: str) -> Output:
        """Send to the port called `name`."""

    def listen_virtually(self) -> Input | None:
        """Be a port that others connect to, where the system has such."""

    def close(self) -> None:
        """Let go of the system; all ports are closed before."""


class PortLost(Exception):
    """The system refused: the port is gone, taken, or the whole of MIDI went away."""


def make_driver() -> Driver:
    """RtMidi on this system's usual MIDI. Raises `RiffbridgeError` with the reason if there is none.

    On Linux that is ALSA's sequencer, and JACK only where there is none: the same controllers are in both.
    """
    if not sys.platform.startswith("linux"):
        return RtMidiDriver(rtmidi().RtMidiAPI.UNSPECIFIED)  # there is but one
    if not _ALSA_SEQUENCER.exists():
        return make_jack_driver()
    return RtMidiDriver(rtmidi().RtMidiAPI.LINUX_ALSA)


def port_names(driver: Driver | None = None) -> tuple[list[str], list[str]]:
    """The names of all inputs and outputs there are now, but for our own. Raises as `make_driver`."""
    driver = driver or make_driver()
    try:
        found = driver.inputs(), driver.outputs()
    finally:
        driver.close()
    ours = CLIENT.lower()
    inputs, outputs = ([name for name in names if not name.lower().startswith(ours)] for names in found)
    return inputs, outputs


def make_jack_driver() -> Driver:
    """RtMidi on JACK. Raises `RiffbridgeError` if no server runs."""
    module = rtmidi()
    try:
        watch = JackWatch(f"{CLIENT} watch")
    except NoJack as error:
        raise RiffbridgeError(f"No MIDI on this system: ALSA's sequencer is missing. {error}") from error
    try:
        return RtMidiDriver(module.RtMidiAPI.UNIX_JACK, watch)
    except PortLost:
        watch.close()
        raise


def rtmidi() -> Any:
    """The module `supriya_midi`. Raises `RiffbridgeError` if it cannot be had."""
    load_libjack()  # comes first
    try:
        import supriya_midi
    except (ImportError, OSError) as error:
        if names := system_libraries.named_in(error):
            raise RiffbridgeError(system_libraries.advice("MIDI", names)) from error
        raise RiffbridgeError(
            f"MIDI needs the package supriya-midi, which can't be loaded ({error}). "
            "Run pip install supriya-midi."
        ) from error
    return supriya_midi


class RtMidiDriver:
    """A `Driver` on one of RtMidi's systems."""

    def __init__(self, api: Any, watch: JackWatch | None = None) -> None:
        self._api, self._watch = api, watch
        # Two clients that open nothing, since RtMidi lists ports only through such.
        self._ears, self._mouth = self._input(), self._output()

    @property
    def is_alive(self) -> bool:
        return self._watch is None or self._watch.is_alive

    def inputs(self) -> list[str]:
        with _as_lost():
            return list(self._ears.get_ports())

    def outputs(self) -> list[str]:
        with _as_lost():
            return list(self._mouth.get_ports())

    def listen(self, name: str) -> Input:
        return self._open(self._input(), name, "in")

    def talk(self, name: str) -> Output:
        return self._open(self._output(), name, "out")

    def listen_virtually(self) -> Input | None:
        if sys.platform == "win32":
            return None  # it has none without a driver such as loopMIDI's
        client = self._input()
        port = _RtMidiPort(client)
        try:
            with _as_lost():
                client.open_virtual_port("in")
        except PortLost:
            port.close()
            raise
        return port

    def close(self) -> None:
        with LIBJACK:
            self._ears.delete()
            self._mouth.delete()
        if self._watch is not None:
            self._watch.close()

    def _input(self) -> Any:
        with _as_lost(), LIBJACK:
            client = rtmidi().MidiIn(self._api, CLIENT, _QUEUE)
            # All of them, since each message's time is told from the one before, whatever that was.
            client.ignore_types(sysex=False, timing=False, active_sense=False)
            return client

    def _output(self) -> Any:
        with _as_lost(), LIBJACK:
            return rtmidi().MidiOut(self._api, CLIENT)

    def _open(self, client: Any, name: str, own_name: str) -> _RtMidiPort:
        port = _RtMidiPort(client)
        try:
            with _as_lost():
                names = client.get_ports()
                if name not in names:
                    raise PortLost(f"“{name}” was unplugged")
                client.open_port(names.index(name), own_name)
        except PortLost:
            port.close()
            raise
        return port


class _RtMidiPort:
    def __init__(self, client: Any) -> None:
        self._client = client

    def receive(self) -> tuple[Sequence[int], float] | None:
        with _as_lost():
            found: tuple[Sequence[int], float] | None = self._client.get_message()
            return found

    def send(self, message: Sequence[int]) -> None:
        with _as_lost():
            self._client.send_message(message)

    def close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        with contextlib.suppress(PortLost), _as_lost():
            client.close_port()
        with LIBJACK:
            client.delete()


@contextlib.contextmanager
def _as_lost() -> Iterator[None]:
    error_of_rtmidi = rtmidi().RtMidiError
    try:
        yield
    # The binding's own kind, and what it makes of an exception in a client's making.
    except (error_of_rtmidi, RuntimeError) as error:
        raise PortLost(str(error).strip()) from error
