"""Whether a sound is in a key: pitch classes against the profiles of Krumhansl and Kessler (1982)."""

from __future__ import annotations

import torch
from torch import Tensor

from bridge.vocabulary import Key

_RATE_HZ, _FFT_FRAMES, _LOW_HZ, _HIGH_HZ = 44_100, 16_384, 110.0, 1_800.0
_PROFILES = {
    "major": torch.tensor([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]),
    "minor": torch.tensor([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]),
}


def pitch_classes(sound: Tensor) -> Tensor:
    """How loud each pitch class is `[12]`, from C, in the circle `sound` `[1, N]`: its spectral peaks."""
    twice = sound[0].repeat(2)
    window = torch.hann_window(_FFT_FRAMES)
    spectrum = torch.stft(
        twice, _FFT_FRAMES, _FFT_FRAMES // 4, window=window, center=False, return_complex=True
    )
    loudness = spectrum.abs().mean(1)
    hz = torch.arange(len(loudness)) * _RATE_HZ / _FFT_FRAMES
    peak = (loudness > loudness.roll(1)) & (loudness >= loudness.roll(-1)) & (hz > _LOW_HZ) & (hz < _HIGH_HZ)
    classes = (12 * torch.log2(hz[peak] / 440.0) + 9).round().long() % 12
    return torch.zeros(12).index_add_(0, classes, loudness[peak])


def is_in_key(sound: Tensor, key: Key) -> bool:
    """Whether no key fits the sound better than `key` or its relative."""
    classes = pitch_classes(sound)
    fits = {
        (tonic, mode): float(torch.corrcoef(torch.stack([classes, profile.roll(tonic)]))[0, 1])
        for mode, profile in _PROFILES.items()
        for tonic in range(12)
    }
    relative = ((key.tonic + 9) % 12, "minor") if key.mode == "major" else ((key.tonic + 3) % 12, "major")
    return max(fits, key=fits.__getitem__) in ((key.tonic, key.mode), relative)
