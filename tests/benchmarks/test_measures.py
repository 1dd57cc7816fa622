"""The measures on evidence that is made up so that the right figure is known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace

from benchmarks.judging import measures
from benchmarks.judging.evidence import Evidence
from benchmarks.judging.measures import Asked, Judge
from benchmarks.judging.probes import any_of, one_of
from benchmarks.judging.prompts import Ask
from bridge.composing.genre_files import genres
from tests.benchmarks.evidence import EVERY, FAMILIES, evidence

RANDOM = np.random.default_rng(0)


def heard(chosen: list[Ask], noise: float = 0.2) -> Evidence:
    """Of loops that hold just what was asked for: each genre and each family is a number of its own."""
    loops, names = evidence(len(chosen)), list(genres())
    for row, ask in enumerate(chosen):
        genre = names.index(ask.genre)
        loops.pooled[row, genre] = 5.0
        for family in {ask.family} | ({"drums"} if ask.drums else set()):
            loops.pooled[row, len(names) + FAMILIES.index(family)] = 5.0
        loops.profile[row] = np.roll(np.arange(64.0) == 0, genre)
        if ask.key is not None:
            loops.classes[row, [(ask.key.tonic + step) % 12 for step in (0, 7)]] = 1.0
            loops.classes[row, (ask.key.tonic + (4 if ask.key.mode == "major" else 3)) % 12] = 1.0
    loops.pooled[:] += noise * RANDOM.standard_normal(loops.pooled.shape)
    return loops


@pytest.fixture(scope="module")
def judge() -> Judge:
    chosen = EVERY * 4
    numbers = np.array([list(genres()).index(ask.genre) for ask in chosen])
    families = [frozenset({ask.family, "bass"} | ({"drums"} if ask.drums else set())) for ask in chosen]
    return Judge(heard(chosen), numbers, families, Asked(EVERY, heard(EVERY)))


def test_loops_that_hold_what_was_asked_pass_everything(judge: Judge) -> None:
    loops = Asked(EVERY, heard(EVERY))
    assert measures.genre_right(judge, loops) == 1
    assert measures.genre_right(judge, loops, held_out=True) == 1
    assert measures.family_heard(judge, loops) == 1
    assert measures.family_told_apart(judge, loops) == 1
    assert measures.drums_absent(judge, loops) == 1
    assert measures.drums_present(judge, loops) == 1
    assert measures.in_key(loops) > 0.9
    assert measures.profile_fit(judge, loops) == pytest.approx(1)
    assert measures.same_genre(judge, loops.evidence, heard(EVERY)) == 1


def test_loops_that_ignore_the_words_do_no_better_than_chance(judge: Judge) -> None:
    loops = Asked(EVERY, heard([EVERY[0]] * len(EVERY)))
    assert measures.genre_right(judge, loops) < 0.1
    assert 0.3 < measures.family_told_apart(judge, loops) < 0.7
    assert measures.family_heard(judge, loops) < 0.4
    assert measures.drums_absent(judge, loops) == 0
    assert measures.profile_fit(judge, loops) < 0.1


def test_seeds_of_an_ask_stay_together() -> None:
    doubled = [ask for ask in EVERY for _ in range(2)]
    loops = Asked(EVERY, heard(doubled))
    assert loops.seeds == 2
    only = loops.only([3, 5], range(1, 2))
    assert only.asks == [EVERY[3], EVERY[5]]
    np.testing.assert_array_equal(only.evidence.pooled, loops.evidence.pooled[[7, 11]])
    np.testing.assert_array_equal(loops.of(3).pooled, loops.evidence.pooled[6:8])


def test_frechet_of_known_normals() -> None:
    first, second = RANDOM.standard_normal((2, 40_000, 3))
    assert measures.frechet(first, first) == pytest.approx(0, abs=1e-9)
    # ‖μ‖² + Σ(σ₁ - σ₂)² for diagonal covariances: 4 + 3·(1 - 2)².
    assert measures.frechet(first, 2 * second + [2, 0, 0]) == pytest.approx(7, rel=0.03)


def test_off_grid_counts_over_all_loops() -> None:
    loops = evidence(2)
    assert measures.off_grid(loops) == 0
    loops.begun[:] = [[1, 10], [2, 20]]
    assert measures.off_grid(loops) == pytest.approx(0.1)


def test_nearest_is_root_mean_square() -> None:
    mine = np.array([[0.0, 0.0], [1.0, 1.0]])
    theirs = np.array([[0.3, 0.4], [1.0, 1.0]])
    np.testing.assert_allclose(measures.nearest(mine, theirs), [np.sqrt(0.125), 0], atol=1e-7)


def test_silence_fits_no_profile(judge: Judge) -> None:
    loops = Asked(EVERY, heard(EVERY))
    loops.evidence.profile[:] = 0
    assert measures.profile_fit(judge, loops) == 0


def test_probes_learn_what_is_linear() -> None:
    features = RANDOM.standard_normal((300, 6))
    labels = features[:, :3].argmax(axis=1)
    assert (one_of(features, labels).scores(features).argmax(axis=1) == labels).mean() > 0.95
    present = features[:, 3:5] > 0
    assert ((any_of(features, present).scores(features) > 0) == present).mean() > 0.95


def test_asks_hold_out_half_and_repeat_no_caption() -> None:
    assert len(EVERY) >= 64
    assert 0.4 <= np.mean([ask.held_out for ask in EVERY]) <= 0.6
    assert len({ask.prompt for ask in EVERY}) == len(EVERY)
    for first, second in pairwise(EVERY):
        if first.genre == second.genre and not second.extra:
            assert not first.held_out and second.held_out
            assert first.family != second.family
    assert {ask.genre for ask in EVERY} == set(genres())
    assert replace(EVERY[0], drums=False).roles == EVERY[0].roles - {"drums"}
