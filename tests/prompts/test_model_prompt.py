"""What a model is told: the words as they are, or its own."""

from __future__ import annotations

from bridge.prompts.lexicon import PromptParser
from bridge.prompts.model_prompt import model_prompt
from tests.support.tiny_starter import LEXICON

LISTENER = PromptParser(LEXICON)


def test_a_model_without_a_lexicon_gets_the_words_as_they_are() -> None:
    assert model_prompt(None, "warm house", "drums", 124.0)[:2] == ("warm house", "drums")


def test_free_words_become_the_models_own() -> None:
    words = model_prompt(LISTENER, "ein warm klingendes Haus mit Klavier", "", 124.0)
    assert words.prompt == "house , piano , warm , tempo 120"


def test_what_is_unwanted_is_denied_in_the_same_sentence() -> None:
    words = model_prompt(LISTENER, "house with piano", "drums", 124.0)
    assert (words.prompt, words.negative) == ("house , piano , no drums , no percussion , tempo 120", "")


def test_what_is_not_known_is_told() -> None:
    assert model_prompt(LISTENER, "house with theremin", "", 124.0).unknown == ("theremin",)


def test_a_prompt_of_unknown_words_alone_is_left_as_it_is() -> None:
    assert model_prompt(LISTENER, "quibble zonk", "", 118.0).prompt == "quibble zonk , tempo 120"
