"""What tests of placing share: clips whose files are there, and an end that is waited for."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from pathlib import Path

from bridge.hosts.placing import Placing
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from bridge.vocabulary.places import Place
from tests.support.factories import job

RATE_HZ = 44_100
PATIENCE_S = 20.0


def clip_in(
    folder: Path, name: str, *, bars: int = 2, tempo_bpm: float = 124.0, meter: Meter | None = None
) -> Clip:
    """A clip of the library, of a sound that nobody reads."""
    meter = meter or Meter()
    path = folder / f"{name}.wav"
    path.write_bytes(b"RIFF")
    made_of = job(bars=bars, tempo_bpm=tempo_bpm, meter=meter, prompt=name)
    frames = loop_frames(bars, meter, tempo_bpm, RATE_HZ)
    return Clip(
        job=made_of, path=path, frames=frames, rate_hz=RATE_HZ, peak_dbfs=-1.0, seam=0.1, grid="exact"
    )


def sender(name: str) -> Sender:
    return Sender("osc", "127.0.0.1:9000", name)


class Desk:
    """Stands where the hub does: asks, and collects what is answered, by the asker's name."""

    def __init__(self) -> None:
        self.placing = Placing()
        self.ends: queue.SimpleQueue[ev.PlacementEnded] = queue.SimpleQueue()
        self.answers: dict[str, list[an.Answer]] = {}

    def ask(self, name: str, clip: Clip, place: str) -> None:
        self.answers.setdefault(name, [])
        self._take(self.placing.place(sender(name), clip, Place.parse(place)))

    def until_all(self, within_s: float = PATIENCE_S) -> None:
        """Wait until whoever has asked is answered."""
        self.until(lambda: all(self.answers.values()), within_s)

    def until(self, is_so: Callable[[], bool], within_s: float = PATIENCE_S) -> None:
        until_s = time.monotonic() + within_s
        while not is_so():
            self._take(self.placing.ended(self.ends.get(timeout=max(0.01, until_s - time.monotonic()))))

    def answer(self, name: str) -> an.Answer:
        """The one answer to `name`."""
        [answer] = self.answers[name]
        return answer

    def _take(self, answers: list[an.Answer]) -> None:
        for answer in answers:
            self.answers[answer.sender.id].append(answer)
