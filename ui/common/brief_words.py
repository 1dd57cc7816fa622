"""Says in the window's language what a prompt was understood as. Genres keep their names."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from bridge.composing.instruments import families, instruments
from bridge.composing.roles import ROLES
from bridge.composing.techniques import techniques
from bridge.prompts.entries import moods
from bridge.prompts.sentences import Bars, Sentence, Value
from bridge.requests.brief_words import named, playing_alone
from bridge.requests.figure_notes import ANYBODY
from bridge.requests.preview import FIELD, Preview
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key
from bridge.vocabulary.prompts import ParsedPrompt
from ui.common.clip_words import key_words, tempo

translate = QCoreApplication.translate

NAMES = tuple(dict.fromkeys((*ROLES, *instruments(), *families(), *techniques(), *moods(), "major", "minor")))
"""The names that are translated."""


def preview_words(found: Preview) -> str:
    """The line under the prompt, such as “house, piano · 124 BPM · 4 bars · 4/4. You typed 90 BPM; …”."""
    brief = () if found.job is None else (f"{_brief(found.job, has_key=found.has_key)}.",)
    return " ".join((*brief, *map(_sentence, found.notes)))


def heard_words(parsed: ParsedPrompt) -> str:
    """What was understood of a prompt, such as “house, piano, dark, no drums”."""
    names = [_name(name) for name in named(parsed)]
    if only := playing_alone(parsed):
        names.append(translate("brief", "only {parts}").format(parts=_listed([_name(role) for role in only])))
    else:
        names += [translate("brief", "no {part}").format(part=_name(role)) for role in parsed.without]
    return ", ".join(dict.fromkeys(names))


def _brief(job: RenderJob, *, has_key: bool) -> str:
    heard = [words for words in map(heard_words, job.parsed or ()) if words]
    towards = translate("brief", "{first} to {second}")
    frame = (
        towards.format(first=heard[0], second=heard[1]) if len(heard) > 1 else "".join(heard),
        tempo(job),
        key_words(job.key) if job.key is not None and has_key else "",
        translate("clips", "%n bars", "", job.bars),
        str(job.meter),
    )
    return " · ".join(filter(None, frame))


def _sentence(words: str) -> str:
    if not isinstance(words, Sentence):
        return words
    return translate("notes", words.template).format(**{n: _value(each) for n, each in words.values.items()})


def _value(value: Value) -> str:
    if isinstance(value, Key):
        return key_words(value)
    if isinstance(value, Bars):
        return translate("clips", "%n bars", "", value.number)
    return translate("notes", value) if value in (ANYBODY, FIELD) else _name(value)


def _name(name: str) -> str:
    return translate("music", name)


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return translate("brief", "{some} and {last}").format(some=", ".join(names[:-1]), last=names[-1])
