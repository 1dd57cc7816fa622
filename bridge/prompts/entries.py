"""The lexicon of what can be composed: genres, instruments, families and moods, in all their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from bridge.composing.casting import offered
from bridge.composing.genre import Words
from bridge.composing.genre_files import FileState, added_genres, genres, own_files
from bridge.composing.instruments import families, instrument_words, instruments
from bridge.composing.roles import ROLES
from bridge.composing.techniques import techniques
from bridge.prompts.lexicon import Entry, Lexicon
from bridge.prompts.small_words import split_words
from bridge.prompts.substitutes import words_taken
from bridge.prompts.tokens import tokens
from bridge.typed_toml import convert, read_toml
from bridge.vocabulary.music import Mode

# Endings of plurals in the languages of the window.
_PLURALS = ("s", "es", "n", "en")
MOODS_FILE = Path(__file__).parent / "moods.toml"


class Mood(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people write for a mood, by language, and what it does to the music. docs/genres.md explains each
    key."""

    words: Words = {}
    mode: Mode | None = None
    tempo: float = 1.0
    density: float = 1.0
    register: int = 0
    dynamics: int = 0
    length: float = 1.0
    players: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


def lexicon(own: tuple[FileState, ...] | None = None) -> Lexicon:
    """Everything that can be composed, by every name in the files; the same as long as these are. `own` is
    what `own_files` said, for callers that have asked already."""
    return _build(own_files() if own is None else own)


@lru_cache(maxsize=1)
def moods() -> Mapping[str, Mood]:
    """The moods that we know words for."""
    return {name: convert(mood, Mood, f"moods.toml, {name}") for name, mood in read_toml(MOODS_FILE).items()}


@lru_cache(maxsize=2)
def _build(own: tuple[FileState, ...]) -> Lexicon:
    known_genres = genres(own)
    uses: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for genre in known_genres.values():
        for role, names in offered(genre).items():
            for name in dict.fromkeys(names):
                uses[name].append((genre.name, role))
    players = {name: _phrases(name, instrument_words(name)) for name in instruments()}
    spoken = Counter(phrase for phrases in players.values() for phrase in phrases)
    known = moods()
    # Later genres come first: phrases of theirs were their relatives' before, and the first entry counts.
    return Lexicon((
        *(
            Entry("genre", genre.name, _phrases(genre.name, genre.words), sha256=genre.sha256)
            for genre in sorted(known_genres.values(), key=lambda genre: genre.name not in added_genres())
        ),
        *(
            Entry(
                "instrument",
                name,
                phrases,
                roles=_roles(name, {role for _, role in uses[name]}),
                # Where an instrument is at home matters only to those that share a phrase.
                genres=tuple(sorted({genre for genre, _ in uses[name]}))
                if any(spoken[phrase] > 1 for phrase in phrases)
                else (),
            )
            for name, phrases in players.items()
        ),
        *(
            Entry("family", name, _phrases(name, family.words), roles=family.roles)
            for name, family in families().items()
            if name not in players
        ),
        *(
            Entry("mood", mood, _phrases(mood, known[mood].words if mood in known else {}))
            for mood in sorted({*known, *(mood for genre in known_genres.values() for mood in genre.moods)})
        ),
        *(
            Entry("technique", name, _phrases(name, each.words))
            for name, each in techniques().items()
            if not each.keeps and not each.plays
        ),
    ), prefers_long=True)  # fmt: skip


def phrases_in(language: str) -> tuple[str, ...]:
    """What people write in `language` (`en`, `de` …) for what can be composed: whole phrases only, no endings
    left open, no plural of a phrase that is there."""
    tables = (
        *(genre.words for genre in genres().values()),
        *(instrument_words(name) for name in instruments()),
        *(family.words for family in families().values()),
        *(mood.words for mood in moods().values()),
        *(technique.words for technique in techniques().values()),
    )
    written = {phrase for words in tables for phrase in split_words(words.get(language, ""))}
    return without_plurals(sorted(phrase for phrase in written if not phrase.endswith("*")))


def without_plurals(phrases: Iterable[str]) -> tuple[str, ...]:
    """`phrases` without those that differ from another by a plural, or from an earlier one by a hyphen or an
    accent alone."""
    first: dict[str, str] = {}
    for phrase in phrases:
        first.setdefault("".join(word.text for word in tokens(phrase)), phrase)
    return tuple(
        phrase
        for key, phrase in first.items()
        if not any(key.endswith(end) and key.removesuffix(end) in first for end in _PLURALS)
    )


def _phrases(name: str, words: Words) -> tuple[str, ...]:
    written = (phrase for text in words.values() for phrase in split_words(text))
    return tuple(sorted({name, *words_taken().get(name, ()), *written}))


def _roles(name: str, used: set[str]) -> tuple[str, ...]:
    """What an instrument can take: its family's usual roles, then those that genres use it for."""
    usual = families()[instruments()[name].family].roles
    return tuple(dict.fromkeys((*usual, *(role for role in ROLES if role in used))))
