"""Orders for a worker: batches of short takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bridge.messages.orders import QueuedJob, Sender
from tests.support.factories import job

SENDER = Sender("osc", "127.0.0.1:9", "a")


BRIEF: dict[str, Any] = {"bars": 1, "tempo_bpm": 240.0}


def order(folder: Path, ticket: int = 1, count: int = 1, **changes: Any) -> QueuedJob:
    """An order for a batch of short takes, to be written to `folder`."""
    whole = BRIEF | changes
    jobs = tuple(job(count=count, take=take, **whole) for take in range(count))
    paths = tuple(str(folder / f"{ticket}-{take}{jobs[0].file_format.suffix}") for take in range(count))
    return QueuedJob(ticket=ticket, sender=SENDER, jobs=jobs, paths=paths)
