"""A wrapped network commutes with a roll along time; an unwrapped one does not."""

from __future__ import annotations

import copy

import pytest
import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.downsampling import Downsample2D
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor, nn

from bridge.engine.circular import TimeCircularConv2d, pad_around, wrap_in_time

TOLERANCE = 2e-5


def noise(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def make_unet() -> UNet2DConditionModel:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return UNet2DConditionModel(
            block_out_channels=(8, 16),
            layers_per_block=1,
            in_channels=4,
            out_channels=4,
            down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
            cross_attention_dim=8,
            attention_head_dim=4,
            norm_num_groups=4,
        ).eval()


def make_vae() -> AutoencoderKL:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return AutoencoderKL(
            block_out_channels=(8, 8, 8, 8),
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            latent_channels=4,
            norm_num_groups=4,
        ).eval()


@pytest.fixture(scope="module")
def unet() -> UNet2DConditionModel:
    return make_unet()


@pytest.fixture(scope="module")
def vae() -> AutoencoderKL:
    return make_vae()


@pytest.fixture(scope="module")
def wrapped_unet() -> nn.Module:
    return wrap_in_time(make_unet())


@pytest.fixture(scope="module")
def wrapped_vae() -> nn.Module:
    return wrap_in_time(make_vae())


@torch.inference_mode()
def unet_seam(unet: UNet2DConditionModel, width: int, shift: int) -> float:
    """How far `unet` is from commuting with a roll, relative to its output."""
    x, words = noise(1, 4, 8, width), noise(1, 3, 8, seed=1)
    rolled = unet(x.roll(shift, -1), 500, words).sample
    out = unet(x, 500, words).sample
    return float((rolled - out.roll(shift, -1)).abs().max() / out.abs().max())


@torch.inference_mode()
def decoder_seam(vae: AutoencoderKL, width: int, shift: int) -> float:
    z = noise(1, 4, 2, width)
    rolled, out = vae.decode(z.roll(shift, -1)).sample, vae.decode(z).sample
    return float((rolled - out.roll(8 * shift, -1)).abs().max() / out.abs().max())


@torch.inference_mode()
def encoder_seam(vae: AutoencoderKL, width: int, shift: int) -> float:
    x = noise(1, 3, 16, 8 * width)
    rolled = vae.encode(x.roll(8 * shift, -1)).latent_dist.mean
    out = vae.encode(x).latent_dist.mean
    return float((rolled - out.roll(shift, -1)).abs().max() / out.abs().max())


@settings(max_examples=8)
@given(st.integers(1, 9), st.integers(-20, 20))
def test_unet_commutes_with_rolls_by_its_factor(
    wrapped_unet: UNet2DConditionModel, halves: int, shift: int
) -> None:
    assert unet_seam(wrapped_unet, 2 * halves, 2 * shift) < TOLERANCE


@settings(max_examples=6)
@given(st.integers(1, 9), st.integers(-9, 9))
def test_vae_commutes_with_rolls_by_any_latent_column(
    wrapped_vae: AutoencoderKL, width: int, shift: int
) -> None:
    assert decoder_seam(wrapped_vae, width, shift) < TOLERANCE
    assert encoder_seam(wrapped_vae, width, shift) < TOLERANCE


def test_without_wrapping_there_is_a_seam(unet: UNet2DConditionModel, vae: AutoencoderKL) -> None:
    assert unet_seam(unet, 8, 2) > 0.01
    assert decoder_seam(vae, 5, 1) > 0.01
    assert encoder_seam(vae, 5, 1) > 0.01


def test_wrapping_twice_changes_nothing_more(unet: UNet2DConditionModel) -> None:
    once = wrap_in_time(copy.deepcopy(unet))
    kinds = [type(layer) for layer in once.modules()]
    assert wrap_in_time(once) is once
    assert [type(layer) for layer in once.modules()] == kinds
    assert once.state_dict().keys() == unet.state_dict().keys()


def test_wrapping_survives_a_move_and_a_copy(unet: UNet2DConditionModel) -> None:
    moved = copy.deepcopy(wrap_in_time(copy.deepcopy(unet))).to(torch.float64).to(torch.float32)
    assert unet_seam(moved, 8, 2) < TOLERANCE


def test_frequency_keeps_its_ends() -> None:
    conv = nn.Conv2d(1, 1, 3, padding=1, bias=False)
    nn.init.ones_(conv.weight)
    wrap_in_time(conv)
    picture = torch.zeros(1, 1, 4, 4)
    picture[0, 0, 0, 0] = 1.0
    with torch.no_grad():
        out = conv(picture)[0, 0]
    assert out[:, 3].tolist() == [1, 1, 0, 0]  # came round in time, not in frequency


def test_only_layers_that_look_sideways_change() -> None:
    layers = wrap_in_time(nn.Sequential(nn.Conv2d(1, 1, 1), nn.Conv2d(1, 1, (3, 1), padding=(1, 0))))
    assert not any(isinstance(layer, TimeCircularConv2d) for layer in layers.children())


@given(st.integers(1, 6), st.integers(0, 15), st.integers(0, 15))
def test_padding_walks_the_circle(width: int, left: int, right: int) -> None:
    padded = pad_around(torch.arange(width), left, right).tolist()
    assert padded == [i % width for i in range(-left, width + right)]


class OtherConv(nn.Conv2d):
    pass


@pytest.mark.parametrize(
    "layer",
    [
        OtherConv(1, 1, 3, padding=1),
        nn.Conv2d(1, 1, 3, padding="same"),
        nn.ConvTranspose2d(1, 1, 4, stride=2),
        Downsample2D(4, use_conv=True, padding=0, norm_type="ln_norm"),
    ],
)
def test_what_cannot_be_wrapped_is_refused(layer: nn.Module) -> None:
    with pytest.raises(TypeError, match="cannot be wrapped"):
        wrap_in_time(nn.Sequential(layer))
