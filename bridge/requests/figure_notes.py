"""Says which of the figures typed in a prompt gave way. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bridge.prompts.figures import read_figures
from bridge.vocabulary.jobs import RenderJob

_ANYBODY = "the host or the request"


def figure_notes(job: RenderJob, setters: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """A sentence for each figure that doesn't count. `setters` says who sets the `tempo`, `bars`, `meter` or
    `key` before words do, as far as that is known."""
    for prompt in job.prompts:
        typed = read_figures(prompt).figures
        key = typed.key.words if typed.key else typed.mode
        own_key = None if job.key is None else job.key.words if typed.key else job.key.mode
        pairs = (
            ("tempo", _bpm(typed.tempo_bpm), _bpm(job.tempo_bpm)),
            ("bars", _bars(typed.bars), _bars(job.bars)),
            ("meter", typed.meter and str(typed.meter), str(job.meter)),
            ("key", key, own_key),
        )
        for name, said, own in pairs:
            if said and said != own:
                held = f"{setters.get(name, _ANYBODY)} sets {own}" if own else "nothing here has a key"
                yield f"You typed {said}; {held}."
        for figure in typed.refused:
            yield f"Can't use {figure}."


def _bpm(tempo_bpm: float | None) -> str | None:
    return None if tempo_bpm is None else f"{tempo_bpm:.6g} BPM"


def _bars(bars: int | None) -> str | None:
    return None if bars is None else f"{bars} bar" + "s" * (bars != 1)
