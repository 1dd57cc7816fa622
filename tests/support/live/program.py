"""Live in a process of its own: the installed script on the stand-in, served by ticks, told by lines.

    python -m tests.support.live.program SCRIPTS_FOLDER PORT TICK_S LOG

Commands come as lines of JSON, `{"do": NAME, …}`, and are each answered by a line. Each clip that comes to
be is written into LOG, with its path, which outlasts the process.
"""

from __future__ import annotations

import json
import random
import select
import sys
import time
import types
from pathlib import Path
from typing import Any

from tests.support.live.object_model import Song, WarpMarker, guessed_at

VERSION = (12, 1, 5)


class Application:
    def get_major_version(self) -> int:
        return VERSION[0]

    def get_minor_version(self) -> int:
        return VERSION[1]

    def get_bugfix_version(self) -> int:
        return VERSION[2]


class Instance:
    """Live's side of a control surface: the c_instance."""

    def __init__(self, song: Song) -> None:
        self._song = song

    def song(self) -> Song:
        return self._song

    def show_message(self, text: str) -> None:
        print(text, file=sys.stderr)

    log_message = show_message


class ControlSurface:
    """Live's own base of surfaces, as far as ours calls it."""

    def __init__(self, c_instance: Any) -> None:
        pass

    def update_display(self) -> None:
        pass

    def disconnect(self) -> None:
        pass


def pretend_to_be_live(scripts_folder: str) -> None:
    """Have the modules that Live has, and its folder of scripts."""
    live: Any = types.ModuleType("Live")
    live.Clip = types.SimpleNamespace(WarpMarker=WarpMarker)
    live.Application = types.SimpleNamespace(get_application=Application)
    surface: Any = types.ModuleType("ableton.v2.control_surface")
    surface.ControlSurface = ControlSurface
    sys.modules |= {
        "Live": live,
        "ableton": types.ModuleType("ableton"),
        "ableton.v2": types.ModuleType("ableton.v2"),
        "ableton.v2.control_surface": surface,
    }
    sys.path.insert(0, scripts_folder)


def lying(clip: Any, where: str) -> dict[str, Any]:
    """How a clip lies in the set."""
    return {
        "where": where,
        "loop": [clip.loop_start, clip.loop_end],
        "markers_of_clip": [clip.start_marker, clip.end_marker],
        "markers": [[each.sample_time, each.beat_time] for each in clip.warp_markers[:-1]],
        "name": clip.name,
    }


class Program:
    def __init__(self, port: int, log: Path) -> None:
        import Riffbridge  # type: ignore[import-not-found]
        from Riffbridge import protocol

        protocol.PORT = port
        self.song = Song()
        self.song.on_make = lambda path: self._log(log, path)
        self.surface = Riffbridge.create_instance(Instance(self.song))
        self.made_at_s: dict[str, float] = {}

    def _log(self, log: Path, path: str) -> None:
        self.made_at_s[path] = time.monotonic()
        with log.open("a") as out:
            out.write(path + "\n")

    def do(self, command: dict[str, Any]) -> Any:
        """Carry out a command; what is answered."""
        return getattr(self, "do_" + command.pop("do"))(**command)

    def do_port(self) -> int | None:
        port: int | None = self.surface._riffbridge.port
        return port

    def do_set(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self.song, name, value)

    def do_seconds(self, **seconds: float) -> None:
        self.song.seconds |= seconds

    def do_reload(self) -> None:
        """Another set is loaded, or the surface chosen anew: the same process, a new instance."""
        import Riffbridge

        port = self.do_port()
        self.surface.disconnect()
        self.surface = Riffbridge.create_instance(Instance(self.song))
        self.surface._riffbridge._port = port

    def do_shake(self, seed: int) -> None:
        """Leave the set in some state or other: full, frozen, MIDI, emptied, undone."""
        draw = random.Random(seed)
        song = self.song
        for track in song.all_tracks:
            track.is_frozen, track.is_foldable = draw.random() < 0.15, draw.random() < 0.1
            track.has_audio_input = draw.random() < 0.85
            for slot in track._slots:
                if slot.has_clip and draw.random() < 0.6:
                    slot.delete_clip()
            track._arrangement.clear()
        if draw.random() < 0.3:
            song.done.clear()
            song.undo()
        song.select(draw.randrange(4), draw.randrange(8))
        if draw.random() < 0.1:
            song.view.slot = None
        song.tempo = draw.uniform(60, 180)
        song.guess = guessed_at(
            draw.uniform(60, 180), draw.uniform(-0.5, 0.5), draw.uniform(0, 0.1), draw.randrange(4)
        )
        song.warps = draw.random() < 0.7
        song.refuses = {"loop_end"} if draw.random() < 0.1 else set()
        song.current_song_time = draw.uniform(0, 500)

    def do_clips(self) -> dict[str, Any]:
        """What lies in the arrangement and in the slots, by path."""
        arranged = {
            clip.file_path: lying(clip, f"arrangement:{clip.start_time}")
            for track in self.song.all_tracks
            for clip in track._arrangement
        }
        return arranged | {
            slot.clip.file_path: lying(slot.clip, f"track:{number}/slot:{position}")
            for number, track in enumerate(self.song.all_tracks, 1)
            for position, slot in enumerate(track._slots, 1)
            if slot.clip is not None
        }

    def do_fired(self, track: int, slot: int) -> int:
        """How often a slot, counted from 1, was fired."""
        return self.song.all_tracks[track - 1]._slots[slot - 1].fired

    def do_made_at(self) -> dict[str, float]:
        return self.made_at_s


def main() -> None:
    scripts_folder, port, tick_s, log = sys.argv[1:]
    pretend_to_be_live(scripts_folder)
    program = Program(int(port), Path(log))
    due_s = time.monotonic()
    program.surface.update_display()
    while True:
        left_s = due_s - time.monotonic()
        if select.select([sys.stdin], [], [], max(0.0, left_s))[0]:
            if not (line := sys.stdin.readline()):
                break
            print(json.dumps(program.do(json.loads(line))), flush=True)
        if time.monotonic() >= due_s:
            program.surface.update_display()
            due_s = max(due_s + float(tick_s), time.monotonic())
    program.surface.disconnect()


if __name__ == "__main__":
    main()
