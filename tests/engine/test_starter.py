"""The model that ships: small, real, and in time."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from bridge.engine.canvas import canvas_for
from bridge.engine.diffusion import sample
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import sampling_order
from bridge.models.catalogue import STARTER_FOLDER
from bridge.requests.resolve import resolve
from bridge.requests.resolve_context import ResolveContext
from bridge.settings import Settings
from bridge.sound.dsp.phase import decode
from bridge.sound.dsp.rhythm import find_grid
from bridge.sound.dsp.spectrogram import levels_to_magnitudes, mel_spectrogram
from bridge.sound.format import STARTER
from bridge.timing import loop_frames
from bridge.vocabulary.music import Meter
from bridge.vocabulary.requests import ClipRequest


@pytest.fixture(scope="module")
def shipped() -> LoadedModel:
    return load(STARTER_FOLDER)


def drawn(model: LoadedModel, prompt: str, tempo_bpm: float, seed: int = 7) -> Tensor:
    """Levels `[1, 256, 256]` of two bars."""
    around = ResolveContext(
        settings=Settings(),
        model=model.info,
        model_sha256=model.sha256,
        fresh_seed=0,
        prompt_parser=model.prompt_parser,
    )
    (job,) = resolve(ClipRequest(prompt=prompt, tempo_bpm=tempo_bpm, bars=2, seed=seed), around)
    order = sampling_order(job, model, canvas_for(job, model.info, model.column_step))
    return sample(model, order)[0]


def rise(levels: Tensor) -> float:
    """How much begins to sound, a column on average."""
    return float((levels - levels.roll(1, -1)).clamp_min(0).mean())


def test_it_is_small_and_holds_no_pickles() -> None:
    files = [path for path in STARTER_FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 48_000_000
    assert {path.suffix for path in files} <= {".safetensors", ".json", ".txt", ".md"}
    assert "CC0-1.0" in (STARTER_FOLDER / "MODEL_CARD.md").read_text()


@pytest.mark.parametrize("tempo_bpm", [98.0, 126.0])
def test_a_beat_is_in_the_tempo_that_was_asked(shipped: LoadedModel, tempo_bpm: float) -> None:
    mel = levels_to_magnitudes(drawn(shipped, "house drums only", tempo_bpm), STARTER)
    frames = loop_frames(2, Meter(), tempo_bpm, STARTER.rate_hz)
    heard = mel_spectrogram(decode(mel, frames, STARTER), 400, STARTER)
    grid = find_grid(heard, 400 * STARTER.rate_hz / frames, circular=False, form=STARTER)
    assert min(abs(grid.tempo_bpm * factor / tempo_bpm - 1) for factor in (0.5, 1, 2)) < 0.01


def test_different_words_are_different_music(shipped: LoadedModel) -> None:
    drums, pad = drawn(shipped, "techno drums only", 128), drawn(shipped, "calm ambient pad, no drums", 128)
    assert rise(drums) > 1.5 * rise(pad)
    same_words = float((drums - drawn(shipped, "techno drums only", 128, seed=8)).abs().mean())
    other_words = float((drums - pad).abs().mean())
    assert other_words > 1.2 * same_words


def test_the_same_order_is_the_same_picture_to_the_bit(shipped: LoadedModel) -> None:
    assert torch.equal(drawn(shipped, "dub", 72), drawn(shipped, "dub", 72))


def test_the_card_tells_how_it_was_trained() -> None:
    card = Path(STARTER_FOLDER / "MODEL_CARD.md").read_text()
    for said in ("seed", "loops", "minutes", "MuseScore", "bad at"):
        assert said in card
