"""The window as a screen reader has it, over the desktop's accessibility bus."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.window import screen
from tests.ui import accessible_reader

_PYTHON = "/usr/bin/python3"
_READER = accessible_reader.__file__


def _can_be_read() -> bool:
    if not shutil.which("dbus-daemon") or not Path(_PYTHON).exists():
        return False
    launcher = any(Path("/usr/share/dbus-1/services").glob("org.a11y.Bus.service"))
    return launcher and subprocess.run([_PYTHON, _READER], capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.skipif(not screen.installed(), reason="there is no Xvfb, openbox or xdotool"),
    pytest.mark.skipif(not _can_be_read(), reason="there is no bus for screen readers here"),
]


@contextmanager
def desktop_bus(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """A bus of the test's own, on which the accessibility bus starts when it is asked for."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    finally:
        daemon.terminate()
        daemon.wait(10)
        if daemon.stdout is not None:
            daemon.stdout.close()


def flat(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All of it, in the order in which it is read."""
    yield node
    for each in node["in"]:
        yield from flat(each)


def test_a_screen_reader_finds_its_way(tmp_path: Path) -> None:
    with (
        screen.screen() as shown,
        desktop_bus(shown) as on,
        screen.program("tests.support.window.full_window", str(tmp_path), "en", environment=on) as window,
    ):
        window.said("full", 60.0)
        reading = subprocess.run(
            [_PYTHON, _READER, "riffbridge"], env=on, capture_output=True, text=True, timeout=60, check=True
        )
    there = list(flat(json.loads(reading.stdout)))
    named = {(node["role"], node["name"]): node for node in there}

    focusable = [node for node in there if "FOCUSABLE" in node["states"] and node["role"] != "list item"]
    assert [node for node in focusable if not node["name"]] == []
    assert {node["label"] for node in there if node["role"] == "combo box"} >= {
        "Key", "Model", "Sort by", "Export format"
    }  # fmt: skip
    assert "CHECKED" in named["radio button", "2 bars"]["states"]
    assert named["slider", "Level in percent"]["value"] == 100
    assert named["progress bar", "Progress of funk"]["value"] == 400
    assert ("push button", "Pad 3, House Drums, 40% rendered") in named
    assert ("table cell", "slow jazz, 124 BPM, 2 bars, A minor") in named
    parts = [node["name"] for node in there if node["role"] == "panel" and node["name"]]
    assert [name for name in parts if name in ("Request", "Pads", "Queue", "Clips", "Clip")] == [
        "Request", "Pads", "Queue", "Clips", "Clip"
    ]  # fmt: skip
