"""Turns the patterns of a genre into the notes of each part, over a progression.

These are the parts of the composer's first edition, and what `bridge.composing.varied` shares with them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bridge.composing import harmony
from bridge.composing.genre import Genre, Kit, Pattern, fitting
from bridge.composing.instruments import PIECES, Instrument
from bridge.composing.patterns import STEP_QUARTERS, VELOCITIES, lines_of, strokes, strokes_of
from bridge.composing.score import Note
from bridge.composing.techniques import Manner
from bridge.vocabulary.music import SCALES, Key

_FILLS: tuple[Kit, ...] = (
    {"snare": "x.xx"},
    {"snare": "oxxX"},
    {"snare": "xx..", "high tom": "..x.", "low tom": "...x"},
    {"high tom": "x...", "mid tom": ".x..", "low tom": "..xx"},
    {"snare": "..oX"},
)


@dataclass(frozen=True, kw_only=True)
class Player:
    """One player of a loop: genre, instrument, and random sources of its own. The second edition alone uses
    `variation` and `manner`, and `take_chance` for what a new take varies."""

    genre: Genre
    instrument: Instrument
    chance: random.Random
    harmony_chance: random.Random
    tempo_bpm: float
    quarters_per_bar: Fraction
    bars: int
    key: Key
    swing: float
    variation: random.Random
    manner: Manner
    take_chance: random.Random | None = None

    @property
    def steps_per_bar(self) -> int:
        return math.ceil(self.quarters_per_bar / Fraction(1, 4))

    def choose(self, patterns: Sequence[Pattern]) -> Pattern:
        """One of the patterns that fit the bar."""
        return self.chance.choice(fitting(patterns, self.steps_per_bar))

    @cached_property
    def progression(self) -> tuple[harmony.Chord, ...]:
        """Chords of equal length that fill the loop; every player of a loop reads the same."""
        spellings = getattr(self.genre.progressions, self.key.mode)
        # One chord a bar sounds settled; no genre changes chords faster than twice a bar.
        fitting = [spelling for spelling in spellings if len(spelling.split()) in _chord_counts(self.bars)]
        fitting = fitting or [spelling.split()[0] for spelling in spellings]
        weights = [_tonic_weight(spelling) for spelling in fitting]
        spelling = self.harmony_chance.choices(fitting, weights)[0]
        return tuple(harmony.parse_chord(symbol, self.key.tonic) for symbol in spelling.split())

    @property
    def scale(self) -> frozenset[int]:
        """The pitch classes of the key; in minor those of the natural scale."""
        steps = SCALES[self.key.mode]
        return frozenset((self.key.tonic + step) % 12 for step in steps)

    @property
    def chord_quarters(self) -> Fraction:
        return self.bars * self.quarters_per_bar / len(self.progression)

    def chord_at(self, quarter: float) -> harmony.Chord:
        return self.progression[int(quarter / float(self.chord_quarters)) % len(self.progression)]

    def place(self, bar: int, step: float) -> float:
        """The quarter at which a step of a bar sounds: swung, and a little off the grid except on the
        downbeat."""
        unit = self.genre.swing_quarters
        within = step * STEP_QUARTERS
        pair, phase = divmod(within, 2 * unit)
        phase /= unit
        swung = phase * 2 * self.swing if phase < 1 else 2 * self.swing + (phase - 1) * 2 * (1 - self.swing)
        exact = float(bar * self.quarters_per_bar) + pair * 2 * unit + swung * unit
        if step == 0:
            return exact
        stray_ms = max(-12.0, min(12.0, self.chance.gauss(0.0, self.genre.looseness_ms)))
        return exact + stray_ms * self.tempo_bpm / 60_000

    def strike(self, velocity: float) -> int:
        return round(max(20, min(127, self.chance.gauss(velocity, 4))))


def _tonic_weight(spelling: str) -> float:
    """The weight of a progression in the draw: larger the longer it stays on the tonic, and if it starts
    there, because a loop that repeats is heard in the key of the chord it stays on."""
    at_home = [symbol[0] == "1" for symbol in spelling.split()]
    return (0.25 + sum(at_home) / len(at_home)) * (3.0 if at_home[0] else 1.0)


def _chord_counts(bars: int) -> tuple[int, ...]:
    return {1: (1, 2), 2: (1, 2, 4), 4: (2, 4, 8)}.get(bars, tuple(n for n in (1, 2, 4, 8) if n <= 2 * bars))


def play_drums(player: Player) -> tuple[Note, ...]:
    """A pattern of the kit, and sometimes a fill at the end of the last bar."""
    pattern = player.choose(player.genre.patterns.drums)
    fill = player.chance.choice(_FILLS) if player.bars > 1 and player.chance.random() < 0.3 else None
    fill_from = (player.bars - 1, player.steps_per_bar - 4)
    notes = list(_play_pattern(player, pattern))
    if fill is not None:
        start = float((player.bars - 1) * player.quarters_per_bar) + fill_from[1] * STEP_QUARTERS
        kept = {PIECES["kick"], PIECES["closed hat"], PIECES["ride"]}
        notes = [note for note in notes if note.start_quarter < start - 0.05 or note.pitch in kept]
        for piece, steps in fill.items():
            for offset, character in enumerate(steps):
                if character in VELOCITIES:
                    at = player.place(fill_from[0], fill_from[1] + offset)
                    notes.append(Note(at, STEP_QUARTERS, PIECES[piece], player.strike(VELOCITIES[character])))
    return tuple(sorted(notes, key=lambda note: (note.start_quarter, note.pitch)))


def play_percussion(player: Player) -> tuple[Note, ...]:
    return tuple(_play_pattern(player, player.choose(player.genre.patterns.percussion)))


def _play_pattern(player: Player, pattern: Kit) -> Iterator[Note]:
    for piece, steps in pattern.items():
        for bar, step, character, held in strokes(steps, player.bars, player.steps_per_bar):
            if character == "?" and player.chance.random() < 0.5:
                continue
            at = player.place(bar, step)
            yield Note(at, held * STEP_QUARTERS, PIECES[piece], player.strike(VELOCITIES[character]))


def play_bass(player: Player) -> tuple[Note, ...]:
    """A bass pattern over the roots of the progression."""
    pattern = player.choose(player.genre.patterns.bass)
    return bass_notes(player, lines_of(pattern, player.bars, player.steps_per_bar))


def bass_notes(player: Player, lines: Sequence[str]) -> tuple[Note, ...]:
    """The notes of a bass's line for each bar."""
    notes = []
    for bar, step, character, held in strokes_of(lines):
        quarter = float(bar * player.quarters_per_bar) + step * STEP_QUARTERS
        chord = player.chord_at(quarter)
        root = harmony.place_bass(chord.root, player.instrument.lowest)
        if character == "a":
            following = player.chord_at(quarter + held * STEP_QUARTERS + 1e-6)
            pitch = _approach(player, harmony.place_bass(following.root, player.instrument.lowest))
        else:
            pitch = root + {"1": 0, "8": 12}.get(character, -1)
            if character in "3567":
                pitch = root + chord.tone(int(character))
        at, velocity = player.place(bar, step), player.strike(100 if step % 4 == 0 else 90)
        notes.append(Note(at, held * STEP_QUARTERS * 0.95, pitch, velocity))
    return tuple(notes)


def _approach(player: Player, target: int) -> int:
    """A step to `target`: mostly of the scale, from either side; else a semitone from below."""
    if player.chance.random() < 0.25:
        return target - 1
    near = [target + step for step in (-2, -1, 1, 2) if (target + step) % 12 in player.scale]
    return player.chance.choice(near or [target - 1])


def _voicings(player: Player) -> list[tuple[int, ...]]:
    centre = (player.instrument.lowest + player.instrument.highest) // 2 - 4
    voicings: list[tuple[int, ...]] = []
    for chord in player.progression:
        voicings.append(harmony.voice(chord, voicings[-1] if voicings else None, centre))
    return voicings


def play_chords(player: Player) -> tuple[Note, ...]:
    """A comping or arpeggio pattern."""
    pattern = player.choose(player.genre.patterns.chords)
    return chord_notes(player, lines_of(pattern, player.bars, player.steps_per_bar))


def chord_notes(player: Player, lines: Sequence[str]) -> tuple[Note, ...]:
    """The notes of a line of chords for each bar; whole chords are strummed a little."""
    strum = 0.018 if player.instrument.family == "guitar" else 0.004
    voicings = _voicings(player)
    notes = []
    for bar, step, character, held in strokes_of(lines):
        quarter = float(bar * player.quarters_per_bar) + step * STEP_QUARTERS
        pitches = voicings[int(quarter / float(player.chord_quarters)) % len(voicings)]
        at, velocity = player.place(bar, step), player.strike(96 if character == "X" else 82)
        if character.isdigit():
            voice = int(character) - 1
            pitch = pitches[voice % len(pitches)] + 12 * (voice // len(pitches))
            notes.append(Note(at, held * STEP_QUARTERS, pitch, velocity))
            continue
        for index, pitch in enumerate(pitches):
            notes.append(Note(at + strum * index, held * STEP_QUARTERS * 0.92, pitch, velocity))
    return tuple(notes)


def play_pad(player: Player) -> tuple[Note, ...]:
    """The chords, held."""
    length = float(player.chord_quarters)
    return tuple(
        Note(index * length, length * 0.98, pitch, player.strike(74))
        for index, pitches in enumerate(_voicings(player))
        for pitch in pitches
    )


def play_lead(player: Player) -> tuple[Note, ...]:
    """A motif of a bar, repeated and varied: chord tones on the beats, pentatonic steps between."""
    rhythm = player.choose(player.genre.patterns.lead)
    scale = harmony.MINOR_PENTATONIC if player.key.mode == "minor" else harmony.MAJOR_PENTATONIC
    low, high = player.instrument.lowest, player.instrument.highest
    ladder = [pitch for pitch in range(low, high + 1) if (pitch - player.key.tonic) % 12 in scale]
    place = player.chance.randrange(len(ladder) // 3, 2 * len(ladder) // 3)
    contour = [player.chance.choice((-2, -1, -1, 0, 1, 1, 2)) for _ in range(32)]
    notes: list[Note] = []
    index_in_bar = bar_before = 0
    for bar, step, character, held in strokes(rhythm, player.bars, player.steps_per_bar):
        if bar != bar_before:
            bar_before, index_in_bar = bar, 0
            if bar % 2 == 1:  # the answer: the same rhythm on another contour
                contour = contour[5:] + contour[:5]
        place = max(0, min(len(ladder) - 1, place + contour[index_in_bar % len(contour)]))
        index_in_bar += 1
        pitch = ladder[place]
        if step % 4 == 0 or not notes:
            chord = player.chord_at(float(bar * player.quarters_per_bar) + step * STEP_QUARTERS)
            tones = goals(player, chord, home=not notes or (step == 0 and bar % 2 == 0))
            pitch = min(
                (tone for tone in range(low, high + 1) if tone % 12 in tones),
                key=lambda tone: abs(tone - ladder[place]),
            )
        velocity = player.strike(104 if character == "X" else 90)
        notes.append(Note(player.place(bar, step), held * STEP_QUARTERS * 0.95, pitch, velocity))
    return tuple(notes)


def goals(player: Player, chord: harmony.Chord, *, home: bool) -> frozenset[int]:
    """Pitch classes for a melody to rest on: those of the chord's triad that lie in the key; where
    it comes `home`, the tonic if the chord has it, which tells the key of a melody heard alone."""
    triad = frozenset(chord.pitch_classes[:3])
    if home and player.key.tonic in triad:
        return frozenset({player.key.tonic})
    return (triad & player.scale) or triad
