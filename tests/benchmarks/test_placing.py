"""Whether the table of placements runs, and would notice what it is there to notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.bridge_rows.row import Row, rows_of
from benchmarks.placing import measures
from benchmarks.placing_rows import judged
from tests.support.hosts.tally import Tally
from tests.support.reaper.program import LUA

pytestmark = pytest.mark.timeout(90)


def told(*names: str) -> list[Row]:
    known = measures(quick=True)
    return [*rows_of(known[name] for name in names)]


def test_live_s_rows() -> None:
    floor, latency, ends, exact = told("live-latency", "live-ends")
    assert not floor.bar and floor.measured.startswith("p50 ")
    assert "≤ a tick of 100 ms and 20 ms" in latency.bar and "within the bar" in latency.measured
    assert ends.holds and "0 twice, 0 lost, 0 open" in ends.measured
    assert exact.holds and exact.bar == "≤ 1e-06 beats"


@pytest.mark.skipif(LUA is None, reason="there is no Lua")
def test_reaper_s_rows() -> None:
    floor, latency, ends, exact = told("reaper-latency", "reaper-ends", "reaper-lengths")
    assert not floor.bar and "≤ a tick of 33.3 ms and 20 ms" in latency.bar
    assert ends.holds and "0 twice, 0 lost, 0 open" in ends.measured
    assert exact.holds and exact.bar == "≤ 1e-09 s" and "124 → 93.5" in exact.what


def test_one_of_a_hundred_that_is_late_misses_the_bar() -> None:
    assert judged.soon("Live", [0.119] * 100, 0.1).holds
    late = judged.soon("Live", [0.01] * 99 + [0.121], 0.1)
    assert not late.holds and late.measured == "p50 10.0, worst 121.0 ms, 99 within the bar"


@pytest.mark.parametrize("what", ["open", "twice", "lost", "unsaid"])
def test_one_that_did_not_end_as_it_should_misses_the_bar(what: str) -> None:
    tally = Tally(placed=999)
    assert judged.ends("Live", tally).holds
    setattr(tally, what, 1)
    assert not judged.ends("Live", tally).holds


def test_failures_are_counted_and_errors_measured() -> None:
    tally = Tally()
    tally.fail("no-place", "It is full.")
    assert tally.is_clean and tally.asked == 1
    tally.fail("host", "no sentence")
    assert not tally.is_clean
    tally.lies(1e-7, -2e-6)
    assert not judged.exact("loop points", tally.worst, "beats", 1e-6).holds
    assert judged.exact("loop points", 1e-7, "beats", 1e-6).holds


def test_the_disk_to_measure_on_can_be_chosen(tmp_path: Path) -> None:
    seen: list[Path] = []

    def look(folder: Path) -> Iterator[Row]:
        seen.append(folder)
        return iter(())

    assert [*rows_of([look], tmp_path)] == []
    assert seen[0].parent == tmp_path and not seen[0].exists()
