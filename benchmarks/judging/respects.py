"""In which respects two scores differ so far that it is heard."""

from __future__ import annotations

from statistics import mean

from bridge.composing.score import Score


def features(score: Score) -> dict[str, float]:
    """Tempo, density, register, dynamics, length of notes and mode; half a unit more or less is heard."""
    notes = [note for stem in score.stems for note in stem.notes]
    pitches = [note.pitch for stem in score.stems if not stem.instrument.is_kit for note in stem.notes]
    return {
        "tempo": score.tempo_bpm / 6,
        "density": len(notes) / 4,
        "register": mean(pitches) / 2,
        "dynamics": mean(note.velocity for note in notes) / 4,
        "length": 10 * mean(note.length_quarters for note in notes),
        "mode": 10.0 * (score.key.mode == "minor"),
    }


def respects(first: Score, second: Score) -> int:
    """In how many of them the two differ."""
    ours, theirs = features(first), features(second)
    return sum(abs(ours[name] - theirs[name]) >= 0.5 for name in ours)
