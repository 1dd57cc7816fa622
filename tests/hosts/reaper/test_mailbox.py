"""The bridge's side of REAPER's mailbox: what it makes of silence, of nonsense, and of its own end."""

from __future__ import annotations

import queue
from pathlib import Path

import pytest

from bridge.hosts.connection import Placement, unless_there
from bridge.hosts.mailbox.note_format import Ending, Value, format_note
from bridge.hosts.mailbox.orders import ANSWERED_WITHIN_S, SILENT_S, TAKEN_WITHIN_S
from bridge.hosts.reaper.mailbox import NOT_RUNNING, Mailbox
from bridge.hosts.reaper.messages import PlaceOrder, Spot, spot_of
from bridge.hosts.reaper.tracker import QUIET_S
from bridge.messages.events import PlacementEnded
from bridge.messages.orders import Failure
from bridge.stage.events import Heard, Left
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place
from tests.support.hosts.listening import Ear
from tests.support.library import drawn, job

PATIENCE_S = 10.0


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    return drawn(job(), tmp_path / "loop.wav")


class Quiet:
    """A mailbox that looks when it is told to."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.turn = folder, 0
        self.said: list[Heard | Left] = []
        self.asked: list[object] = []
        self.mailbox = Mailbox(folder, post=self.said.append, ask=self.asked.append)
        self.mailbox.open()

    def state(self, **fields: str | int | float) -> None:
        self.turn += 1
        usual = {
            "tempo": 120.0,
            "numerator": 4,
            "denominator": 4,
            "playing": 0,
            "quarter": 0.0,
            "cursor": 0.0,
        }
        (self.folder / "state.note").write_text(format_note({**usual, "turn": self.turn, **fields}))

    def place(self, clip: Clip) -> list[Ending]:
        ends: list[Ending] = []
        self.mailbox.hand_in(PlaceOrder("a-1", clip, Spot()), ends.append)
        return ends


@pytest.fixture
def quiet(tmp_path: Path) -> Quiet:
    return Quiet(tmp_path / "mailbox")


def test_without_reaper_a_clip_is_refused_at_once(quiet: Quiet, clip: Clip) -> None:
    ends = quiet.place(clip)
    quiet.mailbox.look(0.0)
    assert ends == [Ending("a-1", "no-host", NOT_RUNNING)]
    assert not (quiet.folder / "order.note").exists()


def test_a_state_from_before_the_bridge_started_says_nothing(tmp_path: Path) -> None:
    old = Quiet(tmp_path)
    old.state()
    new = Quiet(tmp_path)
    new.mailbox.look(0.0)
    assert not new.mailbox.is_there and new.said == []


def test_what_is_not_taken_is_called_back(quiet: Quiet, clip: Clip) -> None:
    quiet.state()
    ends = quiet.place(clip)
    quiet.mailbox.look(0.0)
    assert (quiet.folder / "order.note").exists()
    quiet.state(playing=1)
    quiet.mailbox.look(TAKEN_WITHIN_S)
    assert [each.kind for each in ends] == ["busy"] and not (quiet.folder / "order.note").exists()


def test_what_is_taken_and_never_answered_ends_too(quiet: Quiet, clip: Clip) -> None:
    quiet.state()
    ends = quiet.place(clip)
    quiet.mailbox.look(0.0)
    (quiet.folder / "order.note").unlink()
    quiet.mailbox.look(TAKEN_WITHIN_S)
    assert ends == [] and quiet.said[-1] == Left("reaper")
    quiet.mailbox.look(SILENT_S)
    assert [each.kind for each in ends] == ["host"]
    # A late answer is nobody's any more.
    (quiet.folder / "answer-a-1.note").write_text(format_note({"id": "a-1", "ended": "placed"}))
    quiet.mailbox.look(ANSWERED_WITHIN_S)
    assert len(ends) == 1 and not list(quiet.folder.glob("answer-*"))


def test_reaper_that_falls_silent_has_left_and_comes_back(quiet: Quiet) -> None:
    quiet.state(tempo=97.5)
    quiet.mailbox.look(0.0)
    quiet.mailbox.look(QUIET_S)
    assert quiet.said[-1] == Left("reaper")
    quiet.state(tempo=97.5)
    quiet.mailbox.look(QUIET_S + 1)
    last = quiet.said[-1]
    assert isinstance(last, Heard) and last.transport.tempo_bpm == 97.5


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", format_note({}), format_note({"turn": 1, "tempo": "nan"}), "riffbridge 1\n\x00\nend\n"],
)
def test_nonsense_is_passed_over(quiet: Quiet, text: str) -> None:
    for name in ("state.note", "answer-x.note", "ask-x.note"):
        (quiet.folder / name).write_text(text)
    quiet.mailbox.look(0.0)
    assert quiet.said == quiet.asked == [] and not list(quiet.folder.glob("a*.note"))


def test_a_wish_that_cannot_be_rendered_is_answered_in_reaper(quiet: Quiet) -> None:
    quiet.state()
    wish: dict[str, Value] = {
        "id": "x-1",
        "prompt": "house",
        "bars": 100,
        "tempo": 120.0,
        "numerator": 4,
        "denominator": 4,
    }
    (quiet.folder / "ask-x-1.note").write_text(format_note({**wish, "quarter": 0.0, "track": "new"}))
    quiet.mailbox.look(0.0)
    quiet.mailbox.look(0.1)
    assert quiet.asked == [] and "bars: “100” isn" in (quiet.folder / "order.note").read_text()


def test_it_runs_by_itself_and_ends_what_is_open(tmp_path: Path, clip: Clip) -> None:
    ear, quiet = Ear(), Quiet(tmp_path / "mailbox")
    ended: queue.SimpleQueue[PlacementEnded] = queue.SimpleQueue()
    mailbox = Mailbox(quiet.folder, post=ear.post, ask=quiet.asked.append, on_end=ended.put)
    mailbox.start()
    try:
        quiet.state(tempo=93.5)
        assert ear.until(lambda told: True).tempo_bpm == 93.5
        assert mailbox.is_there
        mailbox.place(Placement("run-1", clip, Place.parse("reaper:track:2/bar:5")))
        mailbox.place(Placement("run-2", clip, Place.parse("selected+fire")))
        assert ended.get(timeout=PATIENCE_S).failure == Failure(
            "no-place", "REAPER doesn't launch clips. Leave out +fire."
        )
    finally:
        mailbox.stop()
    failure = ended.get(timeout=PATIENCE_S).failure
    assert failure is not None and failure.kind in ("busy", "no-host")
    assert ear.until_left() == Left("reaper") and not mailbox.is_there


@pytest.mark.parametrize(
    ("place", "spot"),
    [
        ("selected", Spot("selected", "cursor")),
        ("reaper:cursor", Spot("selected", "cursor")),
        ("next-free", Spot("new", "cursor")),
        ("track:2/bar:5", Spot("2", "bar 5")),
        ("track:2/slot:5", Spot("2", "bar 5")),
    ],
)
def test_places(place: str, spot: Spot) -> None:
    assert spot_of(Place.parse(place)) == spot


def test_an_osc_device_is_passed_over_while_the_script_is_there(quiet: Quiet) -> None:
    posted: list[Heard | Left] = []
    post = unless_there(quiet.mailbox, posted.append)
    theirs = Heard(Transport(tempo_bpm=100.0, source="reaper"))
    post(theirs)
    quiet.state()
    quiet.mailbox.look(0.0)
    post(theirs)
    post(Left("reaper"))
    assert posted == [theirs]
