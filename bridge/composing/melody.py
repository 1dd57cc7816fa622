"""Sings the second edition's melodies: a motif, answers that begin as it does, and an ending on the tonic."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bridge.composing.harmony import MAJOR_PENTATONIC, MINOR_PENTATONIC
from bridge.composing.parts import Player, goals
from bridge.composing.patterns import STEP_QUARTERS, strokes_of
from bridge.composing.score import Note

# A melody leaps no farther, in semitones, if its instrument has the note an octave nearer.
_WIDEST = 9
_MOVES = 16


def sung(player: Player, plan: str, lines: Sequence[str]) -> list[Note]:
    """A melody in the rhythm of `lines`, a line for each bar of `plan` (see `bridge.composing.variation`).

    A call comes back as it was. An answer leaves it half-way and stays open on a tone of the chord; the
    ending rests on the tonic where the chord has it.
    """
    chance = player.variation
    lines = [_ended(line) if letter == "C" else line for letter, line in zip(plan, lines, strict=True)]
    singer = _Singer(player)
    third = len(singer.ladder) // 3
    home = chance.randrange(third, max(third + 1, 2 * len(singer.ladder) // 3))
    moves = {letter: _moves(chance) for letter in "ABC"}
    if player.take_chance is not None:
        moves |= {letter: _moves(player.take_chance) for letter in "BC"}
    for bar, (letter, line) in enumerate(zip(plan, lines, strict=True)):
        struck = list(strokes_of([line]))
        for number, (_, step, sign, held) in enumerate(struck):
            way = moves["A" if step < player.steps_per_bar // 2 else letter]
            singer.place = home if number == 0 else singer.place + way[number % _MOVES]
            closing = letter if number == len(struck) - 1 and letter != "A" else ""
            singer.sing(bar, step, held, is_accent=sign == "X", closing=closing)
    return singer.notes


class _Singer:
    """Sings note by note; `place` is where on the ladder the next note lies, if no chord wants another."""

    def __init__(self, player: Player) -> None:
        self.notes: list[Note] = []
        self.ladder = ladder_of(player)
        self.place = 0
        self._player = player
        self._low, self._high = player.instrument.lowest, player.instrument.highest

    def sing(self, bar: int, step: int, held: int, *, is_accent: bool, closing: str) -> None:
        """A note; `closing` is the letter of the answer or ending whose last it is."""
        player = self._player
        self.place = max(0, min(len(self.ladder) - 1, self.place))
        pitch = self.ladder[self.place]
        if step % 4 == 0 or not self.notes or closing:
            pitch = self._rest(
                bar, step, is_home=closing == "C" or not self.notes or (step == 0 and bar % 2 == 0)
            )
        pitch = self._varied(self._near(pitch))
        self.place = min(range(len(self.ladder)), key=lambda index: abs(self.ladder[index] - pitch))
        share = (step + 1) / player.steps_per_bar
        velocity = player.strike(
            (104 if is_accent else 88) + 24 * share * (1 - share)
        )  # 6 more in the middle
        self.notes.append(Note(player.place(bar, step), held * STEP_QUARTERS * 0.95, pitch, velocity))

    def _rest(self, bar: int, step: int, *, is_home: bool) -> int:
        """The nearest tone of the chord."""
        quarter = float(bar * self._player.quarters_per_bar) + step * STEP_QUARTERS
        tones = goals(self._player, self._player.chord_at(quarter), home=is_home)
        able = (tone for tone in range(self._low, self._high + 1) if tone % 12 in tones)
        return min(able, key=lambda tone: abs(tone - self.ladder[self.place]))

    def _near(self, pitch: int) -> int:
        """`pitch`, or the same an octave nearer to the note before."""
        if not self.notes or abs(pitch - self.notes[-1].pitch) <= _WIDEST:
            return pitch
        nearer = pitch + (12 if pitch < self.notes[-1].pitch else -12)
        return nearer if self._low <= nearer <= self._high else pitch

    def _varied(self, pitch: int) -> int:
        """`pitch`, or the next on the ladder if that was sung twice already."""
        if [note.pitch for note in self.notes[-2:]] != [pitch, pitch]:
            return pitch
        return self.ladder[min(len(self.ladder) - 1, self.place + 1)]


def ladder_of(player: Player) -> list[int]:
    """The pentatonic pitches of the key that the instrument has, from below."""
    scale = MINOR_PENTATONIC if player.key.mode == "minor" else MAJOR_PENTATONIC
    low, high = player.instrument.lowest, player.instrument.highest
    return [pitch for pitch in range(low, high + 1) if (pitch - player.key.tonic) % 12 in scale]


def _moves(chance: random.Random) -> list[int]:
    """Steps on the ladder; a leap is followed by a step back."""
    found: list[int] = []
    while len(found) < _MOVES:
        move = chance.choice((-2, -1, -1, 0, 1, 1, 2, 3, -3))
        found += [move, -1 if move > 0 else 1] if abs(move) == 3 else [move]
    return found


def _ended(line: str) -> str:
    """`line` with its last note of the second half held to the end of the bar."""
    half = len(line) // 2
    begun = next((step for step in range(half, len(line)) if line[step] not in ".-"), half)
    return line[:begun] + "x" + "-" * (len(line) - begun - 1)
