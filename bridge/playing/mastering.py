"""Masters a loop from any model: bus compression, loudness and a true-peak limit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.empty_library import load_libatomic
from bridge.playing.effects import run_round
from bridge.playing.loudness import SILENCE_LUFS, loudness, true_peak

Sound = NDArray[np.float32]

LOUDNESS_LUFS = -14.0
CEILING_DBTP = -1.0
# Bus compression 2:1 above 6 LU over the loop's own loudness, slow enough to let attacks through.
_GLUE_OVER_LU, _GLUE_RATIO, _GLUE_ATTACK_MS, _GLUE_RELEASE_MS = 6.0, 2.0, 20.0, 160.0
_LIMIT_RELEASE_MS, _LOOKAHEAD_MS = 80.0, 3.0
_SETTLES_S = 0.8
# The most that the limiter may cut. Sounds that need more have too sparse peaks to be made that loud.
_MOST_DRIVE_DB = 18.0
_CLOSE_LU = 0.1
_ROUNDS = 5


def master(
    sound: Sound, rate_hz: int, lufs: float = LOUDNESS_LUFS, *, ceiling_dbtp: float = CEILING_DBTP
) -> Sound:
    """Bring the circle `sound` `[C, N]` to `lufs` with no true peak above `ceiling_dbtp`: `[C, N]`.

    Silence stays silent. A sound that would need more than 18 dB of limiting stays softer.
    """
    found = loudness(sound, rate_hz)
    if found <= SILENCE_LUFS:
        return sound
    glued = _glue(sound, rate_hz, found)
    gain_db = lufs - loudness(glued, rate_hz)
    most_db = ceiling_dbtp + _MOST_DRIVE_DB - 20 * float(np.log10(true_peak(glued)))
    for _ in range(_ROUNDS):
        gain_db = min(gain_db, most_db)
        limited = _limit(glued * np.float32(10 ** (gain_db / 20)), rate_hz, ceiling_dbtp)
        short_db = lufs - loudness(limited, rate_hz)
        if abs(short_db) < _CLOSE_LU or gain_db >= most_db:
            break
        gain_db += 1.3 * short_db
    return limited


def _glue(sound: Sound, rate_hz: int, lufs: float) -> Sound:
    """Bus compression with one gain for both channels, found by compressing the louder of the two."""
    load_libatomic()
    from pedalboard import Compressor

    level = np.maximum(np.abs(sound).max(axis=0, keepdims=True), np.float32(1e-6))
    compressor = Compressor(lufs + _GLUE_OVER_LU, _GLUE_RATIO, _GLUE_ATTACK_MS, _GLUE_RELEASE_MS)
    glued: Sound = sound * (run_round(compressor, level, rate_hz, _SETTLES_S) / level)
    return glued


def _limit(sound: Sound, rate_hz: int, ceiling_dbtp: float) -> Sound:
    """Limit true peaks: lowers the limiter's ceiling by however much peaks between samples exceed it."""
    load_libatomic()
    from pedalboard import BrickwallLimiter

    ceiling, aim_db = 10 ** (ceiling_dbtp / 20), ceiling_dbtp
    for _ in range(3):
        limiter = BrickwallLimiter(aim_db, _LIMIT_RELEASE_MS, _LOOKAHEAD_MS)
        held = run_round(limiter, sound, rate_hz, _SETTLES_S)
        over = true_peak(held) / ceiling
        if over <= 1:
            return held
        aim_db -= 20 * float(np.log10(over)) + 0.02
    safe: Sound = held * np.float32(1 / over)
    return safe
