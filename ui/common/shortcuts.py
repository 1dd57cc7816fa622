"""All keyboard shortcuts in one table, for the window, the help and docs/shortcuts.md.

`python -m ui.common.shortcuts > docs/shortcuts.md` writes the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from PyQt6.QtCore import QCoreApplication
from PyQt6.QtGui import QKeySequence

translate = QCoreApplication.translate
Place = Literal["window", "prompt", "clips", "loop", "pads", "strip"]
# Shown as they are: several keys, or none that Qt has a name for.
_PAD_KEYS = "1 2 3 4, Q W E R, A S D F, Z X C V"


class Shortcut(NamedTuple):
    """What `keys` do in a `place`: Qt's portable names, several with a space between them. The window calls
    the action `name`; in other places the widget there handles the keys."""

    name: str
    place: Place
    keys: str
    words: str

    @property
    def sequences(self) -> list[QKeySequence]:
        """Each of its keys."""
        return [QKeySequence(each) for each in self.keys.split()]

    @property
    def shown(self) -> str:
        """Its keys as this system writes them."""
        if self.keys == _PAD_KEYS:
            return self.keys
        native = QKeySequence.SequenceFormat.NativeText
        return ", ".join(each.toString(native) for each in self.sequences)


def shortcuts() -> tuple[Shortcut, ...]:
    """All of them in the window's language, in the order in which they are listed."""
    return (
        Shortcut("prompt", "window", "Ctrl+L", translate("shortcuts", "Go to the prompt")),
        Shortcut("render", "window", "Ctrl+Return", translate("shortcuts", "Render the loop")),
        Shortcut("takes", "window", "Ctrl+Shift+Return", translate("shortcuts", "Render four takes")),
        Shortcut("random", "window", "Ctrl+D", translate("shortcuts", "Random prompt")),
        Shortcut("search", "window", "Ctrl+F", translate("shortcuts", "Search clips")),
        Shortcut("play", "window", "Space", translate("shortcuts", "Play or stop the selected clip")),
        Shortcut("stop", "window", "Esc", translate("shortcuts", "Stop all clips")),
        Shortcut("place", "window", "Ctrl+P", translate("shortcuts", "Place the selected clip in your DAW")),
        Shortcut("cancel", "window", "Ctrl+.", translate("shortcuts", "Cancel all of your requests")),
        Shortcut("undo", "window", "Ctrl+Z", translate("shortcuts", "Undo")),
        Shortcut("redo", "window", "Ctrl+Shift+Z", translate("shortcuts", "Redo")),
        Shortcut("settings", "window", "Ctrl+,", translate("shortcuts", "Settings")),
        Shortcut("help", "window", "F1 ?", translate("shortcuts", "This list")),
        Shortcut("quit", "window", "Ctrl+Q", translate("shortcuts", "Quit")),
        Shortcut("render", "prompt", "Return", translate("shortcuts", "Render the loop")),
        Shortcut("history", "prompt", "Up Down", translate("shortcuts", "Earlier and later prompts")),
        Shortcut("complete", "prompt", "Tab", translate("shortcuts", "Complete the word")),
        Shortcut("play", "clips", "Space", translate("shortcuts", "Play or stop the clip")),
        Shortcut("take", "clips", "Return", translate("shortcuts", "New take, or keep this one of several")),
        Shortcut("takes", "clips", "Shift+Return", translate("shortcuts", "Four new takes")),
        Shortcut("fold", "clips", "Left Right", translate("shortcuts", "Fold or unfold takes")),
        Shortcut("keep", "clips", "K", translate("shortcuts", "Keep this take")),
        Shortcut("discard", "clips", "Shift+Del", translate("shortcuts", "Discard the other takes")),
        Shortcut("swap", "clips", "X", translate("shortcuts", "Switch between two clips that you compare")),
        Shortcut("favourite", "clips", "F", translate("shortcuts", "Add to favourites or remove")),
        Shortcut("strip", "clips", "T", translate("shortcuts", "Add to the strip")),
        Shortcut("rename", "clips", "F2", translate("shortcuts", "Rename")),
        Shortcut("delete", "clips", "Del", translate("shortcuts", "Delete")),
        Shortcut("beat", "loop", "Left Right", translate("shortcuts", "Move by a beat")),
        Shortcut("ends", "loop", "Home End", translate("shortcuts", "Go to the first or last beat")),
        Shortcut("mark", "loop", "Shift+Left Shift+Right", translate("shortcuts", "Mark beats to fill")),
        Shortcut("render", "loop", "R", translate("shortcuts", "Render what is marked")),
        Shortcut("extend", "loop", "E Shift+E", translate("shortcuts", "Extend by a bar more or less")),
        Shortcut("closer", "loop", "+", translate("shortcuts", "Zoom in")),
        Shortcut("move", "loop", "PgUp PgDown", translate("shortcuts", "Move the part in view")),
        Shortcut("farther", "loop", "-", translate("shortcuts", "Zoom out")),
        Shortcut("whole", "loop", "0", translate("shortcuts", "Show the whole loop")),
        Shortcut(
            "hit", "pads", _PAD_KEYS, translate("shortcuts", "Play or stop a pad. With Shift: new take")
        ),
        Shortcut("current", "pads", "Space", translate("shortcuts", "Play or stop the selected pad")),
        Shortcut("select", "pads", "Left Right Up Down", translate("shortcuts", "Select a pad")),
        Shortcut("mute", "pads", "M", translate("shortcuts", "Mute or unmute the selected pad")),
        Shortcut("level", "pads", "+ -", translate("shortcuts", "Make the selected pad louder or softer")),
        Shortcut("menu", "pads", "Menu", translate("shortcuts", "Open the pad's menu")),
        Shortcut(
            "play", "strip", "Space", translate("shortcuts", "Play or stop the piece, or several parts")
        ),
        Shortcut("rounds", "strip", "+ -", translate("shortcuts", "One more or one fewer round")),
        Shortcut("between", "strip", "~", translate("shortcuts", "Change the transition after a part")),
        Shortcut("move", "strip", "Ctrl+Left Ctrl+Right", translate("shortcuts", "Move parts")),
        Shortcut("remove", "strip", "Del", translate("shortcuts", "Remove parts")),
    )


def place_words(place: Place) -> str:
    """The heading of a place."""
    return {
        "window": translate("shortcuts", "Everywhere"),
        "prompt": translate("shortcuts", "In the prompt"),
        "clips": translate("shortcuts", "In the list of clips"),
        "loop": translate("shortcuts", "In the waveform"),
        "pads": translate("shortcuts", "On the pads"),
        "strip": translate("shortcuts", "On the strip"),
    }[place]


def by_place() -> Iterator[tuple[str, list[Shortcut]]]:
    """The heading of each place, and its shortcuts."""
    for place, group in groupby(shortcuts(), key=lambda each: each.place):
        yield place_words(place), list(group)


def reference() -> str:
    """docs/shortcuts.md."""
    lines = ["# Keyboard shortcuts", "", "Press **F1** or **?** in the window for this list."]
    for heading, group in by_place():
        lines += ["", f"## {heading}", "", "| keys | |", "|---|---|"]
        lines += [
            f"| {each.keys if ',' in each.keys else each.keys.replace(' ', ', ')} | {each.words} |"
            for each in group
        ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(reference(), end="")
