"""Every genre, instrument and mood can be asked for by name and in other words."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.casting import offered
from bridge.composing.genre_files import genres
from bridge.composing.instruments import families, instrument_words, instruments
from bridge.composing.roles import ROLES
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_lexicon
from bridge.prompts.entries import lexicon, moods
from bridge.prompts.lexicon import Entry, Lexicon, format_prompt
from bridge.prompts.parser import PromptParser
from bridge.vocabulary.prompts import ParsedPrompt

LEXICON = lexicon()
PARSER = PromptParser(LEXICON)
MOODS = sorted({mood for style in genres().values() for mood in style.moods})
PLAYED = sorted({*instruments(), *families()})


def _is_foreign(phrase: str) -> bool:
    return not phrase.isascii()


def test_everything_composed_has_an_entry() -> None:
    names = {kind: [e.name for e in LEXICON.entries if e.kind == kind] for kind in ("genre", "mood")}
    assert {kind: sorted(found) for kind, found in names.items()} == {
        "genre": sorted(genres()),
        "mood": sorted(moods()),
    }
    played = Counter(e.name for e in LEXICON.entries if e.kind in ("instrument", "family"))
    assert played == Counter(PLAYED)


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: f"{entry.kind} {entry.name}")
def test_entries_are_rich(entry: Entry) -> None:
    assert entry.name in entry.phrases
    assert entry.phrases == tuple(sorted(set(entry.phrases)))
    assert len(entry.phrases) >= 5
    assert sum(_is_foreign(phrase) for phrase in entry.phrases) >= 2 or entry.kind == "technique"
    assert all(phrase.find("*") in (-1, len(phrase) - 1) for phrase in entry.phrases)


def test_every_instrument_and_mood_has_words() -> None:
    assert all(instrument_words(name) for name in instruments())
    assert set(MOODS) <= set(moods())
    assert all(family.words for name, family in families().items() if name not in instruments())


def test_the_files_say_what_the_starter_was_trained_to_hear() -> None:
    """Words may be added; then what was parsed counts in a clip's digest (`RenderJob.digest`)."""
    trained = read_lexicon(STARTER_FOLDER)
    known = {(e.kind, e.name): e for e in LEXICON.entries}
    for then in trained.entries:
        now = known[then.kind, then.name]
        assert set(then.phrases) <= set(now.phrases) and set(then.roles) <= set(now.roles)


def test_roles_cover_what_genres_use() -> None:
    roles = {e.name: e.roles for e in LEXICON.entries}
    for style in genres().values():
        assert all(role in roles[name] for role, names in offered(style).items() for name in names)
    assert all(set(found) <= set(ROLES) for found in roles.values())


def test_families_of_instruments_are_canonical() -> None:
    assert {entry.family for entry in instruments().values()} <= set(families())
    assert instruments()["flute"].family == "woodwind"
    assert instruments()["hand percussion"].family == "percussion"


def test_as_json_it_is_stable_small_and_complete() -> None:
    written = msgspec.json.encode(LEXICON)
    assert written == msgspec.json.encode(lexicon())
    assert len(written) < 125_000
    assert msgspec.json.decode(written, type=Lexicon) == LEXICON


@pytest.mark.parametrize("name", PLAYED)
def test_each_instrument_is_heard_by_name(name: str) -> None:
    assert PARSER.parse(name).instruments == (name,)


@settings(max_examples=300)
@given(
    genre=st.sampled_from([None, *genres()]),
    instruments=st.lists(st.sampled_from(PLAYED), max_size=4, unique=True),
    moods=st.lists(st.sampled_from(MOODS), max_size=2, unique=True),
    data=st.data(),
)
def test_what_is_told_is_heard(
    genre: str | None, instruments: list[str], moods: list[str], data: st.DataObject
) -> None:
    roles = {entry.name: entry.roles for entry in LEXICON.entries}
    free = [role for role in ROLES if not any(role in roles[name] for name in instruments)]
    without = data.draw(st.sets(st.sampled_from(free))) if free else set()
    heard = ParsedPrompt(
        genre,
        tuple(instruments),
        tuple(role for role in ROLES if role in without),
        tuple(moods),
        genre_sha256=genres()[genre].sha256 if genre else "",
    )
    assert PARSER.parse(format_prompt(heard)) == heard
    assert PARSER.parse(format_prompt(heard, 120.0)) == heard
