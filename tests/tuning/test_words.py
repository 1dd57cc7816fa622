from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadFile, BadRequest
from bridge.tuning.trigger import check_trigger
from bridge.tuning.words import (
    MAX_WORDS_BYTES,
    key_in_name,
    with_trigger,
    words_beside,
    words_of_name,
)
from bridge.vocabulary.music import Key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("latin\udce9 \x1b[2Jpiano", "latin 2Jpiano, 90 bpm, A minor"),
        ("dusty_piano_90bpm_Am", "dusty piano, 90 bpm, A minor"),
        ("Kit-02 (bpm172) loop", "Kit, 90 bpm, A minor"),
        ("BPM 93.5 F#min.final", "90 bpm, A minor"),
        ("808sub", "808sub, 90 bpm, A minor"),
    ],
)
def test_a_name_becomes_words(name: str, words: str) -> None:
    assert words_of_name(name, 90.2, Key.parse("Am")) == words


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("pad_F#m_120", "F#m"),
        ("Bb major strings", "Bb"),
        ("A day in Dm", "Dm"),
        ("a loop", None),
        ("E4", None),
    ],
)
def test_a_key_in_a_name_has_its_mode(name: str, key: str | None) -> None:
    assert key_in_name(name) == (key and Key.parse(key))


@given(st.text(max_size=60))
def test_any_name_has_words(name: str) -> None:
    key = key_in_name(name)
    assert words_of_name(name, 120.0, key).endswith(f"120 bpm, {key.words}" if key else "120 bpm")


def test_the_trigger_stands_once() -> None:
    assert with_trigger("mine", "dusty piano") == "mine, dusty piano"
    assert with_trigger("mine", "piano, Mine") == "piano, Mine"
    assert with_trigger("mine", "mined salt") == "mine, mined salt"
    assert with_trigger("", "piano") == "piano"
    assert with_trigger("mine", "") == "mine"


@pytest.mark.parametrize("word", ["", "my sound", "9th", "tape:0.7", "../mine", "x" * 41, "größe", "Aux"])
def test_a_trigger_is_one_plain_word(word: str) -> None:
    with pytest.raises(BadRequest):
        check_trigger(word)


def test_words_beside_a_sound(tmp_path: Path) -> None:
    sound, beside = tmp_path / "1.wav", tmp_path / "1.txt"
    assert words_beside(sound) == ""
    beside.write_text("\ufeff dusty\n piano \n", encoding="utf-8")
    assert words_beside(sound) == "dusty piano"
    beside.write_text("dusty\0 \x1b piano", encoding="utf-8")
    assert words_beside(sound) == "dusty piano"
    for wrong in (b"\xff\xfe", b"a" * (MAX_WORDS_BYTES + 1)):
        beside.write_bytes(wrong)
        with pytest.raises(BadFile):
            words_beside(sound)
