"""The rows of what is typed: figures, moods, single instruments, and how long reading takes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

from benchmarks.judging.respects import respects
from benchmarks.judging.typed import TYPED
from benchmarks.sound_rows.asking import context, score
from benchmarks.sound_rows.row import Row
from bridge.composing.instruments import instruments
from bridge.prompts.figures import read_figures
from bridge.requests.preview import preview
from bridge.typed_toml import read_toml
from bridge.vocabulary.requests import ClipRequest

# The table of phrasings is that of the tests, by language; a `_` is in the names of what is no language.
PHRASINGS = Path(__file__).parents[2] / "tests/prompts/figures.toml"
MOODS = ("happy", "sad", "dark", "calm", "aggressive", "busy", "sparse", "slow", "fast", "quiet")
SOLOISTS = ("piano", "cello", "flute", "acoustic guitar", "marimba")
_SEEDS = range(20)
_READINGS = 5


def rows() -> Iterator[Row]:
    yield from phrasings()
    yield Row("a brief of what is typed, ms, the slowest prompt", max(map(brief_ms, TYPED)), most=5)
    yield Row("sad is in minor, share", mean(map(is_minor, _sad())), least=0.95)
    yield Row("a mood changes so many respects, the least mood", min(map(changed, MOODS)), least=2)
    yield Row("a mood leaves the instrument alone, share", mean(_moods_play()), least=1)
    yield Row("drums nobody asked for beside one instrument, share", mean(_drummed()), most=0.05)


def phrasings() -> Iterator[Row]:
    table = read_toml(PHRASINGS)
    languages = {language for language in table if "_" not in language}
    read = [
        read_figures(prompt).figures.words == said
        for group in table.values()
        for prompt, said in group.items()
    ]
    yield Row("phrasings of figures", len(read), least=200)
    yield Row("… in languages", len(languages), least=6)
    yield Row("… read as they are meant, share", mean(read), least=1)


def brief_ms(prompt: str) -> float:
    """How long the window needs to say what `prompt` will be understood as, at best; with other spaces each
    time, since what was read is remembered."""
    spans = []
    for spaces in range(_READINGS):
        request = ClipRequest(prompt=prompt + " " * spaces)
        began_s = time.process_time()
        preview(request, context())
        spans.append(time.process_time() - began_s)
    return 1000 * min(spans)


def changed(mood: str) -> float:
    """In how many respects `mood` changes a loop of the same seed, the mean."""
    seeds = _SEEDS[:6]
    return mean(respects(score("piano house", each), score(f"{mood} piano house", each)) for each in seeds)


def is_minor(asked: tuple[str, int]) -> bool:
    return score(*asked).key.mode == "minor"


def _sad() -> Sequence[tuple[str, int]]:
    return [(f"sad {what}", seed) for what in ("house", *SOLOISTS) for seed in _SEEDS]


def _moods_play() -> Iterator[bool]:
    """Whether the instrument that is named plays, and nobody else."""
    for mood in MOODS:
        for name in SOLOISTS:
            for seed in _SEEDS[:4]:
                stems = score(f"{mood} {name}", seed).stems
                yield {stem.instrument.name for stem in stems} == {name}


def _drummed() -> Iterator[bool]:
    """Whether drums or percussion play, for each instrument by its name alone."""
    for name, instrument in instruments().items():
        for seed in _SEEDS[:4] if not instrument.is_kit else ():
            yield bool(score(name, seed).roles & {"drums", "percussion"})
