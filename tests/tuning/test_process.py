"""A training that a running bridge carries out, from the packet to the file."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

from bridge import ipc
from bridge.messages.orders import Failure
from bridge.osc.codec import Argument, Message, encode
from bridge.settings import Settings
from bridge.tuning.checkpoint import read_checkpoint
from bridge.tuning.folder import OwnSet
from bridge.tuning.process import FromTraining, Reported, Train, train
from bridge.tuning.run import run
from bridge.tuning.sentences import HELD_OUT
from bridge.vocabulary.trainings import FolderRead, Report, Trained, TrainingRequest, UnderstoodSound
from bridge.worker.one_order import Failed, Went, carry_out
from tests.support.bridge_process import PATIENCE_S, Caller, Served, settings_in

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(tmp_path: Path, base_folders: dict[str, Path]) -> Settings:
    return msgspec.structs.replace(settings_in(tmp_path), model=str(base_folders["starter"]), device="cpu")


def request_for(own_set: OwnSet) -> TrainingRequest:
    return TrainingRequest(
        folder=own_set.folder, name="mine", steps=100_000, preview_steps=0, learning_rate=1e-3
    )


def test_a_dry_run_tells_each_sound_and_a_stopped_training_that_it_resumes(
    settings: Settings, own_set: OwnSet, tmp_path: Path
) -> None:
    said: list[FromTraining] = []

    def end(request: TrainingRequest, is_stopped: bool = False) -> FromTraining:
        def stops() -> bool:
            return is_stopped or any(
                isinstance(each, Went) and each.progress.stage == "training" for each in said
            )

        said.clear()
        carry_out(train, Train(request, settings), said.append, stops)
        return said[-1]

    request = request_for(own_set)
    dry = msgspec.structs.replace(request, dry_run=True)
    assert end(dry) == Reported(FolderRead(loops=6, refused=0, bars=6, seconds=own_set.seconds))
    understood = [each.report for each in said if isinstance(each, Reported)][:-1]
    assert {each.file for each in understood if isinstance(each, UnderstoodSound)} == {
        loop.path.name for loop in own_set.loops
    }
    assert end(dry, is_stopped=True) == Failed(Failure("cancelled", "Stopped."))
    named = Path(shutil.copytree(own_set.folder, tmp_path / "loops"))
    if sys.platform == "linux":  # where a name need not be Unicode
        for path in list(named.iterdir()):
            path.rename(path.with_name(f"\udcff{path.name}"))
    stopped = end(msgspec.structs.replace(request, folder=named))  # at a step that depends on the machine
    assert isinstance(stopped, Failed) and stopped.failure.kind == "cancelled"
    assert re.fullmatch(
        r"Stopped at step \d+ of 100000\. Start it again to resume\.", stopped.failure.message
    )
    for each in said:
        ipc.encode(each)
    unknown = end(msgspec.structs.replace(request, base="nothing"))
    assert isinstance(unknown, Failed) and "no model" in unknown.failure.message and not unknown.details


def test_a_training_whose_bridge_is_killed_ends_by_itself_and_resumes_to_the_same_bytes(
    settings: Settings, own_set: OwnSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")  # bytes depend on the number of threads
    work = Path(settings.models_folder) / "loras" / "mine.training"
    pairs: tuple[Argument, ...] = ("steps", 100_000, "preview_every", 0, "learning_rate", 1e-3)
    with Served(settings) as served, Caller(served.port) as caller:
        caller.send(encode(Message("/riffbridge/train", (7, str(own_set.folder), "mine", *pairs))))
        begun = caller.until("note", "failed", id=7)
        assert begun is not None and HELD_OUT.partition("{")[0] in str(begun.arguments[1])
        assert caller.until("progress", id=7) is not None
        served.kill()
    with FileLock(work / "lock", timeout=PATIENCE_S):
        kept = read_checkpoint(work)
    assert kept is not None
    request = msgspec.structs.replace(request_for(own_set), steps=int(str(kept[1]["step"])) + 2)
    trained = []
    for folder in (settings.models_folder, str(tmp_path / "unbroken")):
        reports: list[Report] = []
        there = msgspec.structs.replace(settings, models_folder=folder)
        run(request, there, on_progress=print, tell=print, report=reports.append, stops=lambda: False)
        assert isinstance(reports[-1], Trained)
        trained.append(reports[-1].path.read_bytes())
    assert trained[0] == trained[1]
