"""Says which of the figures typed in a prompt gave way. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bridge.prompts.figures import read_figures
from bridge.prompts.sentences import KEYLESS, REFUSED, TYPED, Bars, Sentence, Value
from bridge.vocabulary.jobs import RenderJob

ANYBODY = "the host or the request"


def figure_notes(job: RenderJob, setters: Mapping[str, str] = MappingProxyType({})) -> Iterator[Sentence]:
    """A sentence for each figure that doesn't count. `setters` says who sets the `tempo`, `bars`, `meter` or
    `key` before words do, as far as that is known."""
    for prompt in job.prompts:
        typed = read_figures(prompt).figures
        own_key = None if job.key is None else job.key if typed.key else job.key.mode
        pairs: tuple[tuple[str, Value | None, Value | None], ...] = (
            ("tempo", _bpm(typed.tempo_bpm), _bpm(job.tempo_bpm)),
            ("bars", None if typed.bars is None else Bars(typed.bars), Bars(job.bars)),
            ("meter", None if typed.meter is None else str(typed.meter), str(job.meter)),
            ("key", typed.key or typed.mode, own_key),
        )
        for name, said, own in pairs:
            if said and said != own:
                who = setters.get(name, ANYBODY)
                yield Sentence(TYPED, said=said, who=who, own=own) if own else Sentence(KEYLESS, said=said)
        for figure in typed.refused:
            yield Sentence(REFUSED, figure=figure)


def _bpm(tempo_bpm: float | None) -> str | None:
    return None if tempo_bpm is None else f"{tempo_bpm:.6g} BPM"
