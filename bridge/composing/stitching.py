"""Stitches the scores of passages into the score of a loop. Pure."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bridge.composing.roles import ROLES, Role
from bridge.composing.score import Note, Score, Stem
from bridge.vocabulary.jobs import Passage, RenderJob

# Players are ahead of the beat by less than this; such a note belongs to the beat.
_EARLY_QUARTERS = 0.1

# A role and the instrument that it is played on.
Part = tuple[Role, str]


def joined(passages: Sequence[tuple[Passage, Score]], job: RenderJob) -> Score:
    """The score of the loop of `job`: what each score plays within its passage.

    A note may ring on into the next passage, until its part plays there. Tuning, swing and the like are the
    first passage's.
    """
    stems: dict[Part, Stem] = {}
    notes: dict[Part, list[Note]] = {}
    for passage, score in passages:
        for stem in score.stems:
            part = (stem.role, stem.instrument.name)
            stems.setdefault(part, stem)
            notes.setdefault(part, []).extend(_notes_within(passage, stem, float(score.quarters)))
    borders = [passage.to_quarter for passage, _ in passages]
    return replace(
        passages[0][1],
        bars=job.bars,
        stems=tuple(
            replace(stems[part], notes=tuple(_cut(notes[part], borders, float(job.loop.quarters))))
            for part in sorted(stems, key=lambda part: ROLES.index(part[0]))
            if notes[part]
        ),
    )


def _notes_within(passage: Passage, stem: Stem, quarters: float) -> Iterator[Note]:
    """The notes that begin in `passage`, of `stem`, which repeats every `quarters`."""
    begin, end = passage.from_quarter - _EARLY_QUARTERS, passage.to_quarter - _EARLY_QUARTERS
    for note in stem.notes:
        at = note.start_quarter + passage.begins_at
        at += math.ceil((begin - at) / quarters) * quarters
        while at < end:
            yield replace(note, start_quarter=at)
            at += quarters


def _cut(notes: Sequence[Note], borders: Sequence[float], quarters: float) -> Iterator[Note]:
    """`notes` in order. One that rings over a border between passages ends where its part plays again, if
    need be in the next round of `quarters`."""
    ordered = sorted(notes, key=lambda note: (note.start_quarter, note.pitch))
    starts = [note.start_quarter for note in ordered]
    starts += [start + quarters for start in starts]
    for note in ordered:
        border = next(border for border in borders if note.start_quarter < border - _EARLY_QUARTERS)
        place = bisect_left(starts, border - _EARLY_QUARTERS)
        following = starts[place] if place < len(starts) else math.inf
        yield replace(note, length_quarters=min(note.length_quarters, following - note.start_quarter))
