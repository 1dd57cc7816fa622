"""What may take longer than a frame, done beside the window's thread; what comes of it, told in it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PyQt6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, pyqtSignal

from bridge.errors import RiffbridgeError

translate = QCoreApplication.translate
log = logging.getLogger("riffbridge.window")
T = TypeVar("T")
_PATIENCE_MS = 10_000


def os_error_message(error: OSError) -> str:
    """A sentence with what the system says itself."""
    return translate("window", "The system refused: {why}.").format(why=error.strerror or error)


class _Outcome(QObject):
    came = pyqtSignal(object)
    failed = pyqtSignal(str)


class _Task(QRunnable, Generic[T]):
    def __init__(self, call: Callable[[], T], outcome: _Outcome) -> None:
        super().__init__()
        self._call, self._outcome = call, outcome

    def run(self) -> None:
        try:
            came = self._call()
        except RiffbridgeError as error:
            self._outcome.failed.emit(str(error))
        except OSError as error:
            self._outcome.failed.emit(os_error_message(error))
        except Exception as error:  # a mistake of ours: it must not take the window along
            log.exception("in the background")
            self._outcome.failed.emit(
                translate("window", "The window made a mistake: {name}.").format(name=type(error).__name__)
            )
        else:
            self._outcome.came.emit(came)


class Background(QObject):
    """Runs calls in its own thread pool, which ends with its parent.

    `then` and `failed` (which gets a sentence) are called in the thread of this object, unless it
    has been closed by then.
    """

    def __init__(self, parent: QObject | None = None, threads: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._outcomes: set[_Outcome] = set()
        self._is_closed = False

    def submit(
        self,
        call: Callable[[], T],
        then: Callable[[T], Any],
        failed: Callable[[str], Any] = lambda why: None,
    ) -> None:
        """Do `call`, then tell what came of it."""
        outcome = _Outcome()
        self._outcomes.add(outcome)

        def over(tell: Callable[..., Any]) -> Callable[[Any], None]:
            def take(value: Any) -> None:
                self._outcomes.discard(outcome)
                if not self._is_closed:
                    tell(value)

            return take

        outcome.came.connect(over(then))
        outcome.failed.connect(over(failed))
        self._pool.start(_Task(call, outcome))

    def close(self) -> None:
        """Tell nothing more, and wait for what runs; but not for ever, for what hangs in a driver."""
        self._is_closed = True
        self._pool.clear()
        self._pool.waitForDone(_PATIENCE_MS)
