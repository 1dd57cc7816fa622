"""Shards hold what they say, can be made in any order, and are not made twice."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file

from bridge.composing.genre import WALTZ_STEPS, steps_of
from bridge.composing.genre_files import genres
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import TIMBRES_FILE
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.format import STARTER
from bridge.training import dataset
from bridge.training.dataset import ShardOrder, compose_loop, main, make_loop, make_shard, plan_shards
from bridge.training.render import render
from bridge.vocabulary.music import Key, Meter


def test_loops_depend_on_their_index_alone() -> None:
    first, record = make_loop(3, 5)
    make_loop(3, 6)
    again, same = make_loop(3, 5)
    assert (first == again).all() and record == same
    assert compose_loop(3, 5) != compose_loop(4, 5)


def test_a_loop_holds_the_levels_of_its_sound() -> None:
    levels, record = make_loop(1, 0)
    score = compose_loop(1, 0)
    columns = int(score.quarters * 32)
    assert levels.shape == (STARTER.mel_bins, columns) and levels.dtype == np.uint8
    mel = mel_spectrogram(torch.from_numpy(render(score))[None], columns, STARTER)
    exact = magnitudes_to_levels(mel, STARTER)[0].numpy() * 255
    assert np.abs(levels - exact).max() <= 0.5 + 1e-3
    assert record.instruments == tuple(stem.instrument.name for stem in score.stems)
    assert record.families == tuple(stem.instrument.family for stem in score.stems)
    assert record.roles == tuple(stem.role for stem in score.stems) and record.moods == score.moods
    assert Key.parse(record.key) == score.key and Meter.parse(record.meter) == score.meter
    assert len(set(record.captions)) == 4


def test_levels_use_their_range() -> None:
    """Loops reach near the ceiling and are seldom cut by it."""
    levels = np.concatenate([make_loop(2, index)[0].ravel() for index in range(0, 35, 6)])
    assert (levels == 255).mean() < 1e-3
    assert np.quantile(levels, 0.9999) > 225
    assert 90 < np.median(levels) < 180


def test_forms_are_drawn_as_meant() -> None:
    scores = [compose_loop(1, index) for index in range(700)]
    assert {score.genre for score in scores} == set(genres())
    bars = [score.bars for score in scores]
    assert [round(bars.count(count) / 700, 1) for count in (1, 2, 4)] == pytest.approx(
        [0.25, 0.5, 0.25], abs=0.1
    )
    waltzes = [score for score in scores if score.meter == Meter(3, 4)]
    assert 0.01 < len(waltzes) / 700 < 0.08
    kits = [kit for score in waltzes for kit in genres()[score.genre].patterns.drums]
    assert any(steps_of(kit) == WALTZ_STEPS for kit in kits)


def test_shards_are_whole_and_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "SHARD_LOOPS", 2)
    orders = plan_shards(5, 1, tmp_path, None)
    assert [(order.number, order.count) for order in orders] == [(0, 2), (1, 2), (2, 1)]
    assert make_shard(orders[1]) == 2
    assert [order.number for order in plan_shards(5, 1, tmp_path, None)] == [0, 2]
    tensors = load_file(tmp_path / "shard-00001.safetensors")
    records = json.loads((tmp_path / "shard-00001.json").read_text())
    assert set(tensors) == {"2", "3"} == {str(record["index"]) for record in records}
    assert (tensors["3"] == make_loop(1, 3)[0]).all()
    assert not list(tmp_path.glob("*.part"))


def test_an_interrupted_shard_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "shard-00000.json").write_text("[]")
    (tmp_path / "shard-00000.safetensors.part").write_bytes(b"half")
    assert plan_shards(1, 1, tmp_path, None) == [ShardOrder(0, 1, 1, str(tmp_path), None)]


def test_the_command_makes_a_data_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "set").mkdir()
    shutil.copy(STARTER_FOLDER / TIMBRES_FILE, tmp_path / "set")  # which takes a while to measure
    main(["--count", "1", "--seed", "9", "--out", str(tmp_path / "set"), "--workers", "1"])
    assert {path.name for path in (tmp_path / "set").iterdir()} == {
        TIMBRES_FILE,
        "shard-00000.json",
        "shard-00000.safetensors",
    }
    assert "1/1 loops" in capsys.readouterr().err
