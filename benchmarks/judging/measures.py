"""What the judges make of loops: the measures of the table, each a pure function of evidence.

Evidence of asked loops comes in the order of the asks, all seeds of one ask together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging.evidence import Evidence
from benchmarks.judging.probes import any_of, one_of
from benchmarks.judging.prompts import Ask
from benchmarks.keys import is_in_key
from bridge.composing.genre_files import genres

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# The share of loops without a family in which it may be thought to be heard.
FALSE_ALARMS = 0.2


class Asked:
    """Evidence of loops that were asked for: ask i's are `seeds` rows from i·`seeds` on."""

    def __init__(self, asks: Sequence[Ask], evidence: Evidence) -> None:
        self.asks, self.evidence = list(asks), evidence
        self.seeds = len(evidence) // len(self.asks)
        names = list(genres())
        self.genres = self._each([names.index(ask.genre) for ask in asks])

    def _each(self, values: Sequence[int]) -> NDArray[np.int64]:
        return np.repeat(np.array(values), self.seeds)

    def rows(self, chosen: Sequence[bool]) -> Flags:
        """Which rows belong to the chosen asks."""
        return np.repeat(np.array(chosen), self.seeds)

    def only(self, numbers: Sequence[int], seeds: range) -> Asked:
        """Some of the asks, and of their loops those of some seeds."""
        rows = [number * self.seeds + seed for number in numbers for seed in seeds]
        return Asked([self.asks[number] for number in numbers], self.evidence[rows])

    def of(self, number: int) -> Evidence:
        """What is heard for ask `number`."""
        return self.evidence[slice(number * self.seeds, (number + 1) * self.seeds)]


class Judge:
    """What is learnt from real loops: genres, families of instruments, drums, and each genre's profile.

    `genres` `[n]` are indices into `genres()`; `families` are those of each teaching loop's instruments,
    "drums" among them. `others` are real loops too, from which it is learnt how easily a family is heard
    where there is none.
    """

    def __init__(
        self,
        taught: Evidence,
        genres: NDArray[np.int64],
        families: Sequence[frozenset[str]],
        others: Asked,
    ) -> None:
        self._families = sorted(frozenset().union(*families) - {"bass"})
        present = np.array([[family in held for family in self._families] for held in families])
        self._genre_probe = one_of(taught.pooled, genres)
        self._family_probe = any_of(_timbre(taught), present)
        self._profiles = {
            number: taught.profile[genres == number].mean(axis=0) for number in np.unique(genres).tolist()
        }
        self._thresholds = {family: self._threshold(family, others) for family in self._families}

    def _threshold(self, family: str, others: Asked) -> float:
        rows = others.rows([family != ask.family for ask in others.asks])
        return float(np.quantile(self.family_scores(others.evidence[rows], family), 1 - FALSE_ALARMS))

    def genres(self, loops: Evidence) -> NDArray[np.int64]:
        """The genre heard in each loop `[n]`."""
        return np.asarray(self._genre_probe.scores(loops.pooled).argmax(axis=1))

    def family_scores(self, loops: Evidence, family: str) -> Array:
        """How surely `family` is heard in each loop `[n]`, in logits."""
        return np.asarray(self._family_probe.scores(_timbre(loops))[:, self._families.index(family)])

    def hears(self, loops: Evidence, family: str) -> Flags:
        """Whether `family` is heard in each loop, as often as allowed by mistake."""
        return self.family_scores(loops, family) > self._thresholds[family]

    def has_drums(self, loops: Evidence) -> Flags:
        """Whether drums are likelier in each loop than none."""
        return self.family_scores(loops, "drums") > 0

    def profile_fit(self, loops: Evidence, genres: NDArray[np.int64]) -> float:
        """Mean correlation of the loops' profiles with the mean of their genres'."""
        pairs = zip(loops.profile, genres.tolist(), strict=True)
        fits = [np.corrcoef(mine, self._profiles[genre])[0, 1] for mine, genre in pairs if mine.any()]
        return float(np.sum(fits) / len(loops))


def _timbre(loops: Evidence) -> Array:
    return np.concatenate([loops.pooled, loops.rises], axis=1)


def genre_right(judge: Judge, loops: Asked, *, held_out: bool | None = None) -> float:
    """Share heard as the genre that was asked for, of those with the genre's usual band."""
    rows = loops.rows([not ask.extra and held_out in (None, ask.held_out) for ask in loops.asks])
    return float((judge.genres(loops.evidence[rows]) == loops.genres[rows]).mean())


def family_heard(judge: Judge, loops: Asked) -> float:
    """Share in which the family of the instrument asked for is heard."""
    flags = [judge.hears(loops.of(number), ask.family) for number, ask in enumerate(loops.asks)]
    return float(np.concatenate(flags).mean())


def family_told_apart(judge: Judge, loops: Asked) -> float:
    """Share in which the family asked for is heard more surely than in the same genre, and the same seed,
    asked for with another family; by chance .5."""
    pairs = [number for number in range(len(loops.asks) - 1)
             if not loops.asks[number].extra and loops.asks[number + 1].genre == loops.asks[number].genre
             and not loops.asks[number + 1].extra]  # fmt: skip
    right = []
    for first, second in [(number, number + 1) for number in pairs]:
        for with_it, without in ((first, second), (second, first)):
            family = loops.asks[with_it].family
            scores = [judge.family_scores(loops.of(number), family) for number in (with_it, without)]
            right.append(scores[0] > scores[1])
    return float(np.concatenate(right).mean())


def drums_absent(judge: Judge, loops: Asked) -> float:
    """Share without drums of those asked for without."""
    rows = loops.rows([not ask.drums for ask in loops.asks])
    return float(1 - judge.has_drums(loops.evidence[rows]).mean())


def drums_present(judge: Judge, loops: Asked) -> float:
    """Share with drums of those asked for with them."""
    rows = loops.rows([ask.drums for ask in loops.asks])
    return float(judge.has_drums(loops.evidence[rows]).mean())


def in_key(loops: Asked) -> float:
    """Share in the key asked for or its relative, of those asked for in one."""
    asked = [(number, ask.key) for number, ask in enumerate(loops.asks) if ask.key is not None]
    right = [is_in_key(classes, key) for number, key in asked for classes in loops.of(number).classes]
    return float(np.mean(right))


def profile_fit(judge: Judge, loops: Asked) -> float:
    """`Judge.profile_fit` of those asked for with drums."""
    rows = loops.rows([ask.drums for ask in loops.asks])
    return judge.profile_fit(loops.evidence[rows], loops.genres[rows])


def off_grid(loops: Evidence) -> float:
    """Share of all beginnings that miss the grid by more than 15 ms."""
    off, total = loops.begun.sum(axis=0)
    return float(off / max(total, 1))


def frechet(first: Array, second: Array) -> float:
    """The Fréchet distance between normal distributions fitted to two sets of embeddings `[n, D]`:
    ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2·√(Σ₁Σ₂)). It grows as n falls, so compare only sets of one size."""
    covariances = [np.cov(rows, rowvar=False) for rows in (first, second)]
    shift = first.mean(axis=0) - second.mean(axis=0)
    # Σ₁Σ₂ is similar to the positive √Σ₁·Σ₂·√Σ₁, so its root's trace is the sum of roots of eigenvalues.
    values, vectors = np.linalg.eigh(covariances[0])
    root = (vectors * np.sqrt(values.clip(0))) @ vectors.T
    mixed = np.sqrt(np.linalg.eigvalsh(root @ covariances[1] @ root).clip(0)).sum()
    return float(shift @ shift + np.trace(covariances[0]) + np.trace(covariances[1]) - 2 * mixed)


def nearest(mine: Array, theirs: Array) -> Array:
    """How far each picture `[n, D]` is from the nearest of `theirs` `[m, D]`, root mean square of levels."""
    squares = (mine**2).mean(1)[:, None] + (theirs**2).mean(1) - 2 * mine @ theirs.T / mine.shape[1]
    return np.asarray(np.sqrt(squares.min(axis=1).clip(0)))


def same_genre(judge: Judge, told: Evidence, plain: Evidence) -> float:
    """Share of loops heard as the same genre as their plain counterparts."""
    return float((judge.genres(told) == judge.genres(plain)).mean())


def seam_worst(loops: Evidence) -> float:
    """The 95th percentile of the seam's jump."""
    return float(np.quantile(loops.seam, 0.95))
