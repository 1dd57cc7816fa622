"""Closes circles: one cut out of a longer one, and one that was cut with a step at its seam."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from bridge.sound.measure import seam

# An eighth of the loop: long enough to be no event, short enough to leave the rest as it was.
_FADE_SHARE = 8
# A step that is let out over so long is no click, and too low to be heard as a tone.
_STEP_S = 0.005


def cut_first(mel: Tensor, rounds: int) -> Tensor:
    """The first of `rounds` equal parts of the circle of magnitudes `[C, M, K]`, closed into itself.

    Its beginning is faded in over what follows its end in the longer circle, so that the last
    column leads on as it did there. One round is the circle itself.
    """
    if rounds == 1:
        return mel
    length = mel.shape[-1] // rounds
    fade = max(1, length // _FADE_SHARE)
    share = torch.arange(fade, device=mel.device) / fade
    cut = mel[..., :length].clone()
    cut[..., :fade] = share * cut[..., :fade] + (1 - share) * mel[..., length : length + fade]
    return cut


def without_step(sound: Tensor, rate_hz: int) -> Tensor:
    """The circle `sound` `[C, N]` with no more of a step at its seam than inside it.

    Half of the step is let out on either side, along a cosine.
    """
    reach = min(round(_STEP_S * rate_hz), sound.shape[-1] // 4)
    if reach < 2 or seam(sound.cpu().numpy()) <= 1:
        return sound
    slope = (sound[:, 1] - sound[:, 0] + sound[:, -1] - sound[:, -2]) / 2
    half = (sound[:, 0] - sound[:, -1] - slope)[:, None] / 2
    ramp = (1 + torch.cos(torch.arange(reach, device=sound.device) * (math.pi / reach))) / 2
    closed = sound.clone()
    closed[:, :reach] -= half * ramp
    closed[:, -reach:] += half * ramp.flip(0)
    return closed
