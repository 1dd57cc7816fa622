"""What a model changed in a picture is changed in the sound, and nothing else is."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.relative import redraw
from bridge.sound.dsp.spectrogram import hz_to_mel, mel_spectrogram
from tests.support.spectra import LOG, POWER

RATE_HZ, FRAMES, COLUMNS = 8_000, 16_000, 128
HALF = torch.arange(FRAMES) >= FRAMES // 2


def tone(hz: float, amplitude: float = 0.3, phase: float = 0.0) -> Tensor:
    turns = round(hz * FRAMES / RATE_HZ) / FRAMES
    return amplitude * torch.sin(torch.arange(FRAMES) * (2 * math.pi * turns) + phase)


def noise(seed: int = 0) -> Tensor:
    return torch.randn(FRAMES, generator=torch.Generator().manual_seed(seed)) * 0.1


def stereo() -> Tensor:
    return torch.stack([tone(300) + noise(1), tone(300) + 0.5 * tone(1_200) + noise(2)])


def picture(sound: Tensor) -> Tensor:
    return mel_spectrogram(sound.mean(0, keepdim=True), COLUMNS, LOG)


def power_at(sound: Tensor, hz: float) -> float:
    """Of each channel's series around `hz`, in decibels."""
    near = round(hz * FRAMES / RATE_HZ)
    return 10 * math.log10(float(torch.fft.rfft(sound)[..., near - 20 : near + 21].abs().square().sum()))


def rows_around(hz: float, reach_hz: float) -> Tensor:
    low, high = (float(hz_to_mel(torch.tensor(each))) for each in (LOG.low_hz, LOG.high_hz))
    mels = low + (torch.arange(LOG.mel_bins) + 1) / (LOG.mel_bins + 1) * (high - low)
    bounds = [float(hz_to_mel(torch.tensor(hz + side))) for side in (-reach_hz, reach_hz)]
    return (mels > bounds[0]) & (mels < bounds[1])


@pytest.mark.parametrize("strength", [0.01, 0.3, 0.85])
@pytest.mark.parametrize("frames", [FRAMES, 15_991, 16_001])
def test_equal_pictures_give_the_guide_back(strength: float, frames: int) -> None:
    guide = resample(stereo(), frames)
    seen = torch.rand(1, LOG.mel_bins, COLUMNS)
    same = redraw(guide, seen, seen, LOG, rate_hz=RATE_HZ, strength=strength)
    assert same.shape == guide.shape and float((same - guide).abs().max()) < 1e-6


def test_a_tone_made_louder_is_louder_by_just_that() -> None:
    guide = (tone(300) + tone(1_500))[None]
    before = picture(guide)
    after = before.clone()
    after[:, rows_around(1_500, 400)] *= 10 ** (6 / 20)
    made = redraw(guide, before, after, LOG, rate_hz=RATE_HZ, strength=0.3)
    louder = power_at(made, 1_500) - power_at(guide, 1_500)
    assert louder - (power_at(made, 300) - power_at(guide, 300)) == pytest.approx(6, abs=0.5)


def test_a_change_in_one_half_of_the_loop_stays_there() -> None:
    guide = tone(300)[None]
    before = picture(guide)
    after = before.clone()
    after[..., COLUMNS // 2 :] *= 0.5
    made = redraw(guide, before, after, LOG, rate_hz=RATE_HZ, strength=0.3)
    quarters = made.view(8, -1).square().mean(-1)
    assert 10 * math.log10(float(quarters[2] / quarters[6])) == pytest.approx(6, abs=0.5)


def test_transients_stay_where_they_are() -> None:
    guide = torch.zeros(1, FRAMES)
    places = [1_000, 5_003, 9_777, 13_333]
    for place in places:
        guide[0, place : place + 400] = noise(place)[:400] * torch.exp(-torch.arange(400) / 80)
    before = picture(guide)
    after = before * torch.linspace(0.3, 3.0, LOG.mel_bins)[:, None]
    made = redraw(guide, before, after, LOG, rate_hz=RATE_HZ, strength=0.5)[0].abs()
    for place in places:
        # Nothing rises before a stroke, and all of it is there within a millisecond.
        assert made[place - 90 : place - 8].max() < 0.1 * made[place : place + 40].max()


def test_stereo_stays_as_wide_as_it_was() -> None:
    guide = stereo()
    before = picture(guide)
    after = before * torch.rand(before.shape, generator=torch.Generator().manual_seed(3)) * 4
    for strength in (0.3, 0.8, 1.0):
        made = redraw(guide, before, after, LOG, rate_hz=RATE_HZ, strength=strength)
        wide = [float((each[0] - each[1]).norm() / (each[0] + each[1]).norm()) for each in (guide, made)]
        assert 20 * abs(math.log10(wide[1] / wide[0])) < 0.5


def test_mono_stays_mono_and_one_side_stays_one_side() -> None:
    new = torch.zeros(1, LOG.mel_bins, COLUMNS)
    new[:, 20:24] = 50.0
    mono = redraw(tone(300)[None], picture(tone(300)[None]), new, LOG, rate_hz=RATE_HZ, strength=0.9)
    assert mono.shape == (1, FRAMES)
    left = torch.stack([tone(300) + noise(), torch.zeros(FRAMES)])
    made = redraw(left, picture(left), new, LOG, rate_hz=RATE_HZ, strength=1.0)
    assert float(made[1].norm()) < 0.05 * float(made[0].norm())


def test_what_rolls_in_rolls_out() -> None:
    guide, columns = stereo(), 24
    before, after = picture(guide), picture(tone(500)[None] + guide) * 1.5
    shift = columns * FRAMES // COLUMNS
    made = redraw(guide, before, after, LOG, rate_hz=RATE_HZ, strength=0.5)
    rolled = redraw(
        guide.roll(shift, -1),
        before.roll(columns, -1),
        after.roll(columns, -1),
        LOG,
        rate_hz=RATE_HZ,
        strength=0.5,
    )
    assert float((rolled - made.roll(shift, -1)).abs().max()) < 0.02 * float(made.abs().max())


def test_new_sound_comes_where_the_guide_has_none() -> None:
    guide = tone(300)[None]
    wanted = guide + tone(1_500)[None] * ~HALF
    made = redraw(guide, picture(guide), picture(wanted), LOG, rate_hz=RATE_HZ, strength=0.5)
    first, second = made[:, : FRAMES // 2], made[:, FRAMES // 2 :]
    gone = torch.zeros_like(first)
    assert power_at(torch.cat([first, gone], 1), 1_500) > power_at(torch.cat([second, gone], 1), 1_500) + 25
    levels = [power_at(each, 1_500) - power_at(each, 300) for each in (made, wanted)]
    assert levels[0] == pytest.approx(levels[1], abs=2)
    heard = torch.corrcoef(torch.stack([picture(made).flatten(), picture(wanted).flatten()]))[0, 1]
    assert heard > 0.98


def test_at_full_strength_nothing_of_the_guide_is_left() -> None:
    guide, other = (tone(300) + noise(1))[None], tone(1_000)[None]
    made = redraw(guide, picture(guide), picture(other), LOG, rate_hz=RATE_HZ, strength=1.0)
    assert power_at(made, 1_000) > power_at(made, 300) + 40


def test_sound_above_the_picture_keeps_its_share() -> None:
    guide = (tone(300) + 0.1 * tone(3_800))[None]
    for strength in (0.4, 0.9):
        made = redraw(guide, picture(guide), picture(guide) * 3, LOG, rate_hz=RATE_HZ, strength=strength)
        shares = [power_at(each, 3_800) - power_at(each, 300) for each in (guide, made)]
        assert shares[1] == pytest.approx(shares[0], abs=1)


def test_the_pictures_rate_and_kind_are_free() -> None:
    guide = torch.stack([tone(300), tone(500)])
    seen = mel_spectrogram(guide, 50, POWER)
    louder = seen.clone()
    louder[1] *= 2
    fast = resample(guide, 2 * FRAMES)
    made = redraw(fast, seen, louder, POWER, rate_hz=2 * RATE_HZ, strength=0.5)
    assert made.shape == fast.shape
    assert float(made[1].norm() / made[0].norm()) == pytest.approx(
        2 * float(fast[1].norm() / fast[0].norm()), rel=0.2
    )


def test_only_what_is_drawn_changes_and_comes_to_the_level_beside_it() -> None:
    guide = torch.stack([noise(1), noise(2)])
    drawn = HALF.float()
    loud = picture(guide).clone()
    loud[..., COLUMNS // 2 :] *= 30
    made = redraw(guide, picture(guide), loud, LOG, rate_hz=RATE_HZ, strength=1.0, drawn=drawn)
    assert torch.equal(made[:, ~HALF], guide[:, ~HALF])
    assert not torch.allclose(made[:, HALF], guide[:, HALF], atol=0.05)
    assert float(made[:, HALF].norm() / guide[:, ~HALF].norm()) == pytest.approx(1, rel=0.2)
    # With little strength, a gap that was quiet stays quiet.
    quiet = guide * torch.where(HALF, 0.1, 1.0)
    little = redraw(quiet, picture(quiet), picture(quiet), LOG, rate_hz=RATE_HZ, strength=0.05, drawn=drawn)
    assert float(little[:, HALF].norm() / quiet[:, HALF].norm()) == pytest.approx(1, rel=0.25)


@pytest.mark.parametrize("strength", [0.2, 1.0])
def test_silence_stays_finite(strength: float) -> None:
    silent, seen = torch.zeros(2, FRAMES), torch.zeros(1, LOG.mel_bins, COLUMNS)
    for after in (seen, picture(tone(300)[None])):
        for drawn in (None, HALF.float()):
            made = redraw(silent, seen, after, LOG, rate_hz=RATE_HZ, strength=strength, drawn=drawn)
            assert made.isfinite().all()
