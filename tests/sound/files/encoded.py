"""Clips of noise as bytes."""

from __future__ import annotations

import numpy as np

from bridge.sound.files.encoding import encode_clip
from bridge.sound.files.reading import Sound
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob
from tests.support.factories import certificate


def noise(channels: int, frames: int) -> Sound:
    return np.random.default_rng(3).uniform(-1, 1, (channels, frames)).astype(np.float32)


def encode(order: RenderJob, sound: Sound | None = None) -> bytes:
    frames = loop_frames(order.bars, order.meter, order.tempo_bpm, order.rate_hz)
    return encode_clip(noise(2, frames) if sound is None else sound, certificate(order))
