"""Presets, and the phrases offered as completions. Pure, except `read_words`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from bridge.errors import BadFile
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.prompts.entries import lexicon, phrases_in, without_plurals
from bridge.prompts.lexicon import Entry
from bridge.prompts.parser import parser_for
from bridge.requests.presets import Preset, preset_names, read_preset
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from ui.common.brief_words import music_name

_LEAST = 2
_MOST_WORDS = 4


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """`presets` by id, the `phrases` offered as completions, and the lexicon's `entries`; `context` is what a
    request is resolved against to be previewed."""

    presets: dict[str, Preset]
    phrases: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    context: ResolveContext | None = None


NO_WORDS = Words(presets={}, phrases=())


def read_words(presets_folder: Path, language: str = "en") -> Words:
    """Read the presets, without unreadable ones, and what people write in `language`."""
    presets = {}
    for name, path in preset_names(presets_folder).items():
        try:
            presets[name] = read_preset(path)
        except BadFile:
            continue
    known = lexicon()
    parser = parser_for(known)
    context = ResolveContext(
        settings=Settings(),
        model=read_info(STARTER_FOLDER),
        model_sha256="",
        fresh_seed=0,
        prompt_parser=parser,
    )
    # A name's translation may be one that nobody would type.
    phrases = phrases_of(presets, known.entries, language)
    phrases = tuple(phrase for phrase in phrases if language == "en" or not parser.parse(phrase).unknown)
    return Words(presets=presets, phrases=phrases, entries=known.entries, context=context)


def phrases_of(presets: Mapping[str, Preset], entries: Iterable[Entry], language: str) -> tuple[str, ...]:
    """Completions in `language`: what can be composed, by name and in the words that people write for it, and
    in English the presets' prompts. Genres keep their names."""
    named = [entry.name if entry.kind == "genre" else music_name(entry.name) for entry in entries]
    prompts = sorted(preset.prompt for preset in presets.values()) if language == "en" else []
    return without_plurals((*named, *phrases_in(language), *prompts))


def completions(text: str, phrases: tuple[str, ...]) -> tuple[str, list[str]]:
    """The longest end of `text` that starts some of `phrases`, and which those are.

    >>> completions("slow jazz with uprig", ("upright bass", "jazz"))
    ('uprig', ['upright bass'])
    """
    starts = [found.start() for found in re.finditer(r"[^\s,]+", text)][-_MOST_WORDS:]
    for start in starts:
        end = text[start:]
        if len(end) < _LEAST:
            break
        low = end.lower()
        found = [each for each in phrases if each.lower().startswith(low) and each.lower() != low]
        if found:
            return end, found
    return "", []


def roll(words: Words, draw: random.Random) -> str:
    """A random prompt: genre, instruments and sometimes a mood; without a lexicon, a preset's."""
    kinds: dict[str, list[Entry]] = {"genre": [], "instrument": [], "mood": []}
    for entry in words.entries:
        kinds.get(entry.kind, []).append(entry)
    if not kinds["genre"] or not kinds["instrument"]:
        prompts = sorted(preset.prompt for preset in words.presets.values())
        return draw.choice(prompts) if prompts else ""
    genre = draw.choice(kinds["genre"])
    fitting = [each for each in kinds["instrument"] if not each.genres or genre.name in each.genres]
    players = draw.sample(fitting, k=min(len(fitting), draw.choice((1, 2, 2))))
    mood = f"{draw.choice(kinds['mood']).name} " if kinds["mood"] and draw.random() < 0.5 else ""
    return f"{mood}{genre.name} with {' and '.join(each.name for each in players)}"
