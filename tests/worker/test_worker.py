"""The worker's own half, without a process: orders in, one outcome each out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import soundfile
import torch  # noqa: F401  (until it is loaded the worker does not ask it what an error means)
from msgspec.structs import replace

from bridge.errors import BadModel, OutOfMemory, StorageFailed
from bridge.messages.orders import QueuedJob
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra, FileFormat
from bridge.vocabulary.prompts import ParsedPrompt
from bridge.worker import protocol as wire
from bridge.worker.heartbeat import IDLE
from bridge.worker.worker import Orders, Worker, failure_of, is_device_lost, named
from tests.support import scripted_engine as scripted
from tests.support.factories import job
from tests.support.midi_file import read_midi
from tests.worker.orders import BRIEF, order


class Few(Orders):
    """Orders that end where others are waited for."""

    def next(self) -> QueuedJob | None:
        return super().next() if self.any_waiting() else None


class Rig:
    """A worker, and what it says."""

    def __init__(self, model: str = "starter") -> None:
        self.orders = Few()
        self.said: list[wire.FromWorker] = []
        self.before_progress: Callable[[wire.Progressed], None] = lambda message: None
        self.worker = Worker(scripted.Scripted(Settings(model=model)), self.orders, self._hear)

    def _hear(self, message: wire.FromWorker) -> None:
        if isinstance(message, wire.Progressed):
            self.before_progress(message)
        self.said.append(message)

    def run(self, *orders: QueuedJob) -> list[wire.Rendered | wire.Failed]:
        for each in orders:
            self.orders.put(each)
        self.worker.run()
        return [each for each in self.said if isinstance(each, wire.Rendered | wire.Failed)]


def only(outcomes: list[wire.Rendered | wire.Failed]) -> tuple[Clip, ...]:
    [outcome] = outcomes
    assert isinstance(outcome, wire.Rendered), outcome
    return outcome.clips


def kind(outcome: wire.Rendered | wire.Failed) -> str:
    return outcome.failure.kind if isinstance(outcome, wire.Failed) else "rendered"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_ready_before_it_prepares_and_idle_afterwards(tmp_path: Path) -> None:
    rig = Rig()
    clips = only(rig.run(order(tmp_path, count=2)))
    assert isinstance(rig.said[0], wire.Ready)
    assert [clip.path.name for clip in clips] == ["1-0.wav", "1-1.wav"] == names(tmp_path)
    assert rig.worker.beat().stage == IDLE
    assert rig.worker.beat().signs > scripted.STEPS


def test_progress_and_words_come_by_the_way(tmp_path: Path) -> None:
    rig = Rig()
    rig.run(order(tmp_path, prompt="talk"))
    mine = [each for each in rig.said if isinstance(each, wire.Progressed) and each.ticket == 1]
    assert [each.progress.stage for each in mine] == ["starting"] + ["drawing"] * scripted.STEPS
    assert wire.Said(1, "No steady beat was found.") in rig.said


def test_what_fails_to_prepare_can_still_be_asked_for_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only(Rig("unfit").run(order(tmp_path)))
    assert "This model is unfit." in capsys.readouterr().err


def test_notes_are_written_beside_clips_new_and_old(tmp_path: Path) -> None:
    parsed = (ParsedPrompt(genre=None, instruments=("piano",)),)
    only(Rig().run(order(tmp_path, count=2, parsed=parsed)))
    rig = Rig()
    only(rig.run(replace(order(tmp_path, count=2, parsed=parsed), extras=(Extra.MIDI,))))
    assert names(tmp_path) == ["1-0.mid", "1-0.wav", "1-1.mid", "1-1.wav"]
    stages = {each.progress.stage for each in rig.said if isinstance(each, wire.Progressed)}
    assert "drawing" not in stages
    assert read_midi((tmp_path / "1-0.mid").read_bytes())[2][0].end == 4 * 960


def test_stems_are_rendered_beside_clips_new_and_old(tmp_path: Path) -> None:
    parts: dict[str, Any] = {"parsed": (ParsedPrompt(genre=None),), "guide": "played"}
    for ticket, wanted in ((1, ()), (1, (Extra.STEMS,)), (2, (Extra.STEMS,))):
        before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("*.wav")}
        only(Rig().run(replace(order(tmp_path, ticket, **parts), extras=wanted)))
        assert all(path.stat().st_mtime_ns == mtime_ns for path, mtime_ns in before.items())
    assert names(tmp_path) == ["1-0.stems", "1-0.wav", "2-0.stems", "2-0.wav"]
    assert (tmp_path / "1-0.stems" / "drums.wav").read_bytes() == b"boom"


def test_without_a_score_the_clip_comes_alone_and_why_is_said(tmp_path: Path) -> None:
    rig = Rig()
    only(rig.run(replace(order(tmp_path), extras=(Extra.MIDI,))))
    assert names(tmp_path) == ["1-0.wav"]
    assert wire.Said(1, "No MIDI was written: this clip's model made it without a score.") in rig.said


def test_a_failure_is_that_orders_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = Rig().run(
        order(tmp_path, 1, prompt="fail"), order(tmp_path, 2, prompt="memory"), order(tmp_path, 3)
    )
    assert [kind(each) for each in outcomes] == ["engine", "memory", "rendered"]
    assert isinstance(outcomes[0], wire.Failed)
    assert outcomes[0].failure.message == "The engine failed (ValueError: no such luck). The log has details."
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "kind"),
    [(BadModel("no"), "bad-request"), (StorageFailed("no"), "storage"), (OutOfMemory("no"), "memory"),
     (MemoryError(), "memory"), (RuntimeError("[enforce fail] can't allocate memory"), "memory"),
     (KeyError(), "engine")],
)  # fmt: skip
def test_each_error_is_a_failure_of_its_kind(error: Exception, kind: str) -> None:
    assert failure_of(error).kind == kind


def test_a_lost_device_ends_the_worker(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="illegal memory access"):
        Rig().run(order(tmp_path, prompt="lose"))
    assert not is_device_lost(RuntimeError("CUDA error: out of memory"))


# ---- interrupts ----


def test_an_interrupt_lands_at_the_next_step(tmp_path: Path) -> None:
    rig = Rig()
    steps: list[int] = []

    def interrupt(message: wire.Progressed) -> None:
        if message.ticket == 1 and message.progress.stage == "drawing":
            steps.append(1)
            rig.orders.interrupt(1)

    rig.before_progress = interrupt
    outcomes = rig.run(order(tmp_path, 1), order(tmp_path, 2))
    assert [kind(each) for each in outcomes] == ["cancelled", "rendered"]
    assert steps == [1]
    assert names(tmp_path) == ["2-0.wav"]


def test_an_interrupt_before_the_start_counts(tmp_path: Path) -> None:
    rig = Rig()
    rig.orders.put(order(tmp_path, 1))
    rig.orders.interrupt(1)
    assert [kind(each) for each in rig.run(order(tmp_path, 2))] == ["cancelled", "rendered"]


def test_interrupts_for_others_are_passed_over(tmp_path: Path) -> None:
    rig = Rig()
    rig.orders.interrupt(1)
    rig.before_progress = lambda message: rig.orders.interrupt(99)
    assert [kind(each) for each in rig.run(order(tmp_path, 1))] == ["rendered"]
    rig.orders.interrupt(1)
    assert not rig.orders.is_interrupted(1)


def test_what_fails_late_leaves_nothing_behind(tmp_path: Path) -> None:
    assert [kind(each) for each in Rig().run(order(tmp_path, count=2, prompt="late"))] == ["engine"]
    assert names(tmp_path) == []


# ---- what is there already ----


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_clip_that_is_there_is_adopted(tmp_path: Path, file_format: FileFormat) -> None:
    wanted = order(tmp_path, file_format=file_format, prompt="fail")  # which rendering it would do
    path = Path(wanted.paths[0])
    scripted.write(wanted.jobs[0], path)
    written = path.read_bytes()
    [clip] = only(Rig().run(wanted))
    assert (clip.path, clip.grid, clip.rate_hz) == (path, "exact", 44_100)
    assert clip.frames == soundfile.info(path).frames
    assert clip.peak_dbfs == pytest.approx(-20, abs=5)  # Vorbis makes peaks of noise
    assert path.read_bytes() == written


def test_of_a_batch_only_what_is_missing_is_rendered(tmp_path: Path) -> None:
    wanted = order(tmp_path, count=3)
    scripted.write(wanted.jobs[1], Path(wanted.paths[1]))
    before = Path(wanted.paths[1]).stat().st_mtime_ns
    clips = only(Rig().run(wanted))
    assert [clip.job.take for clip in clips] == [0, 1, 2]
    assert [str(clip.path) for clip in clips] == list(wanted.paths)
    assert Path(wanted.paths[1]).stat().st_mtime_ns == before


@pytest.mark.parametrize("content", ["text", "other clip", "half", "folder"])
def test_what_else_is_there_is_left_alone(tmp_path: Path, content: str) -> None:
    wanted = order(tmp_path)
    path = Path(wanted.paths[0])
    if content == "folder":
        path.mkdir()
    elif content == "text":
        path.write_text("mine")
    else:
        scripted.write(wanted.jobs[0] if content == "half" else job(seed=8, **BRIEF), path)
    if content == "half":
        path.write_bytes(path.read_bytes()[:-10_000])
    before = path.is_file() and path.read_bytes()
    [clip] = only(Rig().run(wanted))
    assert clip.path == tmp_path / "1-0-2.wav"
    assert read_certificate(clip.path).job == wanted.jobs[0]
    assert (path.is_file() and path.read_bytes()) == before
    [again] = only(Rig().run(wanted))
    assert again.path == clip.path
    assert len(names(tmp_path)) == 2


def test_a_folder_that_is_gone_is_said_before_the_work(tmp_path: Path) -> None:
    rig = Rig()
    [outcome] = rig.run(order(tmp_path / "gone"))
    assert kind(outcome) == "storage"
    assert not any(
        isinstance(each, wire.Progressed) and each.progress.stage == "drawing" for each in rig.said
    )


def test_a_renderer_is_found_by_its_name() -> None:
    assert named(scripted.NAME) is scripted.Scripted
