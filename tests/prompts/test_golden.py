"""By the starter's own lexicon a prompt is understood the same in every version: clips are made again so."""

from __future__ import annotations

import hashlib
import json
import random

import pytest

from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_lexicon
from bridge.prompts.parser import PromptParser

LEXICON = read_lexicon(STARTER_FOLDER)
PARSER = PromptParser(LEXICON)
SENTENCES = (
    "{mood} {genre} with {player} and {player}, no {player}",
    "just {player} and {player}, {genre} loop",
    "{genre} beat, {mood}, w/o {player}, melody-free",
    "{player} solo over {genre}, not {mood}, no claps, kazoo",
    "{mood}e {genre} mit {player} und {player}, ohne {player}",
    "nur {player}, {genre}, kein {player} oder {player}",
    "{genre} sans {player} ni {player}, avec {player}, très {mood}",
    "{genre} sin {player}, con {player}, solo {player}",
    "{genre} senza {player}, soltanto {player} e {player}",
    "{genre} sem {player}, só com {player}",
    "{genre} zonder {player}, met {player}, alleen {player}",
    "{genre} bez {player}, tylko {player}",
    "{genre} без {player}, только {player}, 808",
    "{genre}、{player}なし、{player}だけ",
    "没有{player}的{genre}，{player}",
)
DIGESTS = {
    "genre": "87d1ce2f94a46421",
    "instrument": "16f1e6d3c09d7e6d",
    "family": "4ded5ce3a6fd271c",
    "mood": "e6a96dedc07fd818",
    "{mood} {genre} with {player} and {player}, no {player}": "00ee343decc068d1",
    "just {player} and {player}, {genre} loop": "04b6c930e7190f77",
    "{genre} beat, {mood}, w/o {player}, melody-free": "b0f5d069006d7a78",
    "{player} solo over {genre}, not {mood}, no claps, kazoo": "ba0c2e98f8b97f38",
    "{mood}e {genre} mit {player} und {player}, ohne {player}": "7dc57f38b756a5a3",
    "nur {player}, {genre}, kein {player} oder {player}": "6a7bc28648bd0537",
    "{genre} sans {player} ni {player}, avec {player}, très {mood}": "9e5c9108d7c7d30a",
    "{genre} sin {player}, con {player}, solo {player}": "7bf806716e09f2d7",
    "{genre} senza {player}, soltanto {player} e {player}": "706de290dd719059",
    "{genre} sem {player}, só com {player}": "59ec98a160abbb4a",
    "{genre} zonder {player}, met {player}, alleen {player}": "fdd0605a1657ab74",
    "{genre} bez {player}, tylko {player}": "e08884c6e8b17576",
    "{genre} без {player}, только {player}, 808": "f2fd94f5eba54637",
    "{genre}、{player}なし、{player}だけ": "192b2fc53c7cdd84",
    "没有{player}的{genre}，{player}": "fcaa1e9c6a80b020",
}


def digest(prompts: list[str]) -> str:
    heard = [PARSER.parse(prompt) for prompt in prompts]
    plain = [[each.genre, each.instruments, each.without, each.moods, each.unknown] for each in heard]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:16]


def spoken(sentence: str) -> list[str]:
    """`sentence` filled in twenty ways, in whatever language."""
    draw = random.Random(sentence)
    phrases: dict[str, list[str]] = {"genre": [], "mood": [], "player": []}
    for entry in LEXICON.entries:
        phrases[entry.kind if entry.kind in phrases else "player"] += entry.phrases
    prompts = []
    for _ in range(20):
        prompt = sentence
        while "{" in prompt:
            kind = prompt[prompt.index("{") + 1 : prompt.index("}")]
            prompt = prompt.replace(f"{{{kind}}}", draw.choice(phrases[kind]).rstrip("*"), 1)
        prompts.append(prompt)
    return prompts


@pytest.mark.parametrize("kind", ["genre", "instrument", "family", "mood"])
def test_every_phrase_is_understood_as_before(kind: str) -> None:
    phrases = [phrase.rstrip("*") for each in LEXICON.entries if each.kind == kind for phrase in each.phrases]
    assert digest(phrases) == DIGESTS[kind]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_understood_as_before(sentence: str) -> None:
    assert digest(spoken(sentence)) == DIGESTS[sentence]
