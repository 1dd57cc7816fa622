"""Writes what a model's text encoder reads: a prompt as it is, or in the model's own words. No tensors."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from bridge.composing.genre_files import genres
from bridge.prompts.lexicon import format_prompt
from bridge.prompts.parser import PromptParser
from bridge.prompts.tempo_words import with_tempo
from bridge.vocabulary.prompts import ParsedPrompt

_PITCHED = {"bass", "chords", "pad", "lead"}


class ModelPrompt(NamedTuple):
    """Texts for the text encoder."""

    prompt: str
    negative: str


def parse_prompts(
    parser: PromptParser | None, prompts: Iterable[str], negative: str
) -> tuple[ParsedPrompt, ...]:
    """What each of `prompts` asks for without what `negative` lists; nothing without a parser."""
    if parser is None:
        return ()
    return tuple(parser.parse(with_denials(prompt, negative)) for prompt in prompts)


def model_prompt(
    parsed: ParsedPrompt | None, prompt: str, negative: str, tempo_bpm: float, known: Collection[str]
) -> ModelPrompt:
    """`prompt` and `negative` for a model that knows the names in `known`; unchanged for one without a
    lexicon, for which nothing is `parsed`.

    What is unwanted is said in the same sentence, as “no drums”, which works without guidance. A prompt of
    which nothing was understood stays as it is.
    """
    if parsed is None:
        return ModelPrompt(prompt, negative)
    if replace(parsed, edition=0) == ParsedPrompt(unknown=parsed.unknown):
        return ModelPrompt(with_tempo(prompt, tempo_bpm), "")
    return ModelPrompt(format_prompt(as_known(parsed, known), tempo_bpm), "")


def as_known(parsed: ParsedPrompt, known: Collection[str]) -> ParsedPrompt:
    """`parsed` without the names that aren't in `known`; a genre is replaced by the one that it is like."""
    genre = genres().get(parsed.genre or "")
    relatives = (parsed.genre, genre.like if genre else None)
    return replace(
        parsed,
        genre=next((name for name in relatives if name in known), None),
        instruments=tuple(name for name in parsed.instruments if name in known),
        moods=tuple(mood for mood in parsed.moods if mood in known),
    )


def is_pitched(parsed: ParsedPrompt) -> bool:
    """Whether anything may play that has a key; drums alone have none."""
    return not set(parsed.without) >= _PITCHED


def with_denials(prompt: str, negative: str) -> str:
    """`prompt` with everything in `negative` excluded."""
    unwanted = (part.strip() for part in negative.split(","))
    return ", ".join([prompt, *(f"no {part}" for part in unwanted if part)])
