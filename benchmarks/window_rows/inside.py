"""The window, measured from inside: `python -m benchmarks.window_rows.inside MEASURE FOLDER BEGAN_S [COUNT]`.

`BEGAN_S` is the monotonic clock's instant at which the process was asked for. It prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QEvent, QObject, Qt, QTimer
from PyQt6.QtWidgets import QApplication

from bridge.messages.answers import Answer, Done, Failed, Progressed
from bridge.settings import Settings
from bridge.vocabulary.requests import ClipRequest
from tests.support.posix import memory_mb
from ui.common.link import Link
from ui.common.state import WindowState
from ui.shell.app import Program

# So many wait at a time: more would only be a longer queue.
_AT_ONCE = 4
_LAST_LOOK_MS = 1_500
# Until everything has been gone through once, and the caches are full.
_WARM_UP = 300


class FirstPaint(QObject):
    """Notes when `window` is painted for the first time."""

    def __init__(self, window: QObject, then: Callable[[float], None]) -> None:
        super().__init__(window)
        self._then: Callable[[float], None] | None = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        """Nothing is kept from anybody."""
        if self._then is not None and event is not None and event.type() == QEvent.Type.Paint:
            then, self._then = self._then, None
            # Once what is painted has been handed to the screen.
            QTimer.singleShot(0, lambda: then(time.monotonic()))
        return False


class Stalls(QObject):
    """How much later than 1 ms after the last a timer of 1 ms comes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.spans_ms: list[float] = []
        self._last_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin, if it has not."""
        if not self._timer.isActive():
            self._last_s = time.monotonic()
            self._timer.start()

    def stop(self) -> None:
        """It is enough."""
        self._timer.stop()

    def _tick(self) -> None:
        now_s = time.monotonic()
        self.spans_ms.append(max(0.0, (now_s - self._last_s) * 1e3 - 1))
        self._last_s = now_s


class Asking(QObject):
    """Asks for `count` loops, a few at a time, and calls `then` when all are done."""

    def __init__(
        self,
        link: Link,
        count: int,
        then: Callable[[], None],
        each: Callable[[int], None] = lambda done: None,
    ) -> None:
        super().__init__(link)
        self._link, self._left, self._then, self._each = link, count, then, each
        self._done, self._asked = 0, 0
        link.answered.connect(self._answered)

    def start(self) -> None:
        """Ask for the first ones."""
        for _ in range(min(_AT_ONCE, self._left)):
            self._ask()

    def _ask(self) -> None:
        self._left -= 1
        self._asked += 1
        prompts = (
            "deep house with piano",
            "slow jazz with upright bass",
            "dub with organ",
            "funk with clavinet",
        )
        prompt = prompts[self._asked % len(prompts)]
        self._link.request(ClipRequest(prompt=prompt, bars=2, seed=self._asked, origin="window"))

    def _answered(self, answer: Answer) -> None:
        if isinstance(answer, Failed):
            raise SystemExit(answer.failure.message)
        if not isinstance(answer, Done):
            return
        self._done += 1
        self._each(self._done)
        if self._left:
            self._ask()
        elif self._done == self._asked:
            self._then()


class Inside:
    """One measure, in one window."""

    def __init__(self, program: Program, app: QApplication, began_s: float, count: int) -> None:
        self._program, self._app, self._began_s, self._count = program, app, began_s, count
        self.found: dict[str, Any] = {}
        self._measure, self._painted_s = "", 0.0

    def run(self, measure: str) -> None:
        """Measure, until it is found."""
        self._measure = measure
        FirstPaint(self._program.window, self._painted)
        if measure == "first":
            self._program.link.answered.connect(self._first)
        elif measure == "stalls":
            self._measure_stalls()
        elif measure == "memory":
            self._measure_memory()
        self._program.show()
        self._app.exec()

    def _painted(self, at_s: float) -> None:
        self._painted_s = at_s
        if self._measure == "paint":
            self.found["painted_s"] = at_s - self._began_s
            self._app.quit()

    def _first(self, answer: Answer) -> None:
        if isinstance(answer, Done):
            self.found["done_s"] = time.monotonic() - self._painted_s
            self._app.quit()

    def _measure_stalls(self) -> None:
        stalls = Stalls(self._app)
        link = self._program.link

        def heard(answer: Answer) -> None:
            if isinstance(answer, Progressed):
                stalls.start()

        def over() -> None:
            stalls.stop()
            self.found["stalls_ms"] = [round(each, 3) for each in stalls.spans_ms]
            self._app.quit()

        link.answered.connect(heard)
        asking = Asking(link, self._count, over)
        link.attached.connect(asking.start)

    def _measure_memory(self) -> None:
        warm_up = min(_WARM_UP, self._count)

        def each(done: int) -> None:
            if done == warm_up:
                self.found["before_mb"] = memory_mb()

        def over() -> None:
            self.found["after_mb"] = memory_mb()
            self._app.quit()

        # The last previews are still on their way.
        then = Asking(
            self._program.link,
            self._count + warm_up,
            lambda: QTimer.singleShot(_LAST_LOOK_MS, over),
            each,
        )
        self._program.link.attached.connect(then.start)


def settings_in(folder: Path, *, scripted: bool) -> Settings:
    """Everything in `folder`; nothing is played and nobody else listened to."""
    if scripted:
        from tests.support.bridge_process import settings_in as scripted_in

        return scripted_in(folder)
    return Settings(
        export_folder=str(folder / "clips"),
        inbox_folder=str(folder / "inbox"),
        library_file=str(folder / "library.sqlite"),
        ahead_folder=str(folder / "ahead"),
        ahead=False,
        osc_port=0,
        osc_announce=False,
        link_enabled=False,
        hosts=(),
        midi=False,
        sound=False,
    )


def main() -> None:
    measure, folder, began_s = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    settings = settings_in(folder, scripted=measure == "memory")

    def make(settings: Settings, link: Link) -> Any:
        from bridge.worker.process import MODELS
        from tests.support.noise_engine import NAME
        from ui.shell.hosting import WindowBridge

        return WindowBridge(settings, link, renderer=NAME if measure == "memory" else MODELS)

    app = QApplication(["riffbridge"])
    program = Program(
        app,
        settings,
        settings_file=folder / "settings.toml",
        state=WindowState(folder / "window.ini"),
        make=make,
        with_first=measure == "first",
    )
    inside = Inside(program, app, began_s, count)
    inside.run(measure)
    print(json.dumps(inside.found), flush=True)
    program.window.close()
    program.close()


if __name__ == "__main__":
    main()
