"""Ableton's TEST-PLAN.md for programs with Link, between ours (`app`) and Link's own library (`hut`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.link_network import Network, Program, network, unshare


def reason() -> str:
    """Why there can be no network of our own here, or nothing."""
    try:
        unshare()
    except OSError as error:
        return str(error)
    return ""


pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(reason()), reason=reason() or "-")]

# A tempo crosses the network as whole microseconds a beat: at 999 that is 60,060, a tempo of 999.001.
CLOSE_BPM = 0.02


@pytest.fixture
def net() -> Iterator[Network]:
    with network() as inside:
        yield inside


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Program, Program]]:
    """Ours and another in one session, for tests that leave it as they found it but for the tempo."""
    with network() as inside:
        theirs = hut(inside)
        ours = app(inside)
        ours.until(lambda said: "tempo" in said)
        yield ours, theirs


def app(net: Network) -> Program:
    """Ours, with Link on."""
    started = net.run("app")
    started.do("enable", True)
    assert started.until(lambda said: "enabled" in said)["trouble"] == ""
    return started


def hut(net: Network, tempo_bpm: float = 120.0) -> Program:
    started = net.run("hut", str(tempo_bpm))
    started.do("enable", True)
    return started


def has(tempo_bpm: float) -> Any:
    return lambda said: "tempo" in said and abs(said["tempo"] - tempo_bpm) < CLOSE_BPM


def together(one: Program, other: Program, tempo_bpm: float, bar: float = 4.0) -> None:
    """Both have the tempo, and their bars of so many quarters begin at the same instant, give or take a
    millisecond."""

    def counts(said: dict[str, Any]) -> bool:
        return bool(has(tempo_bpm)(said)) and said["bar"] == bar

    here, there = one.fresh(counts), other.fresh(counts)
    bar_s = bar * 60 / here["tempo"]
    apart_s = (here["bar_s"] - there["bar_s"] + bar_s / 2) % bar_s - bar_s / 2
    assert abs(apart_s) < 1e-3


def test_tempo_1_changes_reach_the_others(pair: tuple[Program, Program]) -> None:
    ours, theirs = pair
    ours.do("tempo", 90.0)
    theirs.until(has(90.0))
    together(ours, theirs, 90.0)
    theirs.do("tempo", 133.0)
    ours.until(has(133.0))
    together(ours, theirs, 133.0)


@pytest.mark.parametrize(("meter", "bar"), [("3/4", 3.0), ("7/8", 3.5), ("5/4", 5.0)])
def test_bars_of_any_length_begin_together(pair: tuple[Program, Program], meter: str, bar: float) -> None:
    ours, theirs = pair
    theirs.do("tempo", 118.0)
    for program in pair:
        program.do("meter", meter)
    together(ours, theirs, 118.0, bar)
    for program in pair:
        program.do("meter", "4/4")
    together(ours, theirs, 118.0)


def test_tempo_2_and_3_joining_a_session_leaves_its_tempo(net: Network) -> None:
    theirs = hut(net, 130.0)
    theirs.until(has(130.0))
    ours = app(net)
    ours.until(lambda said: "tempo" in said)
    theirs.until(lambda said: said["peers"] == 1)
    together(ours, theirs, 130.0)
    # Leaving and coming back is no different: what we had before does not count.
    ours.do("enable", False)
    theirs.until(lambda said: said["peers"] == 0)
    theirs.do("tempo", 101.25)
    ours.do("enable", True)
    ours.until(has(101.25))
    together(ours, theirs, 101.25)


@pytest.mark.parametrize("tempo_bpm", [20.0, 999.0])
def test_tempo_4_the_whole_range(pair: tuple[Program, Program], tempo_bpm: float) -> None:
    ours, theirs = pair
    theirs.do("tempo", tempo_bpm)
    ours.until(has(tempo_bpm))
    together(ours, theirs, tempo_bpm)


def test_whoever_comes_after_us_keeps_their_tempo_and_the_last_to_stay_is_no_source(net: Network) -> None:
    ours = app(net)
    theirs = hut(net, 97.0)
    ours.until(has(97.0))
    together(ours, theirs, 97.0)
    theirs.do("enable", False)
    ours.until(lambda said: said.get("left") == "link")


def test_tempo_5_alone_we_say_nothing(net: Network) -> None:
    ours = app(net)
    ours.do("enable", False)
    heard: list[dict[str, Any]] = []
    ours.until(lambda said: heard.append(said) or said.get("enabled") is False)  # type: ignore[func-returns-value]
    assert not [said for said in heard if "tempo" in said]


def test_beattime_1_the_beat_runs_on_through_joining_and_leaving(net: Network) -> None:
    theirs = hut(net, 100.0)
    before = theirs.until(has(100.0))
    ours = app(net)
    ours.until(has(100.0))
    ours.do("enable", False)
    ours.until(lambda said: said.get("left") == "link")
    theirs.until(lambda said: said["peers"] == 0)
    after = theirs.fresh()
    passed = (after["at_s"] - before["at_s"]) * 100 / 60
    assert after["beat"] - before["beat"] == pytest.approx(passed, abs=0.01)


def test_beattime_2_our_beat_runs_on_when_another_joins(net: Network) -> None:
    theirs = hut(net, 110.0)
    ours = app(net)
    before = ours.until(has(110.0))
    third = hut(net, 87.0)
    theirs.until(lambda said: said["peers"] == 2)
    third.until(has(110.0))
    after = ours.fresh()
    passed = (after["at_s"] - before["at_s"]) * before["tempo"] / 60
    assert after["beat"] - before["beat"] == pytest.approx(passed, abs=0.01)


def test_startstopstate_1_and_2_starting_and_stopping_goes_both_ways(net: Network) -> None:
    ours, theirs = app(net), hut(net)
    # Nobody has used it: the grid runs, as it does for programs without it.
    assert ours.until(lambda said: "plays" in said)["plays"] is True
    assert theirs.fresh()["plays"] is False  # joining has started nobody
    theirs.do("play", True)
    started_s = theirs.until(lambda said: said["plays"])["at_s"]
    # Nothing is to be seen of it yet here; but it must have come before they stop again.
    ours.until(lambda said: said["at_s"] > started_s + 1)
    theirs.do("play", False)
    ours.until(lambda said: said.get("plays") is False)
    theirs.do("play", True)
    ours.until(lambda said: said.get("plays") is True)
    # STARTSTOPSTATE-2: and the other way round.
    ours.do("play", False)
    theirs.until(lambda said: not said["plays"])
    ours.do("play", True)
    theirs.until(lambda said: said["plays"])
