"""A stand-in for Live's object model: the names, types and refusals that its stubs (ableton-live-stubs
12.3.6) and its manual have, as far as a script that places clips meets them.

Handles are given out anew with each look, equal but not the same, as Live's are. What it refuses it
raises as `RuntimeError`, in Live's manner.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

RATE_HZ = 44_100
MIN_SEGMENT_BPM, MAX_SEGMENT_BPM = 5.0, 999.0
SHADOW_BEATS = 1 / 64


class Handle:
    """What Live gives out for an object of its own."""

    def __init__(self, target: Any) -> None:
        object.__setattr__(self, "target", target)

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "target"), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.target, name, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Handle) and other.target is self.target

    def __hash__(self) -> int:
        return id(self.target)


class WarpMarker:
    def __init__(self, sample_time: float, beat_time: float) -> None:
        self.sample_time, self.beat_time = float(sample_time), float(beat_time)


Guess = Callable[[float], list[WarpMarker]]


def guessed_at(bpm: float, first_beat: float = 0.0, first_s: float = 0.0, more: int = 0) -> Guess:
    """What Live may make of a sample on its own: a line at `bpm`, with `more` markers off it."""

    def guess(seconds: float) -> list[WarpMarker]:
        markers = [WarpMarker(first_s, first_beat)]
        for number in range(1, more + 1):
            at_s = first_s + (seconds - first_s) * number / (more + 2)
            markers.append(WarpMarker(at_s, first_beat + (at_s - first_s) * bpm / 60 * (1 + 0.05 * number)))
        return markers

    return guess


def _typed(name: str, kind: type) -> property:
    """What Live keeps as a `kind`; another one it refuses as Boost.Python does."""

    def take(self: Any, value: Any) -> None:
        if type(value) is not kind:
            raise TypeError(f"Python argument types in None.None({type(value).__name__}) did not match")
        self._kept[name] = value

    return property(lambda self: self._kept[name], take)


def _end(name: str) -> property:
    return property(lambda self: self._ends[name], lambda self, value: self._set_end(name, value))


class Clip:
    """An audio clip; `warping` set anew has Live guess anew."""

    def __init__(self, path: str, seconds: float, guess: Guess, bpm: float, *, warped: bool) -> None:
        self.file_path, self.seconds, self._guess, self._bpm = path, seconds, guess, bpm
        self.sample_rate, self.sample_length = float(RATE_HZ), round(seconds * RATE_HZ)
        self._kept: dict[str, Any] = {"name": Path(path).stem, "color": 0}
        self.available_warp_modes = [0, 1, 2, 3, 4, 6]
        self.refuses: set[str] = set()
        self._warp_mode, self._warping, self._looping = 0, False, False
        self._real: list[WarpMarker] = []
        self._ends = {"loop_start": 0.0, "loop_end": seconds, "start_marker": 0.0, "end_marker": seconds}
        self.start_time = 0.0
        if warped:
            self.warping = True

    name, color = _typed("name", str), _typed("color", int)

    @property
    def end_time(self) -> float:
        return self.start_time + self._ends["loop_end"] - self._ends["loop_start"]

    @property
    def warping(self) -> bool:
        return self._warping

    @warping.setter
    def warping(self, value: bool) -> None:
        self._warping = value
        if value:
            self._real = self._guess(self.seconds)
            beats = self.seconds * self._bpm / 60
            self._ends = {"loop_start": 0.0, "loop_end": beats, "start_marker": 0.0, "end_marker": beats}

    @property
    def warp_markers(self) -> list[WarpMarker]:
        last = self._real[-1]
        shadow_s = last.sample_time + SHADOW_BEATS * 60 / self._bpm
        return [*self._real, WarpMarker(shadow_s, last.beat_time + SHADOW_BEATS)]

    def add_warp_marker(self, marker: WarpMarker) -> None:
        if not isinstance(marker, WarpMarker):
            raise RuntimeError("No registered converter was able to produce a C++ rvalue of type TWarpMarker")
        if not 0 <= marker.sample_time <= self.sample_length / self.sample_rate + 1e-12:
            raise RuntimeError("Sample time is out of range")
        real = sorted([*self._real, marker], key=lambda each: each.sample_time)
        self._check(real)
        self._real = real
        if len(real) > 1:
            before, last = real[-2:]
            self._bpm = (last.beat_time - before.beat_time) / (last.sample_time - before.sample_time) * 60

    def move_warp_marker(self, beat_time: float, distance: float, /) -> None:
        index = self._index(beat_time)
        if index == len(self._real):
            raise RuntimeError("The shadow marker can't be moved.")
        real = list(self._real)
        real[index] = WarpMarker(real[index].sample_time, real[index].beat_time + distance)
        self._check(real)
        self._real = real

    def remove_warp_marker(self, beat_time: float, /) -> None:
        index = self._index(beat_time)
        if index == len(self._real) or len(self._real) == 1:
            raise RuntimeError("The specified warp marker can't be removed")
        del self._real[index]

    def _index(self, beat_time: float) -> int:
        for index, marker in enumerate(self.warp_markers):
            if abs(marker.beat_time - beat_time) < 1e-9:
                return index
        raise RuntimeError("The specified warp marker doesn't exist")

    @staticmethod
    def _check(real: list[WarpMarker]) -> None:
        for one, other in itertools.pairwise(real):
            span_s = other.sample_time - one.sample_time
            if span_s <= 0 or other.beat_time <= one.beat_time:
                raise RuntimeError("Warp markers must lie one after the other")
            if not MIN_SEGMENT_BPM <= (other.beat_time - one.beat_time) / span_s * 60 <= MAX_SEGMENT_BPM:
                raise RuntimeError("The segment's tempo is out of range")

    @property
    def warp_mode(self) -> int:
        return self._warp_mode

    @warp_mode.setter
    def warp_mode(self, value: int) -> None:
        if value not in self.available_warp_modes:
            raise RuntimeError("Warp mode is not available")
        self._warp_mode = value

    @property
    def looping(self) -> bool:
        return self._looping

    @looping.setter
    def looping(self, value: bool) -> None:
        if value and not self._warping:
            raise RuntimeError("Only warped audio clips can be looped")
        self._looping = value

    loop_start, loop_end = _end("loop_start"), _end("loop_end")
    start_marker, end_marker = _end("start_marker"), _end("end_marker")

    def _set_end(self, name: str, value: float) -> None:
        if name in self.refuses:
            return
        ends = {**self._ends, name: float(value)}
        if ends["loop_start"] >= ends["loop_end"] or ends["start_marker"] >= ends["end_marker"]:
            raise RuntimeError("Cannot set the start behind the end")
        self._ends = ends


class ClipSlot:
    def __init__(self, track: Track) -> None:
        self._track = track
        self._clip: Clip | None = None
        self.fired = 0

    @property
    def canonical_parent(self) -> Handle:
        return Handle(self._track)

    @property
    def has_clip(self) -> bool:
        return self._clip is not None

    @property
    def clip(self) -> Handle | None:
        return None if self._clip is None else Handle(self._clip)

    def create_audio_clip(self, file_path: str, /) -> Handle:
        if self._clip is not None:
            raise RuntimeError("The slot has a clip already")
        self._clip = self._track.make(file_path)
        self._track.song.done.append(self._take_out)
        return Handle(self._clip)

    def delete_clip(self) -> None:
        if self._clip is None:
            raise RuntimeError("The slot is empty")
        self._clip = None

    def fire(self) -> None:
        self.fired += 1

    def _take_out(self) -> None:
        self._clip = None


class OldSlot(ClipSlot):
    """A slot before Live 12.0.5."""

    create_audio_clip = property()


class Track:
    def __init__(self, song: Song, name: str, *, audio: bool = True, slot: type[ClipSlot] = ClipSlot) -> None:
        self.song, self.name = song, name
        self.has_audio_input, self.has_midi_input = audio, not audio
        self.is_frozen = self.is_foldable = False
        self._slots = [slot(self) for _ in song.scenes]
        self._arrangement: list[Clip] = []

    @property
    def clip_slots(self) -> list[Handle]:
        return [Handle(each) for each in self._slots]

    @property
    def arrangement_clips(self) -> list[Handle]:
        return [Handle(each) for each in self._arrangement]

    def create_audio_clip(self, file_path: str, position: float, /) -> Handle:
        if not 0 <= position <= 1576800:
            raise RuntimeError("The position is out of range")
        clip = self.make(file_path)
        clip.start_time = float(position)
        self._arrangement.append(clip)
        self.song.done.append(lambda: self._arrangement.remove(clip))
        return Handle(clip)

    def delete_clip(self, clip: Handle, /) -> None:
        self._arrangement.remove(clip.target)

    def make(self, file_path: str) -> Clip:
        """A clip of the file, as Live would make it, or what Live raises."""
        if not self.has_audio_input or self.is_foldable:
            raise RuntimeError("Audio clips can only be created on audio tracks")
        if self.is_frozen:
            raise RuntimeError("Clips can't be created on frozen tracks")
        if type(file_path) is not str:
            raise TypeError("Python argument types in None.create_audio_clip did not match")
        path = Path(file_path)
        if not path.is_absolute() or not path.is_file() or path.read_bytes()[:4] != b"RIFF":
            raise RuntimeError("The path doesn't point at a valid audio file")
        return self.song.make(file_path)


class View:
    def __init__(self, song: Song) -> None:
        self._song = song
        self.track: Any = None
        self.scene = 0
        self.slot: ClipSlot | None = None

    @property
    def selected_track(self) -> Handle:
        return Handle(self.track)

    @property
    def selected_scene(self) -> Handle:
        return self._song.scenes[self.scene]

    @property
    def highlighted_clip_slot(self) -> Handle | None:
        return None if self.slot is None else Handle(self.slot)


class Song:
    """A set of `tracks` audio tracks and `scenes` scenes. `on_make` is told of each clip that comes to be.

    `seconds` is how long files are taken to be, for none is read.
    """

    def __init__(self, tracks: int = 4, scenes: int = 8, slot: type[ClipSlot] = ClipSlot) -> None:
        self.tempo, self.signature_numerator, self.signature_denominator = 120.0, 4, 4
        self.is_playing, self.current_song_time = False, 0.0
        self.root_note, self.scale_name, self.scale_mode = 0, "Major", False
        self.file_path = ""
        self.scale_intervals = [0, 2, 4, 5, 7, 9, 11]
        self._scenes = [object() for _ in range(scenes)]
        self.done: list[Callable[[], object]] = []
        self.undo_depth = self.undo_steps = 0
        self.guess: Guess = guessed_at(120.0)
        self.seconds: dict[str, float] = {}
        self.warps = True
        self.on_make: Callable[[str], object] = lambda path: None
        self.refuses: set[str] = set()
        self.all_tracks = [Track(self, f"Audio {number + 1}", slot=slot) for number in range(tracks)]
        self.view = View(self)
        self.view.track = self.all_tracks[0]

    @property
    def tracks(self) -> list[Handle]:
        return [Handle(each) for each in self.all_tracks]

    @property
    def scenes(self) -> list[Handle]:
        return [Handle(each) for each in self._scenes]

    def select(self, track: int, slot: int) -> ClipSlot:
        """Select a slot, both counted from 0."""
        self.view.track, self.view.scene = self.all_tracks[track], slot
        self.view.slot = self.all_tracks[track]._slots[slot]
        return self.view.slot

    def make(self, file_path: str) -> Clip:
        self.on_make(file_path)
        clip = Clip(file_path, self.seconds.get(file_path, 4.0), self.guess, self.tempo, warped=self.warps)
        clip.refuses = set(self.refuses)
        return clip

    def begin_undo_step(self) -> None:
        self.undo_depth += 1

    def end_undo_step(self) -> None:
        self.undo_depth -= 1
        self.undo_steps += 1

    def undo(self) -> None:
        """Take the last clip out again."""
        if self.done:
            self.done.pop()()


class Host:
    """Live, as a desk has it."""

    marker = WarpMarker

    def __init__(self, song: Song, version: str = "12.1.5") -> None:
        self.song, self.version = song, version
        self.shown: list[str] = []

    def show(self, text: str) -> None:
        self.shown.append(text)
