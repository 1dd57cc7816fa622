"""Captions are short, varied, and claim nothing that is not in the score."""

import random
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.composer import compose
from bridge.composing.genre_files import genres
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.score import Score
from bridge.training import captions
from bridge.training.captions import caption

SEEDS = st.integers(0, 2**48)
GENERAL = {"percussion", "beat", "drum", "drums"}


def _remove(text: str, phrases: set[str]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(phrase)}\b", "·", text)
    return text


def _truths(score: Score) -> set[str]:
    """Every instrument word that may be said of `score`."""
    said: set[str] = set()
    for stem in score.stems:
        said |= {*stem.instrument.captions, *captions._FAMILIES.get(stem.instrument.family, ())}
        sounding = {note.pitch for note in stem.notes}
        if stem.instrument.is_kit:
            said |= GENERAL
            for names in (captions._PERCUSSION, captions._DETAILS):
                for piece, words in names.items():
                    said |= set(words) if PIECES[piece] in sounding else set()
    return said


def _all_words() -> set[str]:
    said = {word for instrument in instruments().values() for word in instrument.captions}
    for table in (captions._FAMILIES, captions._PERCUSSION, captions._DETAILS):
        said |= {word for words in table.values() for word in words}
    return said | GENERAL


@settings(max_examples=150)
@given(seed=SEEDS)
def test_captions_claim_only_what_sounds(seed: int) -> None:
    score = compose(seed)
    style = genres()[score.genre]
    text = caption(score, random.Random(seed)).lower()
    assert 2 <= len(text.split()) <= 20
    rest = re.sub(r"\b(no|without) (drums|bass|beat|melody)\b|\bdrumless\b", "·", text)
    rest = re.sub(r"\bfour on the floor (kick|drums)|\bpounding kick\b", "·", rest)
    shortened = {name.removesuffix(" groove").removesuffix(" music") for name in style.captions}
    rest = _remove(rest, _truths(score) | shortened | {style.name} | set(style.moods))
    false = [word for word in _all_words() if re.search(rf"\b{re.escape(word)}\b", rest)]
    assert not false, (text, rest, false)


@settings(max_examples=100)
@given(seed=SEEDS)
def test_absences_are_true(seed: int) -> None:
    score = compose(seed)
    text = caption(score, random.Random(seed)).lower()
    if re.search(r"\b(no drums|without drums|drumless|no beat)\b", text):
        assert not score.roles & {"drums", "percussion"}
    if re.search(r"\b(no|without) bass\b", text):
        assert "bass" not in score.roles
    if re.search(r"\b(beat, only drums|drums only, |no melody)\b", text):
        assert score.roles <= {"drums", "percussion"}
    elif re.search(r"\b(just|only)\b", text):
        assert len(score.stems) <= 2


def test_four_on_the_floor_is_said_of_nothing_else() -> None:
    for genre, may in (("house", True), ("boom bap", False)):
        score = compose(4, genre=genre, bars=2, roles=frozenset({"drums", "bass"}))
        said = " ".join(caption(score, random.Random(draw)) for draw in range(300))
        assert ("four on the floor" in said) is may


def test_captions_are_varied_and_repeatable() -> None:
    score = compose(11, genre="bossa nova", roles=frozenset({"drums", "bass", "chords"}))
    texts = [caption(score, random.Random(draw)) for draw in range(60)]
    assert len(set(texts)) > 40
    assert texts == [caption(score, random.Random(draw)) for draw in range(60)]
    assert sum(any(name in text.lower() for name in ("bossa", "brazil")) for text in texts) == 60


def test_percussion_alone_is_not_called_drums() -> None:
    score = compose(2, genre="samba", roles=frozenset({"percussion"}))
    for draw in range(40):
        assert "drum" not in caption(score, random.Random(draw)).lower()


def test_arpeggios_are_told_from_chords() -> None:
    told = {"arpeggiated": 0, "plain": 0}
    for seed in range(40):
        score = compose(seed, genre="trance", bars=1, roles=frozenset({"chords"}))
        starts = sorted(note.start_quarter for note in score.stems[0].notes)
        single = all(later - earlier > 0.1 for earlier, later in pairwise(starts))
        said = any("arpeggiated" in caption(score, random.Random(draw)) for draw in range(60))
        assert said is single or not said
        told["arpeggiated" if said else "plain"] += 1
    assert min(told.values()) > 0
