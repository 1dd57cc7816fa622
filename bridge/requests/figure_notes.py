"""Says which of the figures typed in a prompt gave way. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bridge.prompts.figures import Figures, read_figures
from bridge.prompts.sentences import KEYLESS, REFUSED, TYPED, Bars, Sentence, Value
from bridge.vocabulary.jobs import RenderJob

ANYBODY = "the host or the request"


def figure_notes(job: RenderJob, setters: Mapping[str, str] = MappingProxyType({})) -> Iterator[Sentence]:
    """A sentence for each figure that doesn't count. `setters` says who sets the `tempo`, `bars`, `meter` or
    `key` before words do, as far as that is known."""
    for prompt in job.prompts:
        figures = read_figures(prompt).figures
        typed = typed_values(figures)
        own_key = None if job.key is None else job.key if figures.key else job.key.mode
        own_values: dict[str, Value | None] = {
            "tempo": _bpm(job.tempo_bpm), "bars": Bars(job.bars), "meter": str(job.meter), "key": own_key
        }  # fmt: skip
        for name, said in typed.items():
            if said != (own := own_values[name]):
                who = setters.get(name, ANYBODY)
                yield Sentence(TYPED, said=said, who=who, own=own) if own else Sentence(KEYLESS, said=said)
        for figure in figures.refused:
            yield Sentence(REFUSED, figure=figure)


def typed_values(figures: Figures) -> dict[str, Value]:
    """What was typed of `tempo`, `bars`, `meter` and `key`, as the sentences have it."""
    values: dict[str, Value | None] = {
        "tempo": None if figures.tempo_bpm is None else _bpm(figures.tempo_bpm),
        "bars": None if figures.bars is None else Bars(figures.bars),
        "meter": None if figures.meter is None else str(figures.meter),
        "key": figures.key or figures.mode,
    }
    return {name: value for name, value in values.items() if value is not None}


def _bpm(tempo_bpm: float) -> str:
    return f"{tempo_bpm:.6g} BPM"
