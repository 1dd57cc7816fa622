"""What was drawn is sounded again without being drawn again, and comes out the same to the byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from bridge.engine import render as render_room
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel
from bridge.engine.render import render
from bridge.engine.spectrogram_cache import SpectrogramCache
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import Progress, RenderJob
from tests.engine.sampling import ORDER, source_for
from tests.support.factories import job


def order_of(model: LoadedModel, **changes: Any) -> RenderJob:
    """One bar, drawn in two steps at 124 BPM."""
    settled = {"bars": 1, "steps": 2, "scheduler": "default", "phase_iterations": 2}
    return job(model=model.info.id, model_sha256=model.sha256, **{**settled, **changes})


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seed of everything that is really drawn."""
    seeds: list[int] = []

    def counted(model: Any, order: Any, *others: Any) -> Any:
        seeds.append(order.seed)
        return sample(model, order, *others)

    monkeypatch.setattr(render_room, "sample", counted)
    return seeds


def test_another_tempo_rate_or_format_is_no_other_drawing(
    starter: LoadedModel, tmp_path: Path, drawn: list[int]
) -> None:
    drawings = SpectrogramCache()
    render([(order_of(starter), tmp_path / "first.wav")], starter, drawings=drawings)
    again = [
        order_of(starter, tempo_bpm=100.0, drawn_tempo_bpm=124.0),
        order_of(starter, rate_hz=48_000),
        order_of(starter, file_format=FileFormat.FLAC),
    ]
    for number, each in enumerate(again):
        [kept] = render([(each, tmp_path / "kept")], starter, drawings=drawings)
        assert len(drawn) == number + 1
        [fresh] = render([(each, tmp_path / "fresh")], starter)
        assert kept.path.read_bytes() == fresh.path.read_bytes()
        assert (kept.frames, kept.seam) == (fresh.frames, fresh.seam)
        assert read_certificate(kept.path).job == each


def test_what_changes_the_drawing_is_drawn(starter: LoadedModel, tmp_path: Path, drawn: list[int]) -> None:
    drawings = SpectrogramCache()
    changes: list[dict[str, Any]] = [
        {},
        {"tempo_bpm": 100.0},
        {"seed": 8},
        {"prompt": "dub"},
        {"key": None},
        {"steps": 3},
    ]
    for change in changes:
        render([(order_of(starter, **change), tmp_path / "a.wav")], starter, drawings=drawings)
    assert len(drawn) == 6


def test_sources_count_by_what_they_hold(starter: LoadedModel) -> None:
    drawings, levels = SpectrogramCache(), torch.ones(1, 1, 2, 2)
    source = source_for(starter)
    drawings.keep(starter, replace(ORDER, source=source), levels)
    assert drawings.find(starter, replace(ORDER, source=source.clone())) is levels
    assert drawings.find(starter, replace(ORDER, source=source.flip(-1))) is None
    assert drawings.find(starter, replace(ORDER, source=source, kept=torch.ones(64).bool())) is None
    assert drawings.find(replace(starter, sha256="0" * 64), replace(ORDER, source=source)) is None
    drawings.clear()
    assert drawings.find(starter, replace(ORDER, source=source)) is None


def test_the_budget_holds(starter: LoadedModel) -> None:
    drawings = SpectrogramCache(budget_bytes=40)
    for seed in range(4):
        drawings.keep(starter, replace(ORDER, seed=seed), torch.full((4,), float(seed)))
    found = [drawings.find(starter, replace(ORDER, seed=seed)) is not None for seed in range(4)]
    assert found == [False, False, True, True]
    drawings.keep(starter, replace(ORDER, seed=9), torch.zeros(100))
    assert drawings.find(starter, replace(ORDER, seed=9)) is None
    assert drawings.find(starter, replace(ORDER, seed=3)) is not None


def test_progress_is_of_what_is_left_to_do(starter: LoadedModel, tmp_path: Path) -> None:
    drawings = SpectrogramCache()
    heard: list[list[Progress]] = [[], []]
    takes = [(order_of(starter, count=2, take=take), tmp_path / f"{take}.wav") for take in (0, 1)]
    for each in heard:
        render(takes, starter, each.append, drawings=drawings)
    assert [(p.stage, p.fraction) for p in heard[0]] == [
        ("drawing", 0.375), ("drawing", 0.75), ("finishing", 0.75), ("finishing", 0.875), ("done", 1.0),
    ]  # fmt: skip
    again = [("finishing", 0.0), ("finishing", 0.5), ("done", 1.0)]
    assert [(p.stage, p.fraction) for p in heard[1]] == again
