from __future__ import annotations

import random

from benchmarks.judging.prompts import asks, sayings
from bridge.composing.composer import compose
from bridge.composing.genre_files import shipped_genres
from bridge.training.captions import caption


def test_every_genre_that_the_starter_was_trained_on_is_said_otherwise_twice() -> None:
    said = [saying.genre for saying in sayings()]
    assert said == [genre for genre in shipped_genres() for _ in range(2)]
    assert len({saying.prompt for saying in sayings()}) == len(said)


def test_no_caption_of_training_is_asked_for() -> None:
    captions = {
        caption(compose(seed, bars=1), random.Random(seed)).casefold() for seed in range(500)
    }  # fmt: skip
    prompts = {ask.prompt.casefold() for ask in asks()} | {saying.prompt.casefold() for saying in sayings()}
    assert not captions & prompts
