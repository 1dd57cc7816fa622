"""Brings what is redrawn to the tone, width and loudness of what it stands beside, and joins the two.

All of it works on whole loops by their Fourier series: a static equaliser, one gain for the side. C channels,
N frames of a loop, F terms of its series, B bands.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor

from bridge.sound.dsp.loudness import limited, loudness_lufs
from bridge.sound.dsp.phase import PEAK_DBFS
from bridge.sound.measure import peak_dbfs
from bridge.sound.true_peak import true_peak

_LOWEST_OCTAVE_HZ = 44.0
# What is missing can only be raised so far; what is too much is cut as far as it must be.
_MOST_GAIN, _LEAST_GAIN = 10 ** (18 / 20), 10 ** (-60 / 20)
# Bands overlap, and width and tone change each other: each round takes most of what the last one left.
_ROUNDS = 8
# Loudness is gated, so it differs where octaves agree. In a gap, octaves matter more.
_MOST_LOUDER_DB, _MOST_LOUDER_IN_GAP_DB = 24.0, 2.5
# A limiter takes away some of what was made louder.
_LOUDER_ROUNDS = 3
_ENOUGH_LU = 0.1


class Setting(NamedTuple):
    """Where what is redrawn stands: in `guide` `[C, N]`, at the frames `inside` `[N]` (0..1), next to those
    `beside` `[N]`. It is to be like the guide beside it by `share` (0..1), and else like the guide inside."""

    guide: Tensor
    inside: Tensor
    beside: Tensor
    share: float = 1.0
    most_louder_db: float = _MOST_LOUDER_DB


def whole(guide: Tensor) -> Setting:
    """All is redrawn, and is to be like the guide."""
    every = torch.ones(guide.shape[-1], device=guide.device)
    return Setting(guide, every, every)


def around(guide: Tensor, drawn: Tensor, share: float) -> Setting:
    """What is `drawn` `[N]` (0..1) is to be like the rest, no further off than the gap is long."""
    rest = _near(drawn, min(int((drawn > 0).sum()), len(drawn) // 2)) * (1 - drawn)
    return Setting(guide, drawn, rest, share, _MOST_LOUDER_IN_GAP_DB)


def _near(drawn: Tensor, reach: int) -> Tensor:
    """1 less than `reach` frames from what is drawn, round the circle, and falling to 0 over the last eighth:
    a cut would be heard in every band."""
    frames, places = len(drawn), torch.arange(len(drawn), device=drawn.device)
    inside = torch.nonzero(drawn > 0)[:, 0]
    after = torch.searchsorted(inside, places)
    ahead = (inside[after % len(inside)] - places) % frames
    behind = (places - inside[after - 1]) % frames
    return ((reach - torch.minimum(ahead, behind)) / max(1, reach // 8)).clamp(0, 1)


class Bands(NamedTuple):
    """`measured` `[B, F]` says which terms of a series belong to a band, `shaped` `[B, F]` how far its gain
    reaches."""

    measured: Tensor
    shaped: Tensor


def picture_and_above(frames: int, rate_hz: int, high_hz: float) -> Bands:
    """What a picture up to `high_hz` shows, and what lies above it."""
    above = torch.arange(frames // 2 + 1) * (rate_hz / frames) > high_hz
    both = torch.stack([~above, above]).float()
    return Bands(both, both)


def octaves(frames: int, rate_hz: int) -> Bands:
    """Octaves, their gains fading into each other from centre to centre."""
    hz = torch.arange(frames // 2 + 1) * (rate_hz / frames)
    places = (hz / _LOWEST_OCTAVE_HZ).clamp_min(1).log2()
    numbers = torch.arange(math.ceil(float(places[-1])))[:, None]
    centred = (places - 0.5).clamp(0, len(numbers) - 1)
    return Bands(
        (places.floor().clamp_max(len(numbers) - 1) == numbers).float(),
        (1 - (centred - numbers).abs()).clamp_min(0),
    )


def settled(sound: Tensor, at: Setting, bands: Bands) -> Tensor:
    """`sound` `[C, N]` with the power in each of `bands`, and the side over mid, that `at` asks for."""
    measured, shaped = (each.to(sound.device) for each in bands)
    beside = _spectra(at.guide, at.beside)
    wanted = [_spectra(at.guide, at.inside) if at.share < 1 else beside, beside]
    powers = _asked([measured @ each.sum(0) for each in wanted], at)
    width = _asked([each[1].sum() / each[0].sum().clamp_min(1e-12) for each in wanted], at)
    mid, side = _spectra(sound, at.inside)
    tone, wide = torch.ones_like(powers), torch.ones_like(width)
    for _ in range(_ROUNDS):
        shape = (2 * tone.log() @ shaped).exp()
        there = (side @ shape) * wide.square() / (mid @ shape).clamp_min(1e-12)
        wide = (wide * (width / there.clamp_min(1e-12)).sqrt()).clamp(_LEAST_GAIN, _MOST_GAIN)
        power = measured @ ((mid + side * wide.square()) * shape)
        tone = (tone * (powers / power.clamp_min(1e-20)).sqrt()).clamp(_LEAST_GAIN, _MOST_GAIN)
    toned: Tensor = torch.fft.irfft(torch.fft.rfft(sound) * (tone.log() @ shaped).exp(), n=sound.shape[-1])
    if len(sound) == 1:
        return toned
    mid, side = (toned[0] + toned[1]) / 2, wide * (toned[0] - toned[1]) / 2
    return torch.stack([mid + side, mid - side])


def as_loud(sound: Tensor, at: Setting, rate_hz: int) -> Tensor:
    """`sound` `[C, N]` as loud as `at` asks for, its peaks no higher than the guide's or a clip's usual, also
    between samples."""
    wanted = loudness_lufs(at.guide[:, at.beside > 0], rate_hz)
    if at.share < 1:
        inside = loudness_lufs(at.guide[:, at.inside > 0.5], rate_hz)
        wanted = inside * (1 - at.share) + wanted * at.share
    ceiling_dbfs, gain_db = max(PEAK_DBFS, peak_dbfs(at.guide)), 0.0
    made = sound
    for _ in range(_LOUDER_ROUNDS):
        missing = wanted - loudness_lufs(made[:, at.inside > 0.5], rate_hz)
        if not math.isfinite(missing):
            break
        gain_db = min(max(gain_db + missing, -at.most_louder_db), at.most_louder_db)
        made = limited(sound * 10 ** (gain_db / 20), ceiling_dbfs, rate_hz)
        if made is not sound and abs(missing) < _ENOUGH_LU:
            break
    made = limited(made, ceiling_dbfs, rate_hz)
    ceiling = max(10 ** (ceiling_dbfs / 20), true_peak(at.guide.cpu().numpy()))
    over = true_peak(made.cpu().numpy()) / ceiling
    return made if over <= 1 else made / over


def spliced(guide: Tensor, redrawn: Tensor, drawn: Tensor) -> Tensor:
    """`guide` `[C, N]` to the bit where `drawn` `[N]` is 0, else faded into `redrawn` `[C, N]`.

    Fades keep the power whatever the two have in common: equal power for strangers, equal amplitude for
    the same sound.
    """
    within = drawn > 0
    ours, theirs = guide[:, within].double(), redrawn[:, within].double()
    scale = (ours.square().sum() * theirs.square().sum()).sqrt().clamp_min(1e-20)
    alike = float(((ours * theirs).sum() / scale).clamp(0, 1))
    angle = drawn * (math.pi / 2)
    fade_out, fade_in = torch.cos(angle), torch.sin(angle)
    mixed = (fade_out * guide + fade_in * redrawn) / (1 + 2 * alike * fade_out * fade_in).sqrt()
    return torch.where(within, mixed, guide)


def _asked(inside_and_beside: list[Tensor], at: Setting) -> Tensor:
    """Between what the guide has inside and beside, by the share that `at` gives to what is beside."""
    inside, beside = inside_and_beside
    return inside ** (1 - at.share) * beside**at.share


def _spectra(sound: Tensor, frames: Tensor) -> Tensor:
    """Mean power `[2, F]` of mid and side of `sound` `[C, N]` over `frames` `[N]`, of two channels."""
    first, last = sound[0] * frames, sound[-1] * frames
    both = torch.stack([first + last, first - last]) / math.sqrt(2)
    return torch.view_as_real(torch.fft.rfft(both)).square().sum(-1) / frames.sum().clamp_min(1)
