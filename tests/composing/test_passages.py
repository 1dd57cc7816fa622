"""A loop that is filled or extended from its score keeps its other notes, and goes on as it was composed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.composing.passages import passages_of
from bridge.composing.score import Note, Score
from bridge.composing.scoring import score_of
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, RenderJob, SourceAudio
from bridge.vocabulary.prompts import ParsedPrompt, Shape
from tests.support.factories import job

TRIO = ParsedPrompt("house", ("piano",), ("pad", "percussion"), edition=1)
SOURCE = SourceAudio(path="clip.wav", sha256="0" * 64)


def played(**changes: Any) -> RenderJob:
    return job(**{"guide": "played", "strength": 0.0, "parsed": (TRIO,), **changes})


def after(clip: RenderJob, **changes: Any) -> RenderJob:
    settled = {"source": SOURCE, "source_score": passages_of(clip), "bars": clip.bars}
    return played(**{**settled, **changes})


def notes(of: RenderJob | Score, begin: float, end: float) -> set[tuple[str, float, int]]:
    score = of if isinstance(of, Score) else score_of(of)
    assert score is not None
    return {
        (stem.role, round(note.start_quarter - begin, 6), note.pitch)
        for stem in score.stems
        for note in stem.notes
        if begin <= note.start_quarter + 0.1 < end
    }


def test_a_fill_is_a_new_take_of_the_same_score() -> None:
    clip = played(bars=4)
    filled = after(clip, seed=99, gap=InpaintSpan(8.0, 12.0))
    assert notes(filled, 0, 8) == notes(clip, 0, 8) and notes(filled, 12, 16) == notes(clip, 12, 16)
    assert notes(filled, 8, 12) != notes(clip, 8, 12)
    whole, new = score_of(clip), score_of(filled)
    assert whole and new
    assert [(stem.role, stem.instrument) for stem in new.stems] == [
        (stem.role, stem.instrument) for stem in whole.stems
    ]
    assert (new.genre, new.key, new.swing, new.tempo_bpm) == (
        whole.genre, whole.key, whole.swing, whole.tempo_bpm
    )  # fmt: skip
    # What plays the beat plays most of it again.
    first, second = (
        {round(at, 1) for role, at, pitch in notes(each, 8, 12) if (role, pitch) == ("drums", 36)}
        for each in (clip, filled)
    )
    assert first <= second


def test_an_extension_goes_on_and_each_round_is_a_take_of_its_own() -> None:
    clip = played(bars=2)
    extended = after(clip, seed=99, bars=7, source_bars=2)
    assert notes(extended, 0, 8) == notes(clip, 0, 8)
    rounds = [notes(extended, begin, begin + 8) for begin in (12, 20)]
    assert rounds[0] != rounds[1] and notes(clip, 0, 8) not in rounds
    # It leads back as the clip does: the odd bar, which comes first, is the clip's last.
    assert [passage.begins_at for passage in passages_of(extended)] == [0.0, 4.0, 12.0, 20.0]


def test_other_words_play_in_the_gap_alone() -> None:
    clip = played()
    flute = ParsedPrompt(None, ("flute",), ("drums", "percussion", "bass"), shape=Shape(), edition=1)
    filled = score_of(after(clip, gap=InpaintSpan(4.0, 8.0), parsed=(flute,)))
    assert filled is not None
    flutes = [stem for stem in filled.stems if stem.instrument.name == "flute"]
    assert flutes and all(note.start_quarter > 3.8 for stem in flutes for note in stem.notes)
    others = [stem for stem in filled.stems if stem.instrument.name != "flute"]
    assert all(note.start_quarter < 4 for stem in others for note in stem.notes)


def test_a_note_rings_on_until_its_part_plays_again() -> None:
    pad = ParsedPrompt("ambient", ("warm pad",), ("drums", "percussion", "bass", "lead"), edition=1)
    clip = played(parsed=(pad,), bars=1)
    filled = score_of(after(clip, gap=InpaintSpan(2.0, 4.0), parsed=(pad,)))
    assert filled is not None
    long: list[Note] = [note for stem in filled.stems for note in stem.notes if stem.role == "pad"]
    assert max(note.start_quarter + note.length_quarters for note in long) > 3.5


def test_what_has_no_score_of_its_own_has_no_passages() -> None:
    assert passages_of(played(goal=MorphTarget("flute", 3, 0.5))) == ()
    assert passages_of(job(parsed=(TRIO,))) == ()


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 15), st.integers(1, 16)), max_size=6),
    st.integers(1, 3),
)
def test_passages_follow_each_other_round_the_whole_loop(
    edits: list[tuple[bool, int, int]], bars: int
) -> None:
    clip = played(bars=bars)
    for number, (extends, begin, more) in enumerate(edits):
        if extends:
            clip = after(clip, seed=number, bars=clip.bars + more, source_bars=clip.bars)
        else:
            end = min(begin + more, 4.0 * clip.bars)
            if not 0 <= begin < end:
                continue
            clip = after(clip, seed=number, gap=InpaintSpan(float(begin), float(end)))
        passages = passages_of(clip)
        borders = [0.0, *(passage.to_quarter for passage in passages)]
        assert [passage.from_quarter for passage in passages] == borders[:-1]
        assert borders == sorted(set(borders)) and borders[-1] == 4 * clip.bars


@pytest.mark.parametrize("edition", [0, 1])
def test_a_take_differs_in_every_bar_and_is_the_same_each_time(edition: int) -> None:
    trio = ParsedPrompt("house", ("piano",), ("pad", "percussion"), edition=edition)
    clip = played(parsed=(trio,))
    takes = [after(clip, seed=seed, source_bars=2, bars=4, parsed=(trio,)) for seed in (8, 8, 9)]
    first, again, other = (notes(take, 8, 16) for take in takes)
    assert first == again != other
