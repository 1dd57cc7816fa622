"""Who leads: the first that counts; and what plays to the leader's beat is never torn about."""

from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.hosts import register
from bridge.stage.conductor import MAX_BEAT, Conductor
from bridge.timing import beat_at, running
from bridge.vocabulary.music import Meter, Transport

ORDER = register.source_ids()
SPOKEN = {each.id for each in register.SOURCES if each.is_spoken}


def said(
    source: str, at_s: float, tempo_bpm: float = 120.0, beat: float = 0.0, *, playing: bool = False
) -> Transport:
    return Transport(tempo_bpm=tempo_bpm, playing=playing, beat=beat, read_at_s=at_s, source=source)


def leading(conductor: Conductor, now_s: float) -> str | None:
    leader = conductor.leader(now_s)
    return None if leader is None else leader.source


def notices(conductor: Conductor) -> list[str]:
    return list(iter(conductor.take_notice, ""))


def keep_on(
    conductor: Conductor, source: str, from_s: float, until_s: float, tempo_bpm: float = 120.0
) -> None:
    """`source` says its time ten times a second, and each time it is asked who leads."""
    for tenth in range(round(from_s * 10), round(until_s * 10) + 1):
        conductor.hear(said(source, tenth / 10, tempo_bpm))
        conductor.leader(tenth / 10)


def test_nobody_leads_until_somebody_speaks() -> None:
    conductor = Conductor()
    assert conductor.leader(0.0) is None
    assert conductor.sources(0.0) == ()
    conductor.leave("link")
    assert conductor.take_notice() == ""


def test_the_first_in_order_leads() -> None:
    conductor = Conductor()
    conductor.hear(said("typed", 0.0, 90))
    assert leading(conductor, 0.0) == "typed"
    conductor.hear(said("midi", 0.1, 100))
    conductor.hear(said("link", 0.1, 110))
    assert leading(conductor, 0.2) == "link"
    assert notices(conductor) == ["Ableton Link leads now."]
    assert [(view.name, view.tempo_bpm, view.fresh, view.leads) for view in conductor.sources(0.2)] == [
        ("link", 110, True, True),
        ("midi", 100, True, False),
        ("typed", 90, True, False),
    ]


def test_the_fastest_and_the_slowest_tempo_are_believed() -> None:
    for tempo_bpm in (20.0, 999.0):
        conductor = Conductor()
        conductor.hear(said("link", 0.0, tempo_bpm))
        leader = conductor.leader(0.0)
        assert leader is not None and leader.tempo_bpm == tempo_bpm and conductor.ignored == 0


def test_a_word_said_again_after_a_goodbye_is_a_new_word() -> None:
    conductor = Conductor()
    conductor.hear(said("typed", 0.0, 90.0))
    conductor.hear(said("osc", 1.0, 100.0))
    assert leading(conductor, 1.0) == "osc"
    conductor.leave("typed")
    conductor.hear(said("typed", 2.0, 90.0))
    assert leading(conductor, 2.0) == "typed"


def test_notices_that_nobody_takes_are_let_go() -> None:
    conductor = Conductor()
    for number in range(20):
        conductor.hear(msgspec.structs.replace(said("link", 0.0), source=f"s{number}", tempo_bpm=5000.0))
    assert len(notices(conductor)) == 8


def test_a_leader_that_goes_quiet_is_followed_by_the_next_and_may_come_back() -> None:
    conductor = Conductor()
    keep_on(conductor, "link", 0.0, 1.0)
    keep_on(conductor, "midi", 1.1, 5.0)
    assert leading(conductor, 5.0) == "midi"
    assert notices(conductor) == ["Ableton Link has gone quiet; MIDI clock leads."]
    for tenth in range(50, 100):
        conductor.hear(said("link", tenth / 10))
        conductor.hear(said("midi", tenth / 10))
        assert leading(conductor, tenth / 10) == ("midi" if tenth < 70 else "link")
    assert notices(conductor) == ["Ableton Link is back and leads."]


def test_with_nobody_left_the_last_tempo_is_kept() -> None:
    conductor = Conductor()
    conductor.hear(said("midi", 10.0, 97.5, 8.0, playing=True))
    assert conductor.leader(10.5) == said("midi", 10.0, 97.5, 8.0, playing=True)
    kept = conductor.leader(12.0)
    assert kept == said("midi", 11.0, 97.5, 8.0 + 97.5 / 60)
    assert conductor.leader(5000.0) == kept
    assert notices(conductor) == ["MIDI clock has gone quiet; its tempo of 97.5 BPM is kept."]
    (view,) = conductor.sources(5000.0)
    assert (view.fresh, view.leads) == (False, True)
    conductor.hear(said("midi", 6000.0, 98))
    assert leading(conductor, 6000.0) == "midi"
    assert notices(conductor) == ["MIDI clock is back and leads."]


def test_a_goodbye_needs_no_waiting() -> None:
    conductor = Conductor()
    conductor.hear(said("live", 0.0, 100, playing=True))
    conductor.hear(said("typed", 0.0, 90))
    assert leading(conductor, 0.3) == "live"
    conductor.leave("live")
    assert leading(conductor, 0.3) == "typed"
    assert [view.name for view in conductor.sources(0.3)] == ["typed"]
    conductor.leave("typed")
    assert conductor.leader(0.3) == said("typed", 0.0, 90)
    assert notices(conductor) == [
        "Ableton Live has left; Typed tempo leads.",
        "Typed tempo has left; its tempo of 90 BPM is kept.",
    ]
    conductor.leave("typed")
    conductor.hear(said("live", 0.5, 100))
    assert leading(conductor, 0.5) == "live"


@pytest.mark.parametrize("source", sorted(SPOKEN))
def test_what_a_person_says_holds_until_the_next_word(source: str) -> None:
    conductor = Conductor()
    for name in sorted(SPOKEN - {source}):
        conductor.hear(said(name, 0.0, 90))
    conductor.hear(said(source, 1.0, 100))
    assert leading(conductor, 1e6) == source
    for tenth in range(20):  # the same word again is no new one
        conductor.hear(said("osc", 2 + tenth / 10, 100 if source == "osc" else 90))
        assert leading(conductor, 2 + tenth / 10) == source


@pytest.mark.parametrize(
    ("source", "playing", "quiet_s"),
    [("link", True, 1), ("live", True, 5), ("reaper", True, 2), ("reaper", False, 60), ("demo", True, 2)],
)
def test_each_source_has_its_own_patience(source: str, playing: bool, quiet_s: float) -> None:
    conductor = Conductor()
    conductor.hear(said("typed", 0.0))
    conductor.hear(said(source, 1.0, playing=playing))
    conductor.choose([source])
    assert leading(conductor, 1.0 + quiet_s) == source
    assert leading(conductor, 1.01 + quiet_s) == "typed"


def test_the_order_is_chosen_and_holds_at_once() -> None:
    conductor = Conductor()
    for name in ("link", "midi", "typed"):
        conductor.hear(said(name, 0.0))
    assert leading(conductor, 0.0) == "link"
    conductor.choose(["typed", "midi"])
    assert leading(conductor, 0.0) == "typed"
    assert conductor.order == (
        "typed",
        "midi",
        *(name for name in ORDER if name not in ("typed", "midi")),
    )
    assert notices(conductor) == ["Typed tempo leads now."]
    with pytest.raises(BadRequest, match="“lynk” isn't a tempo source"):
        conductor.choose(["lynk"])
    assert leading(conductor, 0.0) == "typed"


def test_an_order_of_ones_own_brings_names_of_its_own() -> None:
    conductor = Conductor(("demo", *ORDER))
    conductor.hear(said("link", 0.0))
    conductor.hear(said("demo", 0.0))
    assert leading(conductor, 0.0) == "demo"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (said("osc", 1.0, 3_159_345), "OSC said a tempo of 3,159,345 BPM, which was ignored."),
        (said("osc", 1.0, float("nan")), "OSC said a tempo of nan BPM, which was ignored."),
        (said("tap", 1.0, 19.9), "Tapped tempo said a tempo of 19.9 BPM, which was ignored."),
        (said("osc", 1.0, 120, 2 * MAX_BEAT), "OSC said that it is at beat 20,000,000, which was ignored."),
        (said("osc", 1.0, 120, float("inf")), "OSC said that it is at beat inf, which was ignored."),
        (said("osc", float("nan")), "OSC said no instant, which was ignored."),
    ],
)
def test_what_cannot_be_is_ignored_and_said_once(wrong: Transport, sentence: str) -> None:
    conductor = Conductor()
    conductor.hear(said("link", 0.9, 101))
    for _ in range(3):
        conductor.hear(wrong)
    assert conductor.leader(1.0) == said("link", 0.9, 101)
    assert conductor.ignored == 3
    assert notices(conductor) == [sentence]


def test_what_comes_out_of_order_is_ignored() -> None:
    conductor = Conductor()
    conductor.hear(said("link", 1.0, 101))
    conductor.hear(said("link", 0.9, 100))
    assert conductor.leader(1.0) == said("link", 1.0, 101)


def test_a_source_that_stutters_does_not_drag_the_tempo_about() -> None:
    conductor, leaders = Conductor(), []
    for tenth in range(6000):
        now_s = tenth / 10
        conductor.hear(said("midi", now_s, 100))
        if now_s % 6 < 3:
            conductor.hear(said("link", now_s, 120))
        leaders.append(leading(conductor, now_s))
    changes = sum(before != after for before, after in pairwise(leaders))
    assert changes <= 4  # of 200 that there would be


def test_after_a_steady_minute_a_lapse_is_forgiven() -> None:
    conductor = Conductor()
    conductor.hear(said("typed", 0.0))
    for start_s in (0.0, 10.0, 20.0, 30.0):  # lapses, each longer on trial
        keep_on(conductor, "link", start_s, start_s + 5)
    keep_on(conductor, "link", 50, 120)
    assert leading(conductor, 125) == "typed"
    keep_on(conductor, "link", 130, 131.9)
    assert leading(conductor, 131.9) == "typed"
    keep_on(conductor, "link", 132, 132.1)
    assert leading(conductor, 132.1) == "link"


# ---- any interleaving at all ----

steps = st.lists(
    st.tuples(
        st.sampled_from(["hear", "hear", "hear", "hear", "leave", "wait", "tempo", "toggle"]),
        st.sampled_from(ORDER),
        st.floats(0.01, 3.0),
        st.floats(40, 240),
    ),
    max_size=60,
)


class Host:
    """A host that is truthful: its beats go on at its tempo while it plays."""

    def __init__(self, source: str, meter: Meter) -> None:
        self.now = Transport(tempo_bpm=100.0 + len(source), meter=meter, playing=True, source=source)

    def at(self, now_s: float, **changes: float | bool) -> Transport:
        moved = msgspec.structs.replace(self.now, beat=beat_at(self.now, now_s), read_at_s=now_s)
        self.now = msgspec.structs.replace(moved, **changes)
        return self.now


def act(conductor: Conductor, host: Host, what: str, now_s: float, tempo_bpm: float) -> None:
    doings: dict[str, Callable[[], None]] = {
        "hear": lambda: conductor.hear(host.at(now_s)),
        "leave": lambda: conductor.leave(host.now.source),
        "wait": lambda: None,
        "tempo": lambda: conductor.hear(host.at(now_s, tempo_bpm=tempo_bpm)),
        "toggle": lambda: conductor.hear(host.at(now_s, playing=not host.now.playing)),
    }
    doings[what]()


@given(steps, st.sampled_from([Meter(), Meter(3, 4), Meter(6, 8)]))
def test_beats_are_never_torn(happenings: list[tuple[str, str, float, float]], meter: Meter) -> None:
    conductor, now_s, bar = Conductor(), 0.0, float(meter.quarters_per_bar)
    hosts = {source: Host(source, meter) for source in ORDER}
    heard: set[str] = set()
    before: Transport | None = None
    for what, source, wait_s, tempo_bpm in happenings:
        now_s += wait_s
        was_at = None if before is None else beat_at(before, now_s)
        act(conductor, hosts[source], what, now_s, tempo_bpm)
        heard |= {source} if what in ("hear", "tempo", "toggle") else set()
        leader = conductor.leader(now_s)
        assert (leader is None) == (not heard)
        if leader is None:
            continue
        now = running(leader, now_s, before)
        assert now.playing
        assert (now.tempo_bpm, now.meter, now.source) == (leader.tempo_bpm, meter, leader.source)
        if leader.playing:  # on the host's bar lines
            off = (beat_at(now, now_s) - beat_at(leader, now_s)) / bar
            assert off == pytest.approx(round(off), abs=1e-6)
        if was_at is not None:
            moved = abs(beat_at(now, now_s) - was_at)
            assert moved <= (bar / 2 if leader.playing else 0) + 1e-6
        before = now


@given(
    st.lists(
        st.tuples(st.sampled_from(["link", "midi", "typed"]), st.floats(0.05, 5)), min_size=1, max_size=80
    )
)
def test_the_leader_is_always_one_that_counts_if_any_does(words: list[tuple[str, float]]) -> None:
    conductor, now_s = Conductor(), 0.0
    for source, wait_s in words:
        now_s += wait_s
        conductor.hear(said(source, now_s))
        for at_s in (now_s, now_s + 0.04):
            views = conductor.sources(at_s)
            assert sum(view.leads for view in views) == 1
            assert any(view.fresh for view in views if view.leads) or not any(view.fresh for view in views)
