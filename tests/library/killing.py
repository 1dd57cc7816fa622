"""Kill a process in the middle of its writes, again and again, and see what its library holds after.

Run as `python -m tests.library.killing FOLDER ROUNDS SEED`: prints a line for each round, and what is
lost or doubled as an error. One interpreter that forks, so that a round costs no start.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from bridge.library import Library, Query
from bridge.messages.effects import Enqueue
from bridge.messages.events import Enqueued
from bridge.messages.orders import Priority, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import RenderJob
from tests.support import factories
from tests.support.posix import fork, kill


def asked(seed: int) -> Enqueue:
    return Enqueue(
        sender=Sender("osc", "127.0.0.1:9000", str(seed)),
        jobs=tuple(factories.job(seed=seed, count=2, take=take) for take in range(2)),
        in_key=True,
        priority=Priority.NORMAL,
        slot=None,
    )


def drawn(job: RenderJob, path: str) -> Clip:
    """A file that appears whole, as the worker's do, or is there already."""
    if not Path(path).exists():
        part = Path(f"{path}.part")
        part.write_text(job.digest)
        part.replace(path)
    return Clip(job=job, path=Path(path), frames=1, rate_hz=44_100, peak_dbfs=-1, seam=0.1, grid="exact")


def work(folder: Path, first: int, said: int) -> None:
    """Accept and finish orders for ever, and say each of both once it is done."""
    with Library.open(folder / "library.sqlite", folder / "exports") as library:
        for number in range(first, first + 10**6, 3):
            for answer in library.admit([asked(seed) for seed in range(number, number + 3)]):
                assert isinstance(answer, Enqueued), answer
                os.write(said, f"accepted {answer.order.sender.id}\n".encode())
            for order in library.open_orders()[:2]:
                finish(library, order.sender.id, said)


def finish(library: Library, name: str, said: int | None = None) -> None:
    [order] = [order for order in library.open_orders() if order.sender.id == name]
    library.shelve(order, [drawn(*each) for each in zip(order.jobs, order.paths, strict=True)])
    if said is not None:
        os.write(said, f"done {name}\n".encode())


def killed(folder: Path, first: int, draw: random.Random) -> tuple[set[str], set[str]]:
    """What a process said before it was killed: which orders it had accepted, which done."""
    heard, said = os.pipe()
    child = fork()
    if child == 0:
        os.close(heard)
        work(folder, first, said)
    os.close(said)
    lines = draw.randint(1, 25)
    with os.fdopen(heard, "rb") as pipe:
        text = b"".join(pipe.readline() for _ in range(lines))
        time.sleep(draw.random() * 0.004)
        kill(child)
        os.waitpid(child, 0)
        text += pipe.read()
    told = [line.split() for line in text.decode().splitlines()]
    return ({name for word, name in told if word == word_of} for word_of in ("accepted", "done"))  # type: ignore[return-value]


def main() -> None:
    folder, rounds, draw = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    accepted: set[str] = set()
    for number in range(rounds):
        new, done = killed(folder, number * 10**6, draw)
        accepted |= new
        with Library.open(folder / "library.sqlite", folder / "exports") as library:
            assert library.set_aside is None, "the database was damaged"
            waiting = {order.sender.id for order in library.open_orders()}
            assert not waiting & done, f"to be done again: {waiting & done}"
            left = {
                name for name in new if name not in waiting and library.find(asked(int(name)).jobs) is None
            }
            assert not left, f"lost: {left}"
            print(f"{len(new)} accepted, {len(done)} done, {len(waiting)} taken up again")
            for name in sorted(waiting):
                finish(library, name)
            accepted |= waiting
            assert library.open_orders() == []
            clips = library.search(Query(limit=10**6))
            assert len(clips) == 2 * len(accepted), "a clip was lost or doubled"
    files = {path.name for path in (folder / "exports").iterdir() if path.suffix != ".part"}
    assert files == {found.clip.path.name for found in clips}, "a file was lost or doubled"


if __name__ == "__main__":
    main()
