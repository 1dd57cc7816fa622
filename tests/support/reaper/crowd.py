"""Many placements into REAPER's projects in any state, and how exactly items come to lie."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from bridge.hosts.mailbox.note_format import Ending
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from tests.support.hosts.tally import Tally
from tests.support.reaper.program import Table, table

STATES = (
    "select_track(0)",
    "select_track(1)",
    "select_track(2)",
    "add_track('More', true)",
    "for _, track in ipairs(W.current.tracks) do track.frozen = not track.frozen end",
    "for _, track in ipairs(W.current.tracks) do track.locked = not track.locked end",
    "undo()",
    "close_project()",
    "new_project({{ bpm = 93.5 }, { bar = 2, bpm = 151.7, num = 7, den = 8 }}) add_track('A', true)",
    "W.current.cursor = 3.25",
    "W.current.play = 1",
    "W.current.play = 0",
    "quit() run(SCRIPT)",
    "run(SCRIPT)",  # it crashed
)
MIDWAY = ("close_project", "undo", "function() select_track(0) end")


class Crowd:
    """Placements one after the other: projects closed and REAPER restarted midway, tracks frozen, files gone,
    the same order twice, two orders for one place."""

    def __init__(self, desk: Table, script: Path, *, seed: int) -> None:
        self._desk, self._draw = desk, random.Random(seed)
        self._clips = [desk.clip(seed=each, tempo_bpm=(93.5, 124.0)[each % 2]) for each in range(12)]
        self._added = 0
        self.tally = Tally()
        desk.reaper.do(f"SCRIPT = {str(script)!r}")

    def place(self, number: int) -> None:
        """Have one clip placed, sometimes another at the same place, and count what came of it."""
        draw, desk = self._draw, self._desk
        if draw.random() < 0.4:
            desk.reaper.do(draw.choice(STATES))
        clip = draw.choice(self._clips)
        is_hidden = draw.random() < 0.05
        if is_hidden:
            clip.path.rename(clip.path.with_suffix(".away"))
        if draw.random() < 0.2:
            desk.reaper.do(f"sabotage({draw.randrange(1, 40)}, {draw.choice(MIDWAY)})")
        spot = draw.choice(["selected", "new", "1", "2", "9"]), draw.choice(["cursor", "bar 1", "bar 3"])
        names = [f"order-{number}"] + [f"rival-{number}"] * (draw.random() < 0.1)
        orders = {name: desk.order(name, clip, *spot) for name in names}
        again = [desk.order(names[0], clip, *spot)] if draw.random() < 0.2 else []
        if draw.random() < 0.05:  # it lies in the mailbox, and REAPER starts anew
            desk.look()
            desk.reaper.do("run(SCRIPT)")
        self._settle(orders)
        if draw.random() < 0.1:  # asked once more, when it has ended
            again.append(desk.order(names[0], clip, *spot))
            desk.turn()
        if any(each != orders[names[0]] for each in again):
            self.tally.open += 1
        self._count(orders)
        if is_hidden:
            clip.path.with_suffix(".away").rename(clip.path)

    def _settle(self, orders: dict[str, list[Ending]]) -> None:
        """Both sides look until all have ended; a script that was started anew is first to be noticed."""
        for _ in range(2 * len(orders)):
            self._desk.turn()
            if all(orders.values()):
                return

    def _count(self, orders: dict[str, list[Ending]]) -> None:
        placed = 0
        for ends in orders.values():
            match ends:
                case [Ending(kind="")]:
                    placed += 1
                case [Ending(kind=kind, text=text)]:
                    self.tally.fail(kind, text)
                case _:
                    self.tally.open += 1
        self.tally.placed += placed
        blocks, unpainted, total, living = map(int, self._desk.reaper.do("return balance()").split())
        added, self._added = total - self._added, total
        # What was begun in a project that then was closed lies nowhere.
        self.tally.twice += max(0, living - placed) + max(0, added - len(orders))
        self.tally.lost += max(0, placed - added)
        # An undo block that is left open, or a window that paints no more, is no clean end.
        self.tally.open += bool(blocks or unpainted)


def place_many(folder: Path, count: int, *, seed: int = 7) -> Tally:
    """At least `count` placements."""
    with table(folder) as desk:
        crowd = Crowd(desk, folder / "Scripts" / "riffbridge.lua", seed=seed)
        for number in range(count):
            crowd.place(number)
        return crowd.tally


# ---- how exactly ----


class Change(NamedTuple):
    """From the beginning of `bar` (from 1) on: tempo in quarters a minute, as it is written, and meter."""

    bar: int
    bpm: str
    meter: Meter

    @property
    def lua(self) -> str:
        meter = self.meter
        return f"{{ bar = {self.bar}, bpm = {self.bpm}, num = {meter.numerator}, den = {meter.denominator} }}"


def bar_line(changes: list[Change], bar: int) -> tuple[Fraction, Fraction]:
    """Quarters and seconds from the project's start to the beginning of `bar`."""
    quarters = seconds = Fraction(0)
    for change, after in zip(changes, [*(each.bar for each in changes[1:]), bar], strict=True):
        passed = max(0, min(after, bar) - change.bar) * change.meter.quarters_per_bar
        quarters, seconds = quarters + passed, seconds + passed * 60 / Fraction(change.bpm)
    return quarters, seconds


def seconds_at(changes: list[Change], quarter: Fraction) -> Fraction:
    """From the project's start to `quarter`."""
    parts = [(*bar_line(changes, each.bar), each) for each in changes]
    begun, begun_s, change = [part for part in parts if part[0] <= quarter][-1]
    return begun_s + (quarter - begun) * 60 / Fraction(change.bpm)


def cases(count: int, seed: int) -> Iterator[tuple[list[Change], int, float, int, Meter]]:
    """Tempo maps, bars to place at, and the clips' tempi, bars and meters; the first is the one of old."""
    yield [Change(1, "93.5", Meter())], 1, 124.0, 2, Meter()
    draw = random.Random(seed)
    meters = (Meter(), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 4))
    for _ in range(count - 1):
        bars = [1, *sorted(draw.sample(range(2, 40), draw.randrange(3)))]
        changes = [Change(bar, f"{draw.uniform(40, 240):.3f}", draw.choice(meters)) for bar in bars]
        yield (
            changes,
            draw.randrange(1, 400),
            draw.choice((93.5, 124.0, 90.0)),
            draw.choice((1, 2, 4)),
            draw.choice(meters),
        )


def lay_many(folder: Path, count: int, *, seed: int = 7) -> Tally:
    """Items in projects of all sorts; `worst` is how far, in seconds, a position, a length, or what sounds of
    the clip within it is from exact arithmetic over fractions."""
    tally = Tally()
    with table(folder) as desk:
        for number, (changes, bar, tempo_bpm, bars, meter) in enumerate(cases(count, seed)):
            desk.reaper.do(
                f"new_project({{ {', '.join(each.lua for each in changes)} }}) add_track('A', true)"
            )
            clip = desk.clip(seed=number % 5, tempo_bpm=tempo_bpm, bars=bars, meter=meter)
            ending = desk.place(f"exact-{number}", clip, "1", f"bar {bar}")
            if ending.kind:
                tally.fail(ending.kind, ending.text)
                continue
            tally.placed += 1
            [item] = desk.reaper.items()
            tally.lies(*_errors(changes, bar, clip, item.position_s, item.length_s, item.rate))
    return tally


def _errors(
    changes: list[Change], bar: int, clip: Clip, position_s: float, length_s: float, rate: float
) -> tuple[float, ...]:
    quarters = clip.job.loop.quarters
    begun, begun_s = bar_line(changes, bar)
    due_s = seconds_at(changes, begun + quarters) - begun_s
    sounds_s = quarters * 60 / Fraction(clip.job.tempo_bpm)
    return (
        float(Fraction(position_s) - begun_s),
        float(Fraction(length_s) - due_s),
        float(Fraction(length_s) * Fraction(rate) - sounds_s),
    )


__all__ = ["Crowd", "lay_many", "place_many"]
