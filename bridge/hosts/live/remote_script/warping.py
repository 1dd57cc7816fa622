"""Warps a clip straight: warp markers, loop and markers exactly on its beats.

A marker ties an instant of the sample (seconds) to a beat. The last one in Live's list is its shadow:
it only says how fast the last piece goes, and cannot be touched. Two markers make a line, which is all
that a loop of constant tempo needs: its first frame on beat 0, the end of its last one on the last beat.
What Live guessed in between is taken out, since a guess may bend it.
"""

from __future__ import annotations

from typing import Any

# What comes back from Live farther off than this was not taken: 50 µs at 120 BPM.
NEAR_BEATS = 1e-4
# As near as two doubles that went the same way.
SAME_BEATS = 1e-9


class NotTaken(Exception):
    """Live did not take a value that was set."""


def straighten(clip: Any, beats: float, seconds: float, marker: Any) -> None:
    """Have the sample's `seconds` last `beats`; `marker` is Live's class of markers.

    Raises what Live raises, and `NotTaken`.
    """
    # Setting it again would have Live analyse the sample again.
    if not clip.warping:
        clip.warping = True
    if not _is_straight(clip, beats, seconds, SAME_BEATS):
        _lay(clip, beats, seconds, marker)
    if not _is_straight(clip, beats, seconds, NEAR_BEATS):
        raise NotTaken("the warp markers")


def loop(clip: Any, beats: float) -> None:
    """Loop the clip from 0 to `beats`, and begin there. Raises what Live raises, and `NotTaken`."""
    clip.looping = True
    _set_span(clip, "loop_start", "loop_end", beats)
    _set_span(clip, "start_marker", "end_marker", beats)


def _lay(clip: Any, beats: float, seconds: float, marker: Any) -> None:
    real = list(clip.warp_markers)[:-1]
    for each in reversed(real[1:]):
        clip.remove_warp_marker(each.beat_time)
    # The end first: then the beginning may be moved, whatever the shadow said.
    clip.add_warp_marker(marker(seconds, beats))
    first = real[0]
    due = first.sample_time * beats / seconds
    if first.beat_time != due:
        clip.move_warp_marker(first.beat_time, due - first.beat_time)
    if due > SAME_BEATS:
        clip.add_warp_marker(marker(0.0, 0.0))


def _is_straight(clip: Any, beats: float, seconds: float, near_beats: float) -> bool:
    """Whether all markers lie on the line, and both of its ends are among them."""
    markers = list(clip.warp_markers)[:-1]
    offs = [abs(each.beat_time - each.sample_time * beats / seconds) for each in markers]
    spans = markers and markers[0].beat_time <= near_beats and markers[-1].beat_time >= beats - near_beats
    return bool(spans) and max(offs) <= near_beats


def _set_span(clip: Any, start: str, end: str, beats: float) -> None:
    """Set two ends of which the first must always lie before the second."""
    ends = ((end, beats), (start, 0.0)) if beats > getattr(clip, start) else ((start, 0.0), (end, beats))
    for name, beat in ends:
        setattr(clip, name, beat)
    for name, beat in ends:
        if abs(getattr(clip, name) - beat) > NEAR_BEATS:
            raise NotTaken(name.replace("_", " "))
