"""Hears what a JACK client plays, in a process of its own: `python -m tests.support.recorder FILE`.

On the line `connect` it listens to the player; when stdin ends it writes what it heard. Each block
goes where its frame number says, so that an xrun leaves a gap and shifts nothing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt


class Heard(msgspec.Struct):
    """`sound` `[N]` from JACK's frame `first` on; `whole` says of each frame whether it was heard at all.

    `begun` `[B, 2]` has each block's first frame and the instant (monotonic) when its cycle began.
    """

    sound: npt.NDArray[np.float32]
    whole: npt.NDArray[np.bool_]
    first: int
    begun: npt.NDArray[np.float64]

    def instant_of(self, frame: float, rate_hz: int) -> float:
        """When the cycle that holds `frame` was at it, by the middle of the blocks around it."""
        nearest = np.argsort(abs(self.begun[:, 0] - frame))[:51]
        return float(np.median(self.begun[nearest, 1] + (frame - self.begun[nearest, 0]) / rate_hz))


class Recorder:
    """The process, seen from a test. It hears the left side."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "heard.npz"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.recorder", str(self._path)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._expect("ready")

    def connect(self) -> None:
        """Listen to the player, which must be there."""
        self._say("connect")
        self._expect("connected")

    def finish(self) -> Heard:
        """All that was heard."""
        self.close()
        with np.load(self._path) as kept:
            return Heard(kept["sound"], kept["whole"], int(kept["first"]), kept["begun"])

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def _expect(self, word: str) -> None:
        assert self._process.stdout is not None
        said = self._process.stdout.readline().strip()
        assert said == word, f"the recorder says “{said}”"


def main(path: Path) -> None:
    import jack

    client = jack.Client("recorder", no_start_server=True)
    port = client.inports.register("in")
    blocks: list[tuple[int, float, npt.NDArray[np.float32]]] = []

    def process(frames: int) -> None:
        begun_s = time.monotonic() - client.frames_since_cycle_start / client.samplerate
        blocks.append((client.last_frame_time, begun_s, port.get_array().copy()))

    client.set_process_callback(process)
    client.activate()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "connect":
            client.connect("Riffbridge:out_left", port)
            print("connected", flush=True)
    client.deactivate()
    client.close()
    first = blocks[0][0]
    sound = np.zeros(blocks[-1][0] + len(blocks[-1][2]) - first, np.float32)
    whole = np.zeros(len(sound), bool)
    for frame, _, block in blocks:
        sound[frame - first : frame - first + len(block)] = block
        whole[frame - first : frame - first + len(block)] = True
    begun = np.array([(frame, begun_s) for frame, begun_s, _ in blocks])
    np.savez(path, sound=sound, whole=whole, first=first, begun=begun)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
