"""The strip as somebody at the window uses it; the bridge answers when the test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bridge.library import Found
from bridge.messages import answers as an
from bridge.messages import events as ev
from bridge.messages.host_views import HostsView, HostView
from bridge.player.port import PlayerView, VoiceView
from bridge.stage.events import PlayAsked, ReplaceAsked, StopAsked
from bridge.stage.views import StageView
from bridge.vocabulary.clips import Piece
from bridge.vocabulary.files import FileFormat, PieceForm
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Key, Transport
from tests.support.window.gestures import click, wait_until
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import Shelf, closing, job
from tests.support.window.person import Person
from ui.clips.audition import Audition
from ui.clips.model import ClipsModel
from ui.common.link import Link
from ui.common.state import WindowState
from ui.common.undo import Undo
from ui.common.widgets import vbox
from ui.dragging.drag import clips_in, mime_of
from ui.strip.panel import StripPanel


class Bench:
    """A strip before three clips: two bars at 124 in A minor, one at 90, one at 124."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.shelf = Shelf(folder)
        self.clips: list[Found] = self.shelf.add(
            job(prompt="one", bars=2, seed=1),
            job(prompt="two", tempo_bpm=90.0, key=Key(0, "major"), seed=2),
            job(prompt="three", seed=3),
        )
        self.digests = [each.digest for each in self.clips]
        self.link, self.stage, self.undo = Link(), FakeStage(), Undo()
        self.hub = FakeHub(self.link, self.stage)
        self.library = ClipsModel(self.shelf.database, self.shelf.exports)
        self.previews = self.shelf.previews()
        self.state = WindowState(folder / "window.ini")
        self.panel = StripPanel(
            self.link, self.library.look_up, self.previews, Audition(self.link), self.undo, self.state
        )
        self.window = QWidget()
        vbox(self.window, self.panel)
        self.window.resize(1000, 200)
        qtbot.addWidget(self.window)
        self.window.show()

    def close(self) -> None:
        self.panel.close_down()

    def fill(self) -> None:
        self.panel.add(self.digests)
        wait_until(lambda: len(self.panel.model.jobs) == 3)

    @property
    def names(self) -> list[str]:
        model = self.panel.model
        return [model.data(model.index(row)) for row in range(model.rowCount())]

    def spoken(self, row: int) -> str:
        model = self.panel.model
        return str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole))

    @property
    def asked(self) -> ev.JoinAsked:
        return self.hub.all(ev.JoinAsked)[-1]

    def join(self, folder: Path, bars: int = 4) -> Piece:
        """Answer that the piece is there."""
        piece = Piece(path=folder / "piece.wav", frames=371_613, rate_hz=48_000, tempo_bpm=124.0, bars=bars)
        piece.path.write_bytes(b"sound")
        self.hub.answer(an.Joined(self.asked.sender, piece))
        return piece


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    one = Bench(qtbot, tmp_path)
    with closing(one, one.library, one.previews):
        yield one


def test_parts_are_moved_repeated_removed_and_all_of_it_undone(bench: Bench) -> None:
    panel, person = bench.panel, Person(bench.window)
    assert person.sees("Drag clips here, or select some and press T, to line them up.")
    bench.fill()
    assert bench.names == ["one", "two", "three"] and panel.list.rows == [0, 1, 2]
    assert bench.spoken(1) == "two, 90 BPM, C major, 1 bar, Changes here: 124 → 90 · Am → C"
    lane = "Parts of the piece"
    person.click(person.row(lane, 2))
    person.press("Ctrl+Left")
    person.press("+")
    person.press("~")
    assert bench.names == ["one", "three", "two"] and panel.list.rows == [1]
    assert panel.strip.listed()[1:3] == (f"{bench.digests[2]}*2", "~1")
    assert bench.spoken(2).endswith("after a transition of 1 bar")
    person.press("Delete")
    assert bench.names == ["one", "two"] and panel.list.rows == [1]
    person.drag(person.row(lane, 1), person.spot(panel.list.viewport() or lane, x=4))
    assert bench.names == ["two", "one"]
    for _ in range(5):
        bench.undo.undo()
    assert bench.names == ["one", "two", "three"]
    bench.undo.undo()
    assert not panel.strip.parts and not person.sees(lane)
    bench.undo.redo()
    assert person.sees(lane)


def test_clips_dropped_on_the_lane_go_where_they_are_dropped(bench: Bench) -> None:
    panel, person = bench.panel, Person(bench.window)
    person.drop(mime_of(bench.clips[:1]), panel)
    person.drop(mime_of(bench.clips[1:]), person.spot(panel.list.viewport() or panel, x=2))
    wait_until(lambda: bench.names == ["two", "three", "one"])
    high_px = panel.list.height()
    bench.window.resize(1000, 700)
    wait_until(lambda: panel.list.height() > high_px)
    panel.head.fold.click()
    assert not person.sees("Parts of the piece") and bench.state.text("strip/folded") == "yes"
    assert clips_in(mime_of(bench.clips)) == bench.digests


def test_it_plays_at_the_tempo_that_leads_and_plays_again_at_once(bench: Bench, tmp_path: Path) -> None:
    panel, person = bench.panel, Person(bench.window)
    bench.fill()
    person.click("Play piece")
    first = bench.asked
    assert (first.parts, first.tempo_bpm, first.file_format) == (
        tuple(bench.digests), 124.0, FileFormat.WAV_FLOAT
    )  # fmt: skip
    bench.hub.answer(an.Progressed(first.sender, Progress(stage="joining", fraction=0.4)))
    wait_until(lambda: person.sees("Joining… 40%"))
    piece = bench.join(tmp_path)
    wait_until(lambda: len(bench.stage.heard) == 1)
    [played] = bench.stage.heard
    assert isinstance(played, PlayAsked) and not played.may_retime
    assert played.clip.path == piece.path and float(played.clip.job.loop.quarters) == 16.0
    voice = VoiceView(slot=played.slot, clip=played.clip, starts_at_s=0.0, position=0.6, gain=1.0)
    bench.stage.shown = StageView(player=PlayerView(voices=(voice,)))
    wait_until(lambda: panel.list.blocks.playing is not None)
    # Of two bars, one and one: 2.4 bars in, the second part sounds.
    assert panel.list.blocks.playing is not None and panel.list.blocks.playing[0] == 1
    panel.list.select(range(0, 1))
    panel.list.setFocus()
    person.press("Ctrl+Right")
    # Changed and changed back, it plays on as it is.
    bench.undo.undo()
    person.click("Stop piece")
    assert isinstance(bench.stage.heard[-1], StopAsked)
    bench.stage.shown = StageView()
    wait_until(lambda: person.sees("Play piece"))
    person.click("Play piece")
    assert isinstance(bench.stage.heard[-1], PlayAsked) and len(bench.hub.all(ev.JoinAsked)) == 1
    # It can be stopped while it is exported.
    bench.stage.shown = StageView(player=PlayerView(voices=(voice,)))
    wait_until(lambda: person.sees("Stop piece"))
    person.click("Export piece")
    person.click("Stop piece")
    assert isinstance(bench.stage.heard[-1], StopAsked)
    bench.join(tmp_path)
    # Several selected parts play alone, at the tempo that leads now.
    bench.stage.shown = StageView(transport=Transport(tempo_bpm=120.0))
    wait_until(lambda: bench.link.view is bench.stage.shown)
    panel.list.select(range(1, 3))
    person.click("Play selection")
    assert (bench.asked.parts, bench.asked.tempo_bpm) == (tuple(bench.digests[1:]), 120.0)
    person.click("Cancel")
    assert bench.hub.all(ev.CancelAsked)[-1].sender == bench.asked.sender
    bench.hub.fail(bench.asked.sender, "Cancelled.", "cancelled")
    wait_until(lambda: person.sees("Play selection"))


def test_what_plays_follows_the_strip_from_the_next_bar_on(bench: Bench, tmp_path: Path) -> None:
    panel, person = bench.panel, Person(bench.window)
    panel._follower._timer.setInterval(0)
    bench.fill()
    panel.list.select(range(0))
    person.click("Play piece")
    bench.join(tmp_path)
    wait_until(lambda: len(bench.stage.heard) == 1)
    [played] = bench.stage.heard
    assert isinstance(played, PlayAsked)
    voice = VoiceView(slot=played.slot, clip=played.clip, starts_at_s=0.0, position=0.6, gain=1.0)
    bench.stage.shown = StageView(player=PlayerView(voices=(voice,)))
    wait_until(lambda: person.sees("Stop piece"))
    # The second of three parts sounds; the first, of two bars, is played once more.
    panel.list.edited.emit(panel.strip.changed(0, rounds=2), "Repeat")
    assert person.sees("Stop piece"), "while it is joined, too"
    wait_until(lambda: len(bench.hub.all(ev.JoinAsked)) == 2)
    assert bench.asked.parts[0] == f"{bench.digests[0]}*2" and bench.asked.tempo_bpm == 124.0
    bench.hub.fail(bench.asked.sender, "The disk is full.")
    wait_until(lambda: person.sees("The disk is full."))
    # While a change is joined, another comes.
    panel.list.edited.emit(panel.strip.removed([2]), "Remove")
    wait_until(lambda: len(bench.hub.all(ev.JoinAsked)) == 3)
    panel.list.edited.emit(panel.strip.added([bench.digests[2]]), "Add")
    wait_until(lambda: bool(bench.hub.all(ev.CancelAsked)))
    bench.hub.fail(bench.asked.sender, "Cancelled.", "cancelled")
    wait_until(lambda: len(bench.hub.all(ev.JoinAsked)) == 4)
    changed = tmp_path / "changed"
    changed.mkdir()
    piece = bench.join(changed, bars=6)
    wait_until(lambda: len(bench.stage.heard) == 2)
    followed = bench.stage.heard[-1]
    assert isinstance(followed, ReplaceAsked) and followed.clip.path == piece.path
    assert (followed.of, followed.quarters) == (played.clip.job.digest, 8.0)
    assert (tmp_path / "piece.wav").exists(), "which still sounds"
    bench.stage.shown = StageView(player=PlayerView(voices=(voice,)))
    assert person.sees("Stop piece") and len(bench.hub.all(ev.JoinAsked)) == 4
    assert panel.player.place_in(panel.strip) is not None, "the old piece, until the new one begins"
    panel.list.setFocus()
    person.press("Space")
    assert isinstance(bench.stage.heard[-1], StopAsked)


def test_it_is_exported_in_each_form_and_says_where_or_why_not(bench: Bench, tmp_path: Path) -> None:
    panel, person = bench.panel, Person(bench.window)
    bench.fill()
    panel.head.joints.setCurrentIndex(1)
    panel.head.joints.activated.emit(1)
    assert panel.strip.crossfade_beats == 0.5
    said: list[str] = []
    panel.said.connect(said.append)
    for name, form in (("FLAC", PieceForm.SOUND), ("REAPER", PieceForm.REAPER), ("Lanes", PieceForm.LANES)):
        person.choose("Piece format", name)
        person.click("Export piece")
        assert (bench.asked.form, bench.asked.crossfade_beats) == (form, 0.5)
        bench.join(tmp_path)
        wait_until(lambda: person.sees("Show piece"))
    assert bench.state.text("strip/form") == "lanes"
    mime = panel.head.show_piece.mime()
    assert mime is not None and mime.urls()[0].toLocalFile() == str(tmp_path / "piece.wav")
    reaper = HostView(name="reaper", folder=str(tmp_path))
    bench.hub.show_hosts(HostsView((reaper, HostView(name="live"))))
    person.click("Choose the folder for pieces")
    person.click("REAPER project")
    person.click("Export piece")
    assert bench.asked.into == tmp_path and not person.sees("Show piece")
    bench.hub.fail(bench.asked.sender, "The disk is full.")
    wait_until(lambda: person.sees("The disk is full."))
    person.click("Export piece")
    bench.link.detach()
    wait_until(lambda: said[-1] == "The engine restarted. Try again.")
    assert said[0] == "Exported piece.wav"


def test_what_is_missing_is_said_and_nothing_is_joined_without_it(bench: Bench) -> None:
    panel, person = bench.panel, Person(bench.window)
    bench.fill()
    bench.clips[0].clip.path.unlink()
    bench.library.change(lambda library: (library.delete(bench.digests[1]), library.check()))
    panel.refresh()
    wait_until(lambda: person.sees("2 clips are missing. Remove them, or make them again."))
    assert bench.names == ["one", "Deleted clip", "three"] and "The file is missing" in bench.spoken(0)
    click(panel.head.export)
    panel.list.play_requested.emit()
    assert not bench.hub.all(ev.JoinAsked) and not panel.head.play.isEnabled()
    panel.list.select(range(0, 2))
    panel.list.setFocus()
    person.press("Delete")
    assert bench.names == ["three"] and panel.head.play.isEnabled()
