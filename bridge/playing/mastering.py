"""Masters a loop from any model: bus compression, loudness and a true-peak limit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bridge.empty_library import load_libatomic
from bridge.playing.effects import run_round
from bridge.playing.loudness import SILENCE_LUFS, loudness
from bridge.sound.true_peak import true_peak

Sound = NDArray[np.float32]


class Limiter(NamedTuple):
    """How long a limiter takes to let go of a peak, and how far it looks ahead for one."""

    release_ms: float
    lookahead_ms: float


SLOW = Limiter(80.0, 3.0)
"""Not heard as distortion."""
# For strokes that are over in milliseconds: held down for longer than that, the rest of them would go, too.
# Of 20 loops of percussion alone that fell short by .4 to 2.4 LU, the worst is .7 short, and their spectra
# are nearer to what was played (3.6 dB for 4.8).
_QUICK = Limiter(3.0, 1.0)

LOUDNESS_LUFS = -14.0
CEILING_DBTP = -1.0
# Bus compression 2:1 above 6 LU over the loop's own loudness, slow enough to let attacks through.
_GLUE_OVER_LU, _GLUE_RATIO, _GLUE_ATTACK_MS, _GLUE_RELEASE_MS = 6.0, 2.0, 20.0, 160.0
_SETTLES_S = 0.8
# The most that the limiter may cut. Sounds that need more have too sparse peaks to be made that loud.
_MOST_DRIVE_DB = 18.0
_CLOSE_LU = 0.1
# How far a loop may fall short before a quicker limiter is tried.
_SHORT_LU = 0.5
_ROUNDS = 5


def master(
    sound: Sound, rate_hz: int, lufs: float = LOUDNESS_LUFS, *, ceiling_dbtp: float = CEILING_DBTP
) -> Sound:
    """Bring the circle `sound` `[C, N]` to `lufs` with no true peak above `ceiling_dbtp`: `[C, N]`.

    Silence stays silent. Where a slow limiter leaves the sound too soft, since its peaks are sparse, a quick
    one is used. A sound that would need more than 18 dB of limiting stays softer.
    """
    found = loudness(sound, rate_hz)
    if found <= SILENCE_LUFS:
        return sound
    glued = _glue(sound, rate_hz, found)
    made = _driven(glued, rate_hz, lufs, ceiling_dbtp, SLOW)
    if loudness(made, rate_hz) < lufs - _SHORT_LU:
        made = _driven(glued, rate_hz, lufs, ceiling_dbtp, _QUICK)
    return made


def _driven(sound: Sound, rate_hz: int, lufs: float, ceiling_dbtp: float, limiter: Limiter) -> Sound:
    """`sound` into `limiter`, louder until it comes out at `lufs`, as far as the limiter may cut."""
    gain_db = lufs - loudness(sound, rate_hz)
    most_db = ceiling_dbtp + _MOST_DRIVE_DB - 20 * float(np.log10(true_peak(sound)))
    for _ in range(_ROUNDS):
        gain_db = min(gain_db, most_db)
        limited = limit(sound * np.float32(10 ** (gain_db / 20)), rate_hz, ceiling_dbtp, limiter)
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


def limit(sound: Sound, rate_hz: int, ceiling_dbtp: float, limiter: Limiter) -> Sound:
    """Limit true peaks: lowers the limiter's ceiling by however much peaks between samples exceed it."""
    load_libatomic()
    from pedalboard import BrickwallLimiter

    ceiling, aim_db = 10 ** (ceiling_dbtp / 20), ceiling_dbtp
    for _ in range(3):
        held = run_round(BrickwallLimiter(aim_db, *limiter), sound, rate_hz, _SETTLES_S)
        over = true_peak(held) / ceiling
        if over <= 1:
            return held
        aim_db -= 20 * float(np.log10(over)) + 0.02
    safe: Sound = held * np.float32(1 / over)
    return safe
