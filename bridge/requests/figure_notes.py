"""Says which of the figures typed in a prompt gave way. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.prompts.figures import read_figures
from bridge.vocabulary.jobs import RenderJob


def figure_notes(job: RenderJob, held_by: str = "the host or the request") -> Iterator[str]:
    """A sentence for each figure that doesn't count; `held_by` is who sets something else."""
    for prompt in job.prompts:
        typed = read_figures(prompt).figures
        key = typed.key.words if typed.key else typed.mode
        own_key = None if job.key is None else job.key.words if typed.key else job.key.mode
        pairs = (
            (_bpm(typed.tempo_bpm), _bpm(job.tempo_bpm)),
            (_bars(typed.bars), _bars(job.bars)),
            (typed.meter and str(typed.meter), str(job.meter)),
            (key, own_key),
        )
        for said, own in pairs:
            if said and said != own:
                held = f"{held_by} sets {own}" if own else "nothing here has a key"
                yield f"You typed {said}; {held}."
        for figure in typed.refused:
            yield f"Can't use {figure}."


def _bpm(tempo_bpm: float | None) -> str | None:
    return None if tempo_bpm is None else f"{tempo_bpm:.6g} BPM"


def _bars(bars: int | None) -> str | None:
    return None if bars is None else f"{bars} bar" + "s" * (bars != 1)
