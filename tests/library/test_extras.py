"""What lies beside a clip goes where the clip goes, and counts as part of it."""

from __future__ import annotations

from pathlib import Path

from bridge.library import Library
from bridge.library.exporting import export_clip
from bridge.messages.events import Answered, Enqueued
from bridge.sound.files import extras
from bridge.sound.files.names import free_path
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import Extra, FileFormat
from tests.support.library import asked, drawn, job, make

MIDI = b"MThd"


def dress(clip: Clip) -> None:
    """Give `clip` a MIDI file and two stems."""
    extras.path_of(Extra.MIDI, clip.path).write_bytes(MIDI)
    extras.write_stems(clip.path, {"bass.wav": b"low", "drums.wav": b"boom"})


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_clip_is_answered_once_all_that_is_wanted_is_beside_it(library: Library) -> None:
    [clip] = make(library, job())
    wanted = asked(job(), id="2", extras=(Extra.MIDI,))
    [answer] = library.admit([wanted])
    assert isinstance(answer, Enqueued) and answer.order.paths == (str(clip.path),)
    assert library.made(answer.order) is None
    [order] = library.open_orders()
    assert order.extras == (Extra.MIDI,)
    dress(clip)
    assert library.made(order) == (clip,)
    assert library.admit([wanted]) == [Answered(wanted.sender, (clip,))]


def test_they_count_and_go_with_their_clip(library: Library) -> None:
    [old], [new] = make(library, job()), make(library, job(seed=8))
    size = old.path.stat().st_size
    library.keep_at_most(2 * size + 100)
    dress(old)
    (old.path.with_suffix(".stems") / "mine.txt").touch()
    library.add([old])
    assert library.room.used_bytes == 2 * size + len(MIDI) + len(b"lowboom")
    assert library.keep_at_most(2 * size) == [old.path]
    left = [new.path.name, f"{old.path.stem}.stems/mine.txt"]
    assert names(library.export_folder) == sorted(left)
    assert library.room.used_bytes == size


def test_they_follow_a_clip_that_was_moved(library: Library) -> None:
    [clip] = make(library, job())
    dress(clip)
    moved = clip.path.rename(library.export_folder / "mine.wav")
    assert library.check().found_again == (moved,)
    assert names(library.export_folder) == [
        "mine.mid",
        "mine.stems/bass.wav",
        "mine.stems/drums.wav",
        "mine.wav",
    ]


def test_stems_are_no_clips(library: Library) -> None:
    [clip] = make(library, job())
    extras.write_stems(clip.path, {"bass.wav": b""})
    drawn(job(seed=8), clip.path.with_suffix(".stems") / "lead.wav")
    assert library.repair().read_in == ()


def test_they_are_exported(library: Library, tmp_path: Path) -> None:
    [clip] = make(library, job())
    dress(clip)
    copies = [export_clip(clip, tmp_path / "out", form) for form in (None, None, FileFormat.FLAC)]
    stem = clip.path.stem
    assert [path.name for path in copies] == [f"{stem}.wav", f"{stem}.wav", f"{stem}-2.flac"]
    assert len(names(tmp_path / "out")) == 8


def test_stems_appear_whole_and_leave_other_files_alone(tmp_path: Path) -> None:
    clip = tmp_path / "loop.wav"
    extras.write_stems(clip, {"bass.wav": b"1", "drums.wav": b"1"})
    (tmp_path / "loop.stems" / "notes.txt").write_text("mine")
    extras.write_stems(clip, {"bass.wav": b"2"})
    assert names(tmp_path) == ["loop.stems/bass.wav", "loop.stems/notes.txt"]
    assert (tmp_path / "loop.stems" / "bass.wav").read_bytes() == b"2"
    assert free_path(tmp_path, "loop.wav").name == "loop-2.wav"
