from __future__ import annotations

import numpy as np
import pytest
import torch

from bridge.errors import BadRequest, NoGrid
from bridge.sound.dsp.fit import fit, fit_sound
from bridge.sound.dsp.onsets import compressed, novelty, peaks
from bridge.sound.dsp.rhythm import Grid, lead_s
from bridge.sound.format import FIT
from bridge.timing import loop_frames
from bridge.vocabulary.music import Meter
from tests.sound.dsp.drums import RATE_HZ, ROCK, analyse, drums


def even_grid(columns: int, period: float, first: float = 0.0, *, closes: bool = False) -> Grid:
    count = round(columns / period) if closes else int((columns - first) / period) + 1
    return Grid(
        tempo_bpm=6000 / period,
        columns=columns,
        columns_per_pulse=period,
        pulses_per_bar=4,
        pulses=tuple(first + period * pulse for pulse in range(count)),
        first_downbeat=0,
        closes=closes,
        confidence=1.0,
        downbeat_confidence=1.0,
    )


def comb(columns: int, period: float, first: float = 0.0) -> torch.Tensor:
    """Smooth bumps, one a pulse, over a floor: magnitudes `[1, 256, K]`."""
    phase = 2 * np.pi * (np.arange(columns) - first) / period
    return torch.from_numpy(np.exp(6 * (np.cos(phase) - 1)) + 0.01).float().expand(1, 256, -1).clone()


@pytest.mark.parametrize("tempo_bpm", [87.0, 100.0, 113.7])
def test_beats_land_on_the_hosts_grid(tempo_bpm: float) -> None:
    source = comb(880, 54.0, first=11.3)
    fitted = fit(source, 100.0, bars=2, tempo_bpm=tempo_bpm, form=FIT, grid=even_grid(880, 54.0, 11.3))
    length = fitted.mel.shape[-1]
    heard, _ = peaks(fitted.mel[0, 0].double().numpy(), circular=True, share=0.5)
    expected = np.arange(8) * length / 8
    error = np.abs((np.sort(heard)[:, None] - expected + length / 2) % length - length / 2).min(axis=1)
    assert len(heard) == 8
    assert error.max() < 0.5


@pytest.mark.parametrize(("host", "doublings", "bars"), [(100.0, 0, 4), (190.0, 1, 8), (52.0, -1, 2)])
def test_the_octave_nearest_the_host_is_taken(host: float, doublings: int, bars: int) -> None:
    grid = even_grid(960, 60.0, closes=True)
    fitted = fit(comb(960, 60.0), 100.0, bars=bars, tempo_bpm=host, form=FIT, grid=grid)
    assert (fitted.doublings, fitted.source_bars, fitted.repeats) == (doublings, bars, 1)


def test_too_few_bars_are_repeated() -> None:
    fitted = fit(comb(725, 60.0), 100.0, bars=4, tempo_bpm=100.0, form=FIT, grid=even_grid(725, 60.0))
    assert (fitted.source_bars, fitted.repeats) == (2, 2)
    half = fitted.mel.shape[-1] // 2
    assert torch.allclose(fitted.mel[..., :half], fitted.mel[..., half:], atol=1e-3)


def test_a_whole_circle_at_its_own_tempo_is_only_turned() -> None:
    source = torch.rand(2, 256, 960, generator=torch.Generator().manual_seed(1))
    grid = even_grid(960, 60.0, first=20.0, closes=True)
    fitted = fit(source, 100.0, bars=4, tempo_bpm=100.0, form=FIT, grid=grid, circular=True)
    assert torch.allclose(fitted.mel, source.roll(-20, -1), atol=1e-5)


def test_the_seam_of_a_cut_has_no_step() -> None:
    ramp = torch.linspace(1.0, 5.0, 880).expand(1, 256, -1).clone()
    fitted = fit(ramp, 100.0, bars=1, tempo_bpm=100.0, form=FIT, grid=even_grid(880, 60.0, first=120.0))
    steps = (fitted.mel.roll(-1, -1) - fitted.mel).abs()
    assert fitted.mel[0, 0, :200].max() > 2.0
    assert steps.max() < 0.25


def test_less_than_a_bar_is_refused() -> None:
    with pytest.raises(NoGrid, match="Less than a bar"):
        fit(comb(50, 60.0), 100.0, bars=1, tempo_bpm=100.0, form=FIT, grid=even_grid(50, 60.0))


@pytest.mark.parametrize(("bars", "tempo_bpm"), [(0, 100.0), (2, 5.0)])
def test_what_cannot_be_rendered_is_refused(bars: int, tempo_bpm: float) -> None:
    with pytest.raises(BadRequest):
        fit(comb(960, 60.0), 100.0, bars=bars, tempo_bpm=tempo_bpm, form=FIT, grid=even_grid(960, 60.0))


def test_an_empty_sound_is_refused() -> None:
    with pytest.raises(BadRequest, match="empty"):
        fit_sound(torch.zeros(1, 0), RATE_HZ, bars=1, tempo_bpm=100.0)


def test_a_dropped_loop_comes_out_exact_and_on_the_beat() -> None:
    source = drums(104, 2, ROCK).roll(31_000, -1)
    loop, fitted = fit_sound(source, RATE_HZ, bars=2, tempo_bpm=116.5, circular=True, iterations=8)
    frames = loop_frames(2, Meter(), 116.5, FIT.rate_hz)
    assert loop.shape == (1, frames)
    assert fitted.grid.tempo_bpm == pytest.approx(104, rel=0.003)
    assert fitted.confidence > 0.4
    mel, rate = analyse(loop)
    onsets, _ = peaks(
        novelty(compressed(mel), rate, FIT, circular=True).sum(axis=0), circular=True, share=0.2
    )
    eighth = mel.shape[-1] / 16
    off = (onsets + lead_s(FIT) * rate + eighth / 2) % eighth - eighth / 2
    assert np.percentile(np.abs(off), 90) / rate < 0.012


def test_another_rate_gives_the_same_length() -> None:
    half_rate = drums(104, 2, ROCK)[:, ::2].repeat(2, 1)
    loop, _ = fit_sound(half_rate, RATE_HZ // 2, bars=2, tempo_bpm=104, iterations=1)
    assert loop.shape == (2, loop_frames(2, Meter(), 104, FIT.rate_hz))
