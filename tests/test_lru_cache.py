"""What is kept, and what goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bridge.lru_cache import LruCache


def test_the_longest_unused_goes_first() -> None:
    cache: LruCache[str, str] = LruCache(100)
    for name in "abc":
        cache.put(name, name.upper(), 30)
    assert cache.get("a") == "A"
    assert cache.make_room(40) == 1
    assert [cache.get(name) for name in "abc"] == ["A", None, "C"]


def test_what_is_too_large_for_it_stands_alone() -> None:
    cache: LruCache[str, str] = LruCache(100)
    cache.put("small", "s", 60)
    cache.put("large", "l", 500)
    assert (cache.get("small"), cache.get("large")) == (None, "l")
    assert cache.clear() == 1
    assert cache.used == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 80), st.booleans())))
def test_it_stays_within_its_budget(deeds: list[tuple[int, int, bool]]) -> None:
    cache: LruCache[int, int] = LruCache(80)
    for name, size, is_put in deeds:
        if is_put:
            cache.put(name, size, size)
            assert cache.get(name) == size
        else:
            cache.get(name)
        assert cache.used <= 80
