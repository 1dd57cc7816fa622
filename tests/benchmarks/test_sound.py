"""Table of `benchmarks.sound`: whether a row's bar is held, and speed as a share of another version's."""

from __future__ import annotations

import pytest

from benchmarks.sound_rows import speed
from benchmarks.sound_rows.row import Row, print_rows


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("rise", 3.4, most=3.5), "≤ 3.5     3.400  held"),
        (Row("rise", 3.6, most=3.5), "≤ 3.5     3.600  MISSED"),
        (Row("loudness", -14.2, -15, -13, (-20.0,)), "-15…-13   -14.200   -20.000  held"),
        (Row("share", float("nan"), least=1), "≥ 1       nan  MISSED"),
        (Row("seconds", 2.0), "2.000"),
    ],
)
def test_a_row_says_its_bar_and_whether_it_is_held(
    row: Row, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_rows([row]) is ("MISSED" not in said)
    assert capsys.readouterr().out.rstrip().endswith(said)


def test_speed_is_the_worst_share_of_any_length() -> None:
    takes_s = {speed.THEIRS: (4.0, 0.5), "at 0": (1.0, 0.1), "at .4": (2.0, 0.4)}
    spent = {
        (who, bars, count): start_s + loop_s * count * (2 if bars == 16 and who == "at .4" else 1)
        for who, (start_s, loop_s) in takes_s.items()
        for bars, more in speed.MORE.items()
        for count in (1, 1 + more)
    }
    rows = {row.name.split(",")[0]: row for row in speed.shares(spent)}
    assert rows["a fresh process at 0"].value == pytest.approx(1.1 / 4.5)
    assert rows["a fresh process at .4"].value == pytest.approx(2.8 / 4.5)
    slow = rows["model loaded at .4"]
    assert slow.value == pytest.approx(1.6) and not slow.is_held
    assert slow.beside == pytest.approx((0.8, 0.8, 0.8, 1.6))
