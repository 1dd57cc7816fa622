"""Levels to pictures and latents and back, the right way up."""

from __future__ import annotations

import msgspec
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from bridge.engine.codec import levels_to_pictures, pictures_to_levels
from bridge.engine.loading import LoadedModel
from bridge.sound.format import RIFFUSION, RIFFUSION_STEREO, SpectrogramFormat
from tests.support.tiny_starter import tiny_levels

LIGHT = msgspec.structs.replace(RIFFUSION, dark_is_loud=False)


def test_a_loud_low_note_is_dark_and_at_the_bottom() -> None:
    levels = torch.zeros(1, 1, 4, 2)
    levels[0, 0, 0, 0] = 1.0
    pictures = levels_to_pictures(levels, RIFFUSION)
    assert pictures.shape == (1, 3, 4, 2)
    assert pictures[0, :, 3, 0].tolist() == [-1, -1, -1]
    assert pictures.sum() == 3 * 8 - 2 * 3


def test_stereo_is_green_and_blue() -> None:
    levels = torch.stack([torch.full((4, 2), 0.25), torch.full((4, 2), 0.5)])[None]
    red, green, blue = levels_to_pictures(levels, RIFFUSION_STEREO)[0]
    assert (red == -1).all()
    assert (green == 0.5).all()
    assert (blue == 0).all()


@pytest.mark.parametrize("form", [RIFFUSION, RIFFUSION_STEREO, LIGHT])
@given(seed=st.integers(0, 99))
def test_pictures_and_back(form: SpectrogramFormat, seed: int) -> None:
    levels = torch.rand(2, form.channels, 8, 4, generator=torch.Generator().manual_seed(seed))
    assert torch.allclose(pictures_to_levels(levels_to_pictures(levels, form), form), levels, atol=1e-6)


@torch.inference_mode()
def test_latents_have_the_stated_size(sd: LoadedModel, starter: LoadedModel) -> None:
    for model in (sd, starter):
        codec, rows = model.codec, model.info.format.mel_bins
        latents = codec.encode(torch.rand(2, 1, rows, 64, generator=torch.Generator().manual_seed(0)))
        assert latents.shape == (2, codec.latent_channels, model.latent_rows, 64 // codec.columns_per_latent)
        levels = codec.decode(latents)
        assert levels.shape == (2, 1, rows, 64)
        assert 0 <= levels.min() <= levels.max() <= 1


@torch.inference_mode()
def test_encoding_draws_nothing_at_random(sd: LoadedModel) -> None:
    levels = torch.rand(1, 1, 512, 64, generator=torch.Generator().manual_seed(0))
    assert torch.equal(sd.codec.encode(levels), sd.codec.encode(levels))


def test_patches_keep_what_they_were_fitted_to(starter: LoadedModel) -> None:
    levels = tiny_levels()
    back = starter.codec.decode(starter.codec.encode(levels))
    assert (back - levels).abs().mean() < 0.6 * (levels - levels.mean()).abs().mean()
