"""Runs slow calls in worker threads and delivers their results in the window's thread."""

from __future__ import annotations

import contextlib
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
    """A sentence with the system's own reason."""
    return translate("window", "System error: {why}.").format(why=error.strerror or error)


def something_went_wrong(error: Exception) -> str:
    """The sentence for a bug of ours; the log has the rest."""
    sentence = translate("window", "Something went wrong ({name}). The log has the details.")
    return sentence.format(name=type(error).__name__)


class _Outcome(QObject):
    done = pyqtSignal(object)
    failed = pyqtSignal(str)


class _Task(QRunnable, Generic[T]):
    def __init__(self, call: Callable[[], T], outcome: _Outcome) -> None:
        super().__init__()
        self._call, self._outcome = call, outcome

    def run(self) -> None:
        why, result = "", None
        try:
            result = self._call()
        except RiffbridgeError as error:
            why = str(error)
        except OSError as error:
            why = os_error_message(error)
        except Exception as error:  # a bug of ours: the window must survive it
            log.exception("in the background")
            why = something_went_wrong(error)
        # After `close` has waited long enough, the program may have ended and nobody be there to hear.
        with contextlib.suppress(RuntimeError):
            if why:
                self._outcome.failed.emit(why)
            else:
                self._outcome.done.emit(result)


class Background(QObject):
    """Runs calls in its own thread pool, which ends with its parent.

    `then` gets the result, `failed` a sentence, in the thread of this object, unless it is closed by then.
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
        """Make `call` in the background."""
        outcome = _Outcome()
        self._outcomes.add(outcome)

        def deliver_to(receiver: Callable[..., Any]) -> Callable[[Any], None]:
            def deliver(value: Any) -> None:
                self._outcomes.discard(outcome)
                if not self._is_closed:
                    receiver(value)

            return deliver

        outcome.done.connect(deliver_to(then))
        outcome.failed.connect(deliver_to(failed))
        self._pool.start(_Task(call, outcome))

    def close(self) -> None:
        """Deliver no more, and wait for running calls, with a limit: a driver may hang."""
        self._is_closed = True
        self._pool.clear()
        self._pool.waitForDone(_PATIENCE_MS)
