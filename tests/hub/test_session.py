"""The state machine: what follows from what. Every branch of it is walked here (CI counts them)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.errors import BadRequest, Cancelled, OutOfMemory, StorageFailed
from bridge.hub.failures import DISK_FULL
from bridge.hub.job_queue import MAX_ASKERS, JobQueue
from bridge.hub.session import MAX_STARTS, PROGRESS_EVERY_S, Engine, Session
from bridge.hub.subscribers import MAX_OF_ONE_PROGRAM, MAX_SUBSCRIBERS
from bridge.messages import answers as an
from bridge.messages import effects as fx
from bridge.messages import events as ev
from bridge.messages.effects import Effect, Reply
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.models.info import ModelInfo
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.sound.format import STARTER
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Transport
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job

E = TypeVar("E")
MODEL = ModelInfo(
    id="starter", title="Starter", licence="CC0-1.0", format=STARTER, native_columns=256,
    default_steps=8, default_guidance=1.0, follows_key=True,
)  # fmt: skip
AROUND = ResolveContext(
    settings=Settings(export_folder="/out"), model=MODEL, model_sha256="f" * 64, fresh_seed=99
)
MINE = Sender("osc", "127.0.0.1:5000", "a")
LISTENER = Sender("osc", "127.0.0.1:6000", "ear")
BROKEN = Failure("engine", "It broke.")


def clip(**changes: Any) -> Clip:
    made = Clip(
        job=job(), path=Path("/out/x.wav"), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.3, grid="exact"
    )
    return msgspec.structs.replace(made, **changes)


def asked(id: str = "a", **changes: Any) -> ev.ClipRequested:
    request = ev.ClipRequested(
        sender=msgspec.structs.replace(MINE, id=id), request=ClipRequest(prompt="house"), context=AROUND
    )
    return msgspec.structs.replace(request, **changes)


def order(ticket: int, id: str = "", **changes: Any) -> QueuedJob:
    sender = msgspec.structs.replace(MINE, id=id or f"id{ticket}")
    made = QueuedJob(ticket=ticket, sender=sender, jobs=(job(),), paths=("/out/x.wav",))
    return msgspec.structs.replace(made, **changes)


def running(ticket: int = 1, **changes: Any) -> Session:
    """A session that is busy with `order(ticket)`."""
    session = Session()
    session.handle(ev.EngineReady())
    assert starts(session.handle(ev.Enqueued(order(ticket, **changes)))) == [ticket]
    return session


def answers(effects: list[Effect]) -> list[tuple[str, str, str]]:
    """Kind of answer, whom it is about, and whom it goes to."""
    return [
        (type(effect.answer).__name__, effect.answer.sender.id, effect.to.id)
        for effect in effects
        if isinstance(effect, Reply)
    ]


def only(kind: type[E], effects: list[Effect]) -> list[E]:
    return [effect for effect in effects if isinstance(effect, kind)]


def starts(effects: list[Effect]) -> list[int]:
    return [effect.order.ticket for effect in only(fx.Start, effects)]


def failures(effects: list[Effect]) -> list[Failure]:
    return [r.answer.failure for r in only(Reply, effects) if isinstance(r.answer, an.Failed)]


# ---- requests ----


def test_a_request_becomes_an_order_for_the_journal_and_says_nothing_yet() -> None:
    effects = Session().handle(asked(priority=Priority.LIVE, slot="pad 3"))
    admit = only(fx.Enqueue, effects)[0]
    assert len(effects) == 1
    assert (admit.sender, admit.priority, admit.slot, admit.in_key) == (MINE, Priority.LIVE, "pad 3", True)
    assert admit.jobs[0].prompt == "house" and admit.jobs[0].seed == 99


def test_the_hosts_tempo_is_taken_unless_the_request_brought_one() -> None:
    session = Session()
    session.handle(ev.TransportMoved(Transport(tempo_bpm=97.0)))
    assert only(fx.Enqueue, session.handle(asked()))[0].jobs[0].tempo_bpm == 97.0
    own = msgspec.structs.replace(AROUND, transport=Transport(tempo_bpm=140.0))
    assert only(fx.Enqueue, session.handle(asked("b", context=own)))[0].jobs[0].tempo_bpm == 140.0


def test_what_cannot_be_rendered_is_refused_in_a_sentence() -> None:
    effects = Session().handle(asked(request=ClipRequest(prompt="house", tempo_bpm=7777)))
    assert failures(effects)[0].kind == "bad-request" and "7,777" in failures(effects)[0].message


def test_it_is_accepted_once_the_journal_has_it() -> None:
    session = Session()
    session.handle(asked("id1"))
    assert answers(session.handle(ev.Enqueued(order(1)))) == [("Accepted", "id1", "id1")]


def test_the_same_id_twice_is_one_request() -> None:
    session = Session()
    assert only(fx.Enqueue, session.handle(asked("id1")))
    again = asked("id1")
    assert session.handle(again) == [], "it is answered once the journal has it"
    session.handle(ev.Enqueued(order(1)))
    assert answers(session.handle(again)) == [("Accepted", "id1", "id1")]
    session.handle(ev.EngineReady())
    assert not only(fx.Enqueue, session.handle(again))


def test_two_programs_may_use_the_same_id() -> None:
    session = Session()
    theirs = asked("1", sender=Sender("osc", "127.0.0.1:5999", "1"))
    for request in (asked("1"), theirs):
        assert only(fx.Enqueue, session.handle(request))
    session.handle(ev.Enqueued(order(1, "1")))
    assert answers(session.handle(ev.Enqueued(order(2, sender=theirs.sender)))) == [("Accepted", "1", "1")]
    session.handle(ev.CancelAsked(theirs.sender))
    assert [each.ticket for each in session.snapshot().waiting] == [1]


@pytest.mark.parametrize("is_in_journal", [False, True])
def test_another_request_under_a_live_id_is_refused(is_in_journal: bool) -> None:
    session, first = Session(), asked("1")
    [enqueue] = only(fx.Enqueue, session.handle(first))
    if is_in_journal:
        session.handle(ev.Enqueued(order(1, "1", content=enqueue.content)))
    for other in (asked("1", request=ClipRequest(prompt="dub")), asked("1", slot="b")):
        [failure] = failures(session.handle(other))
        assert failure.kind == "id-in-use" and "new id" in failure.message
    assert not failures(session.handle(first)), "the same again is the first"


def test_a_request_of_an_earlier_version_is_not_compared() -> None:
    session = Session()
    session.handle(ev.Recovered(order(1, "1")))
    assert answers(session.handle(asked("1"))) == [("Accepted", "1", "1")]


def test_what_the_library_has_is_answered_at_once_with_its_place() -> None:
    session, place = Session(), Place(where="next-free")
    session.handle(ev.Subscribed(LISTENER, 50.0))
    takes = (clip(frames=1), clip(frames=2))
    for times in (1, 2):
        session.handle(asked(request=ClipRequest(prompt="house", place=place)))
        done = [an.Done(MINE, take, place) for take in takes]
        assert session.handle(ev.Answered(MINE, takes)) == [
            Reply(MINE, an.Accepted(MINE)),
            *(Reply(to, answer) for answer in done for to in (MINE, LISTENER)),
        ]
        assert session.snapshot().done == times


def test_what_is_made_ahead_and_there_already_is_told_to_nobody_else_and_not_counted() -> None:
    session = Session()
    session.handle(ev.Subscribed(LISTENER, 50.0))
    session.handle(asked(priority=Priority.IDLE))
    effects = session.handle(ev.Answered(MINE, (clip(),)))
    assert effects == [Reply(MINE, an.Accepted(MINE)), Reply(MINE, an.Done(MINE, clip()))]
    assert session.snapshot().done == 0


def test_an_answer_to_what_is_not_known_is_passed_on() -> None:
    session = Session()
    assert session.handle(ev.Answered(MINE, (clip(),)))[1:] == [Reply(MINE, an.Done(MINE, clip()))]
    assert failures(session.handle(ev.NotEnqueued(MINE, BROKEN))) == [BROKEN]


def test_a_journal_that_cannot_write_refuses() -> None:
    session = Session()
    full = Failure("storage", "The disk is full.")
    for times in (1, 2):
        session.handle(asked())
        assert session.handle(ev.NotEnqueued(MINE, full)) == [Reply(MINE, an.Failed(MINE, full))]
        assert session.snapshot().failed == times
    assert only(fx.Enqueue, session.handle(asked())), "when there is room again it goes on"


def test_beyond_the_room_requests_are_told_so() -> None:
    session = Session(room=2)
    session.handle(asked("id1"))
    session.handle(ev.Enqueued(order(1)))
    unread = ev.RequestCame(sender=asked("id3").sender, request=ClipRequest(prompt="dub"))
    assert session.answer_at_once(unread) is None
    session.handle(asked("id2"))
    assert [f.kind for f in failures(session.handle(asked("id3")))] == ["busy"]
    assert [f.kind for f in failures(session.answer_at_once(unread) or [])] == ["busy"], "before it is read"


def test_what_is_called_off_leaves_its_room_to_others() -> None:
    session = Session(room=2)
    mine, other = Sender("osc", "127.0.0.1:1", "1"), Sender("osc", "127.0.0.1:2", "1")
    for ticket, sender in ((1, mine), (2, msgspec.structs.replace(mine, id="2")), (3, other)):
        session.handle(ev.Enqueued(order(ticket, sender=sender)))
    one_more = msgspec.structs.replace(asked(), sender=msgspec.structs.replace(mine, id="3"))
    assert failures(session.handle(one_more))
    session.handle(ev.CancelAsked(mine))
    assert not failures(session.handle(one_more))


def test_one_program_s_requests_leave_room_for_another_s() -> None:
    session = Session(room=2)
    for ticket in (1, 2):
        session.handle(ev.Enqueued(order(ticket)))
    [mine] = failures(session.handle(asked("id3")))
    assert (mine.kind, mine.message) == ("busy", "2 requests of yours are waiting. Ask again later.")
    for port in range(6):
        other = Sender("osc", f"127.0.0.1:{port}", "a")
        assert only(fx.Enqueue, session.handle(asked(sender=other)))
    [full] = failures(session.handle(asked(sender=Sender("osc", "127.0.0.1:99", "a"))))
    assert (full.kind, full.message) == ("busy", "8 requests are waiting. Ask again later.")


def test_programs_take_turns_and_a_channel_is_one() -> None:
    def asker(name: str) -> Sender:
        channel, _, address = name.partition(" ")
        return Sender(channel, address, "a")

    session = Session()
    names = ["osc 1"] * 4 + ["osc 2", "osc 2", "folder x", "folder y"]
    for ticket, name in enumerate(names, 1):
        session.handle(ev.Enqueued(order(ticket, sender=asker(name))))
    planned = [each.ticket for each in session.snapshot().waiting]
    assert planned == [1, 5, 7, 2, 6, 8, 3, 4]
    begun = starts(session.handle(ev.EngineReady()))
    session.handle(ev.Enqueued(order(9, sender=asker("osc 3"))))
    while session.snapshot().running is not None:
        ticket = begun[-1]
        begun += starts(session.handle(ev.OrderFailed(ticket, BROKEN)))
    assert begun == [1, 5, 7, 9, 2, 6, 8, 3, 4]


def test_who_had_a_turn_is_forgotten_in_time() -> None:
    jobs = JobQueue(room=10_000)
    for ticket in range(1, MAX_ASKERS + 3):
        jobs.add(order(ticket, sender=Sender("osc", f"127.0.0.1:{ticket}", "a")))
        jobs.take()
    assert len(jobs._served) <= MAX_ASKERS


def test_live_goes_before_normal_before_batch_and_else_first_come_first_served() -> None:
    session = Session()
    for ticket, priority in (
        (1, Priority.BATCH),
        (2, Priority.NORMAL),
        (3, Priority.LIVE),
        (4, Priority.LIVE),
    ):
        session.handle(ev.Enqueued(order(ticket, priority=priority)))
    done: list[int] = []
    started = starts(session.handle(ev.EngineReady()))
    while started:
        done += started
        started = starts(session.handle(ev.OrderRendered(started[0], (clip(),))))
    assert done == [3, 4, 2, 1]


def test_a_newer_request_for_a_slot_replaces_the_waiting_one_but_not_the_running() -> None:
    session = running(1, slot="pad 1")
    assert not only(fx.Fail, session.handle(ev.Enqueued(order(2, slot="pad 1"))))
    session.handle(ev.Enqueued(order(3, slot="pad 2")))
    closed = only(fx.Fail, session.handle(ev.Enqueued(order(4, slot="pad 1"))))
    assert [(each.order.ticket, each.failure.kind) for each in closed] == [(2, "replaced")]
    assert [each.ticket for each in session.snapshot().waiting] == [3, 4]


# ---- a full disk ----

FULL = Failure("disk-full", "The disk is full.")


def full(*waiting: QueuedJob, **options: Any) -> Session:
    """A session whose engine has found the disk full while order 1 ran and `waiting` waited."""
    session = Session(**options)
    session.handle(ev.Ticked(10.0))
    session.handle(ev.EngineReady())
    for each in (order(1), *waiting):
        session.handle(ev.Enqueued(each))
    own = order(1).sender
    assert session.handle(ev.OrderFailed(1, FULL)) == [Reply(own, an.Noted(own, DISK_FULL.message))]
    return session


def test_a_full_disk_is_waited_for_and_nothing_is_lost() -> None:
    session = full(order(2))
    assert [each.ticket for each in session.snapshot().waiting] == [1, 2]
    assert not only(fx.Start, session.handle(ev.Enqueued(order(3)))), "nothing is rendered meanwhile"
    assert session.handle(ev.Ticked(12.0)) == [fx.LookForRoom()]
    assert session.handle(ev.RoomFound()) == [fx.Start(order(1))]
    session.handle(ev.OrderRendered(1, (clip(),)))
    assert session.handle(ev.Ticked(14.0)) == []


def test_a_disk_that_stays_full_is_said_once_and_given_up_in_the_end() -> None:
    session = full(order(2), wait_for_room_s=60.0)
    session.handle(ev.RoomFound())
    assert session.handle(ev.OrderFailed(1, FULL)) == []
    session.handle(ev.Ticked(69.0))
    effects = session.handle(ev.Ticked(72.0))
    assert [each.failure.kind for each in only(fx.Fail, effects)] == ["disk-full", "disk-full"]
    assert only(fx.Start, session.handle(ev.Enqueued(order(3))))


def test_what_was_cancelled_does_not_wait_for_room() -> None:
    session = running(1)
    session.handle(ev.CancelAsked(order(1).sender))
    assert only(fx.Fail, session.handle(ev.OrderFailed(1, FULL)))


# ---- cancelling ----


def test_cancel_of_a_waiting_one() -> None:
    session = running(1)
    session.handle(ev.Enqueued(order(2)))
    [unknown] = failures(session.handle(ev.CancelAsked(Sender("osc", "127.0.0.1:9", "id2"))))
    assert "id2" in unknown.message, "nobody cancels what another has asked for"
    effects = session.handle(ev.CancelAsked(order(2).sender))
    assert only(fx.Fail, effects)[0].failure.kind == "cancelled"
    assert answers(session.handle(ev.Stored(2))) == [("Failed", "id2", "id2")]


def test_cancel_of_the_running_one() -> None:
    session = running(1)
    assert session.handle(ev.CancelAsked(order(1).sender)) == [fx.Interrupt(1)]
    effects = session.handle(ev.OrderFailed(1, Failure("cancelled", "Cancelled.")))
    assert only(fx.Fail, effects)[0].failure.kind == "cancelled"


def test_whoever_knows_the_key_cancels_anybody_s() -> None:
    session = Session(key="open sesame")
    session.handle(ev.EngineReady())
    for ticket in (1, 2):
        session.handle(ev.Enqueued(order(ticket)))
    me = Sender("osc", "127.0.0.1:9", "2")
    for key in ("", "open", "open sesame "):
        [refused] = failures(session.handle(ev.CancelJobAsked(me, 2, key)))
        assert "riffbridge cancel" in refused.message
    waiting = session.handle(ev.CancelJobAsked(me, 2, "open sesame"))
    assert only(fx.Fail, waiting)[0].failure.kind == "cancelled" and answers(waiting) == [
        ("Accepted", "2", "2")
    ]
    assert session.handle(ev.CancelJobAsked(me, 1, "open sesame"))[0] == fx.Interrupt(1)
    [unknown] = failures(session.handle(ev.CancelJobAsked(me, 2, "open sesame")))
    assert "No job 2" in unknown.message
    assert failures(running(1).handle(ev.CancelJobAsked(me, 1, ""))), "without a key nobody may"


def test_the_queue_is_told_as_it_stands() -> None:
    session = running(1)
    session.handle(ev.Enqueued(order(2)))
    [reply] = only(Reply, session.handle(ev.QueueAsked(LISTENER)))
    assert reply == Reply(LISTENER, an.QueueTold(LISTENER, session.snapshot()))


def test_cancel_before_the_journal_has_it() -> None:
    session = Session()
    session.handle(asked("id1"))
    assert session.handle(ev.CancelAsked(order(1).sender)) == []
    effects = session.handle(ev.Enqueued(order(1)))
    assert only(fx.Fail, effects) and not session.snapshot().waiting


def test_cancel_of_nothing() -> None:
    session = running(1)
    session.handle(ev.Enqueued(order(2)))
    told = failures(session.handle(ev.CancelAsked(Sender("osc", "127.0.0.1:5000", "zzz"))))
    assert told[0].kind == "bad-request" and "zzz" in told[0].message


# ---- the engine ----


def test_done_is_said_when_it_is_stored_and_not_before() -> None:
    session = running(1)
    effects = session.handle(ev.OrderRendered(1, (clip(),)))
    assert only(fx.Store, effects)[0].clips == (clip(),) and not answers(effects)
    assert answers(session.handle(ev.Stored(1))) == [("Done", "id1", "id1")]
    assert (session.engine, session.snapshot().done) == (Engine.READY, 1)


def test_progress_goes_out_at_most_five_times_a_second() -> None:
    session = running(1)
    said = [
        bool(answers(session.handle(ev.EngineProgressed(1, Progress(stage="drawing", fraction=0.1), at))))
        for at in (10.0, 10.125, 10.1875, 10.25, 10.375, 10.5)
    ]
    assert said == [True, False, False, True, False, True]


def test_progress_is_told_when_a_fifth_of_a_second_has_passed_and_known_at_once() -> None:
    session, own = running(1), order(1).sender
    for at_s, is_told in ((0.0, True), (0.1, False), (PROGRESS_EVERY_S, True)):
        progress = Progress(stage="drawing", fraction=at_s)
        effects = session.handle(ev.EngineProgressed(1, progress, at_s))
        assert effects == ([Reply(own, an.Progressed(own, progress))] if is_told else [])
        assert session.snapshot().progress == progress


def test_news_of_what_does_not_run_is_dropped() -> None:
    for session in (Session(), running(1)):
        assert session.handle(ev.EngineProgressed(7, Progress(stage="x", fraction=0.0), 0.0)) == []
        assert session.handle(ev.EngineSaid(7, "x")) == []
        assert session.handle(ev.OrderRendered(7, ())) == []
        assert session.handle(ev.OrderFailed(7, BROKEN)) == []


def test_what_the_engine_remarks_is_passed_on() -> None:
    own = order(1).sender
    assert running(1).handle(ev.EngineSaid(1, "No grid.")) == [Reply(own, an.Noted(own, "No grid."))]


def test_a_failed_order_is_closed_and_the_next_one_starts() -> None:
    session = running(1)
    session.handle(ev.Enqueued(order(2)))
    effects = session.handle(ev.OrderFailed(1, BROKEN))
    assert only(fx.Fail, effects)[0].failure == BROKEN and starts(effects) == [2]
    assert failures(session.handle(ev.Stored(1))) == [BROKEN]
    assert session.snapshot().failed == 1


def test_a_crash_is_tried_once_more_and_then_told() -> None:
    session = running(1)
    effects = session.handle(ev.EngineExited("it died"))
    assert only(fx.Restart, effects) == [fx.Restart()] and not only(fx.Fail, effects)
    assert starts(session.handle(ev.EngineReady())) == [1]
    effects = session.handle(ev.EngineExited("it died"))
    closed = only(fx.Fail, effects)[0]
    assert closed.failure.kind == "engine" and "it died" in closed.failure.message
    assert only(fx.Restart, effects)


def test_a_crash_while_being_cancelled_is_a_cancel() -> None:
    session = running(1)
    session.handle(ev.CancelAsked(order(1).sender))
    closed = only(fx.Fail, session.handle(ev.EngineExited("killed")))
    assert closed[0].failure.kind == "cancelled"


def test_an_engine_that_will_not_start_is_given_up_and_tried_again_for_the_next_request() -> None:
    session = Session()
    session.handle(ev.Enqueued(order(1)))
    delays = []
    for _ in range(MAX_STARTS):
        delays += [effect.delay_s for effect in only(fx.Restart, session.handle(ev.EngineExited("no torch")))]
    assert delays == [0.0, 1.0, 2.0]
    effects = session.handle(ev.EngineExited("no torch"))
    assert only(fx.Fail, effects)[0].failure.message == "The engine doesn't start: no torch."
    assert session.engine is Engine.BROKEN and not only(fx.Restart, effects)
    assert only(fx.Restart, session.handle(ev.Enqueued(order(2))))
    assert only(fx.Fail, session.handle(ev.EngineExited("no torch")))[0].order.ticket == 2


# ---- storing ----


def test_what_cannot_be_stored_is_tried_until_it_can() -> None:
    session = running(1)
    shelve = only(fx.Store, session.handle(ev.OrderRendered(1, (clip(),))))[0]
    full = ev.NotStored(1, Failure("storage", "The disk is full."))
    assert answers(session.handle(full)) == [("Noted", "id1", "id1")]
    assert session.handle(ev.Ticked(100.0)) == [shelve]
    assert session.handle(full) == [], "said once"
    assert session.handle(ev.Ticked(100.5)) == []
    assert session.handle(ev.Ticked(103.0)) == [shelve]
    assert answers(session.handle(ev.Stored(1))) == [("Done", "id1", "id1")]
    assert session.handle(ev.Ticked(110.0)) == []


# ---- listening in ----


def test_subscribers_hear_of_everybodys_clips_until_they_expire() -> None:
    session = running(1)
    assert answers(session.handle(ev.Subscribed(LISTENER, 50.0))) == [("Accepted", "ear", "ear")]
    session.handle(ev.Subscribed(order(1).sender, 50.0))
    session.handle(ev.OrderRendered(1, (clip(),)))
    session.handle(ev.Ticked(49.0))
    assert answers(session.handle(ev.Stored(1))) == [("Done", "id1", "id1"), ("Done", "id1", "ear")]
    pads = (PadFacts(1, "House", "playing", 1.0, True, ""),)
    assert Reply(LISTENER, an.PadsTold(LISTENER, pads)) in session.handle(ev.PadsMoved(pads))
    session.handle(ev.Ticked(51.0))
    assert session.snapshot().subscribers == 0 and session.handle(ev.PadsMoved(pads)) == []


def test_unsubscribing() -> None:
    session = running(1)
    session.handle(ev.Subscribed(LISTENER, 50.0))
    assert answers(session.handle(ev.Unsubscribed(LISTENER))) == [("Accepted", "ear", "ear")]
    session.handle(ev.OrderRendered(1, (clip(),)))
    assert len(answers(session.handle(ev.Stored(1)))) == 1
    assert answers(session.handle(ev.Unsubscribed(LISTENER))) == [("Accepted", "ear", "ear")]


def test_there_are_only_so_many_subscribers() -> None:
    session = Session()
    for number in range(MAX_SUBSCRIBERS):
        session.handle(ev.Subscribed(Sender("osc", f"127.0.0.1:{number}", ""), 50.0))
    [failure] = failures(session.handle(ev.Subscribed(LISTENER, 50.0)))
    assert failure.kind == "busy" and f"All {MAX_SUBSCRIBERS}" in failure.message
    renewed = ev.Subscribed(Sender("osc", "127.0.0.1:0", ""), 90.0)
    assert not failures(session.handle(renewed))


def test_one_program_leaves_room_for_the_subscriptions_of_others() -> None:
    session = Session()
    for number in range(MAX_OF_ONE_PROGRAM):
        session.handle(ev.Subscribed(Sender("osc", f"127.0.0.1:{number}", ""), 50.0, "127.0.0.1:9"))
    one_more = ev.Subscribed(LISTENER, 50.0, "127.0.0.1:9")
    [failure] = failures(session.handle(one_more))
    assert failure.kind == "busy" and f"{MAX_OF_ONE_PROGRAM} subscriptions" in failure.message
    assert not failures(session.handle(ev.Subscribed(LISTENER, 50.0)))


def test_status() -> None:
    session, transport = running(1), Transport(tempo_bpm=97.0)
    session.handle(ev.Enqueued(order(2)))
    session.handle(ev.TransportMoved(transport))
    shot = session.snapshot()
    assert session.handle(ev.StatusAsked(MINE)) == [Reply(MINE, an.Status(MINE, shot))]
    assert shot.transport == transport
    assert (shot.engine, [each.ticket for each in shot.waiting]) == ("busy", [2])
    assert shot.running is not None and shot.running.ticket == 1
    assert Session().snapshot().progress is None


# ---- stopping ----


def test_stopping_hands_back_what_runs() -> None:
    session = running(1)
    session.handle(ev.Enqueued(order(2)))
    assert session.handle(ev.Stopping()) == [fx.Interrupt(1)]
    assert failures(session.handle(asked()))[0].kind == "stopping"
    assert session.handle(ev.OrderFailed(1, Failure("cancelled", "Cancelled."))) == [fx.Shutdown()]


def test_what_was_cancelled_is_not_handed_back() -> None:
    session = running(1)
    session.handle(ev.CancelAsked(order(1).sender))
    session.handle(ev.Stopping())
    effects = session.handle(ev.OrderFailed(1, Failure("cancelled", "Cancelled.")))
    assert only(fx.Fail, effects) and not only(fx.Shutdown, effects)
    assert only(fx.Shutdown, session.handle(ev.Stored(1)))


def test_stopping_when_idle_and_when_the_engine_dies_of_it() -> None:
    assert Session().handle(ev.Stopping()) == [fx.Shutdown()]
    session = running(1)
    session.handle(ev.Stopping())
    assert session.handle(ev.EngineExited("stopped")) == [fx.Shutdown()]


def test_an_order_that_ends_while_stopping_is_still_stored() -> None:
    session = running(1)
    session.handle(ev.Stopping())
    assert only(fx.Store, session.handle(ev.OrderRendered(1, (clip(),))))
    assert only(fx.Shutdown, session.handle(ev.Stored(1)))


def test_stopping_does_not_wait_for_a_full_disk() -> None:
    session = running(1)
    session.handle(ev.OrderRendered(1, (clip(),)))
    session.handle(ev.NotStored(1, BROKEN))
    assert session.handle(ev.Stopping()) == [fx.Shutdown()]
    session = running(1)
    session.handle(ev.Stopping())
    session.handle(ev.OrderRendered(1, (clip(),)))
    assert session.handle(ev.NotStored(1, BROKEN)) == [fx.Shutdown()]


def test_what_an_earlier_run_left_is_done_without_being_accepted_again() -> None:
    session = Session()
    assert session.handle(ev.Recovered(order(1))) == []
    effects = session.handle(ev.EngineReady())
    assert starts(effects) == [1] and not answers(effects)


@pytest.mark.parametrize(
    "error, kind",
    [(BadRequest("x"), "bad-request"), (StorageFailed("x"), "storage"), (OutOfMemory("x"), "memory"),
     (Cancelled("x"), "cancelled")],
)  # fmt: skip
def test_errors_have_words_for_programs(error: Any, kind: str) -> None:
    assert Failure.of(error).kind == kind


KINDS = ("request", "cancel", "ready", "rendered", "failed", "exited", "tick")


class World:
    """A journal and an engine that behave at random, as the real ones may, for the property below."""

    def __init__(self, draw: st.DataObject) -> None:
        self.draw, self.session = draw, Session()
        self.tickets = 0
        self.open: set[int] = set()
        self.running: int | None = None
        self.ended: dict[str, int] = {}
        self.accepted: set[str] = set()
        self.disk_is_sound = False

    def tell(self, event: ev.Event) -> None:
        for effect in self.session.handle(event):
            match effect:
                case fx.Enqueue():
                    self.tickets += 1
                    self.open.add(self.tickets)
                    self.tell(ev.Enqueued(order(self.tickets, effect.sender.id)))
                case fx.Start():
                    assert self.running is None, "one at a time"
                    self.running = effect.order.ticket
                case fx.Store() | fx.Fail():
                    if self.disk_is_sound or self.draw.draw(st.booleans()):
                        self.open.remove(effect.order.ticket)
                        self.tell(ev.Stored(effect.order.ticket))
                    else:
                        self.tell(ev.NotStored(effect.order.ticket, BROKEN))
                case Reply(answer=an.Accepted() as answer):
                    self.accepted.add(answer.sender.id)
                case Reply(answer=an.Done() | an.Failed() as answer):
                    self.ended[answer.sender.id] = self.ended.get(answer.sender.id, 0) + 1

    def step(self, number: int) -> None:
        kind = self.draw.draw(st.sampled_from(KINDS))
        ticket = self.running
        if kind in ("rendered", "failed", "exited"):
            self.running = None
        match kind:
            case "request":
                self.tell(asked(f"r{number}"))
            case "cancel" if ticket is not None:
                self.tell(ev.CancelAsked(msgspec.structs.replace(MINE, id=f"r{number - 1}")))
            case "ready" if ticket is None:
                self.tell(ev.EngineReady())
            case "rendered" if ticket is not None:
                self.tell(ev.OrderRendered(ticket, (clip(),)))
            case "failed" if ticket is not None:
                self.tell(ev.OrderFailed(ticket, BROKEN))
            case "exited":
                self.tell(ev.EngineExited("it died"))
            case "tick":
                self.tell(ev.Ticked(10.0 * number))


@settings(max_examples=150)
@given(st.data())
def test_every_accepted_request_ends_exactly_once_whatever_happens(draw: st.DataObject) -> None:
    world = World(draw)
    for number in range(draw.draw(st.integers(1, 40))):
        world.step(number)
    world.disk_is_sound = True
    for number in range(100, 400):
        if not world.open:
            break
        world.tell(ev.Ticked(10.0 * number))
        if world.running is None:
            world.tell(ev.EngineReady())
        else:
            ticket, world.running = world.running, None
            world.tell(ev.OrderRendered(ticket, (clip(),)))
    assert not world.open
    assert {id for id, times in world.ended.items() if id in world.accepted and times != 1} == set()
    assert world.accepted <= set(world.ended)


# ---- what nobody has asked for yet ----


def ahead(ticket: int = 1, seed: int = 1) -> QueuedJob:
    return order(ticket, jobs=(job(seed=seed),), priority=Priority.IDLE)


def test_what_is_made_ahead_makes_way_for_whoever_asks() -> None:
    session = running(1, jobs=(job(seed=1),), priority=Priority.IDLE)
    assert session.handle(ev.Enqueued(ahead(2, seed=2)))[1:] == [], "not for more of its kind"
    effects = session.handle(ev.Enqueued(order(3)))
    assert only(fx.Interrupt, effects) == [fx.Interrupt(1)]
    assert not only(fx.Interrupt, session.handle(ev.Enqueued(order(4)))), "once is enough"
    effects = session.handle(ev.OrderFailed(1, Failure("cancelled", "Cancelled.")))
    assert starts(effects) == [3] and isinstance(effects[0], fx.Fail)


def test_what_is_asked_for_while_it_is_made_ahead_waits_for_it() -> None:
    session = running(1, jobs=(job(seed=1),), priority=Priority.IDLE)
    effects = session.handle(ev.Enqueued(order(2, jobs=(job(seed=1),), priority=Priority.LIVE)))
    assert not only(fx.Interrupt, effects)
    effects = session.handle(ev.OrderRendered(1, (clip(),)))
    assert [type(effect) for effect in effects] == [fx.Store, fx.Start]


def test_who_works_for_somebody_does_not_make_way() -> None:
    assert not only(fx.Interrupt, running(1).handle(ev.Enqueued(order(2, priority=Priority.LIVE))))


def test_what_is_made_ahead_is_told_to_nobody_else_and_not_counted() -> None:
    session = running(1, jobs=(job(seed=1),), priority=Priority.IDLE)
    session.handle(ev.Subscribed(LISTENER, 100.0))
    session.handle(ev.Enqueued(ahead(2, seed=2)))
    assert session.snapshot().waiting == ()
    told = ev.EngineProgressed(1, Progress(stage="drawing", fraction=0.5), 1.0)
    assert answers(session.handle(told)) == [("Progressed", "id1", "id1")]
    session.handle(ev.OrderRendered(1, (clip(),)))
    assert answers(session.handle(ev.Stored(1))) == [("Done", "id1", "id1")]
    session.handle(asked("b", priority=Priority.IDLE))
    there = ev.Answered(msgspec.structs.replace(MINE, id="b"), (clip(),))
    assert answers(session.handle(there)) == [("Accepted", "b", "b"), ("Done", "b", "b")]
    session.handle(ev.OrderFailed(2, BROKEN))
    session.handle(ev.Stored(2))
    assert (session.snapshot().done, session.snapshot().failed) == (0, 0)


def test_a_job_that_needs_no_resolving_is_ordered_as_it_is_and_once() -> None:
    session, slot = Session(), "pad 1"
    came = ev.RequestCame(sender=MINE, request=ClipRequest(tempo_bpm=90.0), priority=Priority.LIVE, slot=slot)
    [order] = only(fx.Enqueue, session.order(came, [job()]))
    assert (order.sender, order.jobs, order.priority, order.slot) == (MINE, (job(),), Priority.LIVE, slot)
    assert session.order(came, [job()]) == []
