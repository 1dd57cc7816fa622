"""What is read from disk for a request: the model that drew its clip, and that clip's own order."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from bridge.errors import BadFile, BadRequest
from bridge.models.folder import folder_sha256
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import write_clip
from bridge.sound.files.reading import audio_sha256
from bridge.vocabulary.jobs import MorphTarget, RenderJob, SourceAudio
from bridge.vocabulary.music import Key
from bridge.vocabulary.requests import ClipRequest, Operation
from tests.support.factories import certificate, job


def clip_of(made: RenderJob, path: Path) -> Path:
    write_clip(path, np.zeros((1, 100), np.float32), certificate(made))
    return path


@pytest.fixture
def reader(tmp_path: Path, starter_folder: Path) -> Reader:
    return Reader(settings_of(tmp_path, starter_folder), fresh_seed=lambda: 5)


def settings_of(tmp_path: Path, model: Path | str) -> Settings:
    return Settings(model=str(model), models_folder=str(tmp_path), presets_folder=str(tmp_path))


def test_a_clip_brings_its_order_and_its_model(reader: Reader, tmp_path: Path, sd_folder: Path) -> None:
    made = job(model=str(sd_folder))
    context = reader.read(ClipRequest(source=clip_of(made, tmp_path / "a.wav")))
    assert (context.parent, context.model.id) == (made, str(sd_folder))
    assert context.model_sha256 == folder_sha256(sd_folder)
    assert context.source is not None and context.source.path == str(tmp_path / "a.wav")


def test_the_request_names_another_model(reader: Reader, tmp_path: Path, sd_folder: Path) -> None:
    source = clip_of(job(model=str(sd_folder)), tmp_path / "a.wav")
    assert reader.read(ClipRequest(source=source, model="starter")).model.id == "starter"


def test_a_model_that_is_gone_gives_way_to_the_settings(
    reader: Reader, tmp_path: Path, starter_folder: Path
) -> None:
    for name in ("gone", "riffusion-v1"):
        source = clip_of(job(model=name), tmp_path / "a.wav")
        assert reader.read(ClipRequest(source=source)).model.id == str(starter_folder)


def test_a_strangers_file_leads_to_no_folder(tmp_path: Path, starter_folder: Path, sd_folder: Path) -> None:
    source = clip_of(job(model=str(sd_folder)), tmp_path / "a.wav")
    context = Reader(settings_of(tmp_path, starter_folder), untrusted=True).read(ClipRequest(source=source))
    assert context.model.id == str(starter_folder)


def test_a_morph_reads_the_order_and_not_the_sound(reader: Reader, tmp_path: Path) -> None:
    source = clip_of(job(), tmp_path / "a.wav")
    context = reader.read(ClipRequest(source=source, goal_prompt="dub"))
    assert (context.parent, context.source) == (job(), None)
    original = clip_of(job(seed=2), tmp_path / "original.wav")
    own = SourceAudio(path=str(original), sha256=audio_sha256(original))
    child = clip_of(job(source=own), source)
    context = reader.read(ClipRequest(source=child, operation=Operation.MORPH, blend=0.5))
    assert context.source == own
    original.unlink()
    with pytest.raises(BadFile, match=r"original\.wav"):
        reader.read(ClipRequest(source=child, operation=Operation.MORPH, blend=0.5))


def test_a_morph_goes_to_another_clip(reader: Reader, tmp_path: Path) -> None:
    goal = job(prompt="dub", seed=8, count=2, take=1, key=Key(4, "minor"))
    request = ClipRequest(
        source=clip_of(job(), tmp_path / "a.wav"), goal_source=clip_of(goal, tmp_path / "b.wav"), blend=0.75
    )
    [made] = resolve(request, reader.read(request))
    assert (made.goal, made.key) == (MorphTarget("dub", 9, 0.75), Key(4, "minor"))
    with pytest.raises(BadRequest, match="to and to_clip can't be combined"):
        twice = msgspec.structs.replace(request, goal_prompt="house")
        resolve(twice, reader.read(twice))
    with pytest.raises(BadFile, match="no sound file"):
        reader.read(ClipRequest(goal_source=tmp_path / "gone.wav", prompt="x"))


def test_a_strangers_sound_can_be_varied_but_not_morphed(
    reader: Reader, tmp_path: Path, drum_file: Path
) -> None:
    context = reader.read(ClipRequest(source=drum_file))
    assert context.parent is None and context.source is not None
    with pytest.raises(BadFile, match="no Riffbridge certificate"):
        reader.read(ClipRequest(source=drum_file, goal_prompt="dub"))
    with pytest.raises(BadFile, match="no sound file"):
        reader.read(ClipRequest(source=tmp_path))


@pytest.fixture
def drum_file(tmp_path: Path) -> Path:
    import soundfile

    soundfile.write(tmp_path / "drums.wav", np.zeros(100, np.float32), 44_100)
    return tmp_path / "drums.wav"
