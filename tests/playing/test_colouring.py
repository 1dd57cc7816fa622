"""A coloured mix is shared out among its stems so that they sum to it."""

from __future__ import annotations

import numpy as np
import pytest

from bridge.playing.colouring import colour
from bridge.playing.stems import Sound

FRAMES = 30_011  # which no hop divides


@pytest.fixture
def stems() -> dict[str, Sound]:
    """A low tone that comes and goes, and noise in bursts."""
    draw, time = np.random.default_rng(1), np.arange(FRAMES) / FRAMES
    low = np.sin(2 * np.pi * 70 * time) * np.sin(2 * np.pi * 2 * time) ** 2
    noise = draw.standard_normal((2, FRAMES)) * (time * 8 % 1 < 0.3)
    return {"bass": np.stack([low, low]).astype(np.float32), "drums": 0.2 * noise.astype(np.float32)}


def error_db(found: Sound, wanted: Sound) -> float:
    return float(20 * np.log10(np.std(found - wanted) / np.std(wanted)))


def played(stems: dict[str, Sound]) -> Sound:
    return stems["bass"] + stems["drums"]


def test_what_is_not_coloured_stays(stems: dict[str, Sound]) -> None:
    found = colour(stems, played(stems))
    assert all(np.array_equal(found[name], sound) for name, sound in stems.items())


def test_stems_sum_to_whatever_the_mix_became(stems: dict[str, Sound]) -> None:
    draw = np.random.default_rng(2)
    whole, noise = played(stems), draw.standard_normal((2, FRAMES), np.float32)
    for mix in (np.roll(whole, 500, axis=1), noise, np.zeros_like(whole)):
        found = played(colour(stems, mix))
        np.testing.assert_allclose(found, mix, atol=max(1e-3 * float(np.std(mix)), 1e-6))


def test_an_equaliser_acts_on_each(stems: dict[str, Sound]) -> None:
    """The bass is doubled, all above 300 Hz is halved; each stem gets what lies in it."""
    gains = np.where(np.arange(FRAMES // 2 + 1) < 300, 2.0, 0.5)

    def equalised(sound: Sound) -> Sound:
        return np.fft.irfft(np.fft.rfft(sound) * gains, FRAMES).astype(np.float32)

    found = colour(stems, equalised(played(stems)))
    for name, sound in stems.items():
        assert error_db(found[name], equalised(sound)) < -20
    # Nothing jumps where the end meets the start.
    steps = np.abs(np.diff(found["bass"], append=found["bass"][:, :1]))
    assert steps[:, -1].max() < 2 * np.quantile(steps, 0.99)
