"""What musicnn hears: a network that gives music 50 tags, of which the layers before the tags are taken.

J. Pons and X. Serra, "musicnn: pre-trained convolutional neural networks for music audio tagging"
(2019); weights in the package musicnn 0.1.0 (ISC), trained on the Million Song Dataset. The network is
written anew here from its published shape; only its weights are used.

    batch-normalised log-mel → two timbral and three temporal convolutions, each the loudest over pitch
    → three residual convolutions over time → maximum and mean over time → 200 numbers → tags

B windows of 187 frames of 96 mel bins, three seconds at 16 kHz.
"""

from __future__ import annotations

import math
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.judging.checkpoint import read_checkpoint
from bridge.errors import BadRequest

RATE_HZ = 16_000
NETWORK = "MSD_musicnn"
_FFT, _HOP, _MELS, _FRAMES = 512, 256, 96, 187
_WINDOW_SAMPLES = (_FRAMES - 1) * _HOP + _FFT
# Windows spread over the circle; two hear all of two bars from 80 BPM on.
_WINDOWS = 2
_EPSILON = 1e-3
# What it was trained to tell, in the order of its outputs.
TAGS = (
    "rock", "pop", "alternative", "indie", "electronic", "female vocalists", "dance", "00s",
    "alternative rock", "jazz", "beautiful", "metal", "chillout", "male vocalists", "classic rock", "soul",
    "indie rock", "mellow", "electronica", "80s", "folk", "90s", "chill", "instrumental", "punk", "oldies",
    "blues", "hard rock", "ambient", "acoustic", "experimental", "female vocalist", "guitar", "hip hop",
    "70s", "party", "country", "easy listening", "sexy", "catchy", "funk", "electro", "heavy metal",
    "progressive rock", "60s", "rnb", "indie pop", "sad", "house", "happy",
)  # fmt: skip
_TEMPORAL_KERNELS = (128, 64, 32)


def package_folder() -> Path:
    """Where musicnn's weights lie. Raises `BadRequest` saying how to get them."""
    found = find_spec("musicnn")
    if found is None or not found.submodule_search_locations:
        raise BadRequest("musicnn judges here; get its weights with: pip install --no-deps musicnn==0.1.0")
    return Path(found.submodule_search_locations[0])


def slaney_bank() -> Tensor:
    """The mel bank `[96, 257]` of M. Slaney's Auditory Toolbox: linear below 1 kHz, triangles of area 1."""
    knee_hz, hz_per_mel, octave_step = 1000.0, 200 / 3, math.log(6.4) / 27
    knee = knee_hz / hz_per_mel
    highest = knee + math.log(RATE_HZ / 2 / knee_hz) / octave_step
    mels = torch.linspace(0.0, highest, _MELS + 2, dtype=torch.float64)
    corners = torch.where(mels < knee, mels * hz_per_mel, knee_hz * torch.exp((mels - knee) * octave_step))
    bins = torch.linspace(0, RATE_HZ / 2, _FFT // 2 + 1, dtype=torch.float64)
    rise = (bins - corners[:-2, None]) / (corners[1:-1] - corners[:-2])[:, None]
    fall = (corners[2:, None] - bins) / (corners[2:] - corners[1:-1])[:, None]
    area = (2.0 / (corners[2:] - corners[:-2]))[:, None]
    return (torch.minimum(rise, fall).clamp_min(0) * area).float()


def windows(sound: Tensor) -> Tensor:
    """Log-mel windows `[B, 187, 96]` of the circle `sound` `[N]` at 16 kHz."""
    starts = torch.arange(_WINDOWS) * len(sound) // _WINDOWS
    pieces = sound[(starts[:, None] + torch.arange(_WINDOW_SAMPLES)) % len(sound)]
    frames = pieces.unfold(1, _FFT, _HOP) * torch.hann_window(_FFT)
    power = torch.fft.rfft(frames).abs().square()
    return torch.log10(10_000 * (power @ slaney_bank().T) + 1)


class Musicnn:
    """The network, its weights read once."""

    def __init__(self, folder: Path | None = None) -> None:
        place = (folder or package_folder()) / NETWORK
        stored = read_checkpoint(place / ".index", place / ".data-00000-of-00001")
        self._weights = {key: torch.from_numpy(np.array(value)) for key, value in stored.items()}

    @torch.inference_mode()
    def hear(self, mels: Tensor) -> tuple[Tensor, Tensor]:
        """The layer before the tags `[200]`, and what it is made of `[1506]`: the maximum and the mean over
        time of all convolutions. For log-mel windows `[B, 187, 96]`, of which it is the mean."""
        embedding, pooled = self._layers(mels)
        return embedding.mean(0), pooled.mean(0)

    @torch.inference_mode()
    def tags(self, mels: Tensor) -> list[str]:
        """The `TAGS`, likeliest first, by the mean likelihood over log-mel windows `[B, 187, 96]`."""
        logits = self._layers(mels)[0] @ self._weights["dense_1/kernel"] + self._weights["dense_1/bias"]
        return [TAGS[number] for number in torch.sigmoid(logits).mean(0).argsort(descending=True).tolist()]

    def _layers(self, mels: Tensor) -> tuple[Tensor, Tensor]:
        front = self._front(self._normalise(0, mels[:, None], 1))
        first = self._over_time(5, front)
        second = self._over_time(6, first) + first
        third = self._over_time(7, second) + second
        heard = torch.cat([front, first, second, third], dim=1)
        pooled = torch.stack([heard.amax(2), heard.mean(2)], dim=2).flatten(1)
        return self._normalise(10, F.relu(self._dense(self._normalise(9, pooled, 1))), 1), pooled

    def _front(self, mels: Tensor) -> Tensor:
        """Timbre and its course: `[B, 561, T]` of `[B, 1, T, 96]`."""
        padded = F.pad(mels, (0, 0, 3, 3))
        features = [self._normalise(n + 1, self._convolve(n, padded), 1).amax(3) for n in (0, 1)]
        for number, kernel in enumerate(_TEMPORAL_KERNELS, start=2):
            padded = F.pad(mels, (0, 0, (kernel - 1) // 2, kernel // 2))
            features.append(self._normalise(number + 1, self._convolve(number, padded), 1).amax(3))
        return torch.cat(features, dim=1)

    def _over_time(self, number: int, features: Tensor) -> Tensor:
        """A convolution over seven frames and all channels: `[B, 64, T]` of `[B, C, T]`."""
        picture = F.pad(features.transpose(1, 2)[:, None], (0, 0, 3, 3))
        return self._normalise(number + 1, self._convolve(number, picture), 1)[..., 0]

    def _convolve(self, number: int, picture: Tensor) -> Tensor:
        name = f"conv2d_{number}" if number else "conv2d"
        kernel = self._weights[f"{name}/kernel"].permute(3, 2, 0, 1)
        return F.relu(F.conv2d(picture, kernel, self._weights[f"{name}/bias"]))

    def _dense(self, values: Tensor) -> Tensor:
        return values @ self._weights["dense/kernel"] + self._weights["dense/bias"]

    def _normalise(self, number: int, values: Tensor, channel_dim: int) -> Tensor:
        name = f"batch_normalization_{number}" if number else "batch_normalization"
        shape = [1] * values.ndim
        shape[channel_dim] = -1
        mean, variance, gain, offset = (
            self._weights[f"{name}/{part}"].view(shape)
            for part in ("moving_mean", "moving_variance", "gamma", "beta")
        )
        return (values - mean) / torch.sqrt(variance + _EPSILON) * gain + offset
