"""Typed figures are found in every language, and numbers that count something else are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.prompts.figures import read_figures
from bridge.typed_toml import read_toml

TABLE = read_toml(Path(__file__).with_name("figures.toml"))
PHRASINGS = [(prompt, said) for table in TABLE.values() for prompt, said in table.items()]


def test_the_table_is_wide() -> None:
    assert len(PHRASINGS) >= 200
    assert len({language for language in TABLE if "_" not in language}) >= 6


@pytest.mark.parametrize(("prompt", "said"), PHRASINGS)
def test_figures_are_read_as_they_are_meant(prompt: str, said: str) -> None:
    assert read_figures(prompt).figures.words == said


@pytest.mark.parametrize("prompt", ["900 bpm", "200 bars of dub"])
def test_a_figure_that_cannot_be_used_is_named(prompt: str) -> None:
    [sentence] = read_figures(prompt).figures.refused
    assert sentence.startswith(" ".join(prompt.split()[:2]))


@given(st.text(max_size=80))
def test_any_text_can_be_read_and_keeps_its_places(prompt: str) -> None:
    read = read_figures(prompt)
    assert read_figures(read.rest).figures.tempo_bpm is None or read.figures.tempo_bpm is not None


@given(st.integers(40, 240), st.sampled_from("ABCDEFG"), st.integers(1, 64))
def test_figures_are_read_in_any_order_beside_other_words(tempo: int, note: str, bars: int) -> None:
    parts = [f"{tempo} bpm", f"{note} minor", f"{bars} bars", "6/8", "warm house"]
    whole = ", ".join(parts)
    assert read_figures(whole).figures == read_figures(", ".join(reversed(parts))).figures
    assert read_figures(whole).rest.replace(",", "").split() == ["warm", "house"]


@pytest.mark.parametrize(
    ("prompt", "rest"),
    [
        ("rhodes in 7/8 time signature", "rhodes"),
        ("im 3/4-Takt Klavier", "Klavier"),
        ("jazz 3/4拍", "jazz"),
        ("3/4 beat", "beat"),
        ("4/4 timeless", "timeless"),
    ],
)
def test_the_noun_of_a_meter_is_read_with_it(prompt: str, rest: str) -> None:
    assert read_figures(prompt).rest.strip() == rest
