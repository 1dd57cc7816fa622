"""When a file counts, what becomes of it, and that answers move only what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from bridge.inbox.ledger import AGAIN_S, MAX_UNDERWAY, Ledger
from bridge.inbox.listing import Look
from bridge.messages.answers import Done, Failed
from bridge.messages.orders import Failure, FailureKind, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job

A, B = Look(10, 1, 1), Look(10, 2, 2)
WORDS = ClipRequest(prompt="bossa")
SETTLE_S, GRACE_S = 1.0, 10.0


def done(name: str, look: Look = A, take: int = 0, count: int = 1) -> Done:
    clip = Clip(
        job=job(count=count, take=take), path=Path("x.wav"), frames=1, rate_hz=44_100, peak_dbfs=0.0,
        seam=0.0, grid="exact",
    )  # fmt: skip
    return Done(Sender("folder", look.mark, name), clip)


def failed(name: str, look: Look = A, kind: FailureKind = "engine") -> Failed:
    return Failed(Sender("folder", look.mark, name), Failure(kind, "It broke."))


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(SETTLE_S, GRACE_S)


def asked(ledger: Ledger, now_s: float) -> list[str]:
    return [entry.name for entry in ledger.to_ask(now_s)]


def read(ledger: Ledger, now_s: float) -> list[str]:
    return [name for name, _, _ in ledger.to_read(now_s)]


def ask_for(ledger: Ledger, name: str = "a.txt") -> None:
    """`name` is seen at 0 and asked for at 1."""
    ledger.saw({name: A}, 0.0)
    ledger.understood(name, WORDS, 1.0)
    assert asked(ledger, 1.0) == [name]


def moves(ledger: Ledger, now_s: float) -> list[tuple[str, str, str | None]]:
    return [(name, fate.folder, fate.why) for name, _, fate in ledger.to_move(now_s)]


def test_a_file_counts_when_it_has_stood_still(ledger: Ledger) -> None:
    for second in range(60):  # it grows for a minute
        ledger.saw({"a.txt": Look(second, second, 0)}, second)
        assert not read(ledger, second)
    ledger.saw({"a.txt": Look(59, 59, 0)}, 59.9)
    assert not read(ledger, 59.9)
    assert ledger.to_read(60.0) == [("a.txt", Look(59, 59, 0), False)]


def test_what_makes_no_sense_is_read_once_more_and_refused(ledger: Ledger) -> None:
    ledger.saw({"a.txt": A}, 0.0)
    assert read(ledger, 1.0) == ["a.txt"]
    ledger.unfinished("a.txt", "Empty.", 1.0)
    assert read(ledger, 9.9) == [] and ledger.next_s(1.0) == GRACE_S
    assert ledger.to_read(10.0) == [("a.txt", A, True)]
    ledger.unfinished("a.txt", "Empty.", 10.0)
    assert moves(ledger, 10.0) == [("a.txt", "refused", "Empty.")]


def test_a_file_that_grows_on_has_all_its_time_again(ledger: Ledger) -> None:
    ledger.saw({"a.txt": A}, 0.0)
    ledger.unfinished("a.txt", "Empty.", 1.0)
    ledger.saw({"a.txt": B}, 9.0)
    assert not read(ledger, 9.9) and ledger.to_read(10.0) == [("a.txt", B, False)]


def test_done_with_the_last_take(ledger: Ledger) -> None:
    ask_for(ledger)
    ledger.answered(done("a.txt", take=0, count=2), 2.0)
    ledger.answered(done("a.txt", take=0, count=2), 2.0)
    assert moves(ledger, 2.0) == [] and not asked(ledger, 2.0)
    ledger.answered(done("a.txt", take=1, count=2), 3.0)
    assert moves(ledger, 3.0) == [("a.txt", "done", None)]
    ledger.moved("a.txt")
    assert ledger.next_s(0.0) is None


@pytest.mark.parametrize("kind", ["busy", "stopping"])
def test_a_full_session_is_asked_again(ledger: Ledger, kind: FailureKind) -> None:
    ask_for(ledger)
    ledger.answered(failed("a.txt", kind=kind), 2.0)
    assert not asked(ledger, 2.0 + AGAIN_S - 0.1) and not moves(ledger, 99.0)
    assert asked(ledger, 2.0 + AGAIN_S) == ["a.txt"]


def test_a_new_version_is_asked_for_after_the_old_one(ledger: Ledger) -> None:
    ask_for(ledger)
    ledger.saw({"a.txt": B}, 2.0)
    assert not read(ledger, 5.0)
    ledger.answered(done("a.txt", A), 5.0)
    assert not moves(ledger, 5.0)
    assert ledger.to_read(5.0) == [("a.txt", B, False)]
    ledger.understood("a.txt", WORDS, 5.0)
    assert asked(ledger, 5.0) == ["a.txt"]
    ledger.answered(failed("a.txt", A), 6.0)  # of the old version, late
    assert not moves(ledger, 6.0)


def test_busy_for_an_old_version_means_to_read_the_new_one(ledger: Ledger) -> None:
    ask_for(ledger)
    ledger.saw({"a.txt": B}, 2.0)
    ledger.answered(failed("a.txt", A, "busy"), 2.0)
    assert read(ledger, 3.0) == ["a.txt"]


def test_what_vanished_is_forgotten_with_its_answer(ledger: Ledger) -> None:
    ask_for(ledger)
    ledger.saw({}, 2.0)
    ledger.saw({"a.txt": A}, 3.0)  # such as a drive that was away
    assert not read(ledger, 9.0)
    ledger.saw({}, 9.0)
    ledger.answered(done("a.txt"), 9.0)
    ledger.saw({"a.txt": A}, 10.0)
    assert read(ledger, 11.0) == ["a.txt"]


def test_an_answer_to_an_earlier_run_moves_the_version_it_is_for(ledger: Ledger) -> None:
    ledger.saw({"a.txt": A, "b.txt": B}, 0.0)
    ledger.answered(done("a.txt", A), 0.5)
    ledger.answered(done("b.txt", A), 0.5)
    ledger.answered(done("c.txt", A), 0.5)
    assert moves(ledger, 0.5) == [("a.txt", "done", None)]
    assert read(ledger, 1.0) == ["b.txt"]


def test_only_so_many_at_a_time(ledger: Ledger) -> None:
    names = [f"{number:04}.txt" for number in range(1000)]
    ledger.saw(dict.fromkeys(names, A), 0.0)
    for name in names:
        ledger.understood(name, WORDS, 1.0)
    assert asked(ledger, 1.0) == names[:MAX_UNDERWAY] and ledger.underway == MAX_UNDERWAY
    ledger.answered(done(names[0]), 2.0)
    assert asked(ledger, 2.0) == [names[MAX_UNDERWAY]]


def test_a_move_that_failed_is_tried_again(ledger: Ledger) -> None:
    ask_for(ledger)
    ledger.answered(done("a.txt"), 2.0)
    assert ledger.put_off("a.txt", 2.0)
    assert not moves(ledger, 6.9) and ledger.next_s(2.0) == 7.0
    assert moves(ledger, 7.0)
    assert not ledger.put_off("a.txt", 7.0)


# ---- a request with a sound beside it ----

NAMES_IT = ClipRequest(source=Path("s.wav"), prompt="bossa")
ITSELF = ClipRequest(source=Path("s.wav"))


def with_sound(ledger: Ledger) -> None:
    ledger.saw({"r.toml": A, "s.wav": A}, 0.0)
    ledger.understood("s.wav", ITSELF, 1.0)
    assert not asked(ledger, 1.0)  # it may be r.toml's
    ledger.understood("r.toml", NAMES_IT, 1.0)
    assert asked(ledger, 1.0) == ["r.toml"]


def test_a_sound_that_is_named_goes_with_its_request(ledger: Ledger) -> None:
    with_sound(ledger)
    ledger.answered(done("r.toml"), 2.0)
    assert moves(ledger, 2.0) == [("r.toml", "done", None), ("s.wav", "done", None)]


def test_and_so_it_does_when_it_fails(ledger: Ledger) -> None:
    with_sound(ledger)
    ledger.answered(failed("r.toml"), 2.0)
    assert moves(ledger, 2.0) == [("r.toml", "refused", "It broke."), ("s.wav", "refused", "It broke.")]


def test_two_requests_share_a_sound(ledger: Ledger) -> None:
    ledger.saw({"q.toml": A, "r.toml": A, "s.wav": A}, 0.0)
    for name, request in (("q.toml", NAMES_IT), ("r.toml", NAMES_IT), ("s.wav", ITSELF)):
        ledger.understood(name, request, 1.0)
    assert asked(ledger, 1.0) == ["q.toml", "r.toml"]
    ledger.answered(done("q.toml"), 2.0)
    assert moves(ledger, 2.0) == [("q.toml", "done", None)]
    ledger.answered(done("r.toml"), 2.0)
    assert [name for name, _, _ in moves(ledger, 2.0)] == ["q.toml", "r.toml", "s.wav"]


def test_a_sound_that_was_varied_waits_for_a_late_request(ledger: Ledger) -> None:
    ledger.saw({"s.wav": A}, 0.0)
    ledger.understood("s.wav", ITSELF, 1.0)
    assert asked(ledger, 1.0) == ["s.wav"]
    ledger.saw({"s.wav": A, "r.toml": A}, 2.0)
    ledger.understood("r.toml", NAMES_IT, 3.0)
    ledger.answered(done("s.wav"), 3.0)
    assert asked(ledger, 3.0) == ["r.toml"]
    assert not moves(ledger, 3.0)
    ledger.answered(done("r.toml"), 4.0)
    assert {name for name, _, _ in moves(ledger, 4.0)} == {"r.toml", "s.wav"}


def test_a_request_waits_for_its_sound_to_settle(ledger: Ledger) -> None:
    ledger.saw({"r.toml": A, "s.wav": A}, 0.0)
    ledger.understood("r.toml", NAMES_IT, 1.0)
    for second in range(2, 40):
        ledger.saw({"r.toml": A, "s.wav": Look(second, second, 0)}, second)
        assert not asked(ledger, second) and not moves(ledger, second)
    ledger.understood("s.wav", ITSELF, 41.0)
    assert asked(ledger, 41.0) == ["r.toml"]


def test_a_sound_that_never_comes(ledger: Ledger) -> None:
    ledger.saw({"r.toml": A}, 0.0)
    ledger.understood("r.toml", NAMES_IT, 1.0)
    assert not asked(ledger, 1.0) and ledger.next_s(1.0) == GRACE_S
    assert not asked(ledger, GRACE_S)
    ((name, folder, why),) = moves(ledger, GRACE_S)
    assert (name, folder) == ("r.toml", "refused") and why is not None and "“s.wav”" in why


def test_a_sound_that_is_none(ledger: Ledger) -> None:
    ledger.saw({"r.toml": A, "s.wav": A}, 0.0)
    ledger.understood("r.toml", NAMES_IT, 1.0)
    ledger.refuse("s.wav", "No sound.", 10.0)
    assert not asked(ledger, 10.0)
    assert {name for name, _, _ in moves(ledger, 10.0)} == {"r.toml", "s.wav"}


class AnyDay(RuleBasedStateMachine):
    """Whatever happens in whatever order: nothing is asked twice at once, and nothing is stuck."""

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(SETTLE_S, GRACE_S)
        self.now_s = 0.0
        self.version = 0
        self.files: dict[str, Look] = {}
        self.open: dict[str, Look] = {}

    @rule(target=names, name=st.sampled_from(["a.txt", "b.txt", "r.toml", "s.wav"]))
    def drop(self, name: str) -> str:
        self.version += 1
        self.files[name] = Look(self.version, 0, 0)
        return name

    @rule(name=names)
    def vanish(self, name: str) -> None:
        self.files.pop(name, None)

    @rule(seconds=st.floats(0.1, 15.0), sense=st.booleans())
    def look(self, seconds: float, sense: bool) -> None:
        self.now_s += seconds
        ledger = self.ledger
        ledger.saw(self.files, self.now_s)
        for name, look, _ in ledger.to_read(self.now_s):
            assert look == self.files[name]
            if sense:
                request = {"r.toml": NAMES_IT, "s.wav": ITSELF}.get(name, WORDS)
                ledger.understood(name, request, self.now_s)
            else:
                ledger.unfinished(name, "Empty.", self.now_s)
        for entry in ledger.to_ask(self.now_s):
            assert entry.name not in self.open, "asked twice at once"
            assert entry.look == self.files[entry.name]
            assert entry.needs <= self.files.keys()
            self.open[entry.name] = self.files[entry.name]
        needed = {"s.wav"} if "r.toml" in self.open else set()
        for name, look, _ in ledger.to_move(self.now_s):
            assert name not in self.open and name not in needed
            assert look == self.files.pop(name)
            ledger.moved(name)

    @rule(name=names, answer=st.sampled_from(["done", "failed", "busy"]))
    def answer(self, name: str, answer: str) -> None:
        if (look := self.open.pop(name, None)) is None:
            return
        kind: FailureKind = "busy" if answer == "busy" else "engine"
        self.ledger.answered(done(name, look) if answer == "done" else failed(name, look, kind), self.now_s)

    @invariant()
    def counts_what_is_underway(self) -> None:
        assert self.ledger.underway == len(self.open)

    def teardown(self) -> None:
        for _ in range(20):  # answered and left alone, the inbox empties
            for name in list(self.open):
                self.answer(name, "done")
            self.look(15.0, True)
        assert not self.files and not self.open


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=25, stateful_step_count=25)
