"""Titles of clips that are made from a clip with a title: “Friday bass, fill”. Pure."""

from __future__ import annotations

from bridge.requests.bounds import MAX_TITLE_CHARACTERS
from bridge.vocabulary.jobs import RenderJob

WORDS = ("fill", "extended", "morph", "variation")


def derived_word(job: RenderJob) -> str:
    """The word of `WORDS` for what a job does to its source; "" if it has none, or leaves it as it is."""
    if job.source is None:
        return ""
    if job.source_bars is not None:
        return "extended"
    if job.gap is not None:
        return "fill"
    if job.goal is not None:
        return "morph"
    return "variation" if job.strength > 0 else ""


def inherited_title(job: RenderJob, title: str, prompt: str) -> str:
    """The title of a job whose source has this title and prompt; "" if the job has a prompt of its own."""
    if not title or job.prompt not in ("", prompt):
        return ""
    base, word = title, derived_word(job)
    for each in WORDS:
        base = base.removesuffix(f", {each}")
    return f"{base[: MAX_TITLE_CHARACTERS - len(word) - 2]}, {word}" if word else base


def split_title(job: RenderJob, title: str) -> tuple[str, str]:
    """`title` without the word that `inherited_title` adds, and that word, or "" if it has none."""
    word = derived_word(job)
    ending = f", {word}"
    return (title.removesuffix(ending), word) if word and title.endswith(ending) else (title, "")
