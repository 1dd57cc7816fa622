"""A training runs in a process of its own; its reports reach whoever asked, its clips all who listen in."""

from __future__ import annotations

import math
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import msgspec
import pytest

from bridge import ipc
from bridge.errors import BadRequest, Busy
from bridge.hub.failures import NOT_YOURS
from bridge.hub.trainings import Trainings
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.settings import Settings
from bridge.tuning.process import FromTraining, Reported
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import FolderRead, Measured, Preview, Trained, TrainingRequest
from bridge.worker.one_order import Said, Went
from tests.hub.world import ASKER, KEY, World, clip_at
from tests.support.factories import job

OTHER, LISTENER = Sender("osc", "127.0.0.1:9001", "b"), Sender("osc", "127.0.0.1:9002", "")
REQUEST = TrainingRequest(folder=Path("/loops"), name="mine")
Speak = Callable[..., None]


@pytest.fixture
def speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Speak:
    """Have the process say some messages, and wait for the end of its stdin if it `waits`."""
    if (shell := shutil.which("sh")) is None:
        pytest.skip("there is no shell here")

    def set_up(*messages: FromTraining, waits: bool = True) -> None:
        (tmp_path / "said").write_bytes(b"".join(map(ipc.encode, messages)))
        program = tmp_path / "program"
        end = "cat > /dev/null\n" if waits else ""
        program.write_text(f"#!{shell}\ncat '{tmp_path / 'said'}'\n{end}")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return set_up


@pytest.fixture
def told() -> SimpleQueue[ev.TrainTold]:
    return SimpleQueue()


@pytest.fixture
def trainings(told: SimpleQueue[ev.TrainTold]) -> Iterator[Trainings]:
    running = Trainings(told.put)
    yield running
    running.stop(timeout_s=5.0)


def test_one_trains_at_a_time_and_is_stopped_by_whoever_asked(
    speak: Speak, trainings: Trainings, told: SimpleQueue[ev.TrainTold]
) -> None:
    speak()
    trainings.ask(ASKER, REQUEST, Settings())
    trainings.ask(ASKER, REQUEST, Settings())  # a packet sent twice
    assert [told.get(timeout=10).told for _ in range(2)] == [Progress(stage="listening", fraction=0.0)] * 2
    with pytest.raises(BadRequest, match="this id"):
        trainings.ask(ASKER, msgspec.structs.replace(REQUEST, name="other"), Settings())
    with pytest.raises(Busy, match="“mine” is being trained"):
        trainings.ask(OTHER, msgspec.structs.replace(REQUEST, name="other"), Settings())
    reading = msgspec.structs.replace(REQUEST, dry_run=True)
    trainings.ask(OTHER, reading, Settings())
    with pytest.raises(Busy, match="Another folder is being read"):
        trainings.ask(LISTENER, reading, Settings())
    assert not trainings.cancel(LISTENER)
    assert trainings.running is not None and not trainings.running.is_stopping
    assert trainings.cancel(ASKER) and trainings.cancel(ASKER) and trainings.running.is_stopping
    heard = [told.get(timeout=10) for _ in range(3)]
    assert [each.told for each in heard if each.sender == ASKER] == [
        "Stopping after this step …",
        Failure("cancelled", "Stopped."),
    ]
    assert trainings.note(heard[-1]) == [an.Failed(ASKER, Failure("cancelled", "Stopped."))]
    assert trainings.running is None and trainings.note(heard[-1]) == []


def test_a_process_that_crashes_is_one_sentence_and_leaves_room_for_the_next(
    speak: Speak, trainings: Trainings, told: SimpleQueue[ev.TrainTold]
) -> None:
    speak(Said("Held out."), waits=False)
    for _ in range(2):
        trainings.ask(ASKER, REQUEST, Settings())
        _, note, ended = (told.get(timeout=10) for _ in range(3))
        assert note.told == "Held out."
        assert isinstance(ended.told, Failure) and "resume" in ended.told.message
        trainings.note(ended)


def test_a_bridge_that_stops_says_that_the_training_resumes(speak: Speak, world: World) -> None:
    speak()
    world.run(ev.TrainAsked(ASKER, REQUEST), until=lambda answer: isinstance(answer, an.Progressed))
    [told] = [answer for _, answer in world.channel.answers if isinstance(answer, an.Failed)]
    assert "resume" in told.failure.message and world.channel.answers[-1] == (ASKER, told)


def test_a_training_that_is_done_when_the_bridge_stops_is_done(
    speak: Speak, trainings: Trainings, told: SimpleQueue[ev.TrainTold]
) -> None:
    done = Trained(name="mine", path=Path("mine"), steps=400, full=False, base="starter", words="mine")
    speak(Reported(done), waits=False)
    trainings.ask(ASKER, REQUEST, Settings())
    while told.get(timeout=10).told != done:
        pass
    assert trainings.stop(timeout_s=5.0) == [an.Reported(ASKER, done)]


def test_the_bridge_s_user_stops_anybody_s(speak: Speak, world: World) -> None:
    speak()
    stops = [ev.StopTrainingAsked(OTHER, key) for key in ("a guess", KEY)]
    world.run(
        stops[1],
        ev.TrainAsked(ASKER, REQUEST),
        *stops,
        until=lambda answer: answer.sender == ASKER and isinstance(answer, an.Failed),
    )
    answers = [answer for _, answer in world.channel.answers]
    refused = [
        answer.failure.message
        for answer in answers
        if answer.sender == OTHER and isinstance(answer, an.Failed)
    ]
    assert refused == ["Nothing is being trained.", NOT_YOURS.message]
    assert an.Accepted(OTHER) in answers and answers[-1] == an.Failed(ASKER, Failure("cancelled", "Stopped."))


def test_a_folder_whose_name_is_no_text_is_refused(trainings: Trainings) -> None:
    with pytest.raises(BadRequest, match="valid Unicode"):
        trainings.ask(ASKER, msgspec.structs.replace(REQUEST, folder=Path("/\udcff")), Settings())
    assert trainings.running is None


def test_reports_reach_whoever_asked_and_previews_all_who_listen_in(
    speak: Speak, world: World, tmp_path: Path
) -> None:
    preview = Preview(step=250, clip=clip_at(job(), str(tmp_path / "preview.wav")))
    done = Trained(
        name="mine", path=tmp_path / "mine.safetensors", steps=400, full=False, base="starter", words="mine"
    )
    read = FolderRead(loops=5, refused=0, bars=5, seconds=5.0)
    measured = Measured(step=50, steps=400, loss=0.5)
    halfway = Progress(stage="training", fraction=0.5)
    speak(
        Reported(read), Went(halfway), Reported(measured), Reported(preview), Said("Nearly."), Reported(done)
    )
    states: list[an.RunningTraining | None] = []

    def until(answer: an.Answer) -> bool:
        if isinstance(answer, an.Reported):
            states.append(world.hub.session.snapshot().training)
        if answer == an.Reported(ASKER, preview):
            world.hub.post(ev.TrainingAsked(OTHER))
        return answer == an.Reported(ASKER, done)

    world.run(ev.Subscribed(LISTENER, math.inf), ev.TrainAsked(ASKER, REQUEST), until=until)
    asked = [answer for to, answer in world.channel.answers if to == ASKER]
    assert asked == [
        an.Progressed(ASKER, Progress(stage="listening", fraction=0.0)),
        an.Reported(ASKER, read),
        an.Progressed(ASKER, halfway),
        an.Reported(ASKER, measured),
        an.Reported(ASKER, preview),
        an.Noted(ASKER, "Nearly."),
        an.Reported(ASKER, done),
    ]
    listened = [answer for to, answer in world.channel.answers if to == LISTENER]
    assert listened == [an.Accepted(LISTENER), an.Done(ASKER, preview.clip)]
    assert states[2] == an.RunningTraining(sender=ASKER, request=REQUEST, progress=halfway, measured=measured)
    assert states[-1] is None
