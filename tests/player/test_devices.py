"""The devices there are, as a process of their own tells them; and that nobody else looks."""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bridge.player.devices import Devices, names_of

pytestmark = pytest.mark.slow

PATIENCE_S = 30.0


class Looking:
    def __init__(self) -> None:
        self.news: queue.SimpleQueue[tuple[str, ...] | None] = queue.SimpleQueue()
        self.devices = Devices(lambda: self.news.put(self.devices.names), module="tests.player.lister")

    def settled(self) -> None:
        """Wait until nobody looks any more."""
        if (thread := self.devices._thread) is not None:
            thread.join(PATIENCE_S)


@pytest.fixture
def looking() -> Iterator[Looking]:
    made = Looking()
    yield made
    made.devices.close()


def test_they_are_told_when_they_are_news(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looking.devices.names is None
    monkeypatch.setenv("DEVICES", '["Scarlett", "Built-in"]')
    looking.devices.look()
    assert looking.news.get(timeout=PATIENCE_S) == ("Scarlett", "Built-in")
    looking.settled()
    looking.devices.look()
    looking.settled()
    assert looking.news.empty()
    monkeypatch.setenv("DEVICES", "[]")
    looking.devices.look()
    assert looking.news.get(timeout=PATIENCE_S) == ()


def test_what_cannot_be_read_changes_nothing(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVICES", "ALSA lib: no such file")
    looking.devices.look()
    looking.settled()
    assert looking.devices.names is None and looking.news.empty()


def test_a_look_that_never_ends_is_ended_with_the_rest(
    looking: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEVICES", "hang")
    looking.devices.look()
    looking.devices.look()
    looking.devices.close()
    assert looking.devices._thread is None and looking.news.empty()
    looking.devices.look()
    assert looking.devices._thread is None


def test_a_jack_server_is_first_and_what_only_records_is_left_out() -> None:
    devices = [
        {"name": "Box", "max_output_channels": 2},
        {"name": "Microphone", "max_output_channels": 0},
        {"name": "Box", "max_output_channels": 8},
    ]
    assert names_of(devices, [{"name": "ALSA"}]) == ["Box"]
    assert names_of(devices, [{"name": "ALSA"}, {"name": "JACK Audio Connection Kit"}]) == ["JACK", "Box"]


def test_the_bridge_and_its_window_open_no_audio_library() -> None:
    """Only the player's own processes do; what is in theirs can end neither."""
    code = (
        "import sys, bridge.app, bridge.player.player, ui.shell.app, ui.settings.machine;"
        "print([name for name in sys.modules if name in ('sounddevice', 'jack') or '.through_' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
