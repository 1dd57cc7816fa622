"""Extend and fill from a clip to a clip: what is kept is the clip's own samples, and nothing clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch

from bridge.engine.canvas import canvas_for
from bridge.engine.loading import LoadedModel, load
from bridge.engine.sources import read_source
from bridge.errors import NoGrid
from bridge.models.catalogue import STARTER_FOLDER
from bridge.sound.files.reading import audio_sha256
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import InpaintSpan, SourceAudio
from bridge.vocabulary.music import Meter
from tests.engine.rendering import make, samples
from tests.support.factories import job

FADE_S = 0.02


@pytest.fixture(scope="module")
def shipped() -> LoadedModel:
    return load(STARTER_FOLDER)


def check_kept(made: np.ndarray[Any, Any], source: np.ndarray[Any, Any], kept: slice) -> None:
    """The same but for one gain over all."""
    gain = float(np.abs(made[kept]).max() / np.abs(source[kept]).max())
    assert np.abs(made[kept] - gain * source[kept]).max() < 1e-5


def worst_jump(sound: np.ndarray[Any, Any], border: int) -> float:
    """About `border`, over the 99.9th percentile of the jumps in the whole circle."""
    jumps = np.abs(sound - np.roll(sound, 1))
    reach = int(1.5 * FADE_S * 44_100)
    about = jumps.take(range(border - reach, border + 2), mode="wrap")
    return float(np.quantile(about, 0.99) / np.quantile(jumps, 0.999))


def test_a_filled_bar_lies_between_the_clips_own_samples(shipped: LoadedModel, tmp_path: Path) -> None:
    clip = make(shipped, tmp_path / "a.wav")
    filled = make(shipped, tmp_path / "b.wav", clip.path, gap=InpaintSpan(4.0, 8.0), seed=3)
    source, made = samples(clip.path), samples(filled.path)
    assert len(made) == len(source) and filled.seam <= 1 and filled.grid == "exact"
    half, fade = len(source) // 2, int(FADE_S * 44_100) + 1
    check_kept(made, source, slice(0, half - fade))
    assert abs(np.corrcoef(made[half:], source[half:])[0, 1]) < 0.9
    assert max(worst_jump(made, half), worst_jump(made, 0)) <= 1
    assert 0.2 < made[half:].std() / made[:half].std() < 3


def test_an_extension_begins_with_the_clip(shipped: LoadedModel, tmp_path: Path) -> None:
    clip = make(shipped, tmp_path / "a.wav", bars=1)
    extended = make(shipped, tmp_path / "b.wav", clip.path, bars=2, source_bars=1, seed=3)
    source, made = samples(clip.path), samples(extended.path)
    assert len(made) == loop_frames(2, Meter(), 124.0, 44_100) and extended.seam <= 1
    check_kept(made[: len(source)], source, slice(0, len(source) - int(FADE_S * 44_100) - 1))
    assert max(worst_jump(made, len(source)), worst_jump(made, 0)) <= 1


def test_a_gap_in_clock_time_is_on_the_clips_grid(sd: LoadedModel, tmp_path: Path) -> None:
    clip = make(sd, tmp_path / "a.wav", steps=1, prompt="dub")
    filled = make(sd, tmp_path / "b.wav", clip.path, gap=InpaintSpan(2.0, 4.0), seed=3, steps=1, prompt="dub")
    source, made = samples(clip.path), samples(filled.path)
    assert filled.grid == "exact"
    check_kept(made, source, slice(len(source) // 2, len(source) - int(FADE_S * 44_100) - 1))


def test_a_clip_of_ours_comes_to_another_tempo_without_being_listened_to(
    starter: LoadedModel, tmp_path: Path
) -> None:
    clip = make(starter, tmp_path / "a.wav", bars=1)
    source = SourceAudio(path=str(clip.path), sha256=audio_sha256(clip.path))
    slower = job(source=source, bars=1, tempo_bpm=100.0, gap=InpaintSpan(2.0, 4.0))
    form = starter.info.format
    found = read_source(slower, form, canvas_for(slower, starter.info, 16))
    assert found.sound is not None and found.sound.shape == (1, loop_frames(1, Meter(), 100.0, 44_100))
    as_it_was = read_source(job(source=source, bars=1), form, canvas_for(slower, starter.info, 16))
    assert torch.corrcoef(torch.stack([found.levels.flatten(), as_it_was.levels.flatten()]))[0, 1] > 0.9
    # Drawn at the clip's own tempo and only played at another, its samples cannot stay.
    played = job(source=source, bars=1, tempo_bpm=100.0, drawn_tempo_bpm=124.0, gap=InpaintSpan(2.0, 4.0))
    assert read_source(played, form, canvas_for(played, starter.info, 16)).sound is None


def test_a_strangers_sound_of_the_right_length_but_for_a_frame_is_on_the_grid(
    starter: LoadedModel, tmp_path: Path
) -> None:
    frames = loop_frames(1, Meter(), 124.0, 44_100)
    for length in (frames - 1, frames, frames + 1):
        path = tmp_path / f"{length}.wav"
        soundfile.write(path, np.sin(np.arange(length) * 0.05) / 2, 44_100)
        order = job(
            source=SourceAudio(path=str(path), sha256=audio_sha256(path)), bars=1, gap=InpaintSpan(2.0, 4.0)
        )
        found = read_source(order, starter.info.format, canvas_for(order, starter.info, 16))
        assert found.sound is not None and found.sound.shape[-1] == frames
    soundfile.write(path, np.zeros(frames // 3), 44_100)
    order = job(
        source=SourceAudio(path=str(path), sha256=audio_sha256(path)), bars=1, gap=InpaintSpan(2.0, 4.0)
    )
    with pytest.raises(NoGrid):
        read_source(order, starter.info.format, canvas_for(order, starter.info, 16))
