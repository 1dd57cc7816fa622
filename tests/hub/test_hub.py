"""The hub's thread: what it makes of events and effects, and that no mistake stops it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from bridge.errors import BadFile, BadModel, StorageFailed
from bridge.hosts.connection import HostConnection, Launch
from bridge.messages import answers as an
from bridge.messages import effects as fx
from bridge.messages import events as ev
from bridge.messages.answers import Answer
from bridge.messages.host_views import HostsView, HostView
from bridge.messages.orders import Failure, Priority, QueuedJob, Sender
from bridge.requests.derive import operation_of
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra
from bridge.vocabulary.jobs import RenderJob, SourceAudio
from bridge.vocabulary.places import Place
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.hub.world import ASKER, World, came, clip_at
from tests.support.factories import job
from tests.support.library import job as small_job
from tests.support.library import make

# A hub that has lost an event waits for ever.
pytestmark = pytest.mark.timeout(30)


def finished(answer: Answer) -> bool:
    return isinstance(answer, an.Done | an.Failed)


def after(count: int, kind: type) -> Callable[[Answer], bool]:
    """Whether `count` answers of `kind` were given."""
    counted = itertools.count(1)
    return lambda answer: isinstance(answer, kind) and next(counted) == count


def test_a_request_is_accepted_rendered_and_done(world: World) -> None:
    world.run(came(), until=finished)
    assert [type(answer) for _, answer in world.channel.answers] == [an.Accepted, an.Done]
    assert {to for to, _ in world.channel.answers} == {ASKER}
    assert world.library.open_orders() == []


def test_the_goal_of_a_morph_is_looked_up(world: World) -> None:
    world.run(came("a", "house"), came("b", "dub"), until=after(2, an.Done))
    first, second = (answer.clip for answer in world.channel.of(an.Done) if isinstance(answer, an.Done))
    again = World(first.path.parent, world.library)
    asked = msgspec.structs.replace(
        came("c", clip=first.path.name), request=ClipRequest(blend=0.25), goal_clip=second.job.digest
    )
    again.run(asked, until=finished)
    [request] = again.reader.read_requests
    assert (request.source, request.goal_source) == (first.path, second.path)
    assert operation_of(request) is Operation.MORPH


def test_a_goal_that_there_is_not(world: World) -> None:
    world.run(msgspec.structs.replace(came(), goal_clip="gone.wav"), until=finished)
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and "No clip is called “gone.wav”" in failed.failure.message


def test_other_settings_hold_for_what_is_asked_from_then_on(world: World) -> None:
    settings = msgspec.structs.replace(world.settings, library_max_gb=1.0)
    world.run(
        ev.SettingsChanged(settings), ev.ClipsAsked(ASKER), until=lambda it: isinstance(it, an.FoundClips)
    )
    assert world.reader.settings == settings and world.library.room.max_bytes == 1_000_000_000


def test_what_is_under_way_is_accepted_again_and_not_read_again(world: World) -> None:
    world.engine.willing = False
    answers = iter((came(), None))

    def ask_again(answer: Answer) -> bool:
        if (again := next(answers)) is not None:
            world.hub.post(again)
        return again is None

    world.run(came(), until=ask_again)
    assert [type(answer) for _, answer in world.channel.answers] == [an.Accepted] * 2
    assert len(world.reader.read_requests) == 1


def test_what_is_in_the_library_is_not_rendered_again(world: World) -> None:
    world.run(came("a"), came("b"), until=after(2, an.Done))
    first, second = world.channel.of(an.Done)
    assert isinstance(first, an.Done) and isinstance(second, an.Done)
    assert first.clip == second.clip and len(world.engine.rendered) == 1


def test_a_burst_is_written_into_the_journal_as_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bursts: list[int] = []
    admit = world.library.admit

    def counted(asked: Sequence[fx.Enqueue]) -> list[ev.Enqueued | ev.Answered | ev.NotEnqueued]:
        bursts.append(len(asked))
        return admit(asked)

    monkeypatch.setattr(world.library, "admit", counted)
    context = world.reader.read(ClipRequest())
    burst = [
        ev.ClipRequested(
            sender=Sender("osc", "127.0.0.1:9000", str(number)),
            request=ClipRequest(prompt="house", seed=number),
            context=context,
        )
        for number in range(20)
    ]
    world.run(*burst, until=after(20, an.Done))
    assert bursts == [20]


def test_nothing_is_accepted_before_the_journal_has_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[int] = []
    admit = world.library.admit

    def seen(asked: Sequence[fx.Enqueue]) -> list[ev.Enqueued | ev.Answered | ev.NotEnqueued]:
        said.append(len(world.channel.answers))
        return admit(asked)

    monkeypatch.setattr(world.library, "admit", seen)
    # The same packet twice, as a careful sender sends it.
    twice = ev.ClipRequested(
        sender=ASKER,
        request=ClipRequest(prompt="house", seed=1),
        context=world.reader.read(ClipRequest()),
    )
    world.run(twice, twice, until=finished)
    assert said == [0]


def test_what_an_earlier_run_left_is_done_before_all_else(world: World) -> None:
    left = job(seed=1)
    asked = fx.Enqueue(sender=ASKER, jobs=(left,), in_key=True, priority=Priority.NORMAL, slot=None)
    world.library.admit([asked])
    world.run(came("b"), until=after(2, an.Done))
    assert [order.jobs[0].seed for order in world.engine.rendered] == [1, 3]
    assert [answer.sender.id for answer in world.channel.of(an.Done)] == ["a", "b"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [(BadModel("There is no such model."), "bad-request"), (BadFile("No."), "bad-request"),
     (StorageFailed("The disk is full."), "storage"), (PermissionError(13, "Permission denied"), "storage")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(world: World, error: Exception, kind: str) -> None:
    world.reader.mistakes["odd"] = error
    world.run(came("a", "odd"), came("b"), until=after(1, an.Done))
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and failed.failure.kind == kind
    assert failed.sender.id == "a" and failed.failure.message.endswith(".")


def test_a_mistake_of_the_reader_costs_one_request_and_not_the_night(world: World) -> None:
    world.reader.mistakes["odd"] = TypeError("find() got an unexpected keyword argument")
    # Both refused and done: the desk's thread must have survived.
    world.run(came("a", "odd"), came("b"), until=after(1, an.Done))
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and failed.failure.kind == "engine" and failed.sender.id == "a"


def test_a_mistake_in_the_session_is_told_and_passed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    handle = world.hub.session.handle

    def stumble(event: ev.Event) -> list[fx.Effect]:
        if isinstance(event, ev.ClipRequested) and event.sender.id == "a":
            raise KeyError("a mistake")
        return handle(event)

    monkeypatch.setattr(world.hub.session, "handle", stumble)
    world.run(came("a"), came("b"), until=after(1, an.Done))
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and "KeyError" in failed.failure.message


def test_a_mistake_over_what_nobody_sent_is_only_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.run(ev.OrderRendered(999, ()), ev.Stored(999), came(), until=finished)
    assert world.channel.of(an.Done) and "while handling Stored" in caplog.text


def test_a_channel_that_fails_does_not_stop_the_others(world: World) -> None:
    reply = world.channel.reply

    def fails_once(to: Sender, answer: Answer) -> None:
        reply(to, answer)
        if isinstance(answer, an.Accepted):
            raise OSError("no way")

    world.channel.reply = fails_once  # type: ignore[method-assign]
    world.run(came(), until=finished)
    assert world.channel.of(an.Done)


def test_an_answer_for_a_channel_that_is_off_goes_nowhere(world: World) -> None:
    gone = Sender("folder", "1 2", "a.txt")
    asked = fx.Enqueue(sender=gone, jobs=(job(),), in_key=True, priority=Priority.NORMAL, slot=None)
    world.library.admit([asked])
    world.run(came("b"), until=finished)
    assert {to.channel for to, _ in world.channel.answers} == {"osc"}
    assert world.library.open_orders() == []


def test_a_clip_is_varied_by_its_name(world: World) -> None:
    made = clip_at(job(), str(world.library.export_folder / "made.wav"))
    world.library.add([made])
    world.run(came(clip="made.wav"), until=lambda answer: isinstance(answer, an.Accepted))
    assert world.reader.read_requests[-1].source == made.path


@pytest.mark.parametrize("name", ["unknown.wav", "gone.wav", "../made.wav"])
def test_a_clip_that_is_not_there_cannot_be_varied(world: World, name: str) -> None:
    gone = clip_at(job(), str(world.library.export_folder / "gone.wav"))
    world.library.add([gone])
    gone.path.unlink()
    world.run(came(clip=name), until=finished)
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and failed.failure.kind == "bad-request"
    assert not world.reader.read_requests


def test_clips_are_looked_for_and_presets_listed(world: World) -> None:
    world.library.add([clip_at(job(prompt="dub"), str(world.library.export_folder / "dub.wav"))])
    asked = (ev.ClipsAsked(ASKER, "dub"), ev.ClipsAsked(ASKER, "bagpipes"), ev.PresetsAsked(ASKER))
    world.run(*asked, until=lambda answer: isinstance(answer, an.PresetNames))
    found, none = world.channel.of(an.FoundClips)
    assert isinstance(found, an.FoundClips) and [clip.job.prompt for clip in found.clips] == ["dub"]
    assert none == an.FoundClips(ASKER, ())
    [presets] = world.channel.of(an.PresetNames)
    assert isinstance(presets, an.PresetNames) and presets.presets


def test_what_cannot_be_stored_is_stored_later(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    shelve, refusals = world.library.shelve, iter([StorageFailed("The disk is full.")])

    def shelve_later(order: QueuedJob, made: Sequence[Clip]) -> list[Path]:
        for error in refusals:
            raise error
        return shelve(order, made)

    monkeypatch.setattr(world.library, "shelve", shelve_later)
    world.raise_priority()
    world.run(came(), until=finished)
    kinds = [type(answer) for _, answer in world.channel.answers]
    assert kinds == [an.Accepted, an.Noted, an.Done]
    assert world.library.open_orders() == []


def test_a_full_disk_fails_nothing_that_was_accepted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    has_room = iter([False, False])
    monkeypatch.setattr(world.library, "has_room", lambda: next(has_room, True))
    render, full = world.engine.render, iter([True])

    def render_when_there_is_room(order: QueuedJob) -> None:
        if next(full, False):
            world.hub.post(ev.OrderFailed(order.ticket, Failure("disk-full", "The disk is full.")))
        else:
            render(order)

    monkeypatch.setattr(world.engine, "render", render_when_there_is_room)
    world.raise_priority()
    world.run(came("a"), came("b", "dub"), until=after(2, an.Done))
    kinds = [type(answer) for _, answer in world.channel.answers]
    assert sorted(kind.__name__ for kind in kinds) == ["Accepted", "Accepted", "Done", "Done", "Noted"]
    assert next(has_room, None) is None


def test_a_request_that_is_cancelled_is_closed(world: World) -> None:
    world.engine.willing = False
    cancelled = ev.CancelAsked(ASKER)

    def cancel_then_stop(answer: Answer) -> bool:
        if isinstance(answer, an.Accepted):
            world.hub.post(cancelled)
        return finished(answer)

    world.run(came(), until=cancel_then_stop)
    assert world.engine.interrupted and world.library.open_orders() == []
    assert world.channel.of(an.Failed) == [an.Failed(ASKER, Failure("cancelled", "Cancelled."))]


def test_a_request_that_is_cancelled_in_the_same_breath_is_not_rendered(world: World) -> None:
    world.run(came(), ev.CancelAsked(ASKER), until=finished)
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and failed.failure.kind == "cancelled"
    assert not world.engine.rendered and world.library.open_orders() == []


def test_what_was_cancelled_before_it_stops_is_not_done_by_the_next_run(world: World) -> None:
    world.engine.willing = False

    def cancel(answer: Answer) -> bool:
        if isinstance(answer, an.Accepted):
            world.hub.post(ev.CancelAsked(ASKER))
            return True
        return False

    world.run(came(), until=cancel)
    assert world.channel.of(an.Failed) == [an.Failed(ASKER, Failure("cancelled", "Cancelled."))]
    assert world.library.open_orders() == []


def test_a_library_that_cannot_be_asked_does_not_keep_an_order_from_the_engine(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = world.library.find

    def refuse(jobs: Sequence[RenderJob]) -> tuple[Clip, ...] | None:
        monkeypatch.setattr(world.library, "find", find)
        raise StorageFailed("The disk reports an error.")

    def refuse_then_stop(answer: Answer) -> bool:
        # What comes next is that the order is to start.
        if isinstance(answer, an.Accepted):
            monkeypatch.setattr(world.library, "find", refuse)
        return finished(answer)

    world.run(came(), until=refuse_then_stop)
    assert world.channel.of(an.Done)


def test_a_mistake_over_one_order_does_not_keep_the_next_from_the_engine(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve, mistakes = world.library.shelve, iter([ValueError("a mistake")])

    def stumble(order: QueuedJob, made: Sequence[Clip]) -> list[Path]:
        for error in mistakes:
            raise error
        return shelve(order, made)

    monkeypatch.setattr(world.library, "shelve", stumble)
    context = world.reader.read(ClipRequest())
    both = [
        ev.ClipRequested(
            sender=Sender("osc", "127.0.0.1:9000", name),
            request=ClipRequest(prompt=name, seed=1),
            context=context,
        )
        for name in ("a", "b")
    ]
    world.run(*both, until=lambda answer: isinstance(answer, an.Done) and answer.sender.id == "b")
    assert [order.sender.id for order in world.engine.rendered] == ["a", "b"]


def test_an_engine_that_does_not_start_is_started_again_at_its_time(world: World) -> None:
    world.engine.refusals = [OSError("no descriptors"), BadModel("No."), OSError("no descriptors")]
    world.raise_priority()
    world.run(came(), until=finished)
    assert world.engine.starts == 4 and world.channel.of(an.Done)


def test_the_engine_is_looked_after_about_twice_a_second(world: World) -> None:
    world.raise_priority()
    ticks = itertools.count()

    def check(now_s: float) -> None:
        world.engine.checked_at_s.append(now_s)
        if next(ticks) == 3:
            world.hub.post(ev.Stopping())

    world.engine.check = check  # type: ignore[method-assign]
    world.run(until=finished)
    checked_at_s = world.engine.checked_at_s
    assert all(later - sooner >= 0.5 for sooner, later in itertools.pairwise(checked_at_s))


def test_what_runs_when_it_stops_is_handed_back(world: World) -> None:
    world.engine.willing = False
    world.run(came("a"), came("b"), until=after(2, an.Accepted))
    assert [order.sender.id for order in world.library.open_orders()] == ["a", "b"]
    assert not world.channel.of(an.Failed)


def test_the_inbox_takes_more_than_one_burst(world: World) -> None:
    for number in range(10_000):
        world.hub.post(ev.StatusAsked(Sender("osc", f"127.0.0.1:{9000 + number % 10}", "")))
    world.run(until=after(10_000, an.Status))
    assert len(world.channel.answers) == 10_000


def test_a_clip_is_found_by_its_name_and_made_a_favourite(world: World) -> None:
    made = clip_at(job(), str(world.library.export_folder / "made.wav"))
    world.library.add([made])
    liked = ev.FavouriteAsked(ASKER, job().digest)
    world.run(ev.ClipAsked(ASKER, "made.wav"), liked, ev.ClipAsked(ASKER, "none.wav"), until=finished)
    assert world.channel.of(an.FoundClips) == [an.FoundClips(ASKER, (made,))] * 2
    found = world.library.clip("made.wav")
    assert found is not None and found.favourite
    [failed] = world.channel.of(an.Failed)
    assert isinstance(failed, an.Failed) and "none.wav" in failed.failure.message


def test_a_clip_is_tagged_named_deleted_and_brought_back(world: World) -> None:
    make(world.library, small_job())
    name = small_job().digest
    changes = (
        ev.TagAsked(ASKER, name, "dark, set 1"),
        ev.RenameAsked(ASKER, name, "Friday"),
        ev.DeleteAsked(ASKER, "Friday.wav"),
        ev.RestoreAsked(ASKER, name[:8]),
        ev.DeleteAsked(ASKER, "none.wav"),
    )
    world.run(*changes, until=finished)
    told = [
        each.clips[0].path.name for each in world.channel.of(an.FoundClips) if isinstance(each, an.FoundClips)
    ]
    assert len(told) == 4 and told[1:] == ["Friday.wav"] * 3
    found = world.library.clip("Friday.wav")
    assert found is not None and (found.title, found.tags) == ("Friday", ("dark", "set 1"))


def test_slots_are_launched_and_hosts_told_by_whom_it_was_told_of(world: World) -> None:
    class Live(HostConnection):
        launches = can_launch = True

        def launch(self, launch: Launch) -> None:
            world.hub.post(ev.PlacementEnded(launch.id, f"live:{launch.where}"))

    hosts = (HostView(name="live", track_name="Bass"),)
    world.hub.placing.add(Live("live"))
    world.hub.hosts = lambda: HostsView(hosts)
    asked = ev.FireAsked(ASKER, Place(where="slot", track=2, slot=5))
    world.run(ev.HostsAsked(ASKER), asked, until=after(1, an.Fired))
    assert world.channel.of(an.HostsTold) == [an.HostsTold(ASKER, hosts)]
    assert world.channel.of(an.Fired) == [an.Fired(ASKER, "live:track:2/slot:5")]


def asked_as_it_is(id: str, clip: Clip, tempo_bpm: float, stems: bool | None = None) -> ev.RequestCame:
    sender = msgspec.structs.replace(ASKER, id=id)
    request = ClipRequest(tempo_bpm=tempo_bpm, stems=stems)
    return ev.RequestCame(sender=sender, request=request, source_clip=clip.job.digest, as_is=True)


def test_a_clip_as_it_is_comes_as_it_is_or_decoded_for_the_tempo(world: World) -> None:
    [clip] = make(world.library, small_job(model="starter"))
    asked = (
        asked_as_it_is("a", clip, 124.0),
        asked_as_it_is("b", clip, 90.0, stems=True),
        asked_as_it_is("c", clip, 124.0, stems=True),
    )
    world.run(*asked, until=after(3, an.Done))
    same, *others = (each.clip for each in world.channel.of(an.Done) if isinstance(each, an.Done))
    assert same == clip
    job = msgspec.structs.replace(clip.job, tempo_bpm=90.0, drawn_tempo_bpm=124.0)
    assert [each.job for each in others] == [job, clip.job] and world.reader.read_requests == []
    assert [order.extras for order in world.engine.rendered] == [(Extra.STEMS,)] * 2


def test_a_clip_made_of_a_sound_is_stretched_itself(world: World) -> None:
    source = SourceAudio(path="/a.wav", sha256="0" * 64)
    [clip] = make(world.library, small_job(model="starter", source=source, strength=0.5))
    world.run(asked_as_it_is("a", clip, 90.0, stems=True), until=finished)
    [request] = world.reader.read_requests
    assert (request.source, request.strength, request.tempo_bpm) == (clip.path, 0.0, 90.0)
    assert (request.bars, request.seed, request.stems) == (clip.job.bars, clip.job.seed, True)
