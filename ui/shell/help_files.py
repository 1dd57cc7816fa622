"""The pages that ship with the program: what is new, and the manual."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QCoreApplication

from ui.common.theme import ASSETS

translate = QCoreApplication.translate
# In the wheel they lie beside the icons, in the repository where people look for them.
_WHEEL, _REPOSITORY = ASSETS / "help", ASSETS.parent.parent
FOLDER = _WHEEL if _WHEEL.is_dir() else _REPOSITORY
CHANGES = FOLDER / "CHANGELOG.md"


def manual() -> tuple[tuple[str, Path], ...]:
    """Titles and files of the pages for musicians, in order."""
    pages = {
        "guide": translate("help", "Guide: from the first loop to a finished set"),
        "pads": translate("help", "Pads"),
        "hosts": translate("help", "DAWs and tempo"),
        "midi": translate("help", "MIDI and stems"),
        "genres": translate("help", "Genres and words"),
        "pieces": translate("help", "Pieces"),
        "loras": translate("help", "LoRAs"),
        "shortcuts": translate("help", "Keyboard shortcuts"),
        "commands": translate("help", "Command line"),
        "osc": translate("help", "OSC"),
    }
    return tuple((title, FOLDER / "docs" / f"{name}.md") for name, title in pages.items())
