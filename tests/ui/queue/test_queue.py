"""The queue: what is told of requests, as rows."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PyQt6.QtWidgets import QProgressBar, QToolButton
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, FailureKind, Priority, Sender
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import TrainingRequest
from tests.support.window.gestures import click
from tests.support.window.hub import CLIP, FakeHub, order, shot
from ui.common.link import Link
from ui.queue.rows import MAX_FAILED, Rows, RowState
from ui.queue.view import MAX_SHOWN, QueueView

MINE, OTHERS = Sender("window", "", "1"), Sender("osc", "127.0.0.1:9", "7")
REQUEST = ClipRequest(prompt="slow jazz", origin="window")
CAME = ev.RequestCame(sender=MINE, request=REQUEST)


def states(rows: Rows) -> list[RowState]:
    return [row.state for row in rows.all()]


def failed(sender: Sender, kind: FailureKind = "bad-request") -> an.Failed:
    return an.Failed(sender, Failure(kind, "There is no model “x”."))


def test_a_request_goes_from_asked_to_done() -> None:
    rows = Rows()
    rows.requested(CAME)
    assert states(rows) == [RowState.SENT]
    assert rows.answered(an.Accepted(MINE))
    assert states(rows) == [RowState.WAITING]
    rows.update(shot(running=order(MINE), fraction=0.25))
    row = rows.all()[0]
    assert (row.state, row.fraction, row.seconds_left, row.request_event) == (
        RowState.RUNNING,
        0.25,
        4.2,
        CAME,
    )
    assert row.detail == "124 BPM · 2 bars · Am"
    assert rows.answered(an.Progressed(MINE, Progress(stage="drawing", fraction=0.5, seconds_left=2.0)))
    assert (rows.all()[0].fraction, rows.all()[0].seconds_left) == (0.5, 2.0)
    assert rows.answered(an.Noted(MINE, "No steady beat was found."))
    assert rows.all()[0].note == "No steady beat was found."
    rows.update(shot())  # it is rendered, and being stored
    assert (states(rows), rows.all()[0].fraction) == ([RowState.RUNNING], 1.0)
    done = an.Done(MINE, CLIP)
    assert rows.answered(done) and rows.all() == []
    assert not rows.answered(done)


def test_what_fails_stays_to_be_read_until_it_is_dismissed() -> None:
    rows = Rows()
    rows.requested(CAME)
    assert rows.answered(failed(MINE))
    rows.update(shot())
    row = rows.all()[0]
    assert (row.state, row.note, row.request_event) == (RowState.FAILED, "There is no model “x”.", CAME)
    assert rows.active == 0
    rows.forget(MINE)
    assert rows.all() == []


@pytest.mark.parametrize("kind", ["cancelled", "replaced"])
def test_what_somebody_wanted_gone_goes(kind: FailureKind) -> None:
    rows = Rows()
    rows.requested(CAME)
    assert rows.answered(failed(MINE, kind))
    assert rows.all() == []


def test_what_failed_is_not_hidden_by_what_waits() -> None:
    rows = Rows()
    rows.update(shot(order(OTHERS, "house")))
    rows.requested(CAME)
    rows.answered(failed(MINE))
    assert states(rows) == [RowState.FAILED, RowState.WAITING]


def test_failures_do_not_pile_up() -> None:
    rows = Rows()
    for number in range(MAX_FAILED + 3):
        sender = Sender("window", "", str(number))
        rows.requested(msgspec.structs.replace(CAME, sender=sender))
        rows.answered(failed(sender))
    assert [row.sender.id for row in rows.all()] == [str(number) for number in range(3, MAX_FAILED + 3)]


def test_others_are_shown_with_where_they_come_from() -> None:
    rows = Rows()
    rows.update(shot(order(OTHERS, "house"), running=order(MINE)))
    assert [(row.title, row.state) for row in rows.all()] == [
        ("slow jazz", RowState.RUNNING), ("house", RowState.WAITING)
    ]  # fmt: skip
    assert rows.all()[1].detail.endswith(" · OSC")
    assert not rows.answered(failed(Sender("osc", "127.0.0.1:9", "8")))


def test_what_is_made_ahead_is_nobodys_row() -> None:
    ahead = msgspec.structs.replace(order(OTHERS), priority=Priority.IDLE)
    rows = Rows()
    rows.update(shot(ahead, running=ahead))
    assert rows.all() == [] and rows.is_prefetching
    rows.update(shot(ahead, order(MINE)))
    assert [row.sender for row in rows.all()] == [MINE] and not rows.is_prefetching


def test_others_go_when_they_are_no_longer_there() -> None:
    rows = Rows()
    rows.update(shot(order(OTHERS)))
    rows.update(shot())
    assert rows.all() == []


def test_a_bridge_that_is_gone_takes_along_what_it_had_taken_on() -> None:
    rows = Rows()
    rows.update(shot(order(OTHERS), running=order(MINE)))
    rows.requested(msgspec.structs.replace(CAME, sender=Sender("window", "", "2")))
    rows.bridge_lost()
    assert states(rows) == [RowState.SENT]


class View:
    """A queue that is shown, and the hub behind it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.link = Link()
        self.hub = FakeHub(self.link)
        self.view = QueueView(self.link)
        self.qtbot = qtbot
        qtbot.addWidget(self.view)
        self.view.resize(300, 400)
        self.view.show()

    def buttons(self, accessible: str) -> list[QToolButton]:
        """Those in sight whose name begins so."""
        found = self.view.findChildren(QToolButton)
        return [each for each in found if each.isVisible() and each.accessibleName().startswith(accessible)]

    def wait_for(self, *wanted: RowState) -> None:
        self.qtbot.waitUntil(lambda: tuple(row.state for row in self.view.rows) == wanted)


@pytest.fixture
def queue(qtbot: QtBot) -> View:
    return View(qtbot)


def test_the_bar_moves(queue: View, qtbot: QtBot) -> None:
    queue.link.request(REQUEST)
    sender = queue.hub.sender
    for fraction in (0.25, 0.75):
        queue.hub.show(shot(running=order(sender), fraction=fraction))

        def at(wanted: float = fraction) -> bool:
            bars = [bar for bar in queue.view.findChildren(QProgressBar) if bar.isVisible()]
            return [bar.value() for bar in bars] == [round(wanted * 1000)]

        qtbot.waitUntil(at)


def test_a_row_is_cancelled_by_its_button(queue: View, qtbot: QtBot) -> None:
    queue.hub.show(shot(order(OTHERS)))
    qtbot.waitUntil(lambda: len(queue.buttons("Cancel")) == 1)
    click(queue.buttons("Cancel")[0])
    assert queue.hub.all(ev.CancelAsked) == [ev.CancelAsked(OTHERS)]


def test_a_failed_row_is_dismissed_or_tried_again(queue: View, qtbot: QtBot) -> None:
    for _ in range(2):
        queue.link.request(REQUEST, source_clip="ab12", goal_clip="cd34")
        queue.hub.fail(queue.hub.sender, "There is no model “x”.")
    queue.wait_for(RowState.FAILED, RowState.FAILED)
    qtbot.waitUntil(lambda: len(queue.buttons("Dismiss")) == 2)
    click(queue.buttons("Dismiss")[0])
    queue.wait_for(RowState.FAILED)
    qtbot.waitUntil(lambda: len(queue.buttons("Try again")) == 1)
    with qtbot.waitSignal(queue.view.retry_requested) as again:
        click(queue.buttons("Try again")[0])
    assert queue.view.rows == []
    # With the clips that it was to be made of.
    queue.link.retry(again.args[0])
    first, *_, last = queue.hub.all(ev.RequestCame)
    assert last == msgspec.structs.replace(first, sender=last.sender) and last.sender != first.sender
    assert len(queue.view.rows) == 1


def test_cancelling_all_takes_back_what_is_this_windows(queue: View) -> None:
    name = queue.link.request(REQUEST)
    queue.hub.show(shot(order(OTHERS, ticket=2), order(queue.hub.sender)))
    queue.view.cancel_all()
    assert [event.sender.id for event in queue.hub.all(ev.CancelAsked)] == [name]


def test_a_training_has_a_row_and_only_its_own_button_stops_it(queue: View, qtbot: QtBot) -> None:
    name = queue.link.train(TrainingRequest(folder=Path("/loops"), name="mine"))
    running = an.RunningTraining(
        sender=name,
        request=TrainingRequest(folder=Path("/loops"), name="mine"),
        progress=Progress(stage="training", fraction=0.5, seconds_left=90.0),
    )
    early = msgspec.structs.replace(running, progress=Progress(stage="preparing", fraction=1.0))
    queue.hub.show(msgspec.structs.replace(shot(), training=early))
    assert [row.detail for row in queue.view.rows] == ["Preparing"]
    queue.hub.show(msgspec.structs.replace(shot(), training=running))
    assert [row.detail for row in queue.view.rows] == [""]
    qtbot.waitUntil(lambda: len(queue.buttons("Stop")) == 1)
    [row] = queue.view.rows
    assert (row.title, row.fraction, row.seconds_left) == ("Training “mine”", 0.5, 90.0)
    queue.view.cancel_all()
    assert queue.hub.all(ev.CancelAsked) == []
    click(queue.buttons("Stop")[0])
    assert [event.sender for event in queue.hub.all(ev.CancelAsked)] == [name]
    queue.hub.show(shot())
    qtbot.waitUntil(lambda: queue.view.rows == [])


def test_a_thousand_orders_are_not_a_thousand_widgets(queue: View, qtbot: QtBot) -> None:
    orders = [order(Sender("osc", "127.0.0.1:9", str(number)), ticket=number) for number in range(1_000)]
    queue.hub.show(shot(*orders))
    qtbot.waitUntil(lambda: len(queue.buttons("Cancel")) == MAX_SHOWN)
    assert len(queue.view.rows) == 1_000
