"""The ReaScript under a real Lua, against a stand-in that checks arguments as REAPER does."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from bridge.hosts.mailbox.note_format import Value, format_note, read_ending
from bridge.messages.answers import Done, Failed
from bridge.messages.orders import Failure, Sender
from bridge.stage.events import Heard, Left
from bridge.vocabulary.music import Meter
from tests.support.reaper.crowd import lay_many, place_many
from tests.support.reaper.program import LUA, SCRIPTS, Table, table

pytestmark = [pytest.mark.slow, pytest.mark.skipif(LUA is None, reason="there is no Lua")]

# REAPER 6 has Lua 5.3, REAPER 7 has 5.4.
VERSIONS = (6, 7)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Table]:
    with table(tmp_path) as made:
        made.reaper.do("add_track('Drums') add_track('Bass', true)")
        yield made


@pytest.mark.skipif(shutil.which("luac5.4") is None, reason="there is no luac")
@pytest.mark.parametrize("script", sorted(SCRIPTS.rglob("*.lua")), ids=lambda path: path.name)
def test_scripts_are_lua(script: Path) -> None:
    subprocess.run(["luac5.4", "-p", script], check=True)


# ---- where items come to lie ----


def test_two_bars_made_at_124_are_two_bars_in_a_project_at_93_5(desk: Table) -> None:
    desk.reaper.do(
        "new_project({{ bpm = 93.5 }}) add_track('Bass', true) W.current.cursor = 2 * 4 * 60 / 93.5"
    )
    clip = desk.clip(tempo_bpm=124.0, bars=2)
    ending = desk.place("one", clip)
    assert (ending.kind, ending.text) == ("", "track:1/bar:3")
    [item] = desk.reaper.items()
    two_bars_s = float(Fraction(2 * 4 * 60) / Fraction("93.5"))
    assert item.length_s == pytest.approx(two_bars_s, rel=0, abs=1e-9)
    assert item.position_s == pytest.approx(two_bars_s, rel=0, abs=1e-9)
    assert item.rate == pytest.approx(93.5 / 124, rel=1e-12)
    assert (item.track, item.flags) == (1, "1 1 1")
    assert (item.name, item.path) == (clip.path.stem, str(clip.path))


def test_length_follows_the_tempo_map_and_the_loop_fills_it_once(desk: Table) -> None:
    changes = "{ bpm = 93.5 }, { bar = 3, bpm = 140, num = 3 }, { bar = 5, bpm = 61.25, num = 7, den = 8 }"
    desk.reaper.do(f"new_project({{ {changes} }}) add_track('Bass', true)")
    clip = desk.clip(tempo_bpm=124.0, bars=4)
    assert desk.place("one", clip, at="bar 2").text == "track:1/bar:2"
    [item] = desk.reaper.items()
    # A bar of 4/4 at 93.5, two of 3/4 at 140, and six quarters less at 61.25.
    length_s = float(4 * 60 / Fraction("93.5") + 6 * 60 / Fraction(140) + 6 * 60 / Fraction("61.25"))
    assert item.length_s == pytest.approx(length_s, rel=0, abs=1e-9)
    assert item.rate * item.length_s == pytest.approx(16 * 60 / 124, rel=1e-12)


def test_far_into_a_project_lengths_are_as_exact(desk: Table) -> None:
    desk.reaper.do("new_project({{ bpm = 187.3, num = 5 }}) add_track('Bass', true)")
    clip = desk.clip(tempo_bpm=90.0, bars=1, meter=Meter(5, 4))
    assert desk.place("one", clip, at="bar 3001").text == "track:1/bar:3001"
    [item] = desk.reaper.items()
    assert item.length_s == pytest.approx(5 * 60 / 187.3, rel=0, abs=1e-9)
    assert item.position_s == pytest.approx(3000 * 5 * 60 / 187.3, rel=0, abs=1e-9)


@pytest.mark.parametrize(
    ("track", "at", "where"),
    [
        ("selected", "cursor", "track:2/bar:1"),
        ("1", "bar 5", "track:1/bar:5"),
        ("new", "bar 2", "track:3/bar:2"),
        ("1", "quarter 5.5", "track:1/bar:2/beat:2.5"),
    ],
)
def test_places(desk: Table, track: str, at: str, where: str) -> None:
    assert desk.place("one", desk.clip(), track, at).text == where
    assert len(desk.reaper.items()) == 1


def test_without_a_selected_track_there_is_a_new_one_with_the_clips_name(desk: Table) -> None:
    desk.reaper.do("select_track(0)")
    clip = desk.clip()
    assert desk.place("one", clip).text == "track:3/bar:1"
    assert desk.reaper.do("return W.current.tracks[3].name") == clip.path.stem


def test_nothing_is_laid_over_another_item(desk: Table) -> None:
    first, second = desk.clip(seed=1), desk.clip(seed=2)
    assert desk.place("1", first).text == "track:2/bar:1"
    assert desk.place("2", second).text == "track:3/bar:1"
    refused = desk.place("3", first, "2", "bar 1")
    assert (refused.kind, "has an item there already" in refused.text) == ("no-place", True)
    # Right behind it there is room.
    assert desk.place("4", second, "2", "bar 2").text == "track:2/bar:2"


def test_a_placement_is_one_step_back(desk: Table) -> None:
    desk.reaper.do("select_track(0)")
    assert desk.place("one", desk.clip()).kind == ""
    assert desk.reaper.do("return undo()").startswith("Riffbridge: place loop-")
    assert desk.reaper.items() == [] and desk.reaper.do("return #W.current.tracks") == "2"
    assert desk.reaper.do("return undo()") == "false"


# ---- what cannot be ----


@pytest.mark.parametrize(
    ("before", "track", "at", "kind", "sentence"),
    [
        ("W.current.tracks[2].frozen = true", "selected", "cursor", "no-place", "Track 2 is frozen"),
        ("W.current.tracks[2].locked = true", "selected", "cursor", "no-place", "Track 2 is locked"),
        ("", "7", "bar 1", "no-place", "There is no track 7; the project has 2."),
        ("", "{00000000-0000-4000-8000-00000000FFFF}", "cursor", "no-place", "is not there any more"),
        ("", "selected", "tomorrow", "bad-request", "is no place"),
        ("", "selected", "bar 0", "bad-request", "is no place"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(
    desk: Table, before: str, track: str, at: str, kind: str, sentence: str
) -> None:
    desk.reaper.do(before)
    ending = desk.place("one", desk.clip(), track, at)
    assert (ending.kind, sentence in ending.text) == (kind, True), ending
    assert desk.reaper.items() == [] and desk.reaper.do("return #W.current.undo") == "0"


def test_a_file_that_has_gone_or_is_no_sound(desk: Table) -> None:
    clip = desk.clip()
    clip.path.unlink()
    assert desk.place("1", clip).kind == "no-file"
    clip.path.write_bytes(b"text")
    assert desk.place("2", clip).kind == "no-file"
    assert desk.reaper.items() == []


def test_files_come_from_the_library_alone(desk: Table) -> None:
    clip = desk.clip()
    outside = desk.folder / "outside.wav"
    shutil.copy(clip.path, outside)
    order: dict[str, Value] = {
        "what": "place",
        "quarters": 4.0,
        "tempo": 120.0,
        "name": "x",
        "track": "new",
        "at": "cursor",
    }
    paths = (outside, desk.library / ".." / "mailbox" / "outside.wav", Path(f"{desk.library}-2/loop.wav"))
    for number, path in enumerate(paths):
        note = format_note({**order, "id": f"x{number}", "path": str(path)})
        (desk.folder / "order.note").write_text(note)
        desk.reaper.tick()
        ending = read_ending((desk.folder / f"answer-x{number}.note").read_text())
        assert ending is not None and ending.kind == "bad-request"
        assert "is not in the library folder" in ending.text
    assert desk.reaper.items() == []


# ---- once ----


def test_the_same_order_is_carried_out_once_also_after_a_new_start_of_either(desk: Table) -> None:
    clip = desk.clip()
    first = desk.place("one", clip)
    assert desk.place("one", clip) == first
    desk.reaper.do("quit()")
    desk.reaper.run()
    desk.new_mailbox()
    desk.turn(20)
    assert desk.place("one", clip) == first
    assert len(desk.reaper.items()) == 1


def test_a_crash_between_placing_and_answering_is_not_made_good_by_placing_again(desk: Table) -> None:
    clip = desk.clip()
    desk.order("one", clip)
    desk.look()
    # As if REAPER had ended while it placed: begun is noted, and no end.
    with (desk.folder / "memory").open("a") as memory:
        memory.write("one begun\n")
    desk.reaper.run()
    desk.reaper.tick()
    desk.look()
    ending = desk.place("one", clip)
    assert ending.kind == "host" and "see whether it is there" in ending.text
    assert desk.reaper.items() == []


def test_of_two_reapers_one_takes_an_order(desk: Table) -> None:
    """Whoever renames it has it: the other finds nothing."""
    desk.order("one", desk.clip())
    desk.look()
    (desk.folder / "order.note").rename(desk.folder / "taken-other.note")
    desk.reaper.tick()
    assert desk.reaper.items() == [] and not list(desk.folder.glob("answer-*"))


def test_a_thousand_placements_in_any_state_end_once_each(tmp_path: Path) -> None:
    tally = place_many(tmp_path, 1_000)
    assert tally.asked > 1_000 and tally.is_clean, tally
    assert min(tally.placed, tally.failed.total()) > 150


def test_items_are_as_long_as_their_bars_in_any_project(tmp_path: Path) -> None:
    tally = lay_many(tmp_path, 100)
    assert (tally.placed, tally.failed.total()) == (100, 0)
    assert tally.worst <= 1e-9


# ---- what REAPER says ----


def heard(desk: Table) -> Heard:
    said = [each for each in desk.said if isinstance(each, Heard)]
    return said[-1]


def test_tempo_meter_position_and_track_are_told(desk: Table) -> None:
    changes = "{ bpm = 93.5 }, { bar = 3, bpm = 140, num = 6, den = 8 }"
    desk.reaper.do(f"new_project({{ {changes} }}, '/songs/one.rpp') add_track('Low <end>\\\\', true)")
    desk.turn(2)
    transport = heard(desk).transport
    assert (transport.source, transport.meter, transport.playing) == ("reaper", Meter(), False)
    assert transport.tempo_bpm == pytest.approx(93.5, abs=1e-4)
    state = desk.mailbox.state
    assert state is not None
    assert (state.project, state.folder, state.track, state.track_name) == (
        "/songs/one.rpp", "/projects", 1, "Low <end>\\",
    )  # fmt: skip
    desk.reaper.do("W.current.play = 1 W.current.at = 8 * 60 / 93.5 + 60 / 140")
    desk.turn(2)
    transport = heard(desk).transport
    assert (transport.meter, transport.playing) == (Meter(6, 8), True)
    assert transport.tempo_bpm == pytest.approx(140, abs=1e-4)
    assert transport.beat == pytest.approx(9, abs=0.3)


def test_the_tempo_is_the_one_that_is_heard(desk: Table) -> None:
    desk.reaper.do("W.current.rate = 1.5")
    desk.turn(2)
    assert heard(desk).transport.tempo_bpm == pytest.approx(180)


def test_nothing_new_is_said_once_a_second_and_its_end_is_noticed(desk: Table) -> None:
    desk.turn(3)
    before = (desk.folder / "state.note").stat().st_mtime_ns
    desk.turn(3)
    assert (desk.folder / "state.note").stat().st_mtime_ns == before
    desk.turn(17)
    assert (desk.folder / "state.note").stat().st_mtime_ns > before
    desk.reaper.do("quit()")
    desk.look()
    assert desk.said[-1] == Left("reaper") and not desk.mailbox.is_there
    assert desk.reaper.do("return W.light") == "0"


@pytest.mark.parametrize("version", VERSIONS)
def test_started_in_both_versions(tmp_path: Path, version: int) -> None:
    with table(tmp_path, running=False) as desk:
        desk.reaper.run(version=version)
        desk.turn(2)
        assert desk.mailbox.is_there and desk.reaper.do("return W.light") == "1"


def test_not_installed_is_said(tmp_path: Path) -> None:
    with table(tmp_path, running=False) as desk:
        (tmp_path / "Scripts" / "places.note").unlink()
        for action in ("riffbridge", "riffbridge-request"):
            desk.reaper.run(action)
        assert desk.reaper.do("return #W.boxes") == "2"


# ---- asked in REAPER ----


def test_a_loop_asked_for_in_reaper_is_placed_where_it_was_asked_for(desk: Table) -> None:
    desk.reaper.do("W.current.cursor = 6 W.inputs = 'warm house, with piano\\n2'")
    desk.reaper.do("keep = { W.deferred, W.at_exit }")
    desk.reaper.run("riffbridge-request")
    desk.reaper.do("W.deferred, W.at_exit = keep[1], keep[2]")
    desk.look()
    [came] = desk.asked
    request = came.request
    assert (request.prompt, request.bars, request.meter) == ("warm house, with piano", 2, Meter())
    assert request.tempo_bpm == pytest.approx(120)
    # The user goes on meanwhile, and the bridge starts anew.
    desk.reaper.do("W.current.cursor = 0 select_track(1)")
    desk.new_mailbox()
    desk.turn(20)
    desk.mailbox.reply(came.sender, Done(came.sender, desk.clip(bars=2)))
    desk.turn(2)
    [item] = desk.reaper.items()
    assert item.track == 2 and item.position_s == pytest.approx(6, abs=1e-9)
    assert not list(desk.folder.glob("ask-*"))


def test_why_there_is_no_loop_is_shown(desk: Table) -> None:
    sender = Sender("reaper", "new@quarter 0", "some-id")
    desk.mailbox.reply(sender, Failed(sender, Failure("busy", "Too much at once.")))
    desk.turn()
    assert desk.reaper.do("return W.console[1]").strip() == "Riffbridge: Too much at once."


@pytest.mark.parametrize("inputs", ["\\n2", "words\\n0", "words\\nmany", "words\\n65"])
def test_what_makes_no_sense_is_said_at_once(desk: Table, inputs: str) -> None:
    desk.reaper.do(f"W.inputs = '{inputs}'")
    desk.reaper.run("riffbridge-request")
    assert desk.reaper.do("return #W.boxes") == "1" and not list(desk.folder.glob("ask-*"))
