"""What one side writes the other reads, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest

from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.settings import Settings
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress, SourceAudio
from bridge.worker import protocol as wire
from tests.support.factories import job

SENDER = Sender("osc", "127.0.0.1:9", "наименование 🎸")
SOURCE = SourceAudio(path="/tmp/a b.wav", sha256="1" * 64)
CLIP = Clip(
    job=job(),
    path=Path("clips/ü.wav"),
    frames=1,
    rate_hz=44_100,
    peak_dbfs=float("-inf"),
    seam=0.5,
    grid="exact",
)
TO_WORKER: list[wire.ToWorker] = [
    wire.Begin(Settings(), "a:b", 0.5),
    wire.Interrupt(2**60),
    wire.Render(
        QueuedJob(
            ticket=7, sender=SENDER, jobs=(job(source=SOURCE), job(key=None)), paths=("a", "b"),
            priority=Priority.LIVE, slot="4",
        )
    ),
]  # fmt: skip
FROM_WORKER: list[wire.FromWorker] = [
    wire.Ready(),
    wire.Beat("drawing", 3),
    wire.Progressed(1, Progress(stage="drawing", fraction=0.5, seconds_left=None)),
    wire.Said(1, "No grid."),
    wire.Rendered(1, (CLIP,)),
    wire.Failed(1, Failure("memory", "No room.")),
]


def test_messages_come_out_as_they_went_in() -> None:
    pipe = io.BytesIO(b"".join(map(wire.encode, TO_WORKER)))
    assert [wire.read_to_worker(pipe) for _ in TO_WORKER] == TO_WORKER
    assert wire.read_to_worker(pipe) is None
    pipe = io.BytesIO(b"".join(map(wire.encode, FROM_WORKER)))
    assert [wire.read_from_worker(pipe) for _ in FROM_WORKER] == FROM_WORKER


@pytest.mark.parametrize("kept", [1, 4, 5, -1])
def test_a_message_that_breaks_off_is_the_end(kept: int) -> None:
    assert wire.read_from_worker(io.BytesIO(wire.encode(FROM_WORKER[2])[:kept])) is None


def test_what_is_no_message_is_refused() -> None:
    for content in (b"\xc1", b"\x80", b"hello"):
        with pytest.raises(msgspec.MsgspecError):
            wire.read_to_worker(io.BytesIO(len(content).to_bytes(4, "little") + content))
