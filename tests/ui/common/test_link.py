"""The link: what is asked reaches the hub that is there, what it answers reaches the widgets."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.stage.events import StopAsked
from bridge.stage.views import StageView
from bridge.vocabulary.requests import ClipRequest
from tests.support.window.hub import FakeHub, FakeStage, order, shot
from ui.common.link import Link

REQUEST = ClipRequest(prompt="slow jazz", origin="window")


def test_a_request_reaches_the_hub_under_the_id_it_is_answered_by(qtbot: QtBot) -> None:
    link = Link()
    hub = FakeHub(link)
    with qtbot.waitSignal(link.requested) as asked:
        name = link.request(REQUEST, source_clip="abcd", goal_clip="ef01")
    came = hub.all(ev.RequestCame)[0]
    assert asked.args == [came]
    assert came == ev.RequestCame(
        sender=Sender("window", "", name),
        request=REQUEST,
        source_clip="abcd",
        goal_clip="ef01",
    )
    assert link.is_own(came.sender)
    assert link.request(REQUEST) != name


def test_two_windows_never_call_theirs_by_the_same_name(qtbot: QtBot) -> None:
    one, other = Link(), Link()
    FakeHub(one), FakeHub(other)
    name = one.request(REQUEST)
    assert not other.is_own(Sender("window", "", name))
    assert not one.is_own(Sender("osc", "", name))


def test_what_is_asked_before_there_is_a_bridge_waits_for_one(qtbot: QtBot) -> None:
    link = Link()
    name = link.request(REQUEST)
    link.cancel(name)
    hub = FakeHub(link)
    assert [type(event) for event in hub.heard] == [ev.Subscribed, ev.RequestCame, ev.CancelAsked]
    link.detach()
    link.cancel(Sender("osc", "127.0.0.1:9", "7"))
    assert len(hub.heard) == 3
    after = FakeHub(link)
    assert after.all(ev.CancelAsked) == [ev.CancelAsked(Sender("osc", "127.0.0.1:9", "7"))]


def test_it_listens_in_on_everybody(qtbot: QtBot) -> None:
    link = Link()
    hub = FakeHub(link)
    subscribed = hub.all(ev.Subscribed)[0]
    seen: list[an.Answer] = []
    link.answered.connect(seen.append)
    others = an.Accepted(Sender("osc", "127.0.0.1:9", "7"))
    link.reply(subscribed.sender, others)
    hub.answer(an.Accepted(subscribed.sender))  # of the subscription itself, which nobody asked for
    assert seen == [others]


def test_answers_from_the_hubs_thread_come_in_the_windows(qtbot: QtBot) -> None:
    link = Link()
    hub = FakeHub(link)
    where: list[threading.Thread] = []
    link.answered.connect(lambda answer: where.append(threading.current_thread()))
    with qtbot.waitSignal(link.answered):
        thread = threading.Thread(target=lambda: hub.answer(an.Accepted(Sender("window", "", "1"))))
        thread.start()
        thread.join()
    assert where == [threading.main_thread()]


def test_a_snapshot_is_told_once(qtbot: QtBot) -> None:
    link = Link()
    hub = FakeHub(link)
    seen: list[an.Snapshot] = []
    link.snapshot.connect(seen.append)
    one, two = shot(), shot(order(Sender("window", "", "1")))
    for each in (one, one, two, two, one):
        hub.show(each)
    assert seen == [one, two, one]
    assert link.last == one


def test_the_next_snapshot_is_asked_for_when_the_last_has_come(qtbot: QtBot) -> None:
    link = Link()
    hub = FakeHub(link)
    qtbot.waitUntil(lambda: hub.status == 1)
    hub.show(shot(running=order(Sender("osc", "", "1"))))
    qtbot.waitUntil(lambda: hub.status == 2)


def test_the_stage_is_told_and_seen(qtbot: QtBot) -> None:
    link, stage = Link(), FakeStage()
    assert not link.has_stage
    link.post_stage(StopAsked(None, 0.0))  # to nobody
    FakeHub(link, stage)
    assert link.has_stage
    link.post_stage(StopAsked(None, 1.0))
    assert stage.heard == [StopAsked(None, 1.0)]
    stage.shown = StageView(table="drums")
    with qtbot.waitSignal(link.stage, check_params_cb=lambda view: view.table == "drums"):
        pass
    assert link.view is stage.shown
    link.detach()
    assert not link.has_stage
