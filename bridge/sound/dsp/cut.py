"""A circle cut out of a longer one where there is no grid to cut by."""

from __future__ import annotations

import torch
from torch import Tensor

# An eighth of the loop: long enough to be no event, short enough to leave the rest as it was.
_FADE_SHARE = 8


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
