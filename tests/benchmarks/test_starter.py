from __future__ import annotations

import pytest

from benchmarks.judging.measures import Asked
from benchmarks.judging.prompts import asks
from benchmarks.starter import Column, Row
from tests.benchmarks.evidence import evidence

COLUMNS = [Column(name=name, loops=Asked(asks()[:1], evidence(1))) for name in ("drawn", "real", "blank")]


def row(values: dict[str, float | None], bar: float | None, **more: bool) -> Row:
    return Row(name="x", find=lambda column: values[column.name], bar=bar, **more)


@pytest.mark.parametrize(
    ("drawn", "real", "more", "holds"),
    [
        (0.8, 0.5, {}, True),
        (0.7, 0.5, {}, False),
        (0.4, 0.5, {"of_real": True}, True),
        (0.3, 0.5, {"of_real": True}, False),
        (0.9, 0.5, {"at_least": False}, False),
        (0.3, 0.5, {"at_least": False}, True),
    ],
)
def test_a_bar_is_held_against_what_is_drawn(
    drawn: float, real: float, more: dict[str, bool], holds: bool
) -> None:
    line, held = row({"drawn": drawn, "real": real, "blank": 0.0}, 0.8, **more).told(COLUMNS)
    assert held is holds
    assert ("holds" in line, "MISSED" in line) == (holds, not holds)


def test_what_is_missing_or_has_no_bar_is_not_held_against_anything() -> None:
    told = [
        row({"drawn": 0.1, "real": 0.5, "blank": 0.0}, None).told(COLUMNS),
        row({"drawn": None, "real": 0.5, "blank": 0.0}, 0.8).told(COLUMNS),
        row({"drawn": 0.1}, 0.8).told(COLUMNS[:1]),
    ]
    assert all(held and "MISSED" not in line for line, held in told)
    assert "–" in told[1][0]
