"""Jobs as requests for them are resolved, with nothing but the shipped settings."""

from __future__ import annotations

from functools import cache
from typing import Any

from bridge.composing.score import Score
from bridge.composing.scoring import score_of
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.requests import ClipRequest


@cache
def context() -> ResolveContext:
    """What requests for words alone are resolved against: the starter, and no host."""
    return Reader(Settings(), fresh_seed=lambda: 0).read(ClipRequest())


def job_of(prompt: str, seed: int, **asked: Any) -> RenderJob:
    """What `prompt` comes to, with the fields of a request that are `asked`."""
    [job] = resolve(ClipRequest(prompt=prompt, seed=seed, **asked), context())
    return job


def score(prompt: str, seed: int) -> Score:
    """What is composed for `prompt`."""
    found = score_of(job_of(prompt, seed))
    assert found is not None, f"nobody understands “{prompt}”"
    return found
