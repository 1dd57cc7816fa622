"""Prompts are heard: genres, instruments, moods and absence, in many languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.roles import ROLES
from bridge.prompts.entries import lexicon
from bridge.prompts.lexicon import Entry, Lexicon, format_prompt
from bridge.prompts.parser import PromptParser, parser_for
from bridge.vocabulary.prompts import ParsedPrompt

PARSER = PromptParser(lexicon())
NO_DRUMS = ("drums", "percussion")
WORDS = (
    "no",
    "drums",
    "only",
    "house",
    "and",
    "or",
    "with",
    ",",
    "bass",
    "piano",
    "dark",
    "w/o",
    "なし",
    "free",
)


def _but(*roles: str) -> tuple[str, ...]:
    return tuple(role for role in ROLES if role not in roles)


@pytest.mark.parametrize(
    "prompt, genre, instruments, without",
    [
        ("dreamy Rhodes over lazy boom-bap, no drums", "boom bap", ("electric piano",), NO_DRUMS),
        ("Techno mit Akkordeon", "techno", ("accordion",), ()),
        ("bossa nova con guitarra de nailon", "bossa nova", ("nylon guitar",), ()),
        ("house sans batterie", "house", (), NO_DRUMS),
        ("ohne Schlagzeug und Bass, Ambient mit Flöte", "ambient", ("flute",), (*NO_DRUMS, "bass")),
        ("ambient sans basse ni batterie", "ambient", (), (*NO_DRUMS, "bass")),
        ("reggae senza batteria, con organo", "reggae", ("organ",), NO_DRUMS),
        ("samba sem bateria, só com violão", "samba", ("nylon guitar",), _but("chords", "lead")),
        ("techno zonder drums, met orgel", "techno", ("organ",), NO_DRUMS),
        ("jazz z fortepianem bez perkusji", "jazz swing", ("piano",), NO_DRUMS),
        ("эмбиент с пианино без ударных", "ambient", ("piano",), NO_DRUMS),
        ("レゲエ、ドラムなし、オルガンとベース", "reggae", ("organ", "bass"), NO_DRUMS),
        ("没有鼓的低保真嘻哈，钢琴", "lo-fi hip hop", ("piano",), NO_DRUMS),
        ("悲しいピアノだけ", None, ("piano",), _but("chords", "lead")),
        ("nur Klavier", None, ("piano",), _but("chords", "lead")),
        ("solo chitarra e basso", None, ("guitar", "bass"), _but("chords", "lead", "bass")),
    ],
)
def test_in_many_languages(
    prompt: str, genre: str | None, instruments: tuple[str, ...], without: tuple[str, ...]
) -> None:
    heard = PARSER.parse(prompt)
    assert (heard.genre, heard.instruments, heard.without) == (genre, instruments, without)
    assert heard.unknown == ()


@pytest.mark.parametrize(
    "prompt, genre, instruments",
    [
        ("drum & bass with sub", "drum and bass", ("sub bass",)),
        ("d'n'b", "drum and bass", ()),
        ("drum'n'bass", "drum and bass", ()),
        ("drums and bass", None, ("drums", "bass")),
        ("double bass", None, ("upright bass",)),
        ("house organ", None, ("house organ",)),
        ("house with organ", "house", ("organ",)),
        ("acid house with 303", "house", ("acid bass",)),
        ("dub techno", "techno", ()),
        ("ambient techno", "techno", ()),
        ("bossa nova with jazz guitar", "bossa nova", ("jazz guitar",)),
        ("bossa nova with jazz piano", "bossa nova", ("piano",)),
        ("metal with electric guitar", "metal", ("overdriven guitar",)),
        ("trap with a drum machine", "trap", ("808 kit",)),
        ("trap drums", "trap", ("808 kit",)),
        ("808 trap", "trap", ("808 bass",)),
        ("LOFI", "lo-fi hip hop", ()),
        ("lo fi", "lo-fi hip hop", ()),
        ("strings", None, ("strings",)),
        ("pop", "synth-pop", ()),
        ("soul", "soul", ()),
        ("jazzpiano", "jazz swing", ("piano",)),
        ("two trumpets and pianos", None, ("trumpet", "piano")),
        ("phonk", "trap", ()),
        ("psytrance", "psytrance", ()),
        ("house and funk", "house", ()),
        ("chill house vibes", "house", ()),
    ],
)
def test_ambiguous_words(prompt: str, genre: str | None, instruments: tuple[str, ...]) -> None:
    heard = PARSER.parse(prompt)
    assert (heard.genre, heard.instruments, heard.unknown) == (genre, instruments, ())


@pytest.mark.parametrize(
    "prompt, without",
    [
        ("no drums just rhodes and bass", _but("bass", "chords", "lead")),
        ("house without drums, bass or chords", ("drums", "percussion", "bass", "chords")),
        ("house, no drums and a warm pad", NO_DRUMS),
        ("house, no percussion", ("percussion",)),
        ("breakdown, no melody", ("lead",)),
        ("techno, no beat", NO_DRUMS),
        ("drumless jazz", NO_DRUMS),
        ("jazz, drum-free", NO_DRUMS),
        ("no guitar, rock with piano", ()),
        ("rock, no guitar", ("chords", "lead")),
        ("house, no pads", ("pad",)),
        ("house, no vocals", ()),
        ("funk drum loop", _but("drums")),
        ("techno beat", _but("drums")),
        ("drum loop with piano", ()),
        ("drums and bass only", _but("drums", "bass")),
        ("a cappella gospel", _but("pad", "chords", "lead")),
        ("only chords, deep house", _but("chords")),
        ("piano, only at night", ()),
        ("saxophone solo over house", ()),
    ],
)
def test_absence(prompt: str, without: tuple[str, ...]) -> None:
    assert PARSER.parse(prompt).without == without


def test_the_negative_wins() -> None:
    assert PARSER.parse("warm flute and drums, no drums").instruments == ("flute",)
    assert PARSER.parse("not dark, warm").moods == ("warm",)


def test_moods_beside_genres_and_nearest_ones() -> None:
    assert PARSER.parse("uplifting trance").moods == ("uplifting",)
    assert PARSER.parse("sombre").moods == ("dark",)
    assert PARSER.parse("warm pad").moods == ()


def test_conditions_and_small_words_are_not_unknown() -> None:
    prompt = "Loop for my song in the key of F# minor, 4 bars, 120 BPM, playing a house style groove in Am"
    assert PARSER.parse(prompt) == ParsedPrompt("house")


def test_what_is_not_understood_is_told_as_written() -> None:
    heard = PARSER.parse("Zorblax-Quux house with glorpéd piano, Zorblax-Quux, no toms")
    assert heard.unknown == ("Zorblax-Quux", "glorpéd", "no toms")


def test_the_canonical_sentence() -> None:
    heard = ParsedPrompt("house", ("piano",), ("drums", "bass"), ("warm",))
    assert format_prompt(heard) == "house , piano , no drum kit , no bass , warm"
    told = format_prompt(ParsedPrompt("house", without=NO_DRUMS), 123.0)
    assert told == "house , no drums , no percussion , tempo 120"
    assert format_prompt(ParsedPrompt()) == ""


def test_a_lexicon_of_ones_own() -> None:
    words = Lexicon((Entry("genre", "polka", ("polka", "polk*")), Entry("mood", "odd", ("odd",))))
    assert parser_for(words).parse("odd Polkowy, no drums") == ParsedPrompt(
        "polka", moods=("odd",), unknown=("drums",)
    )


@settings(max_examples=300)
@given(st.text(max_size=200))
def test_any_text_is_heard(text: str) -> None:
    heard = PARSER.parse(text)
    assert set(heard.without) <= set(ROLES)
    format_prompt(heard)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS)))
def test_any_order_of_words_is_heard(words: list[str]) -> None:
    heard = PARSER.parse(" ".join(words))
    assert not {"drums", "bass"} & set(heard.instruments) & set(heard.without)
