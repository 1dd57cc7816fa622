"""The short-time Fourier transform of a sound that is a circle, and its inverse.

A loop's length does not bind the number of samples it is worked on: a sound on a circle that is
limited in band is a finite Fourier series, so carrying it to another number of samples is exact.
`Circle.around` therefore picks one that suits the transform: every column gets the same whole hop,
of small prime factors, at no higher a rate than the highest note needs. Columns then lie exactly at
k·N/K without rounding, overlap-add is a sum of shifted blocks without any scatter, and one last step,
`resample`, returns to as many samples as were asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

# Room above the highest note, as a share of it, so that the window's skirt does not fold back.
_HEADROOM = 1.1
# Windows that barely reach a sample say nothing of it; with an overlap of 2 the least sum is 1/2.
_LEAST_WEIGHT = 1e-3


@dataclass(frozen=True, kw_only=True)
class Circle:
    """A circle of `columns` · `hop` frames at `rate_hz`, seen through Hann windows.

    A frame spans `taps` hops, of which the window covers `window_frames` (not necessarily whole) in
    the middle; it is padded with zeros to a transform of `fft_frames`. Spectra hold `bins` bins.
    """

    columns: int
    hop: int
    taps: int
    fft_frames: int
    bins: int
    rate_hz: float
    window_frames: float

    @classmethod
    def around(cls, columns: int, seconds: float, *, window_s: float, fft_s: float, high_hz: float) -> Circle:
        """The circle of `seconds` in `columns` columns that holds notes up to `high_hz`.

        Transforms last at least `fft_s`, and as long as the hops that a window touches.
        """
        hop = _even_smooth(2 * high_hz * _HEADROOM * seconds / columns)
        rate_hz = columns * hop / seconds
        taps = max(2, math.ceil(window_s * rate_hz / hop - 1e-6))
        fft_frames = _even_smooth(max(taps * hop, fft_s * rate_hz))
        return cls(
            columns=columns,
            hop=hop,
            taps=taps,
            fft_frames=fft_frames,
            bins=math.ceil(high_hz * fft_frames / rate_hz),
            rate_hz=rate_hz,
            window_frames=window_s * rate_hz,
        )

    @property
    def frames(self) -> int:
        return self.columns * self.hop

    @property
    def span(self) -> int:
        """Frames from the start of a column's frame to its end; its centre is the column's place."""
        return self.taps * self.hop

    @property
    def bin_hz(self) -> float:
        return self.rate_hz / self.fft_frames

    def window(self, device: torch.device) -> Tensor:
        """Hann's window `[span]`, centred."""
        offsets = torch.arange(self.span, dtype=torch.float64) - self.span / 2
        inside = offsets.abs() < self.window_frames / 2
        return (torch.cos(math.pi * offsets / self.window_frames).square() * inside).float().to(device)

    def analyse(self, sound: Tensor, window: Tensor) -> Tensor:
        """Spectra `[C, K, F]`, complex, of the circle `sound` `[C, N]`; frame k starts at k · hop."""
        wrap = self.span - self.hop
        turns = math.ceil(wrap / sound.shape[-1])
        unrolled = torch.cat([sound, sound.repeat(1, turns)[:, :wrap]], dim=1)
        frames = unrolled.unfold(1, self.span, self.hop) * window
        spectra: Tensor = torch.fft.rfft(frames, n=self.fft_frames)
        return spectra[..., : self.bins]

    def synthesise(self, spectra: Tensor, window: Tensor) -> Tensor:
        """The sound `[C, N]` whose spectra are nearest, in least squares, to `spectra` `[C, K, F]`.

        Griffin and Lim 1984: windowed overlap-add over the sum of squared windows, which repeats
        with the hop since the columns are even. Where no window reaches there is silence.
        """
        frames = torch.fft.irfft(spectra, n=self.fft_frames)[..., : self.span] * window
        weight = window.square().view(self.taps, self.hop).sum(0).clamp_min(_LEAST_WEIGHT)
        return (self._overlapping(frames).sum(2) / weight).flatten(1)

    def _overlapping(self, frames: Tensor) -> Tensor:
        """A view `[C, K, taps, hop]` of all that falls on each hop of the circle.

        On hop k falls block `tap` of frame k - tap: a diagonal of the frames `[C, K, span]`, once as
        many of their last are laid before the first as it takes. One sum over it instead of a sum
        for each tap, since where processors are busy every operation waits for its last thread.
        """
        before = torch.arange(1 - self.taps, self.columns, device=frames.device) % self.columns
        led = frames.index_select(1, before)
        steps = (led.stride(0), self.span, self.span - self.hop, 1)
        shape = (frames.shape[0], self.columns, self.taps, self.hop)
        return led.as_strided(shape, steps, (self.taps - 1) * self.hop)

    def unroll(self, sound: Tensor, frames: int) -> Tensor:
        """The circle `sound` `[C, N]` at `frames` samples, with column k centred at k · frames / K."""
        return resample(sound, frames, delay=-self.span / 2)


def resample(sound: Tensor, frames: int, *, delay: float = 0.0) -> Tensor:
    """The circle `sound` `[C, N]` at `frames` samples, turned later by `delay` of its own samples.

    Exact below both Nyquist limits: the Fourier series is carried over and read elsewhere.
    """
    series = torch.fft.rfft(sound)
    terms = min(series.shape[-1], frames // 2 + 1)
    angles = torch.arange(terms, dtype=torch.float64) * (-2 * math.pi * delay / sound.shape[-1])
    turn = torch.polar(torch.ones_like(angles), angles).to(series)
    carried: Tensor = torch.fft.irfft(series[:, :terms] * turn, n=frames)
    return carried * (frames / sound.shape[-1])


def modulus(spectra: Tensor) -> Tensor:
    """Magnitudes of complex `spectra`; three times as fast as `abs`, which guards against overflow."""
    parts = torch.view_as_real(spectra)
    return torch.addcmul(parts[..., 0].square(), parts[..., 1], parts[..., 1]).sqrt_()


def _even_smooth(at_least: float) -> int:
    """The least even number ≥ `at_least` with no prime factor above 7, for the transform's sake."""
    candidate = max(2, 2 * math.ceil(at_least / 2 - 1e-9))
    while not _is_smooth(candidate):
        candidate += 2
    return candidate


def _is_smooth(number: int) -> bool:
    for prime in (2, 3, 5, 7):
        while number % prime == 0:
            number //= prime
    return number == 1
