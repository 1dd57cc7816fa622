"""A sender's id comes back in the type in which it came, after a restart too."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.osc.codec import Argument
from bridge.osc.ids import MAX_ID_CHARACTERS, read_id, write_id

WORD = st.text(min_size=1, max_size=MAX_ID_CHARACTERS).filter(str.isprintable)
NUMBER = st.integers(-(2**31), 2**31 - 1) | st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(WORD | NUMBER | NUMBER.map(str))
@example("7")
@example("7.0")
@example('"7"')
@example('"')
@example("-0")
@example("nan")
@example("1e300")
@example("007")
@example("99999999999")
@example(-0.0)
def test_ids_go_there_and_back(value: int | float | str) -> None:
    read = read_id(write_id(value))
    assert (type(read), str(read)) == (type(value), str(value))


@given(WORD | NUMBER, WORD | NUMBER)
@example(7, "7")
@example(7, 7.0)
@example("7", '"7"')
def test_two_ids_are_never_one(one: Argument, other: Argument) -> None:
    same = type(one) is type(other) and str(one) == str(other)
    assert (write_id(one) == write_id(other)) == same


@pytest.mark.parametrize(
    "value",
    ["", "x" * 101, "a\nb", "\x07", True, None, 2**31, 2**40, float("nan"), float("inf"), 1e300, 0.1 + 1e-12],
)
def test_what_cannot_be_an_id(value: Argument) -> None:
    with pytest.raises(BadRequest):
        write_id(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("x" * 101, "1 to 100 printable"),
        (True, "a whole number or a word"),
        (2**31, "fit into 32 bits"),
        (-(2**31) - 1, "fit into 32 bits"),
        (0.1, "a plain one"),
    ],
)
def test_what_would_be_right_is_said(value: Argument, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        write_id(value)


@pytest.mark.parametrize("value", [2**31 - 1, -(2**31), "x" * MAX_ID_CHARACTERS])
def test_what_just_fits_is_an_id(value: Argument) -> None:
    assert read_id(write_id(value)) == value


@pytest.mark.parametrize("text", ["2147483648", "-2147483649", "007", "+7", "1_000", "1e5", "7.50", "0.1"])
def test_what_looks_like_a_number_and_was_none_is_text(text: str) -> None:
    assert read_id(text) == text


@pytest.mark.parametrize("text", ["x" * 40, "9" * 4000, "loop.txt", "", '""'])
def test_names_of_other_channels_are_no_trouble(text: str) -> None:
    assert read_id(text) == text
