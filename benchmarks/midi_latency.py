"""From a note on a JACK port to the player's call for a ready clip: `python -m benchmarks.midi_latency`.

The server has a dummy driver; a sender's message waits for the block after the one in which it was sent,
so that up to two blocks of what is measured are JACK's.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bridge.jack_client import LIBJACK
from bridge.messages.answers import Done
from bridge.messages.events import RequestCame
from bridge.midi.driver import make_jack_driver, rtmidi
from bridge.midi.thread import MidiThread
from bridge.player.null_player import NullPlayer
from bridge.stage.channel import StageChannel
from bridge.stage.events import ControlMoved, Heard, Learnt, Left, PadHit, Pressed
from bridge.stage.stage import Stage
from bridge.stage.table import PADS, PadPlan, Table
from bridge.stage.views import PadState
from bridge.vocabulary.clips import Clip
from tests.support.factories import job
from tests.support.jack import RATE_HZ, jack_server

_FRAMES = 128
_SENDER = "Latency"
_PATIENCE_S = 20.0
Event = PadHit | ControlMoved | Pressed | Learnt | Heard | Left


class Latency(NamedTuple):
    """Of one note, in seconds from its sending: when it is said to have come, when it was posted, and
    when the player was called to launch or to stop the pad's clip."""

    stamped_s: float
    posted_s: float
    called_s: float


class _Player(NullPlayer):
    """Notes when it is called."""

    def __init__(self) -> None:
        super().__init__()
        self.called: queue.SimpleQueue[float] = queue.SimpleQueue()

    def launch(self, slot: str, clip: Clip, *, beat: float, gain: float = 1.0, offset: float = 0.0) -> None:
        self.called.put(time.monotonic())

    def stop(self, slot: str, *, beat: float | None = None) -> None:
        self.called.put(time.monotonic())


@contextmanager
def _stage(file: Path) -> Iterator[tuple[StageChannel, _Player]]:
    """A stage whose pads are all ready: what it asks for is there at once, and lies in `file`."""
    file.touch()

    def to_hub(event: object) -> None:
        if isinstance(event, RequestCame):
            made = Clip(job=job(seed=event.request.seed or 0), path=file, frames=1, rate_hz=RATE_HZ,
                        peak_dbfs=0.0, seam=0.0, grid="exact")  # fmt: skip
            channel.reply(event.sender, Done(event.sender, made))

    plans = {pad: PadPlan(prompt="x", seed=pad) for pad in range(1, PADS + 1)}
    channel = StageChannel(Stage(run="measured", now_s=time.monotonic(), plans=plans), to_hub=to_hub)
    player = _Player()
    channel.start(player)
    try:
        until_s = time.monotonic() + _PATIENCE_S
        while any(pad.state is not PadState.READY for pad in channel.view().pads):
            if time.monotonic() > until_s:
                raise TimeoutError("the pads do not become ready")
            time.sleep(0.01)
        yield channel, player
    finally:
        channel.stop()


def note_latencies(notes: int = 500) -> list[Latency]:
    """Send `notes` notes, one by one, through a JACK server and a desk. Needs jackd."""
    posted: queue.SimpleQueue[tuple[Event, float]] = queue.SimpleQueue()
    with TemporaryDirectory() as folder, _stage(Path(folder) / "x.wav") as (stage, player), \
            jack_server(frames=_FRAMES):  # fmt: skip

        def post(event: Event) -> None:
            posted.put((event, time.monotonic()))
            stage.post(event)

        desk = MidiThread(
            post,
            Table(),
            inputs=[_SENDER],
            make_driver=make_jack_driver,
        )
        with LIBJACK:
            sender = rtmidi().MidiOut(rtmidi().RtMidiAPI.UNIX_JACK, _SENDER)
        try:
            sender.open_virtual_port("out")
            desk.start()
            _wait_for_sender(desk)
            return [_send(sender, posted, player, index) for index in range(notes)]
        finally:
            with LIBJACK:
                sender.delete()
            desk.stop()


def _wait_for_sender(desk: MidiThread) -> None:
    until_s = time.monotonic() + _PATIENCE_S
    while not any(name.startswith(_SENDER) for name in desk.view().inputs):
        if time.monotonic() > until_s:
            raise TimeoutError(f"the desk does not hear {_SENDER}: {desk.trouble or 'no such port'}")
        time.sleep(0.01)


def _send(
    sender: object, posted: queue.SimpleQueue[tuple[Event, float]], player: _Player, index: int
) -> Latency:
    # So that notes do not all fall on the same place in a block.
    time.sleep(0.001 * (index % 7))
    sent_s = time.monotonic()
    sender.send_message([0x90, 36 + index % PADS, 100])  # type: ignore[attr-defined]
    event, posted_s = posted.get(timeout=_PATIENCE_S)
    if not isinstance(event, PadHit):
        raise RuntimeError(f"a note was told as {event}")
    called_s = player.called.get(timeout=_PATIENCE_S)
    return Latency(event.at_s - sent_s, posted_s - sent_s, called_s - sent_s)


def rows(latencies: list[Latency]) -> list[tuple[str, float, float, float]]:
    """What was measured, and its median, 95th and 99th percentile in milliseconds."""
    measured = {
        "note sent to its stamp": sorted(each.stamped_s * 1000 for each in latencies),
        "note sent to event posted": sorted(each.posted_s * 1000 for each in latencies),
        "note sent to the player's call": sorted(each.called_s * 1000 for each in latencies),
    }
    last = len(latencies) - 1
    return [
        (name, ranked[last // 2], ranked[int(0.95 * last)], ranked[int(0.99 * last)])
        for name, ranked in measured.items()
    ]


def main() -> None:
    """Measure and print."""
    block_ms = _FRAMES / RATE_HZ * 1000
    print(f"JACK, blocks of {block_ms:.2f} ms{'':8}      p50    p95    p99  ms")
    for name, *percentiles in rows(note_latencies()):
        print(f"{name:36}", *(f"{value:6.2f}" for value in percentiles))


if __name__ == "__main__":
    main()
