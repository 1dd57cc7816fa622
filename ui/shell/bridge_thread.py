"""Runs a bridge in its own thread, and restarts it for settings that a running bridge cannot take on."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from PyQt6.QtCore import QObject, pyqtSignal

from bridge.errors import RiffbridgeError
from bridge.settings import Settings
from ui.common.background import something_went_wrong
from ui.common.link import Link

log = logging.getLogger("riffbridge.window")
STOP_WITHIN_S = 10.0


class RunnableBridge(Protocol):
    """`bridge.app.Bridge`, or its stand-in in tests."""

    def run(self, on_listening: Callable[[], None]) -> None:
        """Run until stopped."""

    def stop(self) -> None:
        """Make `run` return. Any thread."""

    def adjust(self, settings: Settings) -> bool:
        """Apply `settings`; returns whether that works without a restart. Any thread."""


BridgeFactory = Callable[[Settings, Link], RunnableBridge]


def make_bridge(settings: Settings, link: Link) -> RunnableBridge:
    """A bridge with `link` as one of its channels. Slow: imports the bridge."""
    from ui.shell.hosting import WindowBridge

    return WindowBridge(settings, link)


class BridgeThread(QObject):
    """Runs one bridge at a time. Nothing but `join` blocks; `link.stopped` tells the end, `listening` that
    the bridge takes requests."""

    listening = pyqtSignal()
    _ended = pyqtSignal(str)

    def __init__(self, link: Link, make: BridgeFactory = make_bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._make = link, make
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._bridge: RunnableBridge | None = None
        self._is_stopping = False
        self._next: Settings | None = None
        self._ended.connect(self._has_ended)

    @property
    def is_running(self) -> bool:
        return self._thread is not None

    def start(self, settings: Settings) -> None:
        """Start a bridge, after the running one has stopped."""
        if self._thread is not None:
            self._next = settings
            self.stop(then=settings)
            return
        self._is_stopping = False
        self._thread = threading.Thread(
            target=self._serve, args=(settings,), name="riffbridge-bridge", daemon=True
        )
        self._thread.start()

    def change(self, settings: Settings) -> bool:
        """Apply `settings` to the running bridge, or replace it; returns whether it goes on."""
        with self._lock:
            bridge = None if self._is_stopping else self._bridge
        if bridge is not None and bridge.adjust(settings):
            return True
        self.start(settings)
        return False

    def stop(self, *, then: Settings | None = None) -> None:
        """Stop the bridge; `then` start another."""
        self._next = then
        with self._lock:
            self._is_stopping = True
            if self._bridge is not None:
                self._bridge.stop()

    def join(self, timeout_s: float = STOP_WITHIN_S) -> bool:
        """Wait until the bridge has stopped; returns whether it has."""
        if self._thread is not None:
            self._thread.join(timeout_s)
            return not self._thread.is_alive()
        return True

    def _serve(self, settings: Settings) -> None:
        """The thread: make and run a bridge; failures become a sentence."""
        why = ""
        try:
            bridge = self._make(settings, self._link)
            with self._lock:
                self._bridge = bridge
                if self._is_stopping:
                    return
            bridge.run(self.listening.emit)
        except RiffbridgeError as error:
            why = str(error)
        except OSError as error:
            why = self.tr("Couldn't start the engine: {why}.").format(why=error.strerror or error)
        except Exception as error:  # a bug of ours: the window stays
            log.exception("the bridge has stopped")
            why = something_went_wrong(error)
        finally:
            self._link.detach()
            with self._lock:
                self._bridge = None
            self._ended.emit(why)

    def _has_ended(self, why: str) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._link.stopped.emit(why)
        if self._next is not None:
            settings, self._next = self._next, None
            self.start(settings)
