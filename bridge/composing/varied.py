"""The parts of the composer's second edition: phrases that answer each other, fills, and techniques."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bridge.composing import fills, parts
from bridge.composing.genre import Kit, fitting
from bridge.composing.instruments import PIECES
from bridge.composing.melody import ladder_of, sung
from bridge.composing.parts import Player
from bridge.composing.patterns import STEP_QUARTERS, VELOCITIES, strokes_of
from bridge.composing.score import Note
from bridge.composing.variation import Bar, KitStyle, join, vary_kit, vary_line

# Several strokes in a sixteenth: how many, and how hard.
_ROLLED = {"q": (2, 50), "r": (2, 76), "R": (2, 102), "t": (3, 78)}
_SHORTEST_QUARTERS = 0.1
# Notes as long as this can be played as a tremolo.
_TREMOLO_QUARTERS = 0.7
_RUN_STEPS, _RUN_QUARTERS = 5, 0.08


def play_drums(player: Player) -> tuple[Note, ...]:
    """A kit's bars, with ghost notes, rolls of the hats and a fill as genre and techniques have them."""
    kits = fitting(player.genre.patterns.drums, player.steps_per_bar)
    bars = vary_kit(
        kits, player.bars, player.steps_per_bar, player.variation, _style(player, kits), player.take_chance
    )
    if player.manner.hat_rolls:
        bars = [_hats_rolled(bar, player.variation) for bar in bars]
    if player.manner.kept:
        bars = _pieces_of(bars, player.manner.kept)
    return _sorted(_beaten(player, bars))


def play_percussion(player: Player) -> tuple[Note, ...]:
    """Percussion varies, but leaves fills to the drums."""
    kits = fitting(player.genre.patterns.percussion, player.steps_per_bar)
    steady = player.manner.fills == "none"
    style = KitStyle(steady=steady)
    bars = vary_kit(kits, player.bars, player.steps_per_bar, player.variation, style, player.take_chance)
    return _sorted(_beaten(player, bars))


def _style(player: Player, kits: Sequence[Kit]) -> KitStyle:
    snares = [line for kit in kits for piece, line in kit.items() if piece in ("snare", "rim")]
    wanted = player.manner.fills
    if wanted == "roll":
        own: tuple[fills.Fill, ...] = fills.DRUM_ROLL
    elif not snares and not any("clap" in kit for kit in kits):
        own = fills.hands([piece for piece in kits[0] if piece != "kick"][:3] or ["kick"])
    else:
        own = fills.MACHINES if player.instrument.electronic else fills.STICKS
    return KitStyle(
        ghosts=player.manner.ghosts or any(set(line) & {"o", "?"} for line in snares),
        fill_chance={"none": 0.0, "many": 1.0, "roll": 1.0}.get(wanted, 0.6),
        fill_sizes={"roll": (8,), "many": (4, 8, 8)}.get(
            wanted, (2, 4, 4) if player.instrument.electronic else (2, 4, 4, 8)
        ),
        fills=own,
        steady=wanted == "none",
    )


def _hats_rolled(bar: Bar, chance: random.Random) -> Bar:
    """One or two strokes of the hats as rolls."""
    line = bar.get("closed hat", "")
    places = [step for step, sign in enumerate(line) if sign in "xX" and step % 4]
    for step in chance.sample(places, k=min(len(places), chance.choice((0, 1, 1, 2)))):
        line = line[:step] + chance.choice("rrt") + line[step + 1 :]
    return {**bar, "closed hat": line} if line else bar


def _pieces_of(bars: Sequence[Bar], kept: Sequence[tuple[tuple[str, ...], tuple[str, ...]]]) -> list[Bar]:
    """`bars` with no other pieces than those `kept`. Where a kit has none of some, the first of them plays
    another's line."""
    found = {piece for bar in bars for piece in bar}
    taken = {
        own[0] if not found & {*own} else piece: piece
        for own, instead in kept
        for piece in (
            [each for each in own if each in found] or [each for each in instead if each in found][:1]
        )
    }
    return [{piece: bar[line] for piece, line in taken.items() if line in bar} for bar in bars]


def _beaten(player: Player, bars: Sequence[Bar]) -> Iterator[Note]:
    for piece in dict.fromkeys(piece for bar in bars for piece in bar):
        if piece in player.manner.mutes:
            continue
        lines = [bar.get(piece, "." * player.steps_per_bar) for bar in bars]
        for bar, step, sign, held in strokes_of(lines):
            if sign == "?" and player.chance.random() < 0.5:
                continue
            count, velocity = _ROLLED.get(sign, (1, VELOCITIES.get(sign, 0)))
            for number in range(count):
                at = player.place(bar, step + number / count)
                struck = player.strike(velocity - 8 * (number % 2))
                yield Note(at, held * STEP_QUARTERS / count, PIECES[piece], struck)


def play_bass(player: Player) -> tuple[Note, ...]:
    """A bass line that answers itself, and often steps into the first bar again."""
    patterns = fitting(player.genre.patterns.bass, player.steps_per_bar)
    _, lines = _varied(player, patterns)
    if player.bars > 1 and player.variation.random() < 0.4 and not lines[0].startswith("."):
        lines[-1] = join(lines[-1], "." * (len(lines[-1]) - 1) + "a", len(lines[-1]) - 1)
    return _touched(player, parts.bass_notes(player, lines))


def play_chords(player: Player) -> tuple[Note, ...]:
    """Comping or arpeggios; patterns of one kind are joined with each other only."""
    known = fitting(player.genre.patterns.chords, player.steps_per_bar)
    first = player.variation.choice(known)
    alike = [pattern for pattern in known if _is_broken(pattern) is _is_broken(first)]
    _, lines = _varied(player, alike, mixed=0.5)
    return _touched(player, parts.chord_notes(player, lines))


def _varied(player: Player, patterns: Sequence[str], mixed: float = 1.0) -> tuple[str, list[str]]:
    return vary_line(
        patterns,
        player.bars,
        player.steps_per_bar,
        player.variation,
        mixed=mixed,
        take=player.take_chance,
    )


def _is_broken(pattern: str) -> bool:
    return any(sign.isdigit() for sign in pattern)


def play_pad(player: Player) -> tuple[Note, ...]:
    """The chords, held."""
    notes = parts.play_pad(player)
    return _tremolo(player, notes) if player.manner.tremolo else notes


def play_lead(player: Player) -> tuple[Note, ...]:
    """A melody of calls and answers, with runs into its phrases where the manner has them."""
    known = fitting(player.genre.patterns.lead, player.steps_per_bar)
    plan, lines = _varied(player, known)
    notes = sung(player, plan, lines)
    if player.manner.runs:
        notes += _runs(player, notes, ladder_of(player))
    return _touched(player, _sorted(notes))


# ---- articulation ----


def _sorted(notes: Iterator[Note] | Sequence[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.start_quarter, note.pitch)))


def _touched(player: Player, notes: Sequence[Note]) -> tuple[Note, ...]:
    """`notes` as long as the manner has them, and as a tremolo if it says so."""
    whole = float(player.bars * player.quarters_per_bar)
    if player.manner.length != 1:
        notes = [_lasting(note, player.manner.length, whole) for note in notes]
    return _tremolo(player, notes) if player.manner.tremolo else tuple(notes)


def _lasting(note: Note, share: float, most: float) -> Note:
    length = max(min(_SHORTEST_QUARTERS, note.length_quarters), min(most, note.length_quarters * share))
    return replace(note, length_quarters=length)


def _tremolo(player: Player, notes: Sequence[Note]) -> tuple[Note, ...]:
    """Long notes struck again and again, in 32nds or, where that is too fast to play, sixteenths."""
    whole = float(player.bars * player.quarters_per_bar)
    stroke = 0.125 if player.tempo_bpm <= 132 else 0.25
    found: list[Note] = []
    for note in notes:
        if note.length_quarters < _TREMOLO_QUARTERS:
            found.append(note)
            continue
        count = max(1, round(note.length_quarters / stroke))
        for number in range(count):
            softer = 6 * (number % 2) + (10 if number else 0)
            at = note.start_quarter + number * stroke
            at -= whole if at >= whole else 0.0
            found.append(Note(at, stroke, note.pitch, max(20, note.velocity - softer)))
    return _sorted(found)


def _runs(player: Player, notes: Sequence[Note], ladder: Sequence[int]) -> list[Note]:
    """Quick runs upwards into the first note of each second bar."""
    whole = float(player.bars * player.quarters_per_bar)
    per_bar = float(player.quarters_per_bar)
    found: list[Note] = []
    for bar in range(0, player.bars, 2):
        goal = next((note for note in notes if note.start_quarter >= bar * per_bar - 0.05), None)
        below = [pitch for pitch in ladder if goal is not None and pitch < goal.pitch][-_RUN_STEPS:]
        for number, pitch in enumerate(below):
            early = (len(below) - number) * _RUN_QUARTERS
            at = (goal.start_quarter - early) % whole if goal is not None else 0.0
            found.append(Note(at, _RUN_QUARTERS, pitch, 56 + 6 * number))
    return found
