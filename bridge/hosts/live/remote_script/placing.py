"""Puts a clip into Live: finds the place, makes the clip, sets its properties, may launch it; or says why
not."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from . import warping
from .protocol import HOST, NO_FILE, NO_PLACE, ORDER
from .reading import Slot, next_free, number_of, selected_slot, why_not

# As far as Live's arrangement goes.
MAX_BEATS = 1576800.0


class Refused(Exception):
    """It was not placed: a word for programs, a sentence for people."""

    def __init__(self, kind: str, text: str) -> None:
        Exception.__init__(self, text)
        self.kind, self.text = kind, text


class Order:
    """What is to be placed, as `ORDER` lists it. Raises `Refused` for arguments that are none."""

    def __init__(self, arguments: tuple[Any, ...]) -> None:
        try:
            given = dict(zip(ORDER, arguments))  # noqa: B905 (Live 11 has Python 3.7)
            self.boot, self.until = str(given["boot"]), float(given["until"])
            self.path, self.where, self.name = str(given["path"]), str(given["where"]), str(given["name"])
            self.color, self.fire = int(given["color"]) & 0xFFFFFF, bool(given["fire"])
            self.beats, self.seconds = float(given["beats"]), float(given["seconds"])
            self.modes = [int(mode) for mode in given["modes"].split()]
        except (KeyError, ValueError, AttributeError):
            raise Refused(HOST, "The Live script was sent an order that it cannot read.") from None
        if not (0 < self.beats < MAX_BEATS and 0 < self.seconds < MAX_BEATS):
            raise Refused(HOST, "The Live script was sent an order of no length.")


class InSlot:
    """A place in the session."""

    def __init__(self, found: Slot) -> None:
        self._slot, self.where = found.slot, found.where

    @property
    def can_create(self) -> bool:
        return hasattr(self._slot, "create_audio_clip")

    def create(self, path: str) -> Any:
        return self._slot.create_audio_clip(path)

    def discard(self, clip: Any) -> None:
        self._slot.delete_clip()

    def fire(self) -> None:
        self._slot.fire()


class InArrangement:
    """A place in the arrangement, at `start` (quarter notes), which is answered as `where`."""

    def __init__(self, track: Any, start: float, where: str) -> None:
        self._track, self._start, self.where = track, start, where

    @property
    def can_create(self) -> bool:
        return hasattr(self._track, "create_audio_clip")

    def create(self, path: str) -> Any:
        return self._track.create_audio_clip(path, self._start)

    def discard(self, clip: Any) -> None:
        self._track.delete_clip(clip)

    def fire(self) -> None:
        pass  # it sounds when the cursor comes by


def place(song: Any, order: Order, folder: str, marker: Any, version: str) -> str:
    """Carry out `order` with a file in `folder`; where the clip is now. One step to undo.

    Raises `Refused`. Where something goes wrong after the clip was made, it is taken out again.
    """
    path = _checked(order.path, folder)
    target = _target(song, order)
    if not target.can_create:
        raise Refused(
            HOST, f"This is Live {version}; placing needs 12.0.5 or later: update it, or drag the clip in."
        )
    song.begin_undo_step()
    try:
        _make(target, order, path, marker)
    finally:
        song.end_undo_step()
    if order.fire:
        with contextlib.suppress(Exception):  # the clip is there, and that is what is answered
            target.fire()
    return target.where


def words(error: Exception) -> str:
    """What an error says, in one line, without a full stop."""
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__


def _checked(path: str, folder: str) -> str:
    """`path` without links, if it is a file in `folder`."""
    real = Path(path).resolve()
    if not folder or Path(folder).resolve() not in real.parents:
        raise Refused(NO_FILE, "The clip is not in the library's folder; only what lies there is placed.")
    if not real.is_file():
        raise Refused(NO_FILE, "The clip's file is not there any more; render it again.")
    return str(real)


def _make(target: InSlot | InArrangement, order: Order, path: str, marker: Any) -> None:
    try:
        clip = target.create(path)
    except Exception as error:
        raise Refused(HOST, f"Live did not make the clip: {words(error)}.") from error
    try:
        _dress(clip, order, marker)
    except Exception as error:
        left = "it was taken out again"
        try:
            target.discard(clip)
        except Exception:
            left = f"it lies at {target.where} as Live made it"
        raise Refused(
            HOST, f"Live did not take the clip as it should be ({words(error)}); {left}."
        ) from error


def _dress(clip: Any, order: Order, marker: Any) -> None:
    warping.straighten(clip, order.beats, order.seconds, marker)
    offered = list(clip.available_warp_modes)
    for mode in order.modes:
        if mode in offered:
            clip.warp_mode = mode
            break
    warping.loop(clip, order.beats)
    clip.name = order.name
    clip.color = order.color


# ---- where ----


def _target(song: Any, order: Order) -> InSlot | InArrangement:
    if order.where == "arrangement:cursor":
        return _at_cursor(song, order.beats)
    if "/bar:" in order.where:
        return _at_bar(song, order.where, order.beats)
    found = _slot(song, order.where)
    number, reason = found.track_number, why_not(found.track)
    if reason:
        raise Refused(NO_PLACE, f"Track {number} {reason}; choose an audio track that is not frozen.")
    if found.slot.has_clip:
        raise Refused(
            NO_PLACE,
            f"Slot {found.slot_number} of track {number} has a clip; choose an empty one, or next-free.",
        )
    return InSlot(found)


def _slot(song: Any, where: str) -> Slot:
    if where == "selected":
        found = selected_slot(song)
        if found is None:
            raise Refused(NO_PLACE, "No slot is selected in Live; select an empty one on an audio track.")
        return found
    if where == "next-free":
        found = next_free(song)
        if found is None:
            raise Refused(NO_PLACE, "No audio track has an empty slot below the selected scene; add a scene.")
        return found
    return numbered(song, where)


def numbered(song: Any, where: str) -> Slot:
    """The slot that `track:2/slot:5` names. Raises `Refused` if there is none."""
    track_number, slot_number = _numbers(where, "slot:")
    track = _track(song, track_number)
    slots = list(track.clip_slots)
    if not 1 <= slot_number <= len(slots):
        raise Refused(NO_PLACE, f"There is no slot {slot_number}; the set has {len(slots)} scenes.")
    return Slot(track_number, slot_number, track, slots[slot_number - 1])


def _numbers(where: str, unit: str) -> tuple[int, int]:
    """What `track:` and `unit` count in `where`."""
    try:
        track_text, other_text = where.split("/")
        return int(track_text.split("track:")[1]), int(other_text.split(unit)[1])
    except (ValueError, IndexError):
        raise Refused(NO_PLACE, "The Live script knows no such place; update it.") from None


def _track(song: Any, number: int) -> Any:
    tracks = list(song.tracks)
    if not 1 <= number <= len(tracks):
        raise Refused(NO_PLACE, f"There is no track {number}; the set has {len(tracks)}.")
    return tracks[number - 1]


def _at_bar(song: Any, where: str, beats: float) -> InArrangement:
    """Bars are counted in the meter of now: Live tells scripts no other that the set may have."""
    track_number, bar = _numbers(where, "bar:")
    track = _track(song, track_number)
    reason = why_not(track)
    if reason:
        raise Refused(NO_PLACE, f"Track {track_number} {reason}; choose an audio track that is not frozen.")
    start = (bar - 1) * 4.0 * song.signature_numerator / song.signature_denominator
    if not 0 <= start < MAX_BEATS - beats:
        raise Refused(NO_PLACE, f"Live's arrangement has no bar {bar}; bars are counted from 1.")
    if not _is_empty(track, start, beats):
        raise Refused(
            NO_PLACE, f"Track {track_number} has a clip at bar {bar} already; choose an empty place."
        )
    return InArrangement(track, start, where)


def _at_cursor(song: Any, beats: float) -> InArrangement:
    track = song.view.selected_track
    reason = why_not(track) if number_of(song.tracks, track) else "is none of the set's"
    if reason:
        raise Refused(NO_PLACE, f"The selected track {reason}; select an audio track that is not frozen.")
    start = float(song.current_song_time)
    if not _is_empty(track, start, beats):
        raise Refused(NO_PLACE, "There is a clip at the cursor already; move it to where the track is empty.")
    return InArrangement(track, start, f"arrangement:{start!r}")


def _is_empty(track: Any, start: float, beats: float) -> bool:
    """Whether nothing lies in the track's arrangement from `start` on for so many `beats`."""
    return not any(
        clip.start_time < start + beats and clip.end_time > start for clip in track.arrangement_clips
    )
