"""Clips into Live: the script on a stand-in of Live's object model, in this process."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.hosts.live.clip_properties import clip_properties, is_drums, name_of
from bridge.hosts.live.installing import SOURCES
from bridge.hosts.live.remote_script import osc, reading, warping
from bridge.hosts.live.remote_script.conversation import Desk
from bridge.hosts.live.remote_script.memory import Memory
from bridge.hosts.live.remote_script.protocol import PROTOCOL, ROOT
from bridge.osc import codec
from bridge.timing import loop_quarters
from bridge.vocabulary.music import Key, Meter
from tests.hosts.live.script_on_song import BRIDGE, Script
from tests.support.factories import job
from tests.support.hosts.placements import clip_in
from tests.support.live.object_model import Clip, Guess, Host, OldSlot, Song, Track, WarpMarker, guessed_at

HALF_A_FRAME_S = 0.5 / 44_100


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(tmp_path)


# ---- where ----


def slow_and_stubborn(song: Song) -> None:
    """Live makes clips of another length than ours, and does not let it be changed."""
    song.tempo = 99.0
    song.refuses.add("loop_end")


def test_into_the_selected_slot(script: Script) -> None:
    slot = script.song.select(1, 4)
    assert script.place(name="dub techno") == ("track:2/slot:5",)
    clip = slot.clip
    assert clip is not None and clip.name == "dub techno Am" and clip.color == 0x2D9CDB
    assert (clip.looping, clip.warping, clip.warp_mode) == (True, True, 6)
    assert (clip.loop_start, clip.loop_end, clip.start_marker, clip.end_marker) == (0.0, 8.0, 0.0, 8.0)
    assert script.song.undo_steps == 1 and script.song.undo_depth == 0 and slot.fired == 0


def test_next_free_goes_down_from_the_selected_scene_and_on_to_other_audio_tracks(script: Script) -> None:
    song = script.song
    song.select(2, 6)
    song.all_tracks[3].is_frozen = True
    song.all_tracks[0].is_foldable = True
    placed = [script.place("next-free", f"clip {number}") for number in range(4)]
    assert placed == [("track:3/slot:7",), ("track:3/slot:8",), ("track:2/slot:7",), ("track:2/slot:8",)]
    kind, text = script.place("next-free", "one more")
    assert kind == "no-place" and text.startswith("No audio track has an empty slot")


def test_in_a_set_that_is_huge_and_full_a_look_is_short(script: Script) -> None:
    song = Song(tracks=3, scenes=400)
    song.there = str(clip_in(script.folder, "there").path)  # type: ignore[attr-defined]
    for slot in [each for track in song.all_tracks[:2] for each in track._slots]:
        slot.create_audio_clip(song.there)  # type: ignore[attr-defined]
    assert reading.selection_of(song)[3:] == (0, 0)
    found = reading.next_free(song)
    assert found is not None and found.where == "track:3/slot:1"


def test_a_slot_by_its_numbers_and_fired(script: Script) -> None:
    assert script.place("track:4/slot:8", fire=1) == ("track:4/slot:8",)
    assert script.song.all_tracks[3]._slots[7].fired == 1


def test_at_the_cursor_of_the_arrangement(script: Script) -> None:
    script.song.current_song_time = 33.25
    assert script.place("arrangement:cursor") == ("arrangement:33.25",)
    [clip] = script.song.all_tracks[0].arrangement_clips
    assert (clip.start_time, clip.end_time) == (33.25, 41.25)
    script.song.current_song_time = 41.0
    assert script.place("arrangement:cursor", "again")[0] == "no-place"
    script.song.current_song_time = 41.25
    assert script.place("arrangement:cursor", "behind") == ("arrangement:41.25",)


def test_at_a_bar_of_the_arrangement(script: Script) -> None:
    script.song.signature_numerator, script.song.signature_denominator = 6, 8
    assert script.place("track:2/bar:5") == ("track:2/bar:5",)
    [clip] = script.song.all_tracks[1].arrangement_clips
    assert (clip.start_time, clip.end_time) == (12.0, 20.0) and script.song.undo_steps == 1
    kind, text = script.place("track:2/bar:6", "over it")
    assert kind == "no-place" and text.startswith("Track 2 has a clip at bar 6 already")
    assert script.place("track:2/bar:1", "before it") == ("track:2/bar:1",)


@pytest.mark.parametrize(
    ("spoil", "where", "kind", "words"),
    [
        (lambda song: setattr(song.view.track, "has_audio_input", 0), "selected", "no-place", "no audio"),
        (lambda song: setattr(song.view.track, "is_frozen", True), "selected", "no-place", "is frozen"),
        (lambda song: setattr(song.view.track, "is_foldable", True), "selected", "no-place", "is a group"),
        (lambda song: song.select(0, 0).create_audio_clip(song.there), "selected", "no-place", "has a clip"),
        (lambda song: song.all_tracks.clear(), "selected", "no-place", "No slot is selected"),
        (lambda song: song.all_tracks.clear(), "next-free", "no-place", "add a scene"),
        (lambda song: song.all_tracks.clear(), "arrangement:cursor", "no-place", "none of the set's"),
        (lambda song: None, "track:5/slot:1", "no-place", "the set has 4"),
        (lambda song: None, "track:1/slot:9", "no-place", "the set has 8 scenes"),
        (lambda song: None, "track:5/bar:1", "no-place", "the set has 4"),
        (lambda song: None, "track:1/bar:0", "no-place", "has no bar 0"),
        (lambda song: None, "track:1/bar:9999999", "no-place", "has no bar 9999999"),
        (lambda song: None, "track:1/bar:x", "no-place", "knows no such place"),
        (lambda song: setattr(song.view.track, "is_frozen", True), "track:1/bar:1", "no-place", "is frozen"),
        (lambda song: None, "on the moon", "no-place", "knows no such place"),
        (slow_and_stubborn, "selected", "host", "loop end"),
    ],
)  # fmt: skip
def test_where_it_cannot_go_is_said_and_nothing_is_left(
    script: Script, spoil: Any, where: str, kind: str, words: str
) -> None:
    script.song.there = str(clip_in(script.folder, "there").path)  # type: ignore[attr-defined]
    script.song.select(0, 0)
    spoil(script.song)
    before = [slot.has_clip for track in script.song.tracks for slot in track.clip_slots]
    said_kind, text = script.place(where)
    assert said_kind == kind and words in text and text.endswith(".")
    assert [slot.has_clip for track in script.song.tracks for slot in track.clip_slots] == before
    assert script.song.undo_depth == 0


def test_what_live_raises_is_the_answer(script: Script) -> None:
    (script.folder / "loop.txt").write_text("no sound")
    kind, text = script.place(path=str(script.folder / "loop.txt"))
    assert (kind, text) == (
        "host",
        "Live did not make the clip: The path doesn't point at a valid audio file.",
    )


def test_a_mistake_in_live_is_an_answer_too(script: Script) -> None:
    script.song.begin_undo_step = None  # type: ignore[assignment, method-assign]
    assert script.place()[0] == "host"
    assert script.place(name="next")[0] == "host"


def test_an_older_live_is_told_so(tmp_path: Path) -> None:
    script = Script(tmp_path, Song(slot=OldSlot), "11.3.2")
    assert script.place() == (
        "host", "This is Live 11.3.2; placing needs 12.0.5 or later: update it, or drag the clip in."
    )  # fmt: skip


def test_only_files_of_the_library_are_placed(
    script: Script, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = clip_in(tmp_path_factory.mktemp("elsewhere"), "outside").path
    link = script.folder / "link.wav"
    link.symlink_to(outside)
    around = script.folder / ".." / outside.parent.name / outside.name
    for name, path in {"a": outside, "b": link, "c": around, "d": script.folder}.items():
        assert script.place(name=name, path=str(path))[0] == "no-file"
    assert script.place(name="gone", path=str(script.folder / "away.wav"))[1].startswith(
        "The clip's file is not"
    )


# ---- once ----


def test_asked_again_it_is_answered_again_and_not_done_twice(script: Script) -> None:
    order = script.order("next-free")
    for _ in range(3):
        script.hear("place", *order)
        script.hear("place", *order)
        script.tick()
        assert [each.arguments for each in script.heard("placed")] == [("loop", "track:1/slot:1")]
    assert sum(slot.has_clip for track in script.song.tracks for slot in track.clip_slots) == 1


def test_a_new_instance_in_the_same_live_remembers(script: Script) -> None:
    order = script.order("next-free")
    script.hear("place", *order)
    script.tick()
    script.desk = Desk(script.host, lambda: script.at_s, script.memory)
    script.hello()
    script.hear("place", *order)
    script.tick()
    assert script.heard("placed") and len(script.song.done) == 1


def test_what_was_meant_for_another_live_or_comes_too_late_is_not_done(script: Script) -> None:
    assert script.place(name="a", boot="another")[0] == "no-host"
    assert script.place(name="b", until=repr(script.at_s - 0.1))[0] == "no-host"
    assert not script.song.done


def test_somebody_who_has_not_said_hello_is_not_obeyed(script: Script) -> None:
    script.hear("bye")
    script.hear("place", *script.order())
    script.tick()
    assert not script.heard("placed") and not script.heard("failed")
    script.hello()
    assert script.place() == ("track:1/slot:1",)


def test_two_for_one_slot(script: Script) -> None:
    script.hear("place", *script.order(name="first"))
    script.hear("place", *script.order(name="second"))
    script.tick()
    assert [each.arguments[0] for each in script.heard("placed")] == ["first"]
    assert [each.arguments[:2] for each in script.heard("failed")] == [("second", "no-place")]


def test_a_hundred_clips_are_each_made_in_the_very_next_tick(tmp_path: Path) -> None:
    script = Script(tmp_path, Song(4, 25))
    for number in range(100):
        track, slot = divmod(number, 25)
        script.hear("place", *script.order(f"track:{track + 1}/slot:{slot + 1}", f"loop {number}"))
        script.tick()
        assert script.song.all_tracks[track]._slots[slot].has_clip


def test_a_tick_does_some_of_it_and_the_next_one_the_rest(script: Script) -> None:
    for number in range(6):
        script.hear("place", *script.order("next-free", f"{number}"))
    assert [len(script.tick()) and len(script.heard("placed")) for _ in range(3)] == [4, 2, 0]


@pytest.mark.parametrize("change", [{"beats": "nan"}, {"beats": "0"}, {"modes": 6}, {"until": "soon"}])
def test_an_order_that_cannot_be_read_is_refused(script: Script, change: dict[str, Any]) -> None:
    assert script.place(**change)[0] == "host"


# ---- what it tells ----


def test_it_tells_the_time_the_scale_and_the_selection(script: Script) -> None:
    song = script.song
    song.tempo, song.signature_numerator, song.signature_denominator = 123.456, 6, 8
    song.is_playing, song.current_song_time = True, 10_000.123456
    song.scale_mode, song.root_note = True, 9
    song.select(2, 3)
    script.tick()
    [told] = script.heard("song")
    assert told.arguments == ("100.0", "123.456", 6, 8, 1, "10000.123456")
    assert script.heard("scale")[0].arguments == (1, 9, "Major", "0 2 4 5 7 9 11")
    assert script.heard("selection")[0].arguments == (3, 4, "Audio 3", 3, 4)
    assert script.heard("set")[0].arguments == ("",)
    song.file_path = "/sets/night Project/night.als"
    script.at_s += 0.3
    script.tick()
    assert script.heard("set")[0].arguments == (song.file_path,)
    song.file_path = "/" + "é" * 500
    assert reading.path_of(song) == ("",), "too long for a packet"
    del song.file_path
    assert reading.path_of(song) == ("",), "an older Live"


def test_it_tells_what_has_changed_and_the_rest_now_and_then(script: Script) -> None:
    script.tick()
    told = []
    for _ in range(15):
        script.at_s += 0.1
        script.tick()
        told += script.heard("scale") + script.heard("selection")
    assert told == []
    script.song.select(1, 1)
    script.at_s += 0.3
    script.tick()
    assert script.heard("selection") and not script.heard("scale")
    script.hello()
    script.at_s += 2.0
    script.tick()
    assert script.heard("selection") and script.heard("scale")


def test_who_says_hello_no_more_is_told_no_more(script: Script) -> None:
    script.at_s += 5.1
    assert script.tick()[0].address == ROOT + "here"
    assert script.tick() == []


def test_a_bridge_of_another_kind_is_told_which_this_is_and_no_more(tmp_path: Path) -> None:
    script = Script(tmp_path)
    script.hear("bye")
    script.tick()
    script.hello(PROTOCOL + 1)
    script.hello(PROTOCOL + 1)
    assert {each.address for each in script.tick()} == {ROOT + "here"}
    assert len(script.host.shown) == 1


def test_where_live_cannot_be_read_placements_are_answered_all_the_same(script: Script) -> None:
    script.song.scale_intervals = None  # type: ignore[assignment]
    assert script.place() == ("track:1/slot:1",)
    assert script.heard("trouble")


@given(st.binary(max_size=1100))
@settings(max_examples=300)
def test_nothing_that_comes_can_disturb_it(packet: bytes) -> None:
    desk = Desk(Host(Song()), lambda: 0.0, Memory())
    desk.hear(packet, BRIDGE)
    desk.hear(codec.encode(codec.Message(ROOT + "place", ("a",))) + packet[: len(packet) // 4 * 4], BRIDGE)
    desk.tick()


_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
_FLOAT = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(st.lists(st.one_of(st.integers(-(2**31), 2**31 - 1), _FLOAT, _TEXT), max_size=20))
def test_its_codec_and_ours_are_of_one_mind(arguments: list[Any]) -> None:
    packet = osc.encode(ROOT + "x", *arguments)
    assert codec.decode(packet) == [codec.Message(ROOT + "x", tuple(arguments))]
    assert codec.encode(codec.Message(ROOT + "x", tuple(arguments))) == packet
    assert osc.decode(packet) == (ROOT + "x", tuple(arguments))
    assert all(osc.decode(packet[:end]) is None for end in range(0, len(packet), 4))


# ---- dressing ----

_GUESSES = st.builds(guessed_at, st.floats(20, 400), st.floats(-2, 2), st.floats(0, 0.3), st.integers(0, 5))


@given(
    guess=_GUESSES, warped=st.booleans(), bars=st.integers(1, 8), tempo_bpm=st.floats(60, 200),
    meter=st.sampled_from([Meter(4, 4), Meter(3, 4), Meter(6, 8), Meter(7, 8)]),
    half_frames=st.floats(-1, 1),
)  # fmt: skip
@settings(max_examples=300)
def test_a_clip_lies_straight_whatever_live_has_guessed(
    guess: Guess, warped: bool, bars: int, tempo_bpm: float, meter: Meter, half_frames: float
) -> None:
    beats = float(loop_quarters(bars, meter))
    seconds = beats * 60 / tempo_bpm + half_frames * HALF_A_FRAME_S
    clip = Clip("/loop.wav", seconds, guess, 120.0, warped=warped)
    clip.sample_length = seconds * clip.sample_rate  # type: ignore[assignment]
    warping.straighten(clip, beats, seconds, WarpMarker)
    warping.loop(clip, beats)
    real = clip.warp_markers[:-1]
    for marker in real:
        assert abs(marker.beat_time - marker.sample_time * beats / seconds) < 1e-6
    assert abs(real[0].beat_time) < 1e-6 and abs(real[-1].beat_time - beats) < 1e-6
    ends = (clip.loop_start, clip.loop_end, clip.start_marker, clip.end_marker)
    assert ends == pytest.approx((0.0, beats, 0.0, beats), abs=1e-6)


def test_what_lies_straight_already_is_left_alone() -> None:
    clip = Clip("/loop.wav", 4.0, guessed_at(120.0), 120.0, warped=True)
    clip.add_warp_marker(WarpMarker(4.0, 8.0))
    clip.add_warp_marker = None  # type: ignore[assignment, method-assign]
    warping.straighten(clip, 8.0, 4.0, WarpMarker)


def test_drums_are_warped_by_beats_and_all_else_as_a_whole(tmp_path: Path) -> None:
    assert is_drums(job(prompt="tight breakbeat drums", key=None))
    assert not is_drums(job(prompt="drums and bass guitar", key=None))
    assert not is_drums(job(prompt="drum loop", key=Key(0, "minor")))
    assert not is_drums(job(prompt="dub techno", key=None))
    assert clip_properties(clip_in(tmp_path, "x"))[4] == "6 4"


def test_names_are_short_and_keep_the_key() -> None:
    assert name_of(job(prompt="dub  techno\n")) == "dub techno Am"
    long = name_of(job(prompt="word " * 40))
    assert len(long) <= 60 and long.endswith("… Am")
    assert name_of(job(prompt="", key=None)) == "Riffbridge"


# ---- what Live can run ----


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.py")), ids=lambda path: path.name)
def test_live_s_own_python_can_read_it(path: Path) -> None:
    tree = ast.parse(path.read_text(), feature_version=(3, 7))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        )
    }  # fmt: skip
    theirs = {name for name in imported if name.split(".")[0] not in {"Live", "ableton"}}
    assert theirs <= {
        "__future__", "typing", "collections", "collections.abc", "contextlib", "errno", "pathlib", "socket",
        "struct", "time", "traceback", "uuid",
    }  # fmt: skip


def test_frozen_tracks_are_what_live_refuses() -> None:
    track = Track(Song(), "x")
    track.is_frozen = True
    with pytest.raises(RuntimeError, match="frozen"):
        track.make("/x.wav")
