"""A mixer driven by hand: loops of noise, a straight grid, blocks of any size."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from bridge.player.grid import Grid
from bridge.player.loop_buffer import MARGIN, LoopBuffer, Planar
from bridge.player.mixer import Launch, Mixer, SetGrid
from bridge.player.voice import Voice

RATE_HZ = 48_000
FADE = 96  # 2 ms
TEMPO_BPM = 120.0
BEAT_FRAMES = 24_000
_NUMBERS = itertools.count(1)


def noise(frames: int, quarters: float, *, seed: int = 0, level: float = 0.25) -> LoopBuffer:
    samples = np.random.default_rng(seed).uniform(-level, level, (2, frames))
    return LoopBuffer(samples.astype(np.float32), quarters)


def constant(frames: int, quarters: float, level: float = 0.5) -> LoopBuffer:
    return LoopBuffer(np.full((2, frames), level, np.float32), quarters)


def sine(frames: int, quarters: float, turns: int, level: float = 0.5) -> LoopBuffer:
    wave = level * np.sin(2 * np.pi * turns * np.arange(frames) / frames)
    return LoopBuffer(np.tile(wave, (2, 1)).astype(np.float32), quarters)


def samples_of(loop: LoopBuffer) -> Planar:
    return loop.samples[:, MARGIN:-MARGIN]


def grid(*, beat: float = 0.0, frame: float = 0.0, tempo_bpm: float = TEMPO_BPM, drift: float = 0.0) -> Grid:
    """`drift` is by how much the device's clock is slow: its frames last so much longer."""
    return Grid(beat, frame, tempo_bpm / 60 / RATE_HZ * (1 + drift), tempo_bpm)


def mixer(on: Grid | None = None) -> Mixer:
    made = Mixer(RATE_HZ)
    made.commands.append(SetGrid(on or grid()))
    return made


def launch(on: Mixer, loop: LoopBuffer, *, beat: float, slot: str = "a", gain: float = 1.0) -> Voice:
    voice = Voice(next(_NUMBERS), slot, loop, beat, gain)
    on.commands.append(Launch(voice))
    return voice


def render(on: Mixer, sizes: Iterable[int]) -> Planar:
    """What comes out in blocks of these sizes, one after the other, from where the mixer is."""
    blocks = [np.empty((2, 0), np.float32)]
    for size in sizes:
        block = np.full((2, size), np.nan, np.float32)
        on.render(block, on.frame)
        blocks.append(block)
    return np.concatenate(blocks, axis=1)


def cut(total: int, size: int) -> list[int]:
    return [size] * (total // size) + ([total % size] if total % size else [])
