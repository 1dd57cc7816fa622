"""Varies a genre's own patterns from bar to bar, by a grammar. Pure: patterns in, a line for each bar out.

    loop    ->  call answer call ending …, a phrase being four bars
    call    ->  halves of the genre's patterns, joined; a kit with another's hats or colours
    answer  ->  the call with another tail; the kit with a stroke or two more, fewer or elsewhere
    ending  ->  the answer, and mostly a fill

What is put in comes from another pattern of the same genre wherever it can, so that the groove stays the
genre's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bridge.composing.fills import Fill, with_fill
from bridge.composing.genre import Kit
from bridge.composing.patterns import lines_of

Bar = Mapping[str, str]
"""A bar of drums: a line for each piece."""

TIMEKEEPERS = frozenset({"closed hat", "open hat", "pedal hat", "ride", "shaker", "tambourine"})
_BEAT = frozenset({"kick", "snare", "clap"})
_QUARTER = 4  # steps
# A genre with fewer rhythms than this also leaves strokes out, and strikes held notes again.
_FEW = 4


class Edit(NamedTuple):
    """What comes to stand in a piece's line from a step on."""

    piece: str
    step: int
    text: str


class KitStyle(NamedTuple):
    """How a kit may be varied: with ghost notes, and with fills of so many steps."""

    ghosts: bool = False
    fill_chance: float = 0.6
    fill_sizes: tuple[int, ...] = (2, 4, 4, 8)
    fills: tuple[Fill, ...] = ()
    steady: bool = False


def form(bars: int, chance: random.Random, *, steady: bool = False) -> str:
    """Which bar is which: A is the call, B the answer, C the ending."""
    if bars == 1 or steady:
        return "A" * bars
    phrase = chance.choice(("ABAB", "AABB", "AAAB"))
    return (phrase * bars)[: bars - 1] + "C"


def _new_form(bars: int) -> str:
    """The form of a new take: nothing but answers, and an ending."""
    return "B" * (bars - 1) + ("C" if bars > 1 else "B")


def vary_line(
    patterns: Sequence[str],
    bars: int,
    steps: int,
    chance: random.Random,
    *,
    mixed: float = 1.0,
    take: random.Random | None = None,
) -> tuple[str, list[str]]:
    """The form, and the line of each bar, of a part that is written on one line. `mixed` is how often two
    patterns are joined. A new `take` answers the same call otherwise, in each bar."""
    plan = form(bars, chance)
    laid = [lines_of(pattern, bars, steps) for pattern in patterns]
    call, other = chance.choice(laid), chance.choice(laid)
    if chance.random() < mixed:
        joined = [join(mine, theirs, _half(steps)) for mine, theirs in zip(call, other, strict=True)]
        call = joined if all(map(_rhythm, joined)) else call
    if len({_rhythm(bar) for line in laid for bar in line}) < _FEW and chance.random() < 0.7:
        call = _changed(call, chance)
    answer = _answered(call, laid, steps, chance)
    ending = _answered(call, laid, steps, chance)
    if take is not None:
        plan = _new_form(bars)
        answer, ending = (_answered(call, laid, steps, take) for _ in "BC")
    by_letter = {"A": call, "B": answer, "C": ending}
    return plan, [by_letter[letter][bar] for bar, letter in enumerate(plan)]


def _half(steps: int) -> int:
    return _QUARTER * max(1, round(steps / _QUARTER / 2))


def join(first: str, second: str, cut: int) -> str:
    """The one up to the step `cut`, then the other; what is held has to sound."""
    head, tail = first[:cut], second[cut:]
    if tail.startswith("-") and head.endswith("."):
        held = len(tail) - len(tail.lstrip("-"))
        tail = "." * held + tail[held:]
    return head + tail


def _answered(
    call: Sequence[str], laid: Sequence[Sequence[str]], steps: int, chance: random.Random
) -> list[str]:
    """`call` with the tail of another pattern; of a genre whose patterns all end alike, a stroke is left out
    or split."""
    cuts = [cut for cut in (steps - _QUARTER, _half(steps)) if 0 < cut < steps]
    options = [
        [join(mine, theirs, cut) for mine, theirs in zip(call, other, strict=True)]
        for cut in cuts
        for other in laid
    ]
    options = [option for option in options if option != list(call)]
    if not options or len({_rhythm(option[0]) for option in options}) < _FEW:
        options.append(_changed(call, chance))
    return chance.choice(options)


def _rhythm(line: str) -> tuple[int, ...]:
    return tuple(step for step, sign in enumerate(line) if sign not in ".-")


def _changed(lines: Sequence[str], chance: random.Random) -> list[str]:
    """`lines` with a stroke off the beat left out, or a held note struck again, each at the same place."""
    line = lines[0]
    places = [
        step for step, sign in enumerate(line) if step % _QUARTER and (sign not in ".-" or step % 2 == 0)
    ]
    step = chance.choice([step for step in places if line[step] != "."] or [len(line) - 1])
    changed = [_struck_or_not(line, step) for line in lines]
    return changed if all(map(_rhythm, changed)) else list(lines)


def _struck_or_not(line: str, step: int) -> str:
    if line[step] == ".":
        return line
    if line[step] != "-":
        end = step + 1
        while line[end : end + 1] == "-":
            end += 1
        return line[:step] + "." * (end - step) + line[end:]
    struck = next(sign for sign in reversed(line[:step]) if sign not in ".-")
    return line[:step] + struck + line[step + 1 :]


def vary_kit(
    kits: Sequence[Kit],
    bars: int,
    steps: int,
    chance: random.Random,
    style: KitStyle,
    take: random.Random | None = None,
) -> list[Bar]:
    """Every bar of a kit's part; a new `take` varies the same pattern otherwise, in each bar."""
    laid = [_laid(kit, bars, steps) for kit in kits]
    own = chance.randrange(len(laid))
    siblings = [bar for number, bars_ in enumerate(laid) if number != own for bar in bars_[:1]]
    call = list(laid[own])
    if len(laid) > 1:
        lender = chance.choice([bars_ for number, bars_ in enumerate(laid) if number != own])
        lanes = chance.choice((frozenset(), TIMEKEEPERS, _colours(lender[0])))
        call = [_lent(mine, theirs, lanes) for mine, theirs in zip(call, lender, strict=True)]
    call = _edited(call, siblings, style, chance, chance.choice((0, 1, 1, 2)))
    if style.steady:
        return call
    plan = form(bars, chance)
    if take is not None:
        plan, chance = _new_form(bars), take
    answer = _edited(call, siblings, style, chance, chance.choice((1, 1, 2)))
    ending = _edited(answer, siblings, style, chance, chance.choice((0, 1)))
    if bars > 1 and style.fills and chance.random() < style.fill_chance:
        sizes = [size for size in style.fill_sizes if size <= steps // 2] or [_QUARTER // 2]
        ending = [*ending[:-1], with_fill(ending[-1], style.fills, chance.choice(sizes), chance)]
    by_letter = {"A": call, "B": answer, "C": ending}
    return [by_letter[letter][bar] for bar, letter in enumerate(plan)]


def _laid(kit: Kit, bars: int, steps: int) -> list[Bar]:
    lines = {piece: lines_of(line, bars, steps) for piece, line in kit.items()}
    return [{piece: each[bar] for piece, each in lines.items()} for bar in range(bars)]


def _colours(bar: Bar) -> frozenset[str]:
    return frozenset(bar) - TIMEKEEPERS - _BEAT


def _lent(mine: Bar, theirs: Bar, lanes: frozenset[str]) -> Bar:
    """`mine` with `theirs` for `lanes`, if there are any."""
    lent = {piece: line for piece, line in theirs.items() if piece in lanes}
    if not lent:
        return mine
    return {**{piece: line for piece, line in mine.items() if piece not in lanes}, **lent}


def _edited(
    bars: Sequence[Bar], siblings: Sequence[Bar], style: KitStyle, chance: random.Random, count: int
) -> list[Bar]:
    """`bars`, each with the same `count` edits."""
    found = list(bars)
    for _ in range(count):
        borrowed, own = list(_borrowed(found[0], siblings)), list(_embellished(found[0], style))
        options = own if own and (not borrowed or chance.random() < 0.4) else borrowed
        if options:
            edits = chance.choice(options)
            found = [_with(bar, edits) for bar in found]
    return found


def _with(bar: Bar, edits: Sequence[Edit]) -> Bar:
    changed = dict(bar)
    for piece, step, text in edits:
        line = changed.get(piece, "." * len(next(iter(bar.values()))))
        if piece not in TIMEKEEPERS:
            text = _added(line[step:], text)
        changed[piece] = (line[:step] + text + line[step + len(text) :])[: len(line)]
    return changed


def _added(mine: str, text: str) -> str:
    return "".join(new if old == "." else old for old, new in zip(mine, text, strict=False))


def _borrowed(bar: Bar, siblings: Sequence[Bar]) -> Iterator[list[Edit]]:
    """A quarter of a piece's line as another kit of the genre has it. What gives the beat is only added to,
    and timekeepers are not doubled."""
    for sibling in siblings:
        for piece, line in sibling.items():
            if piece not in bar and piece in TIMEKEEPERS - {"open hat"}:
                continue
            own = bar.get(piece, "." * len(line))
            for step in range(0, len(line), _QUARTER):
                text, mine = line[step : step + _QUARTER], own[step : step + _QUARTER]
                if piece not in TIMEKEEPERS:
                    text = _added(mine, text)
                if text != mine and not (piece == "kick" and step == 0):
                    yield [Edit(piece, step, text)]


def _embellished(bar: Bar, style: KitStyle) -> Iterator[list[Edit]]:
    """A stroke more or fewer, where players put one."""
    steps = len(next(iter(bar.values())))
    keeper = next((piece for piece in ("closed hat", "ride", "shaker") if piece in bar), None)
    if keeper == "closed hat" and bar.get("open hat", "." * steps)[steps - 2] == ".":
        yield [Edit("open hat", steps - 2, "x"), Edit("closed hat", steps - 2, "..")]
    if keeper is not None:
        for step in range(3, steps, 2):
            if bar[keeper][step] != ".":
                yield [Edit(keeper, step, ".")]
            elif style.ghosts and bar[keeper][step - 1] != ".":
                yield [Edit(keeper, step, "o")]
    if style.ghosts and "snare" in bar:
        for step in (7, 9, steps - 1):
            if all(line[step : step + 1] in (".", "") for piece, line in bar.items() if piece in _BEAT):
                yield [Edit("snare", step, "o")]
    for piece in sorted(_colours(bar)):
        for step in range(1, steps, 2):
            if bar[piece][step] == "." and bar[piece][step - 1] != ".":
                yield [Edit(piece, step, "o")]
    if "kick" in bar and set(bar["kick"][steps - _QUARTER :]) == {"."}:
        yield [Edit("kick", steps - 2, "o")]
