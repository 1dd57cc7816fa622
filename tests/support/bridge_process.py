"""A bridge in a process of its own, seen from outside: its life, its worker, what it holds."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from bridge.library import Library
from bridge.osc.codec import Argument, Malformed, Message, decode, encode
from bridge.settings import Settings
from tests.support.noise_engine import write_model
from tests.support.posix import kill

# A second of sound, 44 kB as a file: what is measured is the way to it.
SMALL: dict[str, Argument] = {"bars": 1, "bpm": 240.0, "rate": 22_050, "format": "wav16"}
PATIENCE_S = 60.0
_PROC = Path("/proc")


def settings_in(folder: Path, library: Path | None = None, exports: Path | None = None) -> Settings:
    """Settings with everything in `folder`, on a free port, with a model that passes for one; nothing
    is played, and nobody but OSC and the folder is listened to."""
    return Settings(
        model=str(write_model(folder / "models" / "scripted")),
        models_folder=str(folder / "models"),
        presets_folder=str(folder / "presets"),
        export_folder=str(exports or folder / "exports"),
        inbox_folder=str(folder / "inbox"),
        library_file=str((library or folder / "library") / "library.sqlite"),
        osc_port=0,
        sound=False,
        midi=False,
        link_enabled=False,
        hosts=(),
        ahead=False,
        ahead_folder=str(folder / "ahead"),
    )


class Served:
    """A bridge that serves by `settings`; `start` may come after `kill`, and then takes the same port."""

    def __init__(self, settings: Settings, *, inbox: bool = False) -> None:
        self.settings = settings
        self._inbox = inbox
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.is_running:
            if kind is None:
                self.stop()
            else:
                self.kill()

    @property
    def is_running(self) -> bool:
        """Whether it was started, and neither stopped nor killed since."""
        return self._process is not None

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    @property
    def port(self) -> int:
        """Where it listens; the same after each start."""
        return self.settings.osc_port

    @property
    def pid(self) -> int:
        """The bridge's process."""
        return self.process.pid

    def start(self) -> None:
        """Start it, and wait until it listens."""
        arguments = ["-m", "tests.support.bridge_program", msgspec.json.encode(self.settings).decode()]
        arguments += ["--inbox"] if self._inbox else []
        self._process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        if not (port := self._process.stdout.readline().strip()):
            raise RuntimeError(f"the bridge did not start: status {self._process.wait()}")
        self.settings = msgspec.structs.replace(self.settings, osc_port=int(port))

    def stop(self) -> None:
        """End it in order. Raises `RuntimeError` if it does not."""
        self.process.terminate()
        status = self.process.wait(PATIENCE_S)
        self._forget()
        if status:
            raise RuntimeError(f"the bridge ended with status {status}")

    def kill(self, *, with_worker: bool = False) -> None:
        """End it as a crash does."""
        worker = self.worker_pid() if with_worker else None
        self.process.kill()
        if worker is not None:
            kill(worker)
        self.process.wait()
        self._forget()

    def _forget(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.close()
        self._process = None

    def worker_pid(self) -> int | None:
        """The worker's process, if one is running."""
        children = [pid for pid in map(int, _children(self.pid)) if _is_worker(pid)]
        return children[0] if children else None

    def open_orders(self) -> int:
        """How many requests its journal still has to do; for when it is stopped."""
        with Library.open(Path(self.settings.library_file), Path(self.settings.export_folder)) as library:
            return len(library.open_orders())


class Caller:
    """A program that asks for loops by UDP, from one port for all its life."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        self.socket.bind(("127.0.0.1", 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, packet: bytes) -> None:
        """Send a packet to the bridge, whether it is there or not."""
        self.socket.sendto(packet, ("127.0.0.1", self._port))

    def hear(self, timeout_s: float) -> Message | None:
        """The next answer, or `None` if none comes in time."""
        if timeout_s <= 0:
            return None
        self.socket.settimeout(timeout_s)
        try:
            [answer] = decode(self.socket.recv(65_535))
        except (TimeoutError, ConnectionError):
            return None
        assert not isinstance(answer, Malformed), answer
        return answer

    def until(self, *words: str, id: Argument, timeout_s: float = PATIENCE_S) -> Message | None:
        """The next answer to `id` that is one of `words` (`done`, …); others are passed over."""
        until_s = time.monotonic() + timeout_s
        while (answer := self.hear(until_s - time.monotonic())) is not None:
            if word_of(answer) in words and answer.arguments[0] == id:
                return answer
        return None


def word_of(answer: Message) -> str:
    """`done` of `/riffbridge/done`."""
    return answer.address.rpartition("/")[2]


def render_packet(id: Argument, prompt: str = "noise", **pairs: Argument) -> bytes:
    """A request for a small loop; two with the same `seed` are for the same."""
    given = {**SMALL, **pairs}
    listed = [each for pair in given.items() for each in pair]
    return encode(Message("/riffbridge/render", (id, prompt, *listed)))


def descriptors(pid: int) -> list[int]:
    """The numbers of the files that a process holds open."""
    return sorted(int(each.name) for each in (_PROC / str(pid) / "fd").iterdir())


def _children(pid: int) -> list[str]:
    try:
        tasks = list((_PROC / str(pid) / "task").iterdir())
        return [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _is_worker(pid: int) -> bool:
    try:
        return b"bridge.worker.worker" in (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False
