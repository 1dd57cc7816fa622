"""Names of music and the bridge's sentences in the window's language. Genres keep their names."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES
from bridge.composing.techniques import techniques
from bridge.prompts.entries import moods
from bridge.prompts.sentences import Bars, Sentence, Value
from bridge.requests.figure_notes import ANYBODY
from bridge.requests.preview import FIELD
from bridge.vocabulary.music import Key
from ui.common.clip_words import key_words

translate = QCoreApplication.translate

NAMES = tuple(dict.fromkeys((*ROLES, *instruments(), *families(), *techniques(), *moods(), "major", "minor")))
"""The names that are translated."""


def sentence(words: str) -> str:
    """A sentence of the bridge's in the window's language."""
    if not isinstance(words, Sentence):
        return words
    return translate("notes", words.template).format(
        **{n: value_words(each) for n, each in words.values.items()}
    )


def value_words(value: Value) -> str:
    """A value of a sentence in the window's language."""
    if isinstance(value, Key):
        return key_words(value)
    if isinstance(value, Bars):
        return translate("clips", "%n bars", "", value.number)
    return translate("notes", value) if value in (ANYBODY, FIELD) else music_name(value)


def music_name(name: str) -> str:
    """A name of `NAMES` in the window's language; a genre's stays."""
    return translate("music", name)


def listed(names: list[str]) -> str:
    """Such as “piano, bass and drums”."""
    if len(names) < 2:
        return "".join(names)
    return translate("brief", "{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
