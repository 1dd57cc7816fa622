"""What a model is told of a job: its prompt as it is, or in the model's own words. No tensors here."""

from __future__ import annotations

from typing import NamedTuple

from bridge.prompts.lexicon import Heard, Listener, tell
from bridge.prompts.tempo_words import with_tempo

_PITCHED = {"bass", "chords", "pad", "lead"}


class Told(NamedTuple):
    """Texts for the text encoder, the words of the prompt that nothing was made of, and what was heard."""

    prompt: str
    negative: str
    unknown: tuple[str, ...] = ()
    heard: Heard | None = None


def told(listener: Listener | None, prompt: str, negative: str, tempo_bpm: float) -> Told:
    """`prompt` and `negative` for a model with `listener`'s lexicon, or unchanged for one with none.

    What is unwanted is said in the same sentence, as “no drums”, which also works without guidance.
    A prompt in which nothing is understood is left to the model as it is.
    """
    if listener is None:
        return Told(prompt, negative)
    heard = listener.hear(with_denials(prompt, negative))
    if heard == Heard(unknown=heard.unknown):
        return Told(with_tempo(prompt, tempo_bpm), "", heard.unknown, heard)
    return Told(tell(heard, tempo_bpm), "", heard.unknown, heard)


def is_pitched(listener: Listener | None, prompt: str, negative: str) -> bool:
    """Whether `prompt` leaves room for anything that has a key; drums alone have none."""
    if listener is None:
        return True
    return not set(listener.hear(with_denials(prompt, negative)).without) >= _PITCHED


def with_denials(prompt: str, negative: str) -> str:
    """`prompt` with each of the things that `negative` lists denied."""
    unwanted = (part.strip() for part in negative.split(","))
    return ", ".join([prompt, *(f"no {part}" for part in unwanted if part)])
