"""What a model is told: the words as they are, or its own."""

from __future__ import annotations

from bridge.prompts.model_prompt import ModelPrompt, model_prompt, parse_prompts
from bridge.prompts.parser import PromptParser
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.tiny_lexicon import LEXICON

PARSER = PromptParser(LEXICON)
KNOWN = {entry.name for entry in LEXICON.entries}


def told(prompt: str, negative: str = "", tempo_bpm: float = 124.0) -> ModelPrompt:
    [parsed] = parse_prompts(PARSER, [prompt], negative)
    return model_prompt(parsed, prompt, negative, tempo_bpm, KNOWN)


def test_a_model_without_a_lexicon_gets_the_words_as_they_are() -> None:
    assert parse_prompts(None, ["warm house"], "drums") == ()
    assert model_prompt(None, "warm house", "drums", 124.0, ()) == ("warm house", "drums")


def test_free_words_become_the_models_own() -> None:
    assert told("ein warm klingendes Haus mit Klavier").prompt == "house , piano , warm , tempo 120"


def test_what_is_unwanted_is_denied_in_the_same_sentence() -> None:
    words = told("house with piano", "drums")
    assert words == ("house , piano , no drums , no percussion , tempo 120", "")


def test_what_is_not_known_is_told() -> None:
    [parsed] = parse_prompts(PARSER, ["house with theremin"], "")
    assert parsed.unknown == ("theremin",)


def test_a_prompt_of_unknown_words_alone_is_left_as_it_is() -> None:
    assert told("quibble zonk", tempo_bpm=118.0).prompt == "quibble zonk , tempo 120"


def test_names_that_the_model_did_not_learn_are_left_out() -> None:
    parsed = ParsedPrompt("techno", ("flute", "piano"), moods=("dark", "warm"))
    assert model_prompt(parsed, "", "", 124.0, KNOWN).prompt == "piano , warm , tempo 120"
