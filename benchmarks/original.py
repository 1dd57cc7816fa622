"""Riffusion's published decoder, written from its description, for comparison.

Facts of riffusion-hobby v0.3.1 and torchaudio 2.1: a mel bank over a transform padded to 400 ms,
inverted by least squares; Griffin-Lim of 32 iterations with momentum 0.99 from random phases in the
first quadrant; frames every 10 ms, not circular, padded by reflection at the ends.
"""

from __future__ import annotations

import torch
from torch import Tensor

from bridge.sound.dsp.spectrogram import mel_bank
from bridge.sound.format import RIFFUSION

ITERATIONS = 32
_HOP = 441
_FFT, _WINDOW = RIFFUSION.fft_frames, RIFFUSION.window_frames
_MOMENTUM = 0.99 / 1.99


def original_mel(sound: Tensor, columns: int = 512) -> Tensor:
    """Mel magnitudes `[C, M, K]` of `sound` `[C, N]`, framed as the original frames them."""
    return (mel_bank(RIFFUSION).to(sound.device) @ _analyse(sound).abs())[..., :columns]


def original_decode(mel: Tensor, *, seed: int = 0) -> Tensor:
    """Sound `[C, 441·(K - 1)]` of mel magnitudes `[C, M, K]`."""
    bank = mel_bank(RIFFUSION).to(mel.device)
    magnitudes = torch.relu(torch.linalg.lstsq(bank[None], mel, driver="gels").solution)
    generator = torch.Generator().manual_seed(seed)
    real, imaginary = (torch.rand(magnitudes.shape, generator=generator) for _ in range(2))
    angles = torch.complex(real, imaginary).to(mel.device)
    before = torch.zeros_like(angles)
    for _ in range(ITERATIONS):
        rebuilt = _analyse(_synthesise(magnitudes * angles))
        angles = rebuilt - before * _MOMENTUM
        angles = angles / (angles.abs() + 1e-16)
        before = rebuilt
    return _synthesise(magnitudes * angles)


def _analyse(sound: Tensor) -> Tensor:
    window = torch.hann_window(_WINDOW, device=sound.device)
    return torch.stft(sound, _FFT, _HOP, _WINDOW, window, center=True, return_complex=True)


def _synthesise(spectra: Tensor) -> Tensor:
    window = torch.hann_window(_WINDOW, device=spectra.device)
    return torch.istft(spectra, _FFT, _HOP, _WINDOW, window, center=True)
