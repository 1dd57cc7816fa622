"""A person's first hour, by pointer and keys on a screen: what they make plays as it is, and is kept."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bridge.settings import write_settings
from tests.support.bridge_process import settings_in
from tests.support.window import screen

pytestmark = [
    pytest.mark.skipif(not screen.installed(), reason="there is no Xvfb, openbox or xdotool"),
    # Two programs, one after the other, on whatever the machine has left.
    pytest.mark.timeout(240),
]
SENTENCE = "slow dub with organ"


class Hand:
    """Moves the pointer and presses keys, and looks at the window until it is as expected."""

    def __init__(self, on: Mapping[str, str], window: screen.Program) -> None:
        self._on, self._window = on, window

    def _do(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=dict(self._on), check=True, timeout=30)

    def press(self, *keys: str) -> None:
        self._do("key", *keys)

    def write(self, *lines: str) -> None:
        """Type each line, and Return."""
        for line in lines:
            self._do("type", "--delay", "2", line)
            self.press("Return")

    def click(self, name: str) -> None:
        self._do("mousemove", *self.place(name), "click", 1)

    def drag(self, start: str, end: str) -> None:
        screen.drag(self._on, self.place(start), self.place(end))

    def place(self, name: str) -> tuple[int, int]:
        at = self.wait(lambda: self._window.ask(f"where {name}"), name)
        return at[0], at[1]

    def see(self, of: Callable[[dict[str, Any]], Any]) -> Any:
        """What `of` finds in the window, once it finds anything."""
        return self.wait(lambda: of(self._window.ask("see")), "")

    def wait(self, find: Callable[[], Any], what: str) -> Any:
        until_s = time.monotonic() + screen.PATIENCE_S
        while not (found := find()):
            assert time.monotonic() < until_s, f"{what}: {self._window.ask('see')}"
            threading.Event().wait(0.03)
        return found


def test_what_a_person_makes_in_the_first_hour_is_theirs_and_is_kept(tmp_path: Path) -> None:
    write_settings(settings_in(tmp_path), tmp_path / "settings.toml")
    files = [str(tmp_path / "settings.toml"), str(tmp_path / "window.ini")]
    module = "tests.support.window.seen_window"
    with screen.screen() as on:
        with screen.program(module, *files, environment=on) as window:
            hand = Hand(on, window)
            # The first sentence is rendered as it is, and the loop plays at its own tempo.
            hand.see(lambda seen: seen["typing"] and seen["hint"] == "prompt")
            hand.write(SENTENCE)
            hand.see(lambda seen: SENTENCE in seen["done"])
            own = hand.see(lambda seen: seen["voices"].get("window"))
            seen = hand.see(lambda seen: seen if own in seen["tempi"] else None)
            assert seen["tempo"] == seen["tempi"][own] != 120 and seen["hint"] == "pad"
            hand.press("Escape")
            hand.see(lambda seen: not seen["voices"])
            # A chip is taken out of the prompt.
            hand.press("ctrl+l")
            hand.write("deep house with piano")
            hand.click("piano")
            hand.see(lambda seen: "piano" not in seen["prompt"] and seen["prompt"].startswith("deep house"))
            # Pads of one's own, in a set of one's own.
            hand.see(lambda seen: seen.get("set"))
            hand.click(hand.see(lambda seen: f"Pad set: {seen['set']}"))
            hand.click("New set…")
            hand.see(lambda seen: window.ask("where Name"))
            hand.write("Friday")
            hand.see(lambda seen: seen["set"] == "Friday")
            hand.place("Pad 1")
            hand.write("drums", "bass")
            hand.press("Escape")
            hand.see(lambda seen: set(seen["pads"]) == {"1", "2"})
            # A clip that is dropped on a pad is what plays.
            row = hand.see(lambda seen: str(seen["rows"].index(own)) if own in seen["rows"] else None)
            hand.drag(f"row {row}", "pad 3")
            hand.see(lambda seen: seen["pads"].get("3", [None] * 3)[2] == own)
            hand.click("pad 3")
            hand.see(lambda seen: seen["voices"].get("pad 3") == own)
            # It is deleted and brought back, and is still the pad's.
            hand.click(f"row {row}")
            hand.see(lambda seen: seen["selected"] == [own])
            hand.press("Delete")
            hand.see(lambda seen: own not in seen["rows"] and "deleted" in seen["notices"])
            hand.press("ctrl+z")
            hand.see(lambda seen: own in seen["rows"])
            # A tempo of one's own leads, and more bars are chosen.
            hand.click("Tempo in BPM")
            hand.press("ctrl+a")
            hand.write("97.5")
            hand.see(lambda seen: seen["tempo"] == 97.5)
            hand.click("8")
            before = hand.see(lambda seen: seen if seen["bars"] == 8 else None)
            assert before["pads"]["3"][2] == own and before["selected"]
            hand.press("ctrl+q")
            window.said("over")
        with screen.program(module, *files, environment=on) as window:
            hand = Hand(on, window)
            after = hand.see(lambda seen: seen if seen.get("set") == "Friday" and seen["rows"] else None)
            assert after["pads"] == before["pads"]
            kept = ("prompt", "bars", "typed_tempo", "selected")
            hand.see(lambda seen: own in seen["rows"] and all(seen[each] == before[each] for each in kept))
