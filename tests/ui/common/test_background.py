"""What is done beside the window's thread, and told in it."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from bridge.errors import BadFile
from ui.common.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Background:
    return Background()


def test_what_comes_of_it_is_told_in_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    told: list[tuple[threading.Thread, threading.Thread]] = []
    background.submit(
        threading.current_thread, lambda done_in: told.append((done_in, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] is not told[0][1] is threading.main_thread()
    background.close()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadFile("There is no such file."), "There is no such file."),
        (OSError(13, "Permission denied"), "System error: Permission denied."),
        (ZeroDivisionError(), "Something went wrong (ZeroDivisionError). The log has the details."),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    background: Background, qtbot: QtBot, error: Exception, said: str
) -> None:
    def fail() -> str:
        raise error

    told: list[str] = []
    background.submit(fail, told.append, told.append)
    qtbot.waitUntil(lambda: told == [said])
    background.close()


def test_one_thread_does_one_after_the_other(background: Background, qtbot: QtBot) -> None:
    numbers, told = iter(range(20)), list[int]()

    def next_number() -> int:
        return next(numbers)

    for _ in range(20):
        background.submit(next_number, told.append)
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))
    background.close()


def test_nothing_is_told_once_it_is_closed(background: Background, qtbot: QtBot) -> None:
    told: list[int] = []
    background.submit(lambda: 1, told.append)
    background.close()
    qtbot.waitUntil(lambda: True)
    assert told == []
