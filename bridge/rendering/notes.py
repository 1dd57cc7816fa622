"""Says what became of the words of a job: what was heard, which give way, which aren't known."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.composing.genre_files import own_mistakes
from bridge.composing.scoring import check_genre
from bridge.prompts.figures import read_figures
from bridge.prompts.hints import hints
from bridge.requests.brief_words import HEARD, brief_words, heard_words
from bridge.requests.figure_notes import figure_notes
from bridge.requests.lora_notes import lora_notes, triggers
from bridge.vocabulary.jobs import RenderJob, Tell
from bridge.vocabulary.prompts import ParsedPrompt


def tell_notes(
    job: RenderJob, parsed: Sequence[ParsedPrompt], tell: Tell, *, hears_all: bool = False
) -> None:
    """Tell what a user should know about the prompts of `job`, understood as `parsed`. A model that
    `hears_all` reads the words that we don't know.

    Raises `BadRequest` if a genre of the user's own has changed.
    """
    for each in parsed:
        check_genre(each)
    figures = (read_figures(prompt).figures.words for prompt in job.prompts)
    if job.parsed and (any(map(heard_words, job.parsed)) or any(figures)):
        tell(f"{HEARD}{brief_words(job)}.")
    for note in figure_notes(job):
        tell(note)
    for note in lora_notes(job):
        tell(note)
    if hears_all:
        return
    for prompt, each in zip(job.prompts, parsed, strict=False):
        for hint in hints(prompt, each, triggers(job)):
            tell(hint)
    for sentence in own_mistakes() if any(each.unknown for each in parsed) else ():
        tell(sentence)
