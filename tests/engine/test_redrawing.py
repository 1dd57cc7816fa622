"""A source is redrawn in its own sound: to the bit at 0, its level, width and air at any strength."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import soundfile
import torch
from numpy.typing import NDArray

from bridge.composing.passages import passages_of
from bridge.engine.device import Placement
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.engine.sources import Guide
from bridge.engine.spectrogram_cache import SpectrogramCache
from bridge.errors import Cancelled
from bridge.models.catalogue import STARTER_FOLDER
from bridge.rendering.played import render_played
from bridge.sound.dsp.loudness import loudness_lufs
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import audio_sha256
from bridge.timing import loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import InpaintSpan, Progress, SourceAudio, SourceLoop
from bridge.vocabulary.music import Meter
from bridge.vocabulary.prompts import ParsedPrompt
from tests.engine.rendering import make, samples
from tests.support.factories import job

Samples = NDArray[Any]
FRAMES = loop_frames(1, Meter(), 124.0, 44_100)


@pytest.fixture(scope="module")
def shipped() -> LoadedModel:
    return load(STARTER_FOLDER)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """One bar at 124, stereo, of 16 bits: a chord to the left, strokes, and hiss up to 22 kHz."""
    times = np.arange(FRAMES) / 44_100
    chord = sum(
        np.sin(2 * np.pi * round(hz * FRAMES / 44_100) / FRAMES * np.arange(FRAMES)) for hz in (220, 277, 330)
    )
    beats = np.exp(-30 * (times % (60 / 124)))
    hiss = np.random.default_rng(1).normal(size=(2, FRAMES)) * beats
    sound = np.stack([0.1 * chord + 0.1 * hiss[0], 0.03 * chord + 0.1 * hiss[1]])
    path = tmp_path / "source.wav"
    soundfile.write(path, sound.T, 44_100, subtype="PCM_16")
    return path


def varied(model: LoadedModel, source: Path, path: Path, **changes: Any) -> Samples:
    """`[N, C]`."""
    settled = {"bars": 1, "decoding": "relative", "strength": 0.3, "seed": 3}
    return samples(make(model, path, source, **{**settled, **changes}).path)


def width(sound: Samples) -> float:
    return float(np.linalg.norm(sound[:, 0] - sound[:, 1]) / np.linalg.norm(sound.sum(axis=1)))


def air(sound: Samples) -> float:
    power = (np.abs(np.fft.rfft(sound, axis=0)) ** 2).sum(axis=1)
    return float(power[round(16_500 * len(sound) / 44_100) :].sum() / power.sum())


@pytest.fixture(params=["sd", "starter"])
def model(request: pytest.FixtureRequest) -> LoadedModel:
    loaded: LoadedModel = request.getfixturevalue(request.param)
    return loaded


def test_strength_0_is_the_source_to_the_bit(model: LoadedModel, source: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.wav"
    varied(model, source, made, strength=0.0, file_format=FileFormat.WAV16)
    (first, _), (second, _) = (soundfile.read(each, dtype="int16") for each in (source, made))
    assert np.array_equal(first, second)


def test_strength_0_draws_nothing(shipped: LoadedModel, source: Path, tmp_path: Path) -> None:
    order = job(
        model=shipped.info.id, model_sha256=shipped.sha256, bars=1, strength=0.0, decoding="relative",
        source=SourceAudio(path=str(source), sha256=audio_sha256(source)),
    )  # fmt: skip

    def refuse(progress: Progress) -> None:
        if progress.stage == "redrawing":
            raise Cancelled

    render([(order, tmp_path / "made.wav")], shipped, refuse)


def test_a_certificate_notes_half_precision(starter_folder: Path, source: Path, tmp_path: Path) -> None:
    half = load(starter_folder, Placement(torch.device("cpu"), torch.float16))
    path = tmp_path / "made.wav"
    for strength, noted in ((0.3, "float16"), (0.0, msgspec.UNSET)):
        varied(half, source, path, strength=strength)
        assert read_certificate(path).precision == noted


@pytest.mark.parametrize("strength", [0.05, 0.4, 0.9, 1.0])
def test_level_and_width_are_the_sources(
    shipped: LoadedModel, source: Path, tmp_path: Path, strength: float
) -> None:
    own, made = samples(source), varied(shipped, source, tmp_path / "made.wav", strength=strength)
    assert made.shape == own.shape
    levels = [loudness_lufs(torch.from_numpy(each.T.copy()), 44_100) for each in (own, made)]
    assert levels[1] == pytest.approx(levels[0], abs=0.5)
    assert width(made) == pytest.approx(width(own), rel=0.1)
    assert 10 * abs(np.log10(air(made) / air(own))) < 3


def test_the_more_strength_the_further_from_the_source(
    shipped: LoadedModel, source: Path, tmp_path: Path
) -> None:
    own = samples(source)
    away = [
        float(np.linalg.norm(varied(shipped, source, tmp_path / "made.wav", strength=strength) - own))
        for strength in (0.02, 0.2, 0.5, 0.95)
    ]
    assert away == sorted(away) and away[0] < 0.2 * np.linalg.norm(own)


def test_any_model_redraws_in_the_sources_own_sound(model: LoadedModel, source: Path, tmp_path: Path) -> None:
    own = samples(source)
    made = varied(model, source, tmp_path / "made.wav", strength=0.3, steps=4)
    assert np.corrcoef(own[:, 0], made[:, 0])[0, 1] > 0.5
    assert width(made) == pytest.approx(width(own), rel=0.1)
    assert varied(model, source, tmp_path / "all.wav", strength=1.0, steps=1).shape == own.shape


def test_a_gap_stands_in_the_sources_own_samples_at_their_level(
    model: LoadedModel, source: Path, tmp_path: Path
) -> None:
    own = samples(source)
    made = varied(model, source, tmp_path / "made.wav", strength=1.0, gap=InpaintSpan(2.0, 4.0), steps=2)
    half, fade = FRAMES // 2, int(0.02 * 44_100) + 1
    assert np.array_equal(made[: half - fade], own[: half - fade])
    assert not np.allclose(made[half:], own[half:], atol=0.02)
    assert 20 * abs(np.log10(np.std(made[half:]) / np.std(made[:half]))) < 2


def test_an_extension_begins_with_the_source(shipped: LoadedModel, source: Path, tmp_path: Path) -> None:
    own = samples(source)
    made = varied(shipped, source, tmp_path / "made.wav", strength=1.0, bars=2, source_bars=1)
    assert len(made) == loop_frames(2, Meter(), 124.0, 44_100)
    assert np.array_equal(made[: FRAMES - 1_000], own[: FRAMES - 1_000])


def test_what_is_played_on_from_a_score_is_coloured(shipped: LoadedModel, tmp_path: Path) -> None:
    parsed = (ParsedPrompt("house", without=("pad", "lead"), edition=1),)
    clip = job(guide="played", strength=0.0, parsed=parsed, bars=1, tempo_bpm=160.0, loudness_lufs=-14.0)
    path, made = tmp_path / "clip.wav", tmp_path / "made.wav"
    render_played([(clip, path)], shipped.info, lambda progress: None, lambda message: None)
    new = msgspec.structs.replace(
        clip, seed=9, loudness_lufs=msgspec.UNSET, decoding="relative", model_sha256=shipped.sha256,
        source=SourceAudio(path=str(path), sha256=audio_sha256(path)), source_score=passages_of(clip),
        gap=InpaintSpan(2.0, 4.0), strength=0.3, steps=1, guidance=1.0, scheduler="default",
    )  # fmt: skip
    render([(new, made)], shipped)
    own, sound = samples(path), samples(made)
    half = len(own) // 2
    assert np.array_equal(sound[: half - 1_000], own[: half - 1_000])
    render_played(
        [(msgspec.structs.replace(new, strength=0.0), made)], shipped.info, lambda _: None, lambda _: None
    )
    assert 0.1 < np.linalg.norm(samples(made) - sound) / np.linalg.norm(sound[half:]) < 1


def test_played_at_another_tempo_it_has_that_tempos_length(
    shipped: LoadedModel, source: Path, tmp_path: Path
) -> None:
    made = varied(shipped, source, tmp_path / "made.wav", tempo_bpm=130.0, drawn_tempo_bpm=124.0)
    assert made.shape == (loop_frames(1, Meter(), 130.0, 44_100), 2)


def test_a_guide_may_be_given_instead_of_a_source(shipped: LoadedModel, source: Path, tmp_path: Path) -> None:
    form = shipped.info.format
    sound = torch.from_numpy(samples(source).T.copy())
    levels = magnitudes_to_levels(mel_spectrogram(sound.mean(0, keepdim=True), 128, form), form)
    quiet = Guide(sound=sound / 2, levels=levels, scale=2.0, tempo_bpm=124.0)
    order = job(
        model=shipped.info.id, model_sha256=shipped.sha256, bars=1, count=2, steps=2, guidance=1.0,
        scheduler="default", strength=0.05, decoding="relative", file_format=FileFormat.WAV_FLOAT,
    )  # fmt: skip
    orders = [msgspec.structs.replace(order, take=take) for take in range(2)]
    paths = [tmp_path / f"{take}.wav" for take in range(2)]
    loud = Guide(sound=sound, levels=levels, tempo_bpm=124.0)
    render(list(zip(orders, paths, strict=True)), shipped, guides=[loud, quiet])
    first, second = (samples(path) for path in paths)
    assert np.std(second) / np.std(first) == pytest.approx(0.5, abs=0.05)
    assert np.corrcoef(first[:, 0], sound[0].numpy())[0, 1] > 0.9


def test_a_loud_float_source_is_brought_within_full_scale(
    shipped: LoadedModel, source: Path, tmp_path: Path
) -> None:
    loud = tmp_path / "loud.wav"
    soundfile.write(loud, samples(source) * 5, 44_100, subtype="FLOAT")
    made = varied(shipped, loud, tmp_path / "made.wav", strength=0.0)
    assert np.abs(made).max() == pytest.approx(1.0, abs=1e-6)


def test_a_source_of_another_tempo_is_stretched_in_stereo_and_says_so(
    shipped: LoadedModel, source: Path, tmp_path: Path
) -> None:
    named = source.rename(tmp_path / "riff 124bpm.wav")
    order = job(
        model=shipped.info.id, model_sha256=shipped.sha256, bars=1, strength=0.0, decoding="relative",
        tempo_bpm=110.0, source=SourceAudio(path=str(named), sha256=audio_sha256(named)),
    )  # fmt: skip
    heard: list[str] = []
    [clip] = render([(order, tmp_path / "made.wav")], shipped, tell=heard.append)
    own, made = samples(named), samples(clip.path)
    assert "The source is stretched to 110 BPM." in heard
    known = msgspec.structs.replace(order, source_loop=SourceLoop(tempo_bpm=124.0, quarters=4.0))
    [same] = render([(known, tmp_path / "known.wav")], shipped, tell=heard.append)
    assert any(note.startswith("The source is stretched from 124 to 110 BPM.") for note in heard)
    assert np.array_equal(samples(same.path), samples(clip.path))
    assert made.shape == (loop_frames(1, Meter(), 110.0, 44_100), 2) and clip.seam <= 1
    assert width(made) == pytest.approx(width(own), rel=0.15)


def test_what_is_composed_is_played_and_coloured(shipped: LoadedModel, tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "guide": "played", "decoding": "relative", "loudness_lufs": -14.0, "bars": 1, "count": 2,
        "parsed": (ParsedPrompt("house", ("piano",)),),
    }  # fmt: skip
    coloured, faithful, untouched = (
        samples(make(shipped, tmp_path / f"{strength}.wav", **asked, take=1, strength=strength).path)
        for strength in (0.4, 0.1, 0.0)
    )
    assert coloured.shape == faithful.shape == untouched.shape == (FRAMES, 2)
    near = [np.corrcoef(each[:, 0], untouched[:, 0])[0, 1] for each in (coloured, faithful)]
    assert 0.5 < near[0] < near[1] < 1
    again = make(shipped, tmp_path / "again.wav", **asked, take=1, strength=0.1)
    assert again.path.read_bytes() == (tmp_path / "0.1.wav").read_bytes()
    for sound in (coloured, faithful, untouched):
        assert loudness_lufs(torch.from_numpy(sound.T), 44_100) == pytest.approx(-14, abs=1)


def test_a_played_loop_at_another_tempo_is_played_anew_and_coloured_as_before(
    shipped: LoadedModel, tmp_path: Path
) -> None:
    drawings = SpectrogramCache()
    order = job(
        model=shipped.info.id, model_sha256=shipped.sha256, bars=1, steps=2, guidance=1.0,
        scheduler="default", strength=0.3, guide="played", decoding="relative",
        parsed=(ParsedPrompt("house"),), file_format=FileFormat.WAV_FLOAT,
    )  # fmt: skip
    seen: list[Progress] = []
    render([(order, tmp_path / "a.wav")], shipped, seen.append, drawings=drawings)
    assert [each.stage for each in seen] == ["composing", "colouring", "finishing", "done"]
    seen.clear()
    slower = msgspec.structs.replace(order, tempo_bpm=100.0, drawn_tempo_bpm=124.0)
    render([(slower, tmp_path / "b.wav")], shipped, seen.append, drawings=drawings)
    assert [each.stage for each in seen] == ["composing", "finishing", "done"]
    assert [each.fraction for each in seen] == sorted(each.fraction for each in seen)
    assert len(samples(tmp_path / "b.wav")) == loop_frames(1, Meter(), 100.0, 44_100)
