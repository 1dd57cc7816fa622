"""Sound to mel spectrogram on a circle, and magnitudes to levels and back.

Notation, as everywhere in `bridge.sound`: C channels, M mel bins, F linear bins, K columns,
N frames of the circle. Mel and linear magnitudes are `[C, M, K]` and `[C, F, K]`, sound is `[C, N]`
in -1..1, float32, on any device.
"""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from bridge.sound.format import SpectrogramFormat


def hz_to_mel(hz: Tensor) -> Tensor:
    """HTK's mel scale, 2595·log10(1 + f/700)."""
    return 2595.0 * torch.log10(1.0 + hz / 700.0)


def mel_to_hz(mel: Tensor) -> Tensor:
    """Inverse of `hz_to_mel`."""
    return 700.0 * (10.0 ** (mel / 2595.0) - 1.0)


@lru_cache(maxsize=16)
def _mel_bank(mel_bins: int, low_hz: float, high_hz: float, rate_hz: int, fft_frames: int) -> Tensor:
    edges = torch.tensor([low_hz, high_hz], dtype=torch.float64)
    low, high = hz_to_mel(edges).tolist()
    corners = mel_to_hz(torch.linspace(low, high, mel_bins + 2, dtype=torch.float64))
    bins = torch.linspace(0, rate_hz / 2, fft_frames // 2 + 1, dtype=torch.float64)
    rise = (bins - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    fall = (corners[2:, None] - bins) / (corners[2:] - corners[1:-1])[:, None]
    return torch.minimum(rise, fall).clamp_min(0).float()


def mel_bank(form: SpectrogramFormat, fft_frames: int | None = None) -> Tensor:
    """The bank `[M, F]` of `form`: triangles of peak 1, equally wide in mels, not normalised.

    `fft_frames` asks for the same bank over a transform of another length.
    """
    return _mel_bank(form.mel_bins, form.low_hz, form.high_hz, form.rate_hz, fft_frames or form.fft_frames)


def column_centres(columns: int, frames: int) -> Tensor:
    """Frames `[K]` at which columns are centred: round(k·N/K).

    K need not divide N, so any whole number of frames closes exactly, without resampling.
    """
    return (torch.arange(columns, dtype=torch.float64) * (frames / columns)).round().long() % frames


def gather_frames(sound: Tensor, columns: int, window: Tensor) -> Tensor:
    """Windowed frames `[C, K, W]` around the column centres of the circle `sound` `[C, N]`."""
    frames, width = sound.shape[-1], window.shape[0]
    offsets = torch.arange(width, device=sound.device) - width // 2
    centres = column_centres(columns, frames).to(sound.device)
    return sound[:, (centres[:, None] + offsets) % frames] * window


def magnitudes(sound: Tensor, columns: int, form: SpectrogramFormat) -> Tensor:
    """STFT magnitudes `[C, F, K]` of the circle `sound` `[C, N]`, in `form`'s window and transform."""
    window = torch.hann_window(form.window_frames, device=sound.device)
    spectra: Tensor = torch.fft.rfft(gather_frames(sound, columns, window), n=form.fft_frames)
    return spectra.abs().transpose(1, 2)


def mel_columns(sound: Tensor, columns: int, part: range, form: SpectrogramFormat) -> Tensor:
    """Those columns `[C, M, len(part)]` of `mel_spectrogram(sound, columns, form)`."""
    window = torch.hann_window(form.window_frames)
    offsets = torch.arange(form.window_frames) - form.window_frames // 2
    centres = column_centres(columns, sound.shape[-1])[part.start : part.stop]
    frames = sound[:, (centres[:, None] + offsets) % sound.shape[-1]] * window
    spectra: Tensor = torch.fft.rfft(frames, n=form.fft_frames)
    return mel_bank(form) @ spectra.abs().transpose(1, 2)


def mel_spectrogram(sound: Tensor, columns: int, form: SpectrogramFormat) -> Tensor:
    """Mel magnitudes `[C, M, K]` of the circle `sound` `[C, N]` in `columns` columns."""
    return mel_bank(form).to(sound.device) @ magnitudes(sound, columns, form)


def magnitudes_to_levels(mel: Tensor, form: SpectrogramFormat) -> Tensor:
    """Magnitudes to levels in 0..1 by `form`'s curve; what passes the ceiling is cut to 1."""
    share = (mel / form.ceiling).clamp(0.0, 1.0)
    if form.curve == "power":
        return share**form.exponent
    return (1.0 + torch.log10(share.clamp_min(1e-30)) * (20.0 / form.range_db)).clamp_min(0.0)


def levels_to_magnitudes(levels: Tensor, form: SpectrogramFormat) -> Tensor:
    """Inverse of `magnitudes_to_levels` on 0..1; level 0 is silence in both curves."""
    levels = levels.clamp(0.0, 1.0)
    if form.curve == "power":
        return form.ceiling * levels ** (1.0 / form.exponent)
    return form.ceiling * torch.where(levels > 0, 10.0 ** ((levels - 1.0) * (form.range_db / 20.0)), 0.0)
