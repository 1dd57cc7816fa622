"""A list of parts, as it is typed."""

from __future__ import annotations

import pytest

from bridge.pieces.part_list import ListedPart, read_part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("one.wav", ListedPart("one.wav", 1)),
        ("one.wav*2", ListedPart("one.wav", 2)),
        ("one.wav * 2", ListedPart("one.wav", 2)),
        ("~2", ListedPart(None, 2)),
        ("~ 2", ListedPart(None, 2)),
        ("2 ~", ListedPart("2 ~", 1)),
    ],
)
def test_spaces_change_nothing(text: str, part: ListedPart) -> None:
    assert read_part(text) == part
