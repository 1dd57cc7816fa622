"""A bridge in a process of its own, with a renderer that does as it is told, and somebody who asks it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from bridge.osc.codec import Argument, Message, encode
from bridge.sound.files.clips import read_certificate
from tests.support.bridge_process import PATIENCE_S, Caller, Served, render_packet, settings_in
from tests.support.noise_engine import behind

# A process's children and files are read from there.
needs_proc = pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")
_NUMBERS = itertools.count(1)


class Host(Caller):
    """A host that asks for loops, each under a number that nobody else of this run uses."""

    def ask(self, prompt: str = "noise", **pairs: Argument) -> int:
        """Send a request; returns its id, which is also its seed unless it has another."""
        number = next(_NUMBERS)
        self.send(render_packet(number, prompt, **{"seed": number, **pairs}))
        return number

    def say(self, word: str, *arguments: Argument) -> None:
        """Send `/riffbridge/WORD`."""
        self.send(encode(Message(f"/riffbridge/{word}", arguments)))

    def told(self, number: Argument, *words: str) -> Message:
        """The next answer to `number` that is one of `words`; it must come."""
        answer = self.until(*words, id=number)
        assert answer is not None, f"{number} was not answered {words}"
        return answer

    def done(self, number: Argument) -> Path:
        """The clip that the request has become."""
        answer = self.told(number, "done", "failed")
        assert answer.address.endswith("/done"), answer
        return Path(str(answer.arguments[2]))

    def failed(self, number: Argument) -> tuple[str, str]:
        """Why the request came to nothing: a word and a sentence."""
        answer = self.told(number, "done", "failed")
        assert answer.address.endswith("/failed"), answer
        return str(answer.arguments[1]), str(answer.arguments[2])

    def running(self, gate: Path, **pairs: Argument) -> int:
        """Ask for what is not done before `gate` is there, and wait until it runs."""
        number = self.ask(behind(gate), **pairs)
        assert str(self.told(number, "note").arguments[1]).startswith("began")
        return number


@contextmanager
def serving(folder: Path, *, inbox: bool = False) -> Iterator[Served]:
    """A bridge in `folder`. Killed in the end, if it is still there: how it stops has tests of its own."""
    served = Served(settings_in(folder), inbox=inbox)
    served.start()
    try:
        yield served
    finally:
        if served.is_running:
            served.kill(with_worker=True)


def worker_of(served: Served) -> int:
    """The process of the worker, which must be there."""
    worker = served.worker_pid()
    assert worker is not None
    return worker


def seeds_in(folder: Path) -> list[int]:
    """The seeds of all clips in `folder`, each of which must be whole."""
    return sorted(read_certificate(path).job.seed for path in folder.glob("[!.]*.wav"))


def wait_until(is_so: Callable[[], bool]) -> None:
    """For what nobody announces."""
    until_s, pause = monotonic() + PATIENCE_S, Event()
    while not is_so():
        assert monotonic() < until_s, "it never came"
        pause.wait(0.005)
