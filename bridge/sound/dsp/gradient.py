"""Phases out of magnitudes alone: phase gradients, integrated along a maximum spanning forest.

With a Gaussian window of width γ the log magnitude s and the phase φ of a transform are tied: the
phase advances from column to column by 2π·hop·m/n plus hop·n/γ times the slope of s over frequency,
and from bin to bin by -γ/(hop·n) times the slope of s over time. A Hann window of W frames behaves as
γ = 0.25645·W². (Průša, Balazs and Søndergaard 2017, "A noniterative method for reconstruction of
phase from STFT magnitude".)

They integrate from the loudest bin outwards with a heap, loudest neighbour first, so that errors
arise where it is quiet. Such a walk is Prim's algorithm for the maximum spanning tree of the grid,
with each edge as heavy as the quieter of its ends; Borůvka's algorithm grows the same tree in a few
rounds over whole tensors, several times as fast as a heap in Python. The grid is a cylinder: time
wraps, and whatever phase is left over around the circle comes to lie at its quietest place.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from bridge.sound.dsp.circle import Circle

_HANN_GAMMA = 0.25645
# Bins quieter than this share of the loudest (-140 dB) keep phase 0.
_SILENCE = 1e-7


def integrated_phases(magnitudes: Tensor, circle: Circle) -> Tensor:
    """Phases `[C, K, F]` in radians for `magnitudes` `[C, K, F]`, of frames that begin at k · hop.

    Phase is 0 where the sum of the channels is loudest, in each of them; so channels that hold the
    same sound, or shares of it, stay in phase.
    """
    along_time, along_frequency = _gradients(magnitudes, circle)
    parents, offsets = _climb(magnitudes, along_time, along_frequency)
    phases = _join(magnitudes, along_time, along_frequency, parents, offsets).view_as(magnitudes)
    loudest = magnitudes.sum(0).flatten().argmax()
    phases = phases - phases.flatten(1)[:, loudest, None, None]
    bins = torch.arange(circle.bins, device=magnitudes.device)
    return torch.remainder(phases - bins * (math.pi * circle.span / circle.fft_frames), 2 * math.pi)


def _gradients(magnitudes: Tensor, circle: Circle) -> tuple[Tensor, Tensor]:
    """Phase steps `[C, K, F]` that lead to each bin: from the column before, and from the bin below."""
    log = magnitudes.clamp_min(magnitudes.amax() * _SILENCE + 1e-30).log()
    gamma = _HANN_GAMMA * circle.window_frames**2
    scale = gamma / (circle.hop * circle.fft_frames)

    over_frequency = torch.zeros_like(log)
    over_frequency[..., 1:-1] = (log[..., 2:] - log[..., :-2]) / 2
    bins = torch.arange(circle.bins, device=log.device)
    turn = torch.remainder(bins * (2 * math.pi * circle.hop / circle.fft_frames), 2 * math.pi)
    along_time = turn + (over_frequency + over_frequency.roll(1, 1)) / (2 * scale)

    over_time = (log.roll(-1, 1) - log.roll(1, 1)) / 2
    along_frequency = (over_time + over_time.roll(1, 2)) * (-scale / 2)
    return along_time, along_frequency


def _climb(magnitudes: Tensor, along_time: Tensor, along_frequency: Tensor) -> tuple[Tensor, Tensor]:
    """Lead every bin up its steepest path to a peak.

    Returns, flat over the bins, the peak each reaches and its phase over the peak's. To the loudest
    neighbour leads each bin's heaviest edge, so these paths belong to the spanning forest.
    """
    index = torch.arange(magnitudes.numel(), device=magnitudes.device).view_as(magnitudes)
    top, parents, offsets = magnitudes, index, torch.zeros_like(magnitudes)
    for axis, shift, step in (
        (1, 1, along_time),
        (1, -1, -along_time.roll(-1, 1)),
        (2, 1, along_frequency),
        (2, -1, -along_frequency.roll(-1, 2)),
    ):
        neighbour = magnitudes.roll(shift, axis)
        if axis == 2:  # frequency does not wrap
            neighbour[..., 0 if shift == 1 else -1] = 0
        louder = neighbour > top
        top = torch.where(louder, neighbour, top)
        parents = torch.where(louder, index.roll(shift, axis), parents)
        offsets = torch.where(louder, step, offsets)
    return _to_roots(parents.flatten(), offsets.flatten())


def _to_roots(parents: Tensor, offsets: Tensor) -> tuple[Tensor, Tensor]:
    """Roots of a forest, and offsets summed on the way to them, by doubling the steps."""
    while not torch.equal(further := parents[parents], parents):
        offsets = offsets + offsets[parents]
        parents = further
    return parents, offsets


def _join(
    magnitudes: Tensor, along_time: Tensor, along_frequency: Tensor, parents: Tensor, offsets: Tensor
) -> Tensor:
    """Phases, flat over the bins, once the peaks' catchments are joined over their highest passes.

    Borůvka: each group takes its heaviest edge to another, all groups at once, until no edge is left.
    """
    loudness = magnitudes.flatten()
    first, second, step, weight = _passes(magnitudes, along_time, along_frequency, parents)
    # From here on between peaks: the phase of the second's over the first's.
    step = step + offsets[first] - offsets[second]

    ends = torch.cat([parents[first], parents[second]])
    peaks, ends = torch.unique(ends, return_inverse=True)
    first, second = ends.view(2, -1)
    groups = torch.arange(len(peaks), device=ends.device)
    rises = torch.zeros(len(peaks), device=ends.device)
    while len(first):
        links, steps = _heaviest_links(first, second, step, weight, loudness[peaks])
        rises = rises + steps[groups]
        groups = links[groups]
        step = step + steps[first] - steps[second]
        first, second = links[first], links[second]
        apart = (first != second).nonzero()[:, 0]
        first, second, step, weight = first[apart], second[apart], step[apart], weight[apart]

    peak_phases = torch.zeros_like(loudness)
    peak_phases[peaks] = rises
    return offsets + peak_phases[parents]


def _passes(
    magnitudes: Tensor, along_time: Tensor, along_frequency: Tensor, parents: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Edges between catchments: the bins at their two ends, phase step from one to the other, weight."""
    index = torch.arange(magnitudes.numel(), device=magnitudes.device).view_as(magnitudes)
    peaks = parents.view_as(magnitudes)
    floor = magnitudes.amax() * _SILENCE
    edges = []
    for axis, step in ((1, along_time), (2, along_frequency)):
        weight = torch.minimum(magnitudes, magnitudes.roll(1, axis))
        kept = (peaks != peaks.roll(1, axis)) & (weight > floor)
        if axis == 2:  # frequency does not wrap
            kept[..., 0] = False
        edges.append((index.roll(1, axis)[kept], index[kept], step[kept], weight[kept]))
    return tuple(torch.cat(ends) for ends in zip(*edges, strict=True))  # type: ignore[return-value]


def _heaviest_links(
    first: Tensor, second: Tensor, step: Tensor, weight: Tensor, loudness: Tensor
) -> tuple[Tensor, Tensor]:
    """Link each group to the one over its heaviest edge, and follow the links to their ends.

    Returns, over all groups `[G]`, the group that each now belongs to and its phase over that one's.
    """
    count = len(loudness)
    # Positive floats sort as their bits do; the edge's number below them makes each weight unique, so
    # that links close no circle longer than two.
    edges = torch.arange(len(weight), device=weight.device)
    rank = (weight.view(torch.int32).long() << 32) + edges
    heaviest = torch.full((count,), -1, device=weight.device)
    heaviest = heaviest.scatter_reduce(0, torch.cat([first, second]), torch.cat([rank, rank]), "amax")
    linked = (heaviest >= 0).nonzero()[:, 0]
    edge = heaviest[linked] & 0xFFFFFFFF

    every = torch.arange(count, device=weight.device)
    links, steps = every.clone(), torch.zeros(count, device=weight.device)
    links[linked] = first[edge] + second[edge] - linked
    steps[linked] = torch.where(second[edge] == linked, step[edge], -step[edge])

    # Two groups that chose each other: the louder peak stays (the later one, if they are equal).
    mutual = links[links] == every
    stays = (loudness > loudness[links]) | ((loudness == loudness[links]) & (every >= links))
    links = torch.where(mutual & stays, every, links)
    steps = torch.where(mutual & stays, 0.0, steps)
    return _to_roots(links, steps)
