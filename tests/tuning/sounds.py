"""Sounds to learn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 22_050


def write_beat(path: Path, *, bars: float, tempo_bpm: float = 120.0, pitch_hz: float = 220.0) -> Path:
    """So many bars of 4/4: a decaying tone on each beat, and a louder one on each bar's first."""
    frames = round(bars * 4 * 60 / tempo_bpm * RATE_HZ)
    time_s = np.arange(frames) / RATE_HZ
    beats = time_s * tempo_bpm / 60
    loud = np.where(beats % 4 < 1, 0.8, 0.4)
    sound = loud * np.exp(-6 * (beats % 1)) * np.sin(2 * np.pi * pitch_hz * time_s)
    soundfile.write(path, sound, RATE_HZ, subtype="PCM_16")
    return path
