"""Bends a score as moods ask: how much is played, how high, how loud and how long. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from bridge.composing.instruments import PIECES
from bridge.composing.score import Note, Score, Stem
from bridge.vocabulary.prompts import Shape

# Notes that begin within this are one stroke: a chord is strummed.
_STROKE_QUARTERS = 0.12
_ON_BEAT_QUARTERS = 0.13
# Pieces that a busier kit plays more of; the rest are the groove's own.
_FILLING = frozenset(PIECES[name] for name in ("closed hat", "shaker", "ride", "tambourine", "snare"))
_QUIETER = 22  # in velocity, for a stroke that is added


def shaped(score: Score, shape: Shape) -> Score:
    """`score` bent by `shape`: the same seed gives the same result everywhere."""
    if shape == Shape():
        return score
    return replace(score, stems=tuple(_shaped(score, stem, shape) for stem in score.stems))


def _shaped(score: Score, stem: Stem, shape: Shape) -> Stem:
    chance = random.Random(f"{score.seed}/shape/{stem.role}")
    notes = list(stem.notes)
    if stem.role != "pad" and shape.density < 1:
        notes = _thinned(notes, shape.density, chance)
    if stem.role != "pad" and shape.density > 1:
        notes = _filled(notes, shape.density - 1, float(score.quarters), stem.instrument.is_kit, chance)
    if not stem.instrument.is_kit:
        up = _move(stem, shape.register)
        notes = [
            replace(
                note,
                pitch=note.pitch + up,
                length_quarters=min(note.length_quarters * shape.length, float(score.quarters)),
            )
            for note in notes
        ]
    notes = [replace(note, velocity=max(20, min(127, note.velocity + shape.dynamics))) for note in notes]
    return replace(stem, notes=tuple(sorted(notes, key=lambda note: (note.start_quarter, note.pitch))))


def _move(stem: Stem, register: int) -> int:
    """How far the whole stem can go that way, in octaves; a bass stays where it is."""
    if not register or stem.role == "bass" or not stem.notes:
        return 0
    octave = 12 if register > 0 else -12
    pitches = [note.pitch + octave for note in stem.notes]
    # Half an octave beyond an instrument's usual range still sounds like it.
    low, high = stem.instrument.lowest - 7, stem.instrument.highest + 12
    return octave if low <= min(pitches) and max(pitches) <= high else 0


def _strokes(notes: Sequence[Note]) -> list[list[Note]]:
    ordered = sorted(notes, key=lambda note: note.start_quarter)
    steps = groupby(ordered, key=lambda note: round(note.start_quarter / _STROKE_QUARTERS / 2))
    return [list(stroke) for _, stroke in steps]


def _thinned(notes: Sequence[Note], share: float, chance: random.Random) -> list[Note]:
    """About a `share` of the strokes: those on the downbeat stay, those off the beat go first."""
    kept: list[Note] = []
    for stroke in _strokes(notes):
        at = stroke[0].start_quarter
        is_on_beat = abs(at - round(at)) < _ON_BEAT_QUARTERS
        stays = share + (1 - share) * 0.6 if is_on_beat else share * share
        if abs(at) < _ON_BEAT_QUARTERS or chance.random() < stays:
            kept += stroke
    return kept


def _filled(
    notes: Sequence[Note], share: float, quarters: float, is_kit: bool, chance: random.Random
) -> list[Note]:
    """The notes, and in about a `share` of the gaps half-way to the next stroke the same again, softer."""
    base = [note for note in notes if not is_kit or note.pitch in _FILLING]
    strokes = _strokes(base)
    added: list[Note] = []
    for stroke, following in zip(strokes, [*strokes[1:], *strokes[:1]], strict=True):
        at = stroke[0].start_quarter
        gap = (following[0].start_quarter - at) % quarters or quarters
        if gap < 0.4 or chance.random() > share * 1.3:
            continue
        step = max(0.25, round(gap * 2) / 4)
        added += [
            replace(
                note,
                start_quarter=note.start_quarter + step,
                length_quarters=min(note.length_quarters, step),
                velocity=note.velocity - _QUIETER,
            )
            for note in stroke
        ]
    return [*notes, *added]
