"""Opens an audio device, and runs the mixer on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from bridge.player.audio_backend import AudioBackend, NoAudioDevice
from bridge.player.clock import DeviceClock
from bridge.player.grid import grid_of
from bridge.player.jack_backend import JackBackend
from bridge.player.loop_buffer import Planar
from bridge.player.mixer import Command, Mixer, SetGrid
from bridge.player.portaudio_backend import PortAudioBackend, look_again
from bridge.player.tempo_follow import Following
from bridge.vocabulary.music import Transport

# So many blocks must have said when they sound before anything comes in by it.
_ENOUGH = 8
Opener = Callable[[], AudioBackend]


def open_output(wanted: str | None, block_frames: int, *, afresh: bool = False) -> AudioBackend:
    """The device whose name holds `wanted`; `jack` is the server that runs, by itself.

    With none wanted, whoever runs a JACK server means it: it is taken before the system's own choice.
    `afresh` looks again at what is plugged in. Raises `NoAudioDevice`, or `MustRestart` where that takes a
    fresh process.
    """
    if wanted is None or wanted.casefold() == "jack":
        try:
            return JackBackend()
        except NoAudioDevice:
            if wanted is not None:
                raise
    if afresh:
        look_again()
    return PortAudioBackend(wanted, block_frames)


class Rig:
    """An open output with its mixer and its clock. All but `fill` is called by one thread."""

    def __init__(self, output: AudioBackend, following: Following) -> None:
        self.output = output
        self.clock = DeviceClock(output.rate_hz)
        self.mixer = Mixer(output.rate_hz, following)
        # One thread appends, another takes; the oldest are dropped where nobody does.
        self._told: deque[tuple[int, float]] = deque(maxlen=256)
        self._count = 0
        self._said = 0

    def start(self) -> None:
        """Begin to play. Raises `NoAudioDevice`."""
        self.output.start(self.fill)

    def fill(self, out: Planar, frame: int, heard_s: float) -> None:
        """What the device's own thread calls for each block."""
        self._told.append((frame, heard_s))
        self.mixer.render(out, frame)

    @property
    def ready(self) -> bool:
        """Whether it is known when frames are heard."""
        return self._count >= _ENOUGH

    def look(self, transport: Transport) -> None:
        """Learn from the blocks since, and tell the mixer where the beats are."""
        while self._told:
            frame, heard_s = self._told.popleft()
            self.clock.observe(frame, heard_s)
            self._count += 1
        if self.ready:
            self.say(SetGrid(grid_of(transport, self.clock)))

    def say(self, command: Command) -> int:
        """Give the mixer a command for its next block; how many it will have obeyed after it."""
        self._said += 1
        self.mixer.commands.append(command)
        return self._said
