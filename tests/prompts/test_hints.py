"""What is taken instead is named, and so is the word that a typing error is nearest to."""

from __future__ import annotations

import pytest

from bridge.composing.genre_files import added_genres, shipped_genres
from bridge.composing.instruments import instruments
from bridge.prompts.brief import read_brief
from bridge.prompts.entries import lexicon
from bridge.prompts.hints import hints, nearest
from bridge.prompts.parser import PromptParser
from bridge.prompts.small_words import split_words
from bridge.prompts.substitutes import FILE
from bridge.typed_toml import read_toml

PARSER = PromptParser(lexicon())


def said(prompt: str) -> list[str]:
    return list(hints(prompt, read_brief(PARSER, prompt).parsed))


@pytest.mark.parametrize(
    ("prompt", "sentence"),
    [
        ("gamelan", "Gamelan isn't available; using marimba instead."),
        ("phonk, 130 bpm", "Phonk isn't available; using trap instead."),
        ("soft taiko", "Taiko isn't available; using power kit instead."),
        ("pinao", "Ignored pinao. Did you mean piano?"),
        ("kazoo", "Ignored (not known): kazoo."),
        ("pianno", "Ignored pianno. Did you mean piano?"),
        ("house with saxaphone", "Ignored saxaphone. Did you mean saxophone?"),
        ("vibrapone", "Ignored vibrapone. Did you mean vibraphone?"),
        ("lofi with vinyl crackle", "Ignored (not known): vinyl crackle."),
        ("like Punk, filter house", "Ignored (not known): Punk, filter."),
    ],
)
def test_what_was_taken_is_said(prompt: str, sentence: str) -> None:
    assert said(prompt) == [sentence]


@pytest.mark.parametrize(
    "prompt", ["house with piano", "no gamelan, house", "", "warm Rhodes", "no tape hiss"]
)
def test_nothing_is_said_where_nothing_was_taken(prompt: str) -> None:
    assert said(prompt) == []


def test_a_genre_that_is_named_goes_before_one_that_stands_in() -> None:
    prompts = ("like Daft Punk, filter house", "house, a bit punk", "ska, grunge", "punk")
    assert [PARSER.parse(prompt).genre for prompt in prompts] == ["house", "house", "reggae", "rock"]


def test_short_and_distant_words_have_no_neighbour() -> None:
    assert nearest("ab") is None and nearest("zzzzzzzz") is None


def test_each_substitute_is_understood_as_what_it_names() -> None:
    tables = read_toml(FILE)
    assert {*tables["genres"], *tables["artists"]} <= {*shipped_genres(), *added_genres()}
    assert set(tables["instruments"]) <= set(instruments())
    unlike = [
        (phrase, name)
        for key, table in tables.items()
        if key != "unheard"
        for name, text in table.items()
        for phrase in split_words(text)
        if not (parsed := PARSER.parse(phrase)).unknown and name not in (parsed.genre, *parsed.instruments)
    ]
    assert unlike == []
