"""Principal components of patches: exact where nothing is left out, best where something is."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from bridge.engine.patches import PatchCodec
from tests.support.tiny_starter import tiny_levels


def test_all_components_lose_nothing() -> None:
    levels = tiny_levels(count=16)
    codec = PatchCodec.fit(levels, patch_rows=8, patch_columns=8, latent_channels=64)
    assert (codec.decode(codec.encode(levels)) - levels).abs().max() < 1e-4


def test_more_components_lose_less_and_the_first_are_about_unit() -> None:
    levels = tiny_levels()
    errors = []
    for channels in (4, 8, 16):
        codec = PatchCodec.fit(levels, latent_channels=channels)
        latents = codec.encode(levels)
        assert latents.shape == (8, channels, 8, 8)
        assert latents[:, 0].std() == pytest.approx(1.0, abs=0.05)
        errors.append(float((codec.decode(latents) - levels).square().mean()))
    assert errors[0] > errors[1] > errors[2]


def test_it_commutes_with_a_roll_by_whole_patches() -> None:
    levels = tiny_levels()
    codec = PatchCodec.fit(levels, latent_channels=8)
    rolled = codec.encode(levels.roll(48, -1))
    torch.testing.assert_close(rolled, codec.encode(levels).roll(3, -1))
    torch.testing.assert_close(codec.decode(rolled), codec.decode(codec.encode(levels)).roll(48, -1))


def test_it_is_kept_as_safetensors(tmp_path: Path) -> None:
    codec = PatchCodec.fit(tiny_levels(), latent_channels=8)
    codec.save_pretrained(tmp_path)
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".json", ".safetensors"]
    kept = PatchCodec.from_pretrained(tmp_path, local_files_only=True)
    latents = torch.randn(2, 8, 8, 4, generator=torch.Generator().manual_seed(0))
    assert torch.equal(kept.decode(latents), codec.decode(latents))
