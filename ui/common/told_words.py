"""Sentences that the player and the trainer send as plain text, in the window's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PyQt6.QtCore import QCoreApplication

from bridge.player.troubles import TROUBLES
from bridge.tuning.sentences import SENTENCES


def trouble_words(trouble: str) -> str:
    """What the player says of its audio device, translated if it is one of `TROUBLES`."""
    return _translated("player", TROUBLES, trouble)


def told_words(sentence: str) -> str:
    """What the trainer says, translated if it is one of `SENTENCES`."""
    return _translated("trainer", SENTENCES, sentence)


def _translated(context: str, templates: Iterable[str], sentence: str) -> str:
    """`sentence` by the first of `templates` that it can be made from; if there is none, as it is."""
    for template in templates:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(template))
        if (match := re.fullmatch(pattern, sentence, re.DOTALL)) is not None:
            return QCoreApplication.translate(context, template).format(**match.groupdict())
    return sentence
