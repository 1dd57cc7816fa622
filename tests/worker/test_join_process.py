"""Pieces as the window and OSC ask for them: each form, in the folder that was asked for."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from bridge.errors import Cancelled
from bridge.hub.joins import order_for
from bridge.messages.events import JoinAsked
from bridge.messages.orders import Sender
from bridge.settings import Settings
from bridge.sound.files.clips import write_clip
from bridge.sound.files.reading import read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat, PieceForm
from bridge.worker.join_process import FromJoin, Join, join
from tests.support.factories import certificate, job

RATE_HZ = 22_050


def make_clip(path: Path, seed: int) -> Clip:
    made = job(bars=1, rate_hz=RATE_HZ, tempo_bpm=240.0, seed=seed)
    frames = loop_frames(1, made.meter, made.tempo_bpm, RATE_HZ)
    path.parent.mkdir(exist_ok=True)
    write_clip(path, np.full((1, frames), 0.1, np.float32), certificate(made))
    return Clip(job=made, path=path, frames=frames, rate_hz=RATE_HZ, peak_dbfs=-20, seam=0, grid="exact")


@pytest.fixture
def order(tmp_path: Path) -> Join:
    """`a` twice, then two other clips of one file name."""
    places = {"a": "one/first.wav", "b": "one/same.wav", "c": "two/same.wav"}
    clips = {name: make_clip(tmp_path / place, seed) for seed, (name, place) in enumerate(places.items())}
    asked = JoinAsked(
        sender=Sender("test", "", "1"), parts=("a*2", "b", "c"), title="Set", into=tmp_path / "out"
    )
    (tmp_path / "out").mkdir()
    (tmp_path / "work").mkdir()
    made = order_for(asked, Settings(file_format=FileFormat.FLAC), clips.__getitem__)
    return make(made, folder=tmp_path / "work")


def make(order: Join, **changes: Any) -> Join:
    return msgspec.structs.replace(order, **changes)


def test_a_piece_takes_each_form_under_a_name_that_is_free(order: Join, tmp_path: Path) -> None:
    told: list[FromJoin] = []
    names = []
    for form in (*PieceForm, PieceForm.SOUND):
        piece = join(make(order, form=form), told.append, lambda: False)
        assert (piece.bars, piece.frames) == (4, 4 * RATE_HZ) and piece.path.parent == tmp_path / "out"
        names.append(piece.path.name)
    base = "set_240bpm_4bars"
    assert names == [f"{base}.flac", f"{base}.dawproject", f"{base}.rpp", base, f"{base}-2.flac"]
    sound, _ = read_audio(tmp_path / "out" / names[0])
    assert sound.shape[-1] == 4 * RATE_HZ and told
    assert (tmp_path / "out" / base / "01-lane.flac").is_file()


def test_parts_are_called_by_their_files_where_these_tell_them_apart(order: Join) -> None:
    assert [part.source for part in order.parts] == ["first.wav", "b", "c"]
    assert set(order.paths) == {"first.wav", "b", "c"}


def test_what_is_cancelled_leaves_nothing(order: Join, tmp_path: Path) -> None:
    for form in PieceForm:
        with pytest.raises(Cancelled):
            join(make(order, form=form), lambda said: None, lambda: True)
    assert not list((tmp_path / "out").iterdir())
