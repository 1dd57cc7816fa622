"""Says before rendering what a request will be understood as, and what overrides its words. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.prompts.figures import read_figures
from bridge.prompts.hints import hints
from bridge.prompts.sentences import Sentence
from bridge.requests.brief_words import brief_words
from bridge.requests.figure_notes import figure_notes
from bridge.requests.lora_notes import lora_notes, triggers
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Transport
from bridge.vocabulary.requests import ClipRequest

FIELD = "the field"
"""Sets what the request's own fields say."""


class Preview(NamedTuple):
    """What a request comes to: its `job`, the key of which is known before the seed is if `has_key`, and
    `notes` on what doesn't count. Without a job, why it would be refused."""

    job: RenderJob | None = None
    has_key: bool = False
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Such as “house, piano · 124 BPM · 4 bars · 4/4. You typed 90 BPM; Ableton Live sets 124 BPM.”"""
        brief = () if self.job is None else (f"{brief_words(self.job, with_key=self.has_key)}.",)
        return " ".join((*brief, *self.notes))


def preview(request: ClipRequest, context: ResolveContext) -> Preview:
    """What `request` will be understood as; empty for a source, which isn't read here, and for nothing."""
    if request.source is not None or not (request.prompt or request.preset):
        return Preview()
    try:
        job = resolve(request, context)[0]
    except BadRequest as error:
        return Preview(notes=(str(error),))
    typed = read_figures(job.prompt).figures
    preset, transport = context.preset, context.transport
    keys = (request.key, typed.key, transport and transport.key, preset and preset.key)
    setters = dict(_setters(request, transport))
    notes = (*figure_notes(job, setters), *lora_notes(job), *_doubts(job))
    return Preview(job, any(keys), notes)


def _doubts(job: RenderJob) -> Iterator[Sentence]:
    """What was taken instead, and what isn't known; of a word at the end more may be typed yet."""
    for prompt, parsed in zip(job.prompts, job.parsed or (), strict=False):
        unknown = tuple(word for word in parsed.unknown if not prompt.endswith(word))
        yield from hints(prompt, msgspec.structs.replace(parsed, unknown=unknown), triggers(job))


def _setters(request: ClipRequest, transport: Transport | None) -> Iterator[tuple[str, str]]:
    """Who sets what, before words do."""
    if transport is not None:
        leader = register.source(transport.source).title
        yield from ((name, leader) for name in ("tempo", "meter"))
    fields = {"tempo": request.tempo_bpm, "bars": request.bars, "meter": request.meter, "key": request.key}
    yield from ((name, FIELD) for name, value in fields.items() if value is not None)
