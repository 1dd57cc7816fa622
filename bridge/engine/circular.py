"""Makes convolutions wrap in time, so that a model's last column borders on its first.

A convolution pads with zeros, which tells a network where a picture ends: it draws an edge there,
and a loop made of that picture clicks. Padding along time (x, the last dimension) with what comes
round from the other end makes each layer commute with a roll of its input; attention, group
normalisation and nearest-neighbour upsampling already do. Frequency (y) has real ends and keeps
its zeros.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from diffusers.models.downsampling import Downsample2D
from torch import Tensor, nn


def pad_around(x: Tensor, left: int, right: int) -> Tensor:
    """Pad `[..., W]` to `[..., left + W + right]` with what comes round from the other end.

    Either side may be longer than W: the circle is then walked more than once.
    """
    width = x.shape[-1]
    if max(left, right) > width:
        return x[..., torch.arange(-left, width + right, device=x.device) % width]
    return torch.cat([x[..., width - left :], x, x[..., :right]], dim=-1)


class TimeCircularConv2d(nn.Conv2d):
    """A `Conv2d` on `[B, C, H, W]` that wraps along W and pads H as before."""

    def forward(self, input: Tensor) -> Tensor:
        rows, columns = int(self.padding[0]), int(self.padding[1])
        padded = pad_around(input, columns, columns)
        return F.conv2d(padded, self.weight, self.bias, self.stride, (rows, 0), self.dilation, self.groups)


class TimeCircularDownsample2D(Downsample2D):  # type: ignore[misc]
    """The downsampling of `AutoencoderKL`'s encoder, which pads only below and to the right.

    Its convolution (kernel 3, stride 2, no padding of its own) then looks one row down and one
    column on; here that column is the first one.
    """

    def forward(self, hidden_states: Tensor, *args: object, **kwargs: object) -> Tensor:
        wrapped = pad_around(hidden_states, 0, 1)
        downsampled: Tensor = self.conv(F.pad(wrapped, (0, 0, 0, 1)))
        return downsampled


def wrap_in_time(module: nn.Module) -> nn.Module:
    """Make every convolution in `module` that reaches along x wrap there. Returns `module`.

    Only the classes of the layers concerned change: weights, state dictionary, device and type are
    untouched, and wrapping twice is wrapping once. Raises `TypeError` for a convolution of a kind
    that cannot be wrapped, rather than leave a seam in silence.
    """
    for layer in module.modules():
        if isinstance(layer, TimeCircularConv2d | TimeCircularDownsample2D):
            continue
        if isinstance(layer, Downsample2D) and layer.use_conv and layer.padding == 0:
            if layer.norm is not None:
                raise TypeError("a downsampling with a norm cannot be wrapped in time")
            layer.__class__ = TimeCircularDownsample2D
        elif _reaches_along_x(layer):
            if type(layer) is not nn.Conv2d:
                raise TypeError(f"{type(layer).__name__} cannot be wrapped in time")
            layer.__class__ = TimeCircularConv2d
    return module


def _reaches_along_x(layer: nn.Module) -> bool:
    """Whether `layer` is a convolution that pads along x to see a column's neighbours."""
    if isinstance(layer, nn.ConvTranspose2d):
        return layer.kernel_size[1] > layer.stride[1]
    if not isinstance(layer, nn.Conv2d) or layer.kernel_size[1] == 1:
        return False
    if isinstance(layer.padding, str):
        raise TypeError(f"a convolution padded “{layer.padding}” cannot be wrapped in time")
    return layer.padding[1] > 0
