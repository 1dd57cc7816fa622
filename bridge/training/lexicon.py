"""The lexicon of what is composed: the tables of genres and instruments, and what people call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from msgspec import structs

from bridge.composing.families import FAMILY_ROLES, family_name
from bridge.composing.genres import GENRES, Genre
from bridge.composing.instruments import INSTRUMENTS, Instrument
from bridge.composing.roles import ROLES
from bridge.prompts.lexicon import Entry, Lexicon
from bridge.prompts.phrasebook import singular
from bridge.prompts.tokens import tokens
from bridge.training.words.genres import GENRE_WORDS
from bridge.training.words.instruments import FAMILY_WORDS, INSTRUMENT_WORDS
from bridge.training.words.moods import MOOD_WORDS

# Words too broad for one instrument, or that mean something else more often.
_TOO_BROAD = frozenset({"vibes", "ep", "wooden mallets", "voices", "percussion", "drums", "bells"})


def build_lexicon() -> Lexicon:
    """Everything that can be composed, by every name that the tables know. Always the same."""
    moods = sorted({mood for style in GENRES.values() for mood in style.moods})
    instruments = [_instrument(entry) for entry in INSTRUMENTS.values()]
    uses = Counter(phrase for entry in instruments for phrase in entry.phrases)
    return Lexicon((
        *(_genre(style, moods) for style in GENRES.values()),
        # Where an instrument is at home matters only to those that share a phrase.
        *(
            entry if any(uses[phrase] > 1 for phrase in entry.phrases) else structs.replace(entry, genres=())
            for entry in instruments
        ),
        *(_family(name) for name in FAMILY_ROLES if name not in INSTRUMENTS),
        *(Entry("mood", mood, _phrases(mood, words=MOOD_WORDS.get(mood, ""))) for mood in moods),
    ))  # fmt: skip


def _genre(style: Genre, moods: Collection[str]) -> Entry:
    """A genre under all its names but those that are a mood and another: the mood is heard as well."""
    phrases = _phrases(style.name, style.synonyms, GENRE_WORDS.get(style.name, ""))
    return Entry(
        "genre",
        style.name,
        tuple(
            phrase
            for phrase in phrases
            if phrase == style.name
            or not any(phrase.startswith(f"{m} ") and phrase.removeprefix(f"{m} ") in phrases for m in moods)
        ),
    )


def _instrument(instrument: Instrument) -> Entry:
    name = instrument.name
    words = (word for word in instrument.words if word not in _TOO_BROAD)
    told = INSTRUMENT_WORDS.get(name, "") + "," + FAMILY_WORDS.get(name, "")
    uses = [
        (style.name, role)
        for style in GENRES.values()
        for role, names in _uses(style).items()
        if name in names
    ]
    roles = (role for role in ROLES if any(role == used for _, used in uses))
    return Entry(
        "instrument",
        name,
        _phrases(name, words, told),
        roles=tuple(dict.fromkeys((*FAMILY_ROLES[family_name(instrument)], *roles))),
        genres=tuple(sorted({genre for genre, _ in uses})),
    )


def _family(name: str) -> Entry:
    return Entry("family", name, _phrases(name, words=FAMILY_WORDS.get(name, "")), roles=FAMILY_ROLES[name])


def _uses(style: Genre) -> dict[str, tuple[str, ...]]:
    """The instruments that a genre has for each role."""
    percussion = (style.percussion_kit,)
    return dict(
        zip(ROLES, (style.kits, percussion, style.basses, style.keys, style.pads, style.leads), strict=True)
    )


def _phrases(name: str, more: Iterable[str] = (), words: str = "") -> tuple[str, ...]:
    """All of them, sorted; of those that are heard alike the name, else the one with most spaces.

    `words` holds phrases between commas or line ends.
    """
    listed = (phrase.strip().casefold() for phrase in words.replace("\n", ",").split(","))
    alike: dict[str, str] = {}
    for phrase in sorted({*more, *(phrase for phrase in listed if phrase)}):
        key = "".join(singular(word.text) for word in tokens(phrase)) + "*" * phrase.endswith("*")
        alike[key] = max(alike.get(key, phrase), phrase, key=lambda kept: (kept == name, kept.count(" ")))
    return tuple(sorted({name, *alike.values()}))
