"""Reads Live's song as arguments of messages. Changes nothing."""

from __future__ import annotations

from typing import Any, NamedTuple

MAX_NAME, MAX_PATH_BYTES = 60, 800
# A set may have a hundred tracks of a thousand scenes. So many slots are looked at to place something, and
# so many each time that the selection is told.
MOST_SLOTS, MOST_SLOTS_A_LOOK = 8192, 512


class Slot(NamedTuple):
    """A slot of the session and its track, with their numbers from 1."""

    track_number: int
    slot_number: int
    track: Any
    slot: Any

    @property
    def where(self) -> str:
        return f"track:{self.track_number}/slot:{self.slot_number}"


def time_of(song: Any) -> tuple[Any, ...]:
    """Tempo, numerator, denominator, whether it plays, and the beat (quarter notes)."""
    return (
        repr(float(song.tempo)),
        int(song.signature_numerator),
        int(song.signature_denominator),
        int(song.is_playing),
        repr(float(song.current_song_time)),
    )


def scale_of(song: Any) -> tuple[Any, ...]:
    """Whether a scale is chosen, its root (0 is C), its name, and its steps above the root in semitones.

    Before Live 12 there was no switch; then a scale that nobody has touched does not count.
    """
    root = int(getattr(song, "root_note", 0))
    name = str(getattr(song, "scale_name", ""))[:MAX_NAME]
    steps = " ".join(str(int(step)) for step in list(getattr(song, "scale_intervals", ()))[:12])
    return int(bool(getattr(song, "scale_mode", False))), root, name, steps


def selection_of(song: Any) -> tuple[Any, ...]:
    """Number of the selected track and slot, the track's name, and track and slot where `next-free` is."""
    track = song.view.selected_track
    selected = selected_slot(song)
    free = next_free(song, MOST_SLOTS_A_LOOK)
    return (
        number_of(song.tracks, track),
        selected.slot_number if selected else 0,
        str(track.name)[:MAX_NAME],
        free.track_number if free else 0,
        free.slot_number if free else 0,
    )


def path_of(song: Any) -> tuple[str]:
    """The path of the set's file; empty where it was never saved, is too long to be sent, or this Live
    doesn't tell it."""
    path = str(getattr(song, "file_path", None) or "")
    return (path if len(path.encode("utf-8", "replace")) <= MAX_PATH_BYTES else "",)


def selected_slot(song: Any) -> Slot | None:
    """The slot that is highlighted, else where the selected track and scene cross."""
    highlighted = song.view.highlighted_clip_slot
    if highlighted is not None:
        track = highlighted.canonical_parent
        return _slot(song, track, number_of(track.clip_slots, highlighted))
    track = song.view.selected_track
    return _slot(song, track, number_of(song.scenes, song.view.selected_scene))


def _slot(song: Any, track: Any, slot_number: int) -> Slot | None:
    track_number = number_of(song.tracks, track)
    if not track_number or not 1 <= slot_number <= len(track.clip_slots):
        return None
    return Slot(track_number, slot_number, track, track.clip_slots[slot_number - 1])


def next_free(song: Any, most: int = MOST_SLOTS) -> Slot | None:
    """The first empty slot from the selected scene down, in the selected track, else in the next audio
    track that has one, from there to the right and then from the left; within the `most` slots looked at."""
    tracks = list(song.tracks)
    first = max(number_of(tracks, song.view.selected_track), 1) - 1
    scene = max(number_of(song.scenes, song.view.selected_scene), 1) - 1
    for index in [*range(first, len(tracks)), *range(first)]:
        track = tracks[index]
        if why_not(track):
            continue
        slots = track.clip_slots
        for position in range(scene, min(len(slots), scene + most)):
            if not slots[position].has_clip:
                return Slot(index + 1, position + 1, track, slots[position])
        most -= max(len(slots) - scene, 0)
    return None


def why_not(track: Any) -> str:
    """Why `track` can take no audio clip, or nothing."""
    if track.is_foldable:
        return "is a group"
    if not track.has_audio_input:
        return "is no audio track"
    return "is frozen" if track.is_frozen else ""


def number_of(items: Any, item: Any) -> int:
    """The place of `item` among `items`, from 1, or 0. Live gives out new handles: they are equal, not the
    same."""
    for number, each in enumerate(items, 1):
        if each == item:
            return number
    return 0
