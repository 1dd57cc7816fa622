"""Defines what the numbers in a spectrogram mean. No tensors.

A spectrogram has two shapes of time. In *clock time* (Riffusion's) a column lasts so many
milliseconds. In *musical time* (the starter's) a column is a fixed part of a quarter note, and a
rendering at a tempo chooses how long that is; nothing is ever stretched.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from bridge.errors import BadRequest


class SpectrogramFormat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a mel spectrogram was made and how its values are written into 8-bit pictures.

    `rate_hz`             samples a second of the sound.
    `columns_per_second`  clock time; or
    `columns_per_quarter` musical time; just one of the two is given.
    `window_s`            length of the Hann window in seconds.
    `fft_s`               length of the transform in seconds, the window zero-padded to it.
    `mel_bins`            rows, low notes first in tensors and at the bottom in pictures.
    `low_hz`, `high_hz`   range of the mel bank: HTK scale, triangles of peak 1, of magnitudes.
    `curve`               how a magnitude m in 0..`ceiling` becomes a level in 0..1:
                          `power`: (m / ceiling) ** exponent;
                          `log`: decibels below the ceiling, `range_db` of them from 1 down to 0.
    `dark_is_loud`        in pictures, whether loud is 0 (Riffusion) or 255.
    `channels`            1, or 2 for stereo (in pictures: green left, blue right, red empty).
    """

    name: str
    rate_hz: int = 44_100
    columns_per_second: float | None = None
    columns_per_quarter: int | None = None
    window_s: float
    fft_s: float
    mel_bins: int
    low_hz: float
    high_hz: float
    curve: Literal["power", "log"]
    exponent: float = 0.25
    range_db: float = 80.0
    ceiling: float
    dark_is_loud: bool
    channels: Literal[1, 2] = 1

    def __post_init__(self) -> None:
        if (self.columns_per_second is None) == (self.columns_per_quarter is None):
            raise BadRequest(
                f"The spectrogram format {self.name} must give columns a second or a quarter, not both."
            )
        if not (
            8_000 <= self.rate_hz <= 192_000
            and 1 <= self.mel_bins <= 4096
            and 0 <= self.low_hz < self.high_hz <= self.rate_hz / 2
            and 0 < self.window_s <= self.fft_s <= 2
            and math.isfinite(self.ceiling)
            and self.ceiling > 0
            and 0 < self.exponent <= 4
            and 1 <= self.range_db <= 300
        ):
            raise BadRequest(f"The spectrogram format {self.name} has a value out of its range.")

    @property
    def is_musical(self) -> bool:
        return self.columns_per_quarter is not None

    @property
    def window_frames(self) -> int:
        return round(self.window_s * self.rate_hz)

    @property
    def fft_frames(self) -> int:
        return round(self.fft_s * self.rate_hz)


# The original's constants: facts of riffusion-hobby v0.3.1 (MIT). Its ceiling of 30e6 is for
# samples of 16-bit size; ours are in -1..1, and the transform is linear.
RIFFUSION = SpectrogramFormat(
    name="riffusion-v1",
    columns_per_second=100.0,
    window_s=0.1,
    fft_s=0.4,
    mel_bins=512,
    low_hz=0.0,
    high_hz=10_000.0,
    curve="power",
    exponent=0.25,
    ceiling=30e6 / 32_768,
    dark_is_loud=True,
)
RIFFUSION_STEREO = msgspec.structs.replace(RIFFUSION, name="riffusion-v1-stereo", channels=2)

# 128 columns a bar of 4/4. 256 bins keep a bass's pitch (chroma .99 after inversion, against .90
# with 128); the window is 93 ms, since a longer one blurs onsets.
STARTER = SpectrogramFormat(
    name="starter-v1",
    columns_per_quarter=32,
    window_s=4096 / 44_100,
    fft_s=4096 / 44_100,
    mel_bins=256,
    low_hz=30.0,
    high_hz=16_000.0,
    curve="log",
    range_db=80.0,
    ceiling=800.0,
    dark_is_loud=False,
)

# For sounds that come from elsewhere, to be fitted to a grid: clock time, and a shorter window than the
# starter's. Fitted and decoded, strokes' 95th percentile of error was 15.8 ms with 93 ms, 10.1 with 64,
# 8.6 with 58, and 7.8 with 46; spectral convergence was .053 with 64, .040 with 58 and .066 with 46.
FIT = msgspec.structs.replace(
    STARTER, name="fit-v1", columns_per_second=100.0, columns_per_quarter=None, window_s=2560 / 44_100
)
