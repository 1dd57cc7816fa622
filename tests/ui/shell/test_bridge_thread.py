"""The bridge beside the window: it starts, stops, starts anew, and says why it does not."""

from __future__ import annotations

import threading
from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from bridge.errors import BadRequest
from bridge.settings import Settings
from ui.common.link import Link
from ui.shell.bridge_thread import BridgeThread, RunnableBridge

ONE, TWO = Settings(osc_port=1), Settings(osc_port=2)


class FakeBridge:
    """Serves until it is stopped, unless it is to fail."""

    def __init__(self, settings: Settings, link: Link, failure: Exception | None = None) -> None:
        self.settings, self._link, self._failure = settings, link, failure
        self._stopped = threading.Event()

    def run(self, on_listening: Callable[[], None]) -> None:
        if self._failure is not None:
            raise self._failure
        self._link.attach(lambda event: None)
        on_listening()
        self._stopped.wait(30)

    def stop(self) -> None:
        self._stopped.set()

    def adjust(self, settings: Settings) -> bool:
        if self.settings.osc_port != settings.osc_port:
            return False
        self.settings = settings
        return True


class Beside:
    """A thread of bridges, all that were made, and why they ended."""

    def __init__(self) -> None:
        self.made: list[FakeBridge] = []
        self.failure: Exception | None = None
        self.ends: list[str] = []
        self.link = Link()
        self.link.stopped.connect(self.ends.append)
        self.thread = BridgeThread(self.link, self._make)

    def _make(self, settings: Settings, link: Link) -> RunnableBridge:
        self.made.append(FakeBridge(settings, link, self.failure))
        return self.made[-1]


@pytest.fixture
def beside(qtbot: QtBot) -> Beside:
    return Beside()


def test_it_serves_until_it_is_stopped(beside: Beside, qtbot: QtBot) -> None:
    with qtbot.waitSignals([beside.thread.listening, beside.link.attached]):
        beside.thread.start(ONE)
    assert beside.thread.is_running
    with qtbot.waitSignals([beside.link.stopped, beside.link.detached]):
        beside.thread.stop()
    assert beside.ends == [""] and not beside.thread.is_running


def test_it_starts_anew_when_there_are_other_settings(beside: Beside, qtbot: QtBot) -> None:
    with qtbot.waitSignal(beside.thread.listening):
        beside.thread.start(ONE)
    with qtbot.waitSignal(beside.thread.listening):
        beside.thread.start(TWO)
    assert [bridge.settings for bridge in beside.made] == [ONE, TWO]
    beside.thread.stop()
    assert beside.thread.join(10)


def test_one_that_can_be_told_goes_on(beside: Beside, qtbot: QtBot) -> None:
    louder = msgspec.structs.replace(ONE, ahead=False)
    with qtbot.waitSignal(beside.thread.listening):
        assert not beside.thread.change(ONE)  # there is none that could be told
    assert beside.thread.change(louder)
    with qtbot.waitSignal(beside.thread.listening):
        assert not beside.thread.change(TWO)
        # Nor one that is about to end.
        assert not beside.thread.change(TWO)
    assert [bridge.settings for bridge in beside.made] == [louder, TWO]
    beside.thread.stop()
    assert beside.thread.join(10)


def test_of_many_changes_in_a_row_the_last_counts(beside: Beside, qtbot: QtBot) -> None:
    changes = [msgspec.structs.replace(ONE, osc_port=port) for port in (5, 6, 7)]
    with qtbot.waitSignal(beside.thread.listening):
        beside.thread.start(ONE)
    for each in changes:
        beside.thread.start(each)
    qtbot.waitUntil(lambda: [bridge.settings for bridge in beside.made] == [ONE, changes[-1]])
    beside.thread.stop()
    assert beside.thread.join(10)


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (BadRequest("Port 17300 is taken; give another one."), "Port 17300 is taken; give another one."),
        (OSError(28, "No space left on device"), "Couldn't start the engine: No space left on device."),
        (ZeroDivisionError(), "Something went wrong (ZeroDivisionError). The log has the details."),
    ],
)
def test_why_it_does_not_start_is_a_sentence(
    beside: Beside, qtbot: QtBot, failure: Exception, said: str
) -> None:
    beside.failure = failure
    with qtbot.waitSignal(beside.link.stopped) as stopped:
        beside.thread.start(ONE)
    assert stopped.args == [said]
    beside.failure = None
    with qtbot.waitSignal(beside.thread.listening):
        beside.thread.start(ONE)
    beside.thread.stop()
    assert beside.thread.join(10)


def test_one_that_is_stopped_before_it_is_made_never_runs(qtbot: QtBot) -> None:
    may_go_on, link = threading.Event(), Link()
    made: list[FakeBridge] = []

    def make(settings: Settings, link: Link) -> RunnableBridge:
        may_go_on.wait(10)
        made.append(FakeBridge(settings, link))
        return made[-1]

    thread = BridgeThread(link, make)
    listened: list[bool] = []
    thread.listening.connect(lambda: listened.append(True))
    with qtbot.waitSignal(link.stopped):
        thread.start(ONE)
        thread.stop()
        may_go_on.set()
    assert len(made) == 1 and not listened
