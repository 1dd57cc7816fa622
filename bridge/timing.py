"""Tempo, meter and bars to exact samples, and beats to instants. Pure arithmetic, no clock.

A loop is a circle of `round(bars · quarters per bar · 60 / tempo · rate)` frames. Tempo counts
quarter notes, as every host does, so a bar of 6/8 is three quarters long.
"""

from __future__ import annotations

import math
from fractions import Fraction

import msgspec

from bridge.errors import BadRequest
from bridge.vocabulary.music import Meter, Transport

# Live's range, the widest of the hosts we speak to; a real host once sent 3,159,345.
MIN_TEMPO_BPM, MAX_TEMPO_BPM = 20.0, 999.0
MAX_BARS = 64
# A minute and a half: longer than any loop, and still within the memory of a small machine.
MAX_LOOP_SECONDS = 90.0
# Tempos nearer than this sound the same: over `MAX_LOOP_SECONDS` they part by less than 25 ms.
SAME_BPM = 0.005


def check_tempo(tempo_bpm: float) -> float:
    """Return `tempo_bpm`, or raise `BadRequest` if it is no number from 20 to 999."""
    if not (math.isfinite(tempo_bpm) and MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM):
        raise BadRequest(
            f"A tempo of {tempo_bpm:,.10g} BPM is out of range. Use {MIN_TEMPO_BPM:g} to {MAX_TEMPO_BPM:g}."
        )
    return tempo_bpm


def check_bars(bars: int) -> int:
    """Return `bars`, or raise `BadRequest` if it is not from 1 to 64."""
    if not 1 <= bars <= MAX_BARS:
        raise BadRequest(f"{bars} bars is out of range. Use 1 to {MAX_BARS}.")
    return bars


def loop_quarters(bars: int, meter: Meter) -> Fraction:
    """Length of `bars` bars in quarter notes."""
    return check_bars(bars) * meter.quarters_per_bar


def loop_frames(bars: int, meter: Meter, tempo_bpm: float, rate_hz: int) -> int:
    """Frames (samples a channel) of a loop, exact to the nearest one.

    Computed over rationals, so that no intermediate rounding can move the last frame. Raises
    `BadRequest` for a tempo, a number of bars or a length that cannot be rendered.
    """
    quarters = loop_quarters(bars, meter)
    seconds = quarters * 60 / Fraction(check_tempo(tempo_bpm))
    if seconds > MAX_LOOP_SECONDS:
        raise BadRequest(
            f"{bars} bars of {meter} at {tempo_bpm:g} BPM last {float(seconds):.0f} s. "
            f"Ask for at most {MAX_LOOP_SECONDS:g} s."
        )
    return round(seconds * rate_hz)


def fold_tempo(tempo_bpm: float, low_bpm: float, high_bpm: float) -> tuple[float, int]:
    """Fold `tempo_bpm` by octaves into `low_bpm`..`high_bpm` (which must span at least one).

    Returns the folded tempo and the number of doublings that led to it: 174 into 80–160 gives
    (87, -1), since what is counted at 174 can be felt at half of it.
    """
    if high_bpm < 2 * low_bpm:
        raise ValueError("the range must span an octave, or a tempo may fit nowhere in it")
    doublings = 0
    while tempo_bpm < low_bpm:
        tempo_bpm, doublings = tempo_bpm * 2, doublings + 1
    while tempo_bpm > high_bpm:
        tempo_bpm, doublings = tempo_bpm / 2, doublings - 1
    return tempo_bpm, doublings


def beat_at(transport: Transport, at_s: float) -> float:
    """Position in quarter notes at an instant of the monotonic clock, while the tempo stays.

    A host that stands still does not move.
    """
    if not transport.playing:
        return transport.beat
    return transport.beat + (at_s - transport.read_at_s) * transport.tempo_bpm / 60


def instant_of(transport: Transport, beat: float) -> float:
    """The instant (monotonic, seconds) at which a playing host is at `beat`."""
    return transport.read_at_s + (beat - transport.beat) * 60 / transport.tempo_bpm


def next_boundary(transport: Transport, at_s: float, quantum_quarters: float) -> float:
    """The first multiple of `quantum_quarters` that a playing host has not passed at `at_s`, in quarters.

    Within a millionth of a beat it counts as not yet passed, so that rounding never costs a bar.
    """
    return math.ceil(beat_at(transport, at_s) / quantum_quarters - 1e-6) * quantum_quarters


def running(transport: Transport, now_s: float, before: Transport | None = None) -> Transport:
    """The beats that sound goes by: they never stand still, and never jump by more than half a bar.

    `before` is what this gave for the reading before (none: nothing has gone on yet). The answer always
    says `playing`, so that `beat_at`, `instant_of` and `next_boundary` hold for it at any time.

    While the host stands still, beats go on from where they were at `now_s`, at the host's tempo. While
    it plays, they lie on its own, save for a whole number of bars: the one that moves them least. So a host
    that starts, or jumps in its song, shifts what sounds to its bar lines and no farther, and one
    whose song goes round a cycle of whole bars shifts nothing.
    """
    if transport.playing:
        if before is None:
            return transport
        bar = float(transport.meter.quarters_per_bar)
        bars = round((beat_at(before, now_s) - beat_at(transport, now_s)) / bar)
        return msgspec.structs.replace(transport, beat=transport.beat + bars * bar)
    if before is None:
        return msgspec.structs.replace(transport, playing=True, read_at_s=now_s)
    if before.tempo_bpm == transport.tempo_bpm:  # the same line, so that nothing adds up over hours
        return msgspec.structs.replace(before, meter=transport.meter, source=transport.source)
    return msgspec.structs.replace(transport, playing=True, beat=beat_at(before, now_s), read_at_s=now_s)
