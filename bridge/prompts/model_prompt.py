"""What a model is told of a job: its prompt as it is, or in the model's own words. No tensors here."""

from __future__ import annotations

from typing import NamedTuple

from bridge.prompts.lexicon import PromptParser, format_prompt
from bridge.prompts.tempo_words import with_tempo
from bridge.vocabulary.prompts import ParsedPrompt

_PITCHED = {"bass", "chords", "pad", "lead"}


class ModelPrompt(NamedTuple):
    """Texts for the text encoder, the words of the prompt that nothing was made of, and what was heard."""

    prompt: str
    negative: str
    unknown: tuple[str, ...] = ()
    heard: ParsedPrompt | None = None


def model_prompt(parser: PromptParser | None, prompt: str, negative: str, tempo_bpm: float) -> ModelPrompt:
    """`prompt` and `negative` for a model with `parser`'s lexicon, or unchanged for one with none.

    What is unwanted is said in the same sentence, as “no drums”, which also works without guidance.
    A prompt in which nothing is understood is left to the model as it is.
    """
    if parser is None:
        return ModelPrompt(prompt, negative)
    heard = parser.parse(with_denials(prompt, negative))
    if heard == ParsedPrompt(unknown=heard.unknown):
        return ModelPrompt(with_tempo(prompt, tempo_bpm), "", heard.unknown, heard)
    return ModelPrompt(format_prompt(heard, tempo_bpm), "", heard.unknown, heard)


def is_pitched(parser: PromptParser | None, prompt: str, negative: str) -> bool:
    """Whether `prompt` leaves room for anything that has a key; drums alone have none."""
    if parser is None:
        return True
    return not set(parser.parse(with_denials(prompt, negative)).without) >= _PITCHED


def with_denials(prompt: str, negative: str) -> str:
    """`prompt` with each of the things that `negative` lists denied."""
    unwanted = (part.strip() for part in negative.split(","))
    return ", ".join([prompt, *(f"no {part}" for part in unwanted if part)])
