"""What the player says of its audio device, in the window's language."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from bridge.player.troubles import TROUBLES


def trouble_words(trouble: str) -> str:
    """`trouble` as the player says it, translated if it is one of `TROUBLES`."""
    for sentence in TROUBLES:
        before, _, after = sentence.partition("{name}")
        name = trouble.removeprefix(before).removesuffix(after)
        if trouble == sentence.replace("{name}", name):
            return QCoreApplication.translate("player", sentence).format(name=name)
    return trouble
