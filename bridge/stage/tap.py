"""Turns taps into a tempo. Pure: the instants come with the taps.

The tempo is the median of the last intervals, so that one that is rushed counts for nothing, and
the beat is the median of where the taps put it, since a hand is off by 10 to 20 ms at each. The first
tap of a series is taken for a downbeat, for people tap from the one.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import median, median_low

from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.vocabulary.music import Meter, Transport

# So long without a tap, and the next begins a series: nobody taps below 30 BPM.
FORGET_S = 2.0
# Two intervals are the fewest of which a tempo can be believed, and eight taps two bars of most music.
_FEWEST_TAPS, _MOST_TAPS = 3, 8
# What comes less than this share of a beat after a tap is the same finger, or a switch that bounces.
_BOUNCE_BEATS, _BOUNCE_S = 0.4, 60 / MAX_TEMPO_BPM


class Tap:
    """Hears taps and says the tempo and the beat in them."""

    def __init__(self, meter: Meter | None = None) -> None:
        self._meter = meter or Meter()
        self._taps_s: list[float] = []
        self._first_beat = 0  # of the series, at the first tap that is kept

    def hit(self, at_s: float) -> Transport | None:
        """Hear a tap; return what is being tapped, or none while there are too few to tell.

        Its beat is counted from the first tap of the series, in quarter notes, and goes on from there:
        a tapped tempo plays. A beat left out is noticed and counted; a tap that bounces is none.
        """
        waited_s = at_s - self._taps_s[-1] if self._taps_s else -1.0
        if not 0 <= waited_s <= FORGET_S:
            self._taps_s, self._first_beat = [at_s], 0
            return None
        if waited_s < _BOUNCE_S:
            return None
        self._taps_s.append(at_s)
        on_beats = self._on_beats()
        if len(on_beats) > _MOST_TAPS:
            del on_beats[0]
            self._first_beat, first_s = on_beats[0]
            self._taps_s = [tap_s for tap_s in self._taps_s if tap_s >= first_s]
        return self._told(on_beats)

    def _on_beats(self) -> list[tuple[int, float]]:
        """The taps that stand for beats, each with its beat in the series and its instant."""
        # The lower of two middles: a beat left out is likelier than one tapped twice.
        period_s = median_low(after_s - before_s for before_s, after_s in pairwise(self._taps_s))
        found = [(self._first_beat, self._taps_s[0])]
        for at_s in self._taps_s[1:]:
            beat, last_s = found[-1]
            beats = (at_s - last_s) / period_s
            if beats >= _BOUNCE_BEATS:
                found.append((beat + max(1, round(beats)), at_s))
        return found

    def _told(self, on_beats: list[tuple[int, float]]) -> Transport | None:
        if len(on_beats) < _FEWEST_TAPS:
            return None
        spans_s = [(after_s - before_s) / (b - a) for (a, before_s), (b, after_s) in pairwise(on_beats)]
        tempo_bpm = round(60 / median(spans_s), 1)
        if not MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM:
            return None
        last_s = self._taps_s[-1]
        beat = median(beat + (last_s - at_s) * tempo_bpm / 60 for beat, at_s in on_beats)
        return Transport(
            tempo_bpm=tempo_bpm, meter=self._meter, playing=True, beat=beat, read_at_s=last_s, source="tap"
        )
