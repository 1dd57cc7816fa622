"""Prompts asked before, and words offered while one is written."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from PyQt6.QtWidgets import QApplication

from bridge.prompts.entries import lexicon
from bridge.requests.presets import Preset
from tests.support.window.words import WORDS
from ui.common.vocabulary import completions, phrases_of, read_words, roll
from ui.request.history import MOST, History

prompts = st.lists(st.text(min_size=1, max_size=8), max_size=20)


def test_up_is_older_and_down_comes_back_to_the_draft() -> None:
    history = History(["one", "two"])
    assert history.newer() is None
    assert [history.older("draft"), history.older("two"), history.older("one")] == ["two", "one", None]
    assert [history.newer(), history.newer(), history.newer()] == ["two", "draft", None]


def test_writing_ends_leafing() -> None:
    history = History(["one", "two"])
    history.older("")
    history.edited()
    assert history.newer() is None
    assert history.older("mine") == "two"


@given(prompts, st.text(max_size=8))
def test_leafing_all_the_way_shows_each_prompt_once_newest_first(asked: list[str], draft: str) -> None:
    history = History()
    for each in asked:
        history.add(each)
    seen = []
    while (older := history.older(draft)) is not None:
        seen.append(older)
    assert seen == list(dict.fromkeys(reversed(asked)))
    back = []
    while (newer := history.newer()) is not None:
        back.append(newer)
    assert back == ([*seen[-2::-1], draft] if seen else [])


def test_it_forgets_the_oldest() -> None:
    history = History(str(number) for number in range(MOST + 5))
    history.add("new")
    assert len(history.prompts) == MOST
    assert history.prompts[-1] == "new"


def test_the_longest_end_of_what_is_written_is_completed() -> None:
    phrases = ("upright bass", "bass guitar", "jazz", "electric bass")
    assert completions("slow jazz with upri", phrases) == ("upri", ["upright bass"])
    assert completions("jazz, bass gu", phrases) == ("bass gu", ["bass guitar"])
    assert completions("BASS g", phrases) == ("BASS g", ["bass guitar"])
    assert completions("jazz", phrases) == ("", [])  # it is all there
    assert completions("j", phrases) == ("", [])
    assert completions("", phrases) == ("", [])


@given(st.text(max_size=30), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_what_is_offered_goes_on_from_what_is_written(written: str, phrases: list[str]) -> None:
    begun, found = completions(written, tuple(phrases))
    assert written.endswith(begun)
    assert all(each.lower().startswith(begun.lower()) for each in found)
    assert bool(begun) == bool(found)


def test_the_dice_speak_the_models_language() -> None:
    for seed in range(50):
        idea = roll(WORDS, random.Random(seed))
        assert "jazz" in idea and " with " in idea
        assert ("slap bass" in idea) is False  # of another genre
    assert roll(WORDS, random.Random(3)) == roll(WORDS, random.Random(3))


def test_the_dice_fall_back_on_presets_and_then_on_nothing() -> None:
    preset = Preset(title="A", genre="a", prompt="a drone", words="drone", tempo_bpm=60)
    assert roll(type(WORDS)(presets={"a": preset}, phrases=()), random.Random(1)) == "a drone"
    assert roll(type(WORDS)(presets={}, phrases=()), random.Random(1)) == ""


def test_names_come_before_what_people_call_them_and_no_patterns_come() -> None:
    offered = phrases_of(WORDS.presets, WORDS.entries, "en")
    assert offered.index("upright bass") < offered.index("acoustic bass")
    assert not any("*" in each for each in offered)
    assert "кон" not in "".join(offered)


def test_completions_are_in_the_language_of_the_window_and_have_no_plural_twice(qapp: QApplication) -> None:
    known = lexicon().entries
    offered = {language: phrases_of({}, known, language) for language in ("en", "de")}
    assert completions("wobb", offered["en"])[1] == ["wobble bass", "wobble", "wobbling bass", "wobbly bass"]
    assert "wobbelbas" not in [*offered["en"], *offered["de"]]
    assert {"wobbelbass", "klampfe"} <= set(offered["de"]) - set(offered["en"])


def test_the_shipped_presets_and_lexicon_are_read(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "broken.toml").write_text("title = ")
    words = read_words(folder)
    assert len(words.presets) > 30 and "broken" not in words.presets
    assert "upright bass" in words.phrases
