"""Moods bend a score: how much is played, how high, how loud and how long."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from msgspec.structs import replace

from bridge.composing.composer import compose
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.roles import ROLES, Role
from bridge.composing.score import Note, Score, Stem
from bridge.composing.shaping import shaped
from bridge.vocabulary.prompts import Shape

BAND = compose(6, genre="gospel", tempo_bpm=100.0, bars=2, roles=frozenset(ROLES))


def score(role: Role, instrument: str, *notes: tuple[float, int]) -> Score:
    """One bar of one player, who plays these pitches at these quarters."""
    played = tuple(Note(start, 0.25, pitch, 80) for start, pitch in notes)
    return replace(BAND, bars=1, stems=(Stem(role, instruments()[instrument], played),))


def notes(bent: Score) -> list[Note]:
    return [note for stem in bent.stems for note in stem.notes]


def test_without_a_mood_nothing_changes() -> None:
    assert shaped(BAND, Shape()) == BAND
    assert shaped(BAND, Shape(players=("rhodes",))) == BAND


@pytest.mark.parametrize("density", [0.3, 0.7, 1.5, 2.0])
def test_density_is_how_much_is_played_and_pads_are_left_alone(density: float) -> None:
    bent = shaped(BAND, Shape(density=density))
    assert bent == shaped(BAND, Shape(density=density)), "the same seed gives the same"
    for before, after in zip(BAND.stems, bent.stems, strict=True):
        if before.role == "pad" or not before.notes:
            assert after == before
        elif density < 1:
            assert set(after.notes) <= set(before.notes)
            first = [note for note in before.notes if abs(note.start_quarter) < 0.1]
            assert set(first) <= set(after.notes), "the downbeat stays"
        else:
            assert set(before.notes) <= set(after.notes)
    fewer, more = len(notes(bent)), len(notes(BAND))
    assert fewer < more if density < 1 else fewer > more


def test_the_same_shape_gives_the_same_notes_in_every_version() -> None:
    shapes = (Shape(density=0.6, register=-12), Shape(density=1.4, dynamics=9), Shape(0.8, 12, -9, 0.5))
    made = [notes(shaped(compose(seed), shape)) for seed in range(6) for shape in shapes]
    assert hashlib.sha256(msgspec.json.encode(made)).hexdigest()[:16] == "f811679279af9835"


def test_what_is_off_the_beat_goes_first() -> None:
    beats = [(float(beat), 60) for beat in range(1, 4)]
    offs = [(beat + 0.5, 60) for beat in range(4)]
    kept = [0, 0]
    for seed in range(60):
        line = replace(score("lead", "flute", (0.0, 60), *beats, *offs), seed=seed)
        for note in notes(shaped(line, Shape(density=0.5))):
            kept[note.start_quarter % 1 == 0.5] += 1
    assert kept[0] / (4 * 60) > 0.75 and kept[1] / (4 * 60) < 0.35


def test_a_chord_that_is_strummed_goes_or_stays_whole() -> None:
    for seed in range(20):
        strum = replace(score("chords", "piano", (1.5, 60), (1.51, 64), (1.52, 67)), seed=seed)
        assert len(notes(shaped(strum, Shape(density=0.5)))) in (0, 3)


def test_what_is_added_is_softer_and_half_way_to_the_next_stroke() -> None:
    line = score("lead", "flute", (0.0, 60), (1.0, 62), (1.25, 64))
    added = [note for note in notes(shaped(line, Shape(density=2.0))) if note not in notes(line)]
    assert [(note.start_quarter, note.pitch, note.velocity) for note in added] == [
        (0.5, 60, 58),
        (2.75, 64, 58),
    ]


def test_a_busier_kit_plays_more_of_what_fills_and_keeps_its_kick() -> None:
    kick, hat = PIECES["kick"], PIECES["closed hat"]
    kit = next(name for name, each in instruments().items() if each.is_kit)
    beat = score("drums", kit, (0.0, kick), (2.0, kick), (0.0, hat), (1.0, hat))
    pitches = [note.pitch for note in notes(shaped(beat, Shape(density=2.0, register=12)))]
    assert pitches.count(kick) == 2 and pitches.count(hat) == 4


@pytest.mark.parametrize(
    ("role", "pitch", "register", "moved"),
    [
        ("lead", 72, 12, 12),
        ("lead", 72, -12, -12),
        ("lead", 96, 12, 0),
        ("lead", 60, -12, 0),
        ("bass", 72, 12, 0),
    ],
)
def test_a_player_moves_by_an_octave_within_the_instrument_s_range(
    role: Role, pitch: int, register: int, moved: int
) -> None:
    line = score(role, "flute", (0.0, pitch), (1.0, pitch + 2))
    assert [note.pitch for note in notes(shaped(line, Shape(register=register)))] == [
        pitch + moved, pitch + 2 + moved,
    ]  # fmt: skip
    assert notes(shaped(score(role, "flute"), Shape(register=register))) == []


def test_length_and_dynamics_stay_within_the_loop_and_what_can_be_played() -> None:
    line = score("lead", "flute", (0.0, 72))
    assert notes(shaped(line, Shape(length=100.0)))[0].length_quarters == 4.0
    assert notes(shaped(line, Shape(length=2.0)))[0].length_quarters == 0.5
    for dynamics, velocity in ((10, 90), (100, 127), (-100, 20)):
        assert notes(shaped(line, Shape(dynamics=dynamics)))[0].velocity == velocity
