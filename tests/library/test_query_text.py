"""The language of the search field."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.library import Query, Range, Values
from bridge.library.query_edits import completions, offered, values_of, with_values
from bridge.library.query_text import FIELDS, MAX_CHARACTERS, SearchError, parse, terms
from bridge.vocabulary.music import KEYS, Key

TODAY = datetime.date(2026, 11, 29)
A_MINOR, DAY_S = Key(9, "minor"), 86_400.0
VALUES = Values(keys=(A_MINOR,), bars=(2, 4), models=("starter",), tags=("drums", "Deep House"))


def day_s(*day: int) -> float:
    return datetime.datetime(*day).timestamp()  # type: ignore[arg-type]


def asked(text: str) -> dict[str, Any]:
    """What `text` looks for, without what it doesn't narrow."""
    query, all = parse(text, TODAY), Query(missing=None)
    return {
        name: value for name, value in msgspec.structs.asdict(query).items() if value != getattr(all, name)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("dub organ", {"words": "dub organ"}),
        ('"dub organ" http://x a:b', {"words": "dub organ http://x a:b"}),
        ("tempo:120", {"tempos_bpm": (Range(119.5, 120.5),)}),
        ("tempo: 120 bpm house", {"words": "house", "tempos_bpm": (Range(119.5, 120.5),)}),
        ("BPM=130-120", {"tempos_bpm": (Range(120, 130),)}),
        ("tempo:120..130,90–", {"tempos_bpm": (Range(120, 130), Range(90, None))}),
        ("tempo:<=100 tempo:>=140", {"tempos_bpm": (Range(None, 100), Range(140, None))}),
        ("key:Am", {"keys": (A_MINOR,)}),
        ("key:A minor blues", {"words": "blues", "keys": (A_MINOR,)}),
        ('key: am,"Bb major"', {"keys": (A_MINOR, Key(10, "major"))}),
        ("tonart:a-Moll", {"keys": (A_MINOR,)}),
        ("key:none", {"keys": (None,)}),
        ("key:minor", {"keys": tuple(key for key in KEYS if key.mode == "minor")}),
        ("bars:4 bars:8", {"bars": (Range(4, 4), Range(8, 8))}),
        ("model:starter", {"models": ("starter",)}),
        ('tag:drums tag:"deep house"', {"tags": ("drums", "deep house")}),
        ("is:favourite is:missing", {"favourite": True, "missing": True}),
        ("date:today", {"made_s": (Range(day_s(2026, 11, 29), day_s(2026, 11, 30)),)}),
        ("date:gestern", {"made_s": (Range(day_s(2026, 11, 28), day_s(2026, 11, 29)),)}),
        ("date:week", {"made_s": (Range(day_s(2026, 11, 23), day_s(2026, 11, 30)),)}),
        ("date:2w", {"made_s": (Range(day_s(2026, 11, 16), day_s(2026, 11, 30)),)}),
        ("date:2026-02", {"made_s": (Range(day_s(2026, 2, 1), day_s(2026, 3, 1)),)}),
        ("date:2026", {"made_s": (Range(day_s(2026, 1, 1), day_s(2027, 1, 1)),)}),
        ("date:>2026-11-01", {"made_s": (Range(day_s(2026, 11, 2), None),)}),
        ("date:2026-11-01..yesterday", {"made_s": (Range(day_s(2026, 11, 1), day_s(2026, 11, 29)),)}),
        ("tempo: key: tag:", {}),
    ],
)  # fmt: skip
def test_a_text_says_what_is_looked_for(text: str, expected: dict[str, Any]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tempo:fast", "“fast” isn't a tempo. Use 120, 120-130 or >120."),
        ("key:H", "“H” isn't a key. Use Am, F#, Bb minor, minor, major or none."),
        ("bars:many", "“many” isn't a number of bars. Use 4, 2-8 or >4."),
        ("is:loud", "“loud” isn't a state. Use favourite or missing."),
        ("tag:🎸", "“🎸” isn't a tag. Use letters or digits."),
        ("date:2026-13", "“2026-13” isn't a date. Use today, yesterday"),
        ("date:9999", "“9999” isn't a date."),
        ("date:9999y", "“9999y” isn't a date."),
        ("date:..", "“..” isn't a date."),
        (f"date:{'..' * 400}", "“"),
        ("tmpo:120", "“tmpo:” is unknown. Did you mean tempo:?"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(SearchError) as error:
        parse(text, TODAY)
    assert str(error.value).startswith(sentence)


def test_a_search_is_bounded_and_says_each_value_once() -> None:
    with pytest.raises(BadRequest, match="too long"):
        parse("a" * (MAX_CHARACTERS + 1), TODAY)
    assert len(parse("key:minor,min,moll,Am", TODAY).keys) == 12


PIECES = (*(f"{name}:" for name in FIELDS), *'",-> ', "120", "Am", "drums", "..", "today")
TEXTS = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


@settings(max_examples=50)
@given(TEXTS)
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for term in terms(text):
        assert text[term.begin : term.end].strip()
    try:
        parse(text, TODAY)
    except SearchError as error:
        assert str(error).endswith((".", "?"))


@settings(max_examples=50)
@given(text=TEXTS, field=st.sampled_from(sorted(FIELDS)), data=st.data())
def test_what_is_written_into_a_text_is_read_from_it(text: str, field: str, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from([str(each) for each in offered(field, VALUES)]))
    written = with_values(text, field, value)
    assert values_of(written, field) == [value]
    assert values_of(with_values(written, field), field) == []
    parse(with_values("", field, value), TODAY)


@settings(max_examples=50)
@given(words=st.sampled_from(["", "dub", "warm dub"]), data=st.data())
def test_other_fields_stay_as_they_are(words: str, data: st.DataObject) -> None:
    text, said = words, {}
    for field in data.draw(st.permutations(sorted(FIELDS))):
        values = st.lists(st.sampled_from([str(each) for each in offered(field, VALUES)]), max_size=2)
        said[field] = data.draw(values)
        text = with_values(text, field, *said[field])
    gone = data.draw(st.sampled_from(sorted(FIELDS)))
    left = with_values(text, gone)
    assert {field: values_of(left, field) for field in FIELDS} == {**said, gone: []}
    assert parse(left, TODAY).words == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dub te", ["dub tempo:"]),
        ("ta", ["tag:"]),
        ("key:", ["key:Am", "key:minor", "key:major", "key:none"]),
        ("dub tag:d", ["dub tag:drums", 'dub tag:"Deep House"']),
        ("tag:drums,", ['tag:drums,"Deep House"']),
        ("bars:2", []),
        ("date:to", ["date:today"]),
        ("dub ", []),
        ("", []),
    ],
)
def test_the_last_word_is_completed(text: str, expected: list[str]) -> None:
    assert completions(text, VALUES) == expected
