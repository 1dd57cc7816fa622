"""Between two noises lies noise, and at either end that end to the bit."""

from __future__ import annotations

import itertools

import pytest
import torch

from bridge.engine.morphing import between_noises, between_words


def noise(seed: int) -> torch.Tensor:
    return torch.randn(64, 8, 16, generator=torch.Generator().manual_seed(seed))


def test_the_ends_are_the_ends() -> None:
    one, other = noise(1), noise(2)
    for between in (between_noises, between_words):
        assert torch.equal(between(one, other, 0.0), one)
        assert torch.equal(between(one, other, 1.0), other)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_what_lies_between_two_noises_is_as_loud_as_they(share: float) -> None:
    between = between_noises(noise(1), noise(2), share)
    assert between.std() == pytest.approx(1.0, abs=0.02)
    assert torch.lerp(noise(1), noise(2), share).std() < 0.95


def test_the_way_is_covered_evenly() -> None:
    one, other = (noise(seed) / noise(seed).norm() for seed in (1, 2))
    angles = [angle(one, between_noises(one, other, share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    steps = [after - before for before, after in itertools.pairwise(angles)]
    assert steps == pytest.approx([angles[-1] / 4] * 4, abs=1e-4)


def angle(one: torch.Tensor, other: torch.Tensor) -> float:
    cosine = torch.dot(one.double().flatten(), other.double().flatten()) / (
        one.double().norm() * other.double().norm()
    )
    return float(torch.arccos(cosine.clamp(-1, 1)))


def test_between_the_same_there_is_nothing_else() -> None:
    assert torch.equal(between_noises(noise(1), noise(1), 0.3), noise(1))
    assert between_noises(torch.zeros(4), torch.zeros(4), 0.5).isfinite().all()
