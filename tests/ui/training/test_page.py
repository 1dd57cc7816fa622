"""The training page: a folder is read, a training watched, stopped, resumed and tried."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.orders import Failure, Sender
from bridge.tuning.sentences import SENTENCES
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.trainings import (
    LISTENING,
    TRAINING,
    FolderRead,
    Measured,
    Preview,
    RefusedSound,
    Report,
    Trained,
    TrainingRequest,
    UnderstoodSound,
)
from tests.support.window.gestures import press, wait_until, write
from tests.support.window.hub import CLIP, FakeHub, shot
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.told_words import told_words
from ui.training.page import TrainingPage
from ui.training.trying import request_to_try
from ui.training.words import name_for, time_left

DUSTY = UnderstoodSound(
    file="dusty.wav", tempo_bpm=90.0, why="its name", bars=2, pieces=1, meter=Meter(), key=Key(9, "minor"),
    words="myloops, dusty piano, 90 bpm",
)  # fmt: skip
NOISE = RefusedSound(file="noise.wav", reason="No tempo is heard in it.")
READ = FolderRead(loops=12, refused=1, bars=24, seconds=72.0)
DONE = Trained(
    name="myloops", path=Path("/loras/myloops.safetensors"), steps=400, full=False, base="starter",
    words="myloops, dusty piano, 90 bpm",
)  # fmt: skip


class Trainer:
    """The page, and the hub that it asks."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.state = WindowState(folder / "window.ini")
        self.link = Link()
        self.hub = FakeHub(self.link)
        self.page = TrainingPage(self.link, self.state)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 600)
        self.page.show()
        self.loops = folder / "My loops"
        self.loops.mkdir(exist_ok=True)
        self.sentences: list[tuple[str, str]] = []
        self.page.ended.connect(lambda *ended: self.sentences.append(ended))

    @property
    def asked(self) -> ev.TrainAsked:
        return self.hub.all(ev.TrainAsked)[-1]

    @property
    def request(self) -> TrainingRequest:
        return self.asked.request

    def report(self, report: Report) -> None:
        self.hub.answer(an.Reported(self.asked.sender, report))

    def progress(self, stage: str, fraction: float, seconds_left: float | None = None) -> None:
        told = Progress(stage=stage, fraction=fraction, seconds_left=seconds_left)
        self.hub.answer(an.Progressed(self.asked.sender, told))

    def fail(self, failure: Failure) -> None:
        self.hub.answer(an.Failed(self.asked.sender, failure))

    def read_folder(self) -> None:
        self.page.choose_folder(str(self.loops))
        self.report(DUSTY)
        self.report(NOISE)
        self.report(READ)
        wait_until(self.page.form.train.isEnabled)

    def train(self) -> None:
        self.read_folder()
        self.page.form.train.click()

    def rows(self) -> list[list[str]]:
        table = self.page.folder.table
        items = [table.topLevelItem(at) for at in range(table.topLevelItemCount())]
        return [[item.text(column) for column in range(5)] for item in items if item is not None]


@pytest.fixture
def trainer(qtbot: QtBot, tmp_path: Path) -> Trainer:
    return Trainer(qtbot, tmp_path)


def test_a_folder_is_read_before_anything_is_trained(trainer: Trainer) -> None:
    page = trainer.page
    assert page.folder.hint.isVisible() and not page.form.train.isEnabled()
    page.choose_folder(str(trainer.loops))
    assert (trainer.request.folder, trainer.request.name, trainer.request.dry_run) == (
        trainer.loops, "myloops", True,
    )  # fmt: skip
    trainer.progress(LISTENING, 0.5)
    trainer.report(DUSTY)
    wait_until(lambda: page.folder.total.text() == "Reading: 50%")
    assert not page.form.train.isEnabled()
    trainer.report(NOISE)
    trainer.report(RefusedSound(file="x.wav", reason=f"“{trainer.loops / 'x.wav'}” isn't a sound."))
    trainer.report(RefusedSound(file="y.wav", reason="It is the same sound as a.wav."))
    trainer.report(READ)
    wait_until(page.form.train.isEnabled)
    assert page.folder.total.text() == "12 loops, 24 bars, 1:12; 1 refused"
    before = trainer.asked
    assert trainer.rows() == [
        ["noise.wav: refused. No tempo is heard in it.", "", "", "", ""],
        ["x.wav: refused. “x.wav” isn't a sound.", "", "", "", ""],
        ["y.wav: refused. It is the same sound as a.wav.", "", "", "", ""],
        ["dusty.wav", "90", "2", "Am", "dusty piano, 90 bpm"],
    ]
    # A file was renamed, or one was added.
    page.folder.again.click()
    assert trainer.asked.sender != before.sender and trainer.request == before.request
    assert not page.folder.again.isVisible() and not trainer.rows()


def test_another_folder_waits_until_the_one_before_is_left(trainer: Trainer, tmp_path: Path) -> None:
    page = trainer.page
    page.choose_folder(str(trainer.loops))
    first = trainer.asked.sender
    page.choose_folder(str(tmp_path))
    assert [each.sender for each in trainer.hub.all(ev.CancelAsked)] == [first]
    assert len(trainer.hub.all(ev.TrainAsked)) == 1
    trainer.fail(Failure("cancelled", "Cancelled."))
    wait_until(lambda: trainer.request.folder == tmp_path)
    trainer.fail(Failure("bad-request", "There is no folder."))
    wait_until(lambda: page.folder.hint.text() == "There is no folder.")
    page.form.folder.setText("")
    press(page.form.folder, Qt.Key.Key_Return)
    assert page.folder.hint.text().startswith("Choose a folder")


def test_a_name_that_cannot_be_one_is_refused_while_it_is_typed(trainer: Trainer) -> None:
    trainer.read_folder()
    form = trainer.page.form
    for name, problem in (("my loops", "Use up to 40"), ("con", "Windows keeps"), ("mine", "")):
        form.name.clear()
        write(form.name, name)
        assert form.problem.text().startswith(problem) and form.problem.isVisible() == bool(problem)
        assert form.train.isEnabled() == (not problem)
    for name, hint in (("piano", "mypiano"), ("dusty", "mydusty"), ("mine", ""), ("glassy", "")):
        form.name.clear()
        write(form.name, name)
        assert hint in form.hint.text() and form.hint.isVisible() == bool(hint)
    trainer.page.choose_folder("/elsewhere")
    assert form.name.text() == "glassy"  # it was typed


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("My Loops (2)", "myloops2"),
        ("2024 bells", "mybells"),
        ("Loops", "myloops"),
        ("жук", ""),
        ("CON", ""),
        ("x" * 60, "x" * 40),
    ],
)
def test_the_folder_suggests_a_name(folder: str, name: str) -> None:
    assert name_for(folder) == name


def test_what_the_trainer_tells_keeps_its_names_and_numbers() -> None:
    values = {"file": "a {b}.wav", "files": "a, b.wav", "folder": "/x", "path": "/x", "name": "piano"}
    values |= {"own": "mypiano", "step": "1", "steps": "2"}
    for words in SENTENCES:
        assert told_words(said := words.format(**values)) == said
    assert told_words("Something else.") == "Something else."


def test_a_training_is_watched(trainer: Trainer) -> None:
    form, panel = trainer.page.form, trainer.page.panel
    trainer.read_folder()
    form.fold.click()
    form.steps.setValue(300)
    form.full.setChecked(True)
    form.train.click()
    asked = trainer.request
    assert (asked.name, asked.steps, asked.full, asked.dry_run) == ("myloops", 300, True, False)
    assert panel.state.text() == "Starting…" and not form.name.isEnabled()
    trainer.progress(TRAINING, 0.5, 130.0)
    for step in (50, 100):
        trainer.report(Measured(step=step, steps=300, loss=1 / step, held_out=0.5))
    told: list[an.Answer] = []
    trainer.link.answered.connect(told.append)
    trainer.report(Preview(step=100, clip=CLIP))
    wait_until(lambda: panel.state.text() == "Training: 50%, about 2 minutes left")
    assert panel.losses.text() == "Step 100 of 300: loss 0.0100, held out 0.5000"
    assert panel.preview.text() == "The preview of step 100 is among your clips."
    assert panel.chart.isVisible()
    [done] = [each for each in told if isinstance(each, an.Done)]
    assert done.clip is CLIP and not trainer.link.is_own(done.sender)
    # A second one isn't begun, whatever is dropped on the window.
    trainer.page.choose_folder("/elsewhere")
    assert trainer.request is asked


def test_a_training_is_stopped_and_resumed(trainer: Trainer) -> None:
    panel = trainer.page.panel
    trainer.train()
    asked = trainer.asked
    trainer.progress(TRAINING, 0.5, 60.0)
    trainer.report(Measured(step=50, steps=400, loss=0.1))
    trainer.report(Preview(step=50, clip=CLIP))
    panel.stop.click()
    assert [each.sender for each in trainer.hub.all(ev.CancelAsked)] == [asked.sender]
    assert panel.state.text() == "Stopping after this step…"
    trainer.fail(Failure("cancelled", "Stopped at step 50 of 400."))
    wait_until(panel.resume.isVisible)
    assert panel.state.text() == "Stopped at 50%. Resume goes on from there."
    assert panel.preview.text() == "You can try the LoRA as it was at step 50."
    form = trainer.page.form
    assert not form.train.isEnabled()  # it would resume, too
    form.steps.setValue(500)
    wait_until(form.train.isEnabled)
    form.steps.setValue(0)
    tried: list[Trained] = []
    trainer.page.try_requested.connect(tried.append)
    panel.try_it.click()
    assert (tried[0].name, tried[0].words, tried[0].base) == ("myloops", CLIP.job.prompt, CLIP.job.model)
    panel.resume.click()
    assert trainer.request == asked.request and trainer.asked.sender != asked.sender
    trainer.report(Measured(step=100, steps=400, loss=0.05))
    wait_until(lambda: trainer.page.run is not None and len(trainer.page.run.losses) == 2)


def test_a_window_offers_to_resume_what_an_earlier_one_left(
    trainer: Trainer, qtbot: QtBot, tmp_path: Path
) -> None:
    trainer.train()
    before = trainer.request
    trainer.hub.answer(an.Status(Sender("window", "", "status"), shot()))
    later = Trainer(qtbot, tmp_path)
    assert later.page.panel.resume.isVisible() and later.page.form.name.text() == "myloops"
    assert later.request.dry_run and later.request.folder == trainer.loops
    later.page.panel.resume.click()
    assert later.request == before
    later.report(DONE)
    wait_until(later.page.panel.try_it.isVisible)
    assert Trainer(qtbot, tmp_path).page.run is None


def test_a_bridge_that_ends_leaves_a_training_that_resumes(trainer: Trainer) -> None:
    trainer.train()
    trainer.link.detach()
    wait_until(trainer.page.panel.resume.isVisible)
    assert not trainer.page.is_training
    assert trainer.sentences == [("Stopped. Resume goes on from the last step that was saved.", "calm")]


@pytest.mark.parametrize(("kind", "is_kept"), [("bad-request", False), ("memory", True)])
def test_a_failure_says_why_and_is_kept_if_it_resumes(
    trainer: Trainer, qtbot: QtBot, tmp_path: Path, kind: str, is_kept: bool
) -> None:
    trainer.train()
    trainer.fail(msgspec.convert({"kind": kind, "message": "It exists already."}, Failure))
    wait_until(lambda: trainer.sentences == [("It exists already.", "bad")])
    assert trainer.page.panel.resume.text() == "Try again"
    assert trainer.page.panel.resume.isVisible() == is_kept  # else it would fail again
    assert (Trainer(qtbot, tmp_path).page.run is not None) is is_kept
    assert trainer.page.form.name.isEnabled() and trainer.page.form.train.isEnabled()


def test_what_was_trained_is_tried(trainer: Trainer) -> None:
    tried: list[Trained] = []
    trainer.page.try_requested.connect(tried.append)
    trainer.train()
    trainer.report(DONE)
    wait_until(trainer.page.panel.try_it.isVisible)
    assert trainer.sentences == [("Done. Choose “myloops” under LoRAs, and put it in your prompt.", "calm")]
    trainer.page.panel.try_it.click()
    request = request_to_try(tried[0])
    assert (request.prompt, request.model) == ("myloops, dusty piano, 90 bpm", "starter")
    assert request.loras == (Lora(name="myloops", weight=1.0),)
    whole = request_to_try(msgspec.structs.replace(DONE, full=True))
    assert (whole.model, whole.loras) == ("myloops", None)


def test_a_training_that_another_program_asked_for_is_shown_and_can_be_stopped(trainer: Trainer) -> None:
    theirs = Sender("osc", "127.0.0.1:9", "7")
    request = TrainingRequest(folder=Path("/loops"), name="theirs")
    told = Progress(stage=TRAINING, fraction=0.25)
    running = an.RunningTraining(sender=theirs, request=request, progress=told)
    trainer.hub.show(msgspec.structs.replace(shot(), training=running))
    wait_until(trainer.page.panel.isVisible)
    assert trainer.page.panel.title.text() == "Training “theirs”"
    trainer.page.panel.stop.click()
    assert [each.sender for each in trainer.hub.all(ev.CancelAsked)] == [theirs]
    trainer.hub.show(shot())
    wait_until(lambda: not trainer.page.panel.isVisible())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute left"),
        (61, "about 1 minute left"),
        (5_000, "about 83 minutes left"),
        (7_300, "about 2 hours left"),
    ],
)
def test_time_left_is_in_words(seconds: float, words: str) -> None:
    assert time_left(seconds) == words
