"""What is kept, and what goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.engine.lru_cache import LruCache


def test_the_longest_unused_goes_first() -> None:
    shelf: LruCache[str] = LruCache(100)
    for name in "abc":
        shelf.put(name, name.upper(), 30)
    assert shelf.take("a") == "A"
    assert shelf.make_room(40) == 1
    assert [shelf.take(name) for name in "abc"] == ["A", None, "C"]


def test_what_is_too_large_for_it_stands_alone() -> None:
    shelf: LruCache[str] = LruCache(100)
    shelf.put("small", "s", 60)
    shelf.put("large", "l", 500)
    assert (shelf.take("small"), shelf.take("large")) == (None, "l")
    assert shelf.clear() == 1
    assert shelf.used_bytes == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 80), st.booleans())))
def test_it_stays_within_its_budget(deeds: list[tuple[int, int, bool]]) -> None:
    shelf: LruCache[int] = LruCache(80)
    for name, size, is_put in deeds:
        if is_put:
            shelf.put(name, size, size)
            assert shelf.take(name) == size
        else:
            shelf.take(name)
        assert shelf.used_bytes <= 80
