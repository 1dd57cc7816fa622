"""Clips are found by words in any script, and by what hosts count."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.library import Library, Query, Range, Sort, Values
from bridge.library.query_text import parse
from bridge.library.schema import MIGRATIONS, prepare
from bridge.library.search_text import indexed, match_expression, words_of
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key
from tests.support.library import drawn, job

PROMPTS = (
    "Bossa nova with electric guitar", "dub techno, late night", "Café müzik — sazlı", "雨の夜のジャズピアノ",
    "тёплый ламповый бас", "เพลงช้า กีตาร์", "हिन्दी ताल", "גיטרה חשמלית",
)  # fmt: skip


@pytest.fixture
def shelf(library: Library) -> Library:
    """One clip for each prompt, without files, a minute apart from 1970 on."""
    now_s = [0.0]
    library._clock = lambda: now_s[0]
    for number, prompt in enumerate(PROMPTS):
        now_s[0] = 60.0 * number
        order = job(
            prompt=prompt, seed=number, tempo_bpm=100.0 + number, bars=1 + number % 2,
            key=Key(number, "minor") if number else None, model=f"model {number % 3}",
        )  # fmt: skip
        clip = Clip(
            job=order, path=library.export_folder / f"clip-{number}.wav", frames=1, rate_hz=8_000,
            peak_dbfs=-1.0, seam=0.1, grid="exact",
        )  # fmt: skip
        library.add([clip])
    return library


def numbers(library: Library, **asked: Any) -> list[int]:
    return [found.clip.job.seed for found in library.search(Query(**{"missing": None, **asked}))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("guitar", [0]), ("GUIT", [0]), ("ｇｕｉｔａｒ", [0]), ("nova bossa", [0]), ("bossa techno", []),
        ("uitar", []), ("cafe muzik", [2]), ("CAFÉ", [2]), ("夜", [3]), ("ピアノ", [3]), ("ヒアノ", []),
        ("夜雨", []), ("тёплый", [4]), ("теплый бас", [4]), ("ламп", [4]), ("กีตาร์", [5]), ("กีต", [5]),
        ("हिन्दी", [6]), ("ताल", [6]), ("גיטרה", [7]), ("clip", [7, 6, 5, 4, 3, 2, 1, 0]), ("clip-3", [3]),
        ("", [7, 6, 5, 4, 3, 2, 1, 0]), ("  ", [7, 6, 5, 4, 3, 2, 1, 0]), ("🎸", []), ('"', []), ("*", []),
        ('guitar" OR "techno', []), ("guitar NOT nova", []), ("words:guitar", []), ("NEAR(bossa nova)", []),
    ],
)  # fmt: skip
def test_words_find_what_has_them(shelf: Library, words: str, expected: list[int]) -> None:
    assert numbers(shelf, words=words) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"tempos_bpm": (Range(103, 104),)}, [4, 3]),
        ({"tempos_bpm": (Range(None, 100), Range(106.5, None))}, [7, 0]),
        ({"keys": (Key(3, "minor"),)}, [3]),
        ({"keys": (Key(3, "major"),)}, []),
        ({"keys": (Key(3, "minor"), None)}, [3, 0]),
        ({"bars": (Range(2, 2),), "limit": 2}, [7, 5]),
        ({"bars": (Range(2, 9),), "limit": 2, "offset": 2}, [3, 1]),
        ({"bars": (Range(1e30, None),)}, []),
        ({"models": ("model 1",)}, [7, 4, 1]),
        ({"models": ("MODEL 1", "model_2")}, [7, 4, 1]),
        ({"made_s": (Range(60, 180),)}, [2, 1]),
        ({"words": "clip", "bars": (Range(1, 1),), "tempos_bpm": (Range(None, 102),)}, [2, 0]),
        ({"tags": ("set 1",)}, []),
        ({"tags": ("🎸",)}, []),
        ({"missing": False}, []),
        ({"limit": 0}, []),
        ({"limit": -1}, []),
        ({"limit": 10**30, "offset": -5, "favourite": True}, []),
        ({"tempos_bpm": (Range(math.nan, math.inf),)}, []),
    ],
)
def test_filters_narrow(shelf: Library, asked: dict[str, Any], expected: list[int]) -> None:
    assert numbers(shelf, **asked) == expected


def test_tags_and_takes_from_before_are_found_too(shelf: Library) -> None:
    shelf.tag("clip-1", ["deep house", "dub"])
    takes = [job(prompt='"count":1,', count=2, take=take) for take in (0, 1)]
    shelf.add([drawn(each, shelf.export_folder / f"take {each.take}.wav") for each in takes])
    known = shelf.takes()
    assert len({batch for _, batch, _ in known}) == 1 and [number for number, *_ in known] == [9, 10]
    for statement in (
        "UPDATE contents SET words = replace(words, char(57344), '')",
        "DROP INDEX clips_with_tags",
        "DROP INDEX clips_in_batches",
        "ALTER TABLE clips DROP COLUMN batch",
        "ALTER TABLE trash DROP COLUMN batch",
        f"PRAGMA user_version = {len(MIGRATIONS) - 2}",
    ):
        shelf._connection.execute(statement)
    assert numbers(shelf, tags=("deep house",)) == []
    prepare(shelf._connection, shelf.database)
    assert numbers(shelf, tags=("deep house",)) == numbers(shelf, tags=("dub",)) == [1]
    assert shelf.takes() == known


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(), model=st.text())
def test_any_text_can_be_asked_for(shelf: Library, words: str, model: str) -> None:
    numbers(shelf, words=words)
    numbers(shelf, models=(model,))
    numbers(shelf, tags=(model,))


def test_the_longest_search_is_answered(shelf: Library) -> None:
    letters = [chr(0x4E00 + number) for number in range(490)]
    for text in (" ".join(letters), f"tag:{','.join(letters)}", f"model:{','.join(letters)}"):
        assert shelf.search(parse(text, datetime.date(2026, 11, 29))) == ()


def test_a_range_that_is_open_at_both_ends_narrows_nothing(shelf: Library) -> None:
    assert len(numbers(shelf, tempos_bpm=(Range(), Range(1, 2)))) == len(PROMPTS)


def test_a_tag_is_found_whole(shelf: Library) -> None:
    for name, tags in (("clip-1", ["Dub"]), ("clip-2", ["dubstep", "Deep House"]), ("clip-3", ["dub", "夜"])):
        shelf.tag(name, tags)
    assert numbers(shelf, tags=("dub",)) == [3, 1]
    assert numbers(shelf, tags=("deep house",)) == numbers(shelf, words="clip", tags=("Dubstep",)) == [2]
    assert numbers(shelf, tags=("dub", "夜")) == [3] and numbers(shelf, tags=("house",)) == []
    assert numbers(shelf, words="dub") == [3, 2, 1]  # in no prompt but the second's
    shelf.tag("clip-3", [])
    assert numbers(shelf, tags=("dub",)) == [1]
    assert shelf.values() == Values(
        keys=tuple(Key(tonic, "minor") for tonic in range(1, 8)),
        bars=(1, 2),
        models=("model 0", "model 1", "model 2"),
        tags=("Deep House", "Dub", "dubstep"),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=st.text(max_size=60), data=st.data())
def test_what_was_written_is_found_by_its_words_and_their_beginnings(
    library: Library, prompt: str, data: st.DataObject
) -> None:
    prompt = prompt.encode("utf-8", "replace").decode()
    clip = Clip(
        job=job(prompt=prompt), path=library.export_folder / "a.wav", frames=1, rate_hz=8_000,
        peak_dbfs=-1.0, seam=0.1, grid="exact",
    )  # fmt: skip
    library.add([clip])
    words = ["".join(tokens) for tokens in words_of(prompt)]
    for word in words:
        assert prompt in [found.clip.job.prompt for found in library.search(Query(words=word, missing=None))]
    if words:
        first, *rest = data.draw(st.sampled_from(words_of(prompt)))
        beginning = first if rest else first[: data.draw(st.integers(1, len(first)))]
        hits = library.search(Query(words=beginning, missing=None, limit=10_000))
        assert not words_of(beginning) or prompt in [found.clip.job.prompt for found in hits]


@given(st.text())
def test_tokens_hold_nothing_that_a_query_could_trip_over(text: str) -> None:
    for word in words_of(text):
        for token in word:
            assert token and not set(token) & set(' "*:^()+-\0\n')
    assert (match_expression(text) is None) == (indexed(text) == "")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.NEWEST, [7, 6, 5, 4, 3, 2, 1, 0]),
        (Sort.OLDEST, [0, 1, 2, 3, 4, 5, 6, 7]),
        (Sort.NAME, [0, 1, 2, 3, 4, 5, 6, 7]),
        (Sort.TEMPO, [0, 1, 2, 3, 4, 5, 6, 7]),
        (Sort.KEY, [1, 3, 2, 4, 6, 5, 7, 0]),  # C#m, D#m, Dm, Em, F#m, Fm, Gm, none
        (Sort.BARS, [6, 4, 2, 0, 7, 5, 3, 1]),
    ],
)
@pytest.mark.parametrize("words", ["", "clip"])
def test_a_list_comes_in_the_order_asked_for(
    shelf: Library, sort: Sort, expected: list[int], words: str
) -> None:
    order = shelf.numbers(Query(words=words, missing=None, limit=1, offset=3), sort)
    rows = shelf.numbered(order)
    assert [rows[number].clip.job.seed for number in order] == expected
    assert list(shelf.numbers(Query(words='"', missing=None), sort)) == []


def test_rows_are_read_by_number_as_far_as_they_are_there(shelf: Library) -> None:
    order = shelf.numbers(Query(missing=None, bars=(Range(2, 2),)))
    many = [*order, *range(10_000, 12_000)]
    assert {number: found.clip.job.seed for number, found in shelf.numbered(many).items()} == dict(
        zip(order, [7, 5, 3, 1], strict=True)
    )
