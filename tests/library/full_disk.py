"""A library on a real disk that fills up and has room again, and that is then write-protected.

Run as `python -m tests.library.full_disk FOLDER` in a mount namespace of its own (`unshare -rm`).
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

from bridge.errors import StorageFailed
from bridge.library import Library
from bridge.messages.events import Enqueued, NotEnqueued
from tests.support.library import asked, job


def main() -> None:
    folder = Path(sys.argv[1])
    mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", folder)
    with Library.open(folder / "library.sqlite", folder / "exports") as library:
        accepted = []
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(bytes(4096)):
                pass
        for number in range(2_000):
            [answer] = library.admit([asked(job(seed=number), id=str(number))])
            if not isinstance(answer, Enqueued):
                break
            accepted.append(answer.order)
        assert isinstance(answer, NotEnqueued) and answer.failure.kind == "storage", answer
        assert "full" in answer.failure.message, answer
        assert library.open_orders() == accepted
        filler.unlink()
        assert isinstance(library.admit([asked(job(seed=9_999), id="room again")])[0], Enqueued)
        waiting = library.open_orders()
    mount("-o", "remount,ro", folder)
    try:
        Library.open(folder / "library.sqlite", folder / "exports")
        raise AssertionError("it was opened on a disk that is write-protected")
    except StorageFailed as error:
        assert "library.sqlite" in str(error), error
    mount("-o", "remount,rw", folder)
    with Library.open(folder / "library.sqlite", folder / "exports") as library:
        assert library.open_orders() == waiting and library.set_aside is None


def mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)


if __name__ == "__main__":
    main()
