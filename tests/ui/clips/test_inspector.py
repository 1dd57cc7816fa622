"""The clip in view: what it says of itself, and what can be asked for out of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from bridge.library import Found
from bridge.library.exporting import export_clip
from bridge.messages.answers import Done, Noted, Progressed
from bridge.messages.events import RequestCame
from bridge.messages.orders import Sender
from bridge.player.port import PlayerView, VoiceView
from bridge.requests.derive import operation_of
from bridge.sound.files import extras
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.encoding import Label, encode_sound
from bridge.sound.files.reading import read_audio
from bridge.stage.events import PlayAsked, StopAsked
from bridge.stage.views import StageView
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, Progress, SourceAudio
from bridge.vocabulary.music import Key, Loop, Meter, Transport
from bridge.vocabulary.prompts import ParsedPrompt
from bridge.vocabulary.requests import Operation
from tests.support import factories
from tests.support.window.gestures import click, press, wait_until, write
from tests.support.window.hub import FakeHub, FakeStage
from tests.support.window.libraries import RATE_HZ, closing, drawn, found, job, tone, unheard
from ui.clips import exporting
from ui.clips.audition import SLOT, Audition
from ui.clips.facts import Rows, detail_rows, fact_rows
from ui.clips.facts_table import FactsTable
from ui.clips.inspector import Inspector
from ui.clips.loop_view import LoopView
from ui.clips.menu import ClipActions, fill_clips_menu
from ui.clips.stem_mix import heard
from ui.common import theme
from ui.common.clip_selection import selection_of
from ui.common.derived_requests import morph, new_take, vary
from ui.common.link import Link
from ui.common.marking import Range
from ui.pictures.loader import PreviewLoader
from ui.pictures.waveform import bar_lines
from ui.placing.tracker import PlacementTracker


class Bench(NamedTuple):
    """The inspector, and what is told of it."""

    inspector: Inspector
    hub: FakeHub
    stage: FakeStage
    link: Link
    audition: Audition
    clock: list[float]
    clips: list[Found]

    def status(self) -> str:
        """All text in view."""
        labels = self.inspector.findChildren(QLabel)
        return "\n".join(each.text() for each in labels if each.isVisible())

    @property
    def requested(self) -> RequestCame:
        return self.hub.all(RequestCame)[-1]

    def sounds(self, clip: Found, *, position: float = 0.0, starts_at_s: float = 0.0) -> None:
        voice = VoiceView(slot=SLOT, clip=clip.clip, starts_at_s=starts_at_s, position=position, gain=1.0)
        self.link.stage.emit(StageView(player=PlayerView(voices=(voice,))))


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, qapp: Any) -> Iterator[Bench]:
    theme.apply(qapp, "dark")
    clips = [
        found(drawn(job(seed=seed, prompt=prompt), tmp_path / f"{prompt}.wav"))
        for seed, prompt in enumerate(("dub", "funk", "samba"))
    ]
    clock = [100.0]
    link, stage = Link(), FakeStage()
    hub = FakeHub(link, stage)
    audition = Audition(link, clock=lambda: clock[0])
    previews = PreviewLoader(folder=tmp_path / "previews")
    inspector = Inspector(link, previews, audition)
    qtbot.addWidget(inspector)
    inspector.resize(360, 900)
    inspector.show()
    with closing(inspector, previews):
        yield Bench(inspector, hub, stage, link, audition, clock, clips)


def test_it_shows_nothing_before_a_clip_is_chosen_and_after(bench: Bench) -> None:
    assert bench.status() == "Select a clip to see its details."
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    assert "dub" in bench.status()
    bench.inspector.show_selection(selection_of([]))
    assert bench.status() == "Select a clip to see its details."


def test_chips_of_a_clip_show_the_typed_word_and_leave_the_keyboard_alone(bench: Bench) -> None:
    [clip] = bench.clips[:1]
    sad = msgspec.structs.replace(clip.clip, job=job(prompt="sad piano"))
    bench.inspector.show_selection(selection_of([msgspec.structs.replace(clip, clip=sad)]))
    chips = bench.inspector.brief
    assert {each.text: each.tip for each in chips.chips if each.text in ("sad", "piano")} == {
        "sad": "Understood as: moody.",
        "piano": "",
    }
    for button in chips.findChildren(QPushButton):
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus or button.isHidden()
        press(button, Qt.Key.Key_Delete)


def test_the_certificate_is_in_words_with_the_licence(qtbot: QtBot, bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    qtbot.waitUntil(lambda: "seamless" in bench.status())
    for text in ("124 BPM · A minor · 1 bar", "dub.wav"):
        assert text in bench.status()
    assert "seed" not in bench.status()
    click(bench.inspector.facts.fold)
    qtbot.waitUntil(lambda: "CC0-1.0" in bench.status())
    for text in ("seed 0, strength 1, guide off, steps 20, guidance 5", "exact", bench.clips[0].digest[:12]):
        assert text in bench.status()
    click(bench.inspector.facts.fold)
    assert "CC0-1.0" not in bench.status()


def test_the_table_shows_the_last_rows_in_reading_order(qtbot: QtBot) -> None:
    table = FactsTable()
    qtbot.addWidget(table)
    table.show()
    source, point, file = ("Source", "take.wav"), ("Loop point", "may be audible"), ("File", "dub.wav")
    table.set_rows([point, file], [("ID", "1")])
    kept = table.findChildren(QLabel)[:2]
    table.set_rows([point, ("File", "waltz.wav")], [("ID", "2")])
    click(table.fold)
    assert _texts(table) == [*point, "File", "waltz.wav", "ID", "2"]
    assert table.findChildren(QLabel)[:2] == kept
    table.set_rows([source, point], [("ID", "3"), ("Grid", "exact")])
    assert _texts(table) == [*source, *point, "ID", "3", "Grid", "exact"]
    table.set_rows([source], [])
    assert _texts(table) == [*source]


def _texts(table: FactsTable) -> list[str]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [each.text() for each in table.findChildren(QLabel)]


def test_the_picture_comes_when_it_is_made(qtbot: QtBot, bench: Bench) -> None:
    before = bench.inspector.loop.grab().toImage()
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    qtbot.waitUntil(lambda: bench.inspector.loop._preview is not None)
    assert bench.inspector.loop.grab().toImage() != before


def test_play_plays_the_clip_the_head_moves_and_stop_stops(bench: Bench) -> None:
    clip = bench.clips[0]
    bench.inspector.show_selection(selection_of([clip]))
    click(bench.inspector.buttons.play)
    [played] = bench.stage.heard
    assert isinstance(played, PlayAsked) and played.clip == clip.clip
    bench.sounds(clip, position=0.25)
    assert bench.inspector.buttons.play.text() == "Stop"
    assert bench.inspector.loop.head == pytest.approx(0.25)
    seconds = clip.clip.frames / clip.clip.rate_hz
    bench.clock[0] += seconds
    assert bench.audition.position(clip.digest) == pytest.approx(0.25)  # once around
    bench.clock[0] += seconds / 2
    assert bench.audition.position(clip.digest) == pytest.approx(0.75)
    click(bench.inspector.buttons.play)
    assert isinstance(bench.stage.heard[-1], StopAsked)
    bench.link.stage.emit(StageView())
    assert bench.inspector.loop.head is None and bench.inspector.buttons.play.text() == "Play"


def test_a_clip_that_waits_for_its_bar_has_no_head_yet(bench: Bench) -> None:
    clip = bench.clips[0]
    bench.inspector.show_selection(selection_of([clip]))
    bench.sounds(clip, starts_at_s=101.0)
    assert bench.audition.playing == {clip.digest} and bench.audition.position(clip.digest) is None
    bench.clock[0] = 101.0 + clip.clip.frames / clip.clip.rate_hz / 4
    assert bench.audition.position(clip.digest) == pytest.approx(0.25)
    assert bench.audition.position(bench.clips[1].digest) is None
    bench.link.detached.emit()
    assert bench.audition.playing == frozenset()


def test_again_asks_for_another_seed(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    click(bench.inspector.buttons.new_take)
    assert bench.requested.request == new_take(bench.clips[0].clip.job)
    assert bench.requested.request.seed is None and bench.requested.source_clip is None


def test_vary_starts_from_the_clip_with_the_strength_set(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    bench.inspector.derive.strength.setValue(35)
    click(bench.inspector.derive.vary)
    assert bench.requested.source_clip == bench.clips[0].digest
    assert bench.requested.request == vary(bench.clips[0].clip.job, 0.35)


def test_blend_with_the_clip_that_is_picked_next(bench: Bench) -> None:
    dub, funk, samba = bench.clips
    bench.inspector.show_selection(selection_of([dub]))
    assert not bench.inspector.derive.morph.isVisible()
    click(bench.inspector.derive.pick)
    bench.inspector.show_selection(selection_of([funk]))
    assert bench.inspector.found == dub and not bench.inspector.derive.is_picking
    bench.inspector.derive.amount.setValue(25)
    click(bench.inspector.derive.morph)
    request = bench.requested.request
    assert request == morph(dub.clip.job, 0.25)
    assert (bench.requested.source_clip, bench.requested.goal_clip) == (dub.digest, funk.digest)
    assert (request.prompt, request.seed, request.key, request.blend) == ("dub", None, None, 0.25)
    bench.inspector.show_selection(selection_of([samba]))
    assert bench.inspector.found == samba


def test_picking_ends_with_escape_and_two_chosen_are_a_blend(bench: Bench) -> None:
    dub, funk, samba = bench.clips
    bench.inspector.show_selection(selection_of([dub]))
    click(bench.inspector.derive.pick)
    press(bench.inspector.derive.pick, Qt.Key.Key_Escape)
    bench.inspector.show_selection(selection_of([funk]))
    assert bench.inspector.found == funk
    bench.inspector.show_selection(selection_of([funk, samba]))
    click(bench.inspector.derive.morph)
    assert (bench.requested.source_clip, bench.requested.goal_clip) == (funk.digest, samba.digest)


def test_a_blend_is_no_end_of_another(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    between = found(unheard(job(prompt="between", goal=MorphTarget(prompt="funk", seed=9, blend=0.3))))
    click(bench.inspector.derive.pick)
    bench.inspector.show_selection(selection_of([between]))
    assert "can't morph a morph" in bench.status() and not bench.inspector.derive.morph.isVisible()
    bench.inspector.show_selection(selection_of([between]))
    assert not bench.inspector.derive.pick.isEnabled()


def test_a_clip_whose_file_is_gone_is_no_goal(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    click(bench.inspector.derive.pick)
    bench.inspector.show_selection(selection_of([msgspec.structs.replace(bench.clips[1], missing=True)]))
    assert "Choose another" in bench.status() and not bench.inspector.derive.morph.isVisible()


def test_copy_path_is_text_and_a_file(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    click(bench.inspector.buttons.copy)
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None and (mime := clipboard.mimeData()) is not None
    assert mime.text() == str(bench.clips[0].clip.path)
    assert [url.toLocalFile() for url in mime.urls()] == [str(bench.clips[0].clip.path)]


def test_export_writes_all_that_are_chosen_in_the_format(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    bench.inspector.show_selection(selection_of(bench.clips))
    row = bench.inspector.export
    assert row.button.text() == "Export 3 clips"
    row.folder.setText(str(tmp_path / "out"))
    row.format.setCurrentIndex(row.format.findData(FileFormat.FLAC))
    with qtbot.waitSignal(row.exported) as exported:
        click(row.button)
    assert (exported.args[0].written, exported.args[0].first) == (3, tmp_path / "out" / "dub.flac")
    written = [tmp_path / "out" / f"{name}.flac" for name in ("dub", "funk", "samba")]
    assert [read_certificate(path).job.prompt for path in written] == ["dub", "funk", "samba"]
    assert row.status.text() == "Exported 3 clips" and row.button.isEnabled()


def test_export_passes_over_what_is_gone_and_says_so(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    bench.inspector.show_selection(selection_of(bench.clips))
    bench.clips[1].clip.path.unlink()
    row = bench.inspector.export
    row.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(row.exported) as exported:
        click(row.button)
    assert (exported.args[0].written, exported.args[0].gone) == (2, 1)
    assert "2 clips" in row.status.text() and "1 file" in row.status.text()


def test_an_export_is_stopped_by_its_button(
    qtbot: QtBot, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def slow(clip: Clip, folder: Path, file_format: FileFormat | None) -> Path:
        begun.set()
        assert may_go_on.wait(20)
        return export_clip(clip, folder, file_format)

    monkeypatch.setattr(exporting, "export_clip", slow)
    bench.inspector.show_selection(selection_of(bench.clips))
    row = bench.inspector.export
    row.folder.setText(str(tmp_path / "out"))
    click(row.button)
    assert row.button.text() == "Stop" and begun.wait(20)
    bench.inspector.show_selection(selection_of(bench.clips[:1]))  # something else may be chosen meanwhile
    with qtbot.waitSignal(row.exported) as exported:
        click(row.button)
        may_go_on.set()
    assert exported.args[0].written == 1 and row.button.text() == "Export"


def test_export_says_what_is_wrong_with_a_folder(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    row = bench.inspector.export
    row.folder.setText("not/whole")
    assert not row.button.isEnabled() and "full folder path" in row.status.text()
    blocked = tmp_path / "file"
    blocked.touch()
    row.folder.setText(str(blocked / "below"))
    click(row.button)
    qtbot.waitUntil(lambda: str(blocked) in row.status.text())
    assert row.button.isEnabled()


def test_a_clip_whose_file_is_gone_can_be_made_again_or_removed(bench: Bench, qtbot: QtBot) -> None:
    gone = found(unheard(job(prompt="gone")), missing=True)
    bench.inspector.show_selection(selection_of([gone]))
    it = bench.inspector
    assert not any(button.isVisible() for button in (it.buttons.play, it.buttons.reveal, it.buttons.copy))
    assert not it.derive.vary.isEnabled() and not it.export.button.isEnabled()
    assert it.buttons.new_take.isEnabled()
    for button, told in ((it.buttons.again, it.again_requested), (it.buttons.remove, it.remove_requested)):
        with qtbot.waitSignal(told) as asked:
            click(button)
        assert asked.args == [gone]
    it.show_selection(selection_of(bench.clips[:1]))
    assert it.buttons.play.isVisible() and not it.buttons.again.isVisible()


def test_tags_are_typed_and_told_once(bench: Bench) -> None:
    told: list[tuple[Found, str]] = []
    it = bench.inspector
    it.tagged.connect(lambda found, tags: told.append((found, tags)))
    first, second = bench.clips[0], found(unheard(job(prompt="tagged")), tags=("dark", "set 1"))
    it.show_selection(selection_of([first]))
    write(it.tags.edit, "house, new")
    press(it.tags.edit, Qt.Key.Key_Return)
    assert told == [(first, "house, new")]
    it.show_selection(selection_of([second]))
    assert it.tags.edit.text() == "dark, set 1" and len(told) == 1


# ---- pure ----


def test_requests_out_of_a_job_keep_its_frame_and_change_what_they_should() -> None:
    source = SourceAudio(path="/sounds/a.wav", sha256="0" * 64)
    whole = factories.job(source=source, strength=0.4, meter=Meter(3, 4))
    request = new_take(whole)
    assert request.source == Path("/sounds/a.wav") and request.strength == 0.4
    filled = new_take(msgspec.structs.replace(whole, strength=1.0, gap=InpaintSpan(4.0, 6.0)))
    assert (filled.from_quarter, filled.to_quarter, filled.strength) == (4.0, 6.0, 1.0)
    longer = new_take(msgspec.structs.replace(whole, strength=1.0, source_bars=1))
    assert (longer.source_bars, longer.strength) == (1, 1.0)
    between = new_take(factories.job(goal=MorphTarget(prompt="funk", seed=9, blend=0.3)))
    assert (between.goal_prompt, between.goal_seed, between.blend) == ("funk", 9, 0.3)
    assert [operation_of(each) for each in (request, filled, longer, between)] == [
        Operation.VARY,
        Operation.FILL,
        Operation.EXTEND,
        Operation.MORPH,
    ]
    assert vary(whole, 0.7).source is None and vary(whole, 0.7).strength == 0.7
    for each in (request, vary(whole, 0.7), morph(whole, 0.5)):
        kept = ("prompt", "negative", "model", "tempo_bpm", "bars", "meter", "steps", "rate_hz")
        assert [getattr(each, name) for name in kept] == [getattr(whole, name) for name in kept]
        assert each.origin == "window"


def all_rows(clip: Found) -> Rows:
    return fact_rows(clip) + detail_rows(clip, factories.certificate())


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"negative": "drums"}, "drums"),
        ({"count": 4, "take": 2}, "take 3 of 4"),
        ({"source": SourceAudio(path="/a/beat.wav", sha256="0" * 64), "strength": 0.6}, "beat.wav"),
        ({"source": SourceAudio(path="/a/beat.wav", sha256="0" * 64), "strength": 0.6}, "strength 0.6"),
        ({"goal": MorphTarget(prompt="funk", seed=9, blend=0.25)}, "25% into “funk”"),
        ({"goal": MorphTarget(prompt="funk", seed=9, blend=0.25)}, "target seed 9"),
    ],
)
def test_what_a_clip_was_made_from_is_said(changes: dict[str, Any], text: str) -> None:
    rows = all_rows(found(unheard(job(**changes))))
    assert any(text in value for _, value in rows)


def test_figures_that_are_none_are_words() -> None:
    clip = msgspec.structs.replace(unheard(job()), peak_dbfs=-float("inf"), seam=float("nan"), grid="found")
    rows = dict(all_rows(found(clip)))
    assert (rows["Peak"], rows["Grid"]) == ("silent", "found") and not {"Seam", "Loop point"} & set(rows)
    rows = dict(all_rows(found(msgspec.structs.replace(clip, seam=1.5))))
    assert (rows["Seam"], rows["Loop point"]) == ("1.50", "may be audible")


def test_bars_and_beats_lie_where_they_sound() -> None:
    bars, beats = bar_lines(Loop(tempo_bpm=90.0, bars=2, meter=Meter(3, 4), key=Key(0, "major")))
    assert bars == [0, 0.5]
    assert beats == pytest.approx([1 / 6, 2 / 6, 4 / 6, 5 / 6])


def test_a_moving_head_paints_only_where_it_was_and_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = LoopView()
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_loop(Loop(tempo_bpm=120.0, bars=2), None)
    painted: list[Any] = []
    monkeypatch.setattr(LoopView, "update", lambda self, *rect: painted.append(rect[0].width()))
    view.set_head(0.5)
    view.set_head(0.5)
    view.set_head(0.51)
    view.set_head(None)
    assert len(painted) == 4 and max(painted) < 20


# ---- out ----


def test_the_sound_is_dragged_at_the_tempo_that_leads(bench: Bench, tmp_path: Path) -> None:
    clip = found(drawn(job(prompt="house", tempo_bpm=124.0), tmp_path / "house.wav"))
    row = bench.inspector.extras
    bench.inspector.show_selection(selection_of([clip]))

    def dragged() -> list[Path]:
        mime = row.audio.mime()
        return [] if mime is None else [Path(url.toLocalFile()) for url in mime.urls()]

    assert (row.audio.text(), dragged()) == ("Audio · 124 BPM", [clip.clip.path])
    bench.stage.shown = StageView(transport=Transport(tempo_bpm=90.0))
    wait_until(lambda: row.audio.text() == "Audio · 90 BPM")
    assert "its own tempo, 124 BPM" in row.audio.toolTip()
    row.audio.pressed.emit()
    asked = bench.hub.all(RequestCame)[-1]
    assert (asked.as_is, asked.source_clip, asked.request.tempo_bpm) == (True, clip.digest, 90.0)
    assert not bench.link.is_own(asked.sender)
    slow = drawn(job(prompt="house", tempo_bpm=90.0), tmp_path / "slow.wav")
    bench.hub.answer(Done(asked.sender, slow))
    assert dragged() == [slow.path] == dragged() and len(bench.hub.all(RequestCame)) == 1
    bench.stage.shown = StageView(transport=Transport(tempo_bpm=91.0))
    wait_until(lambda: row.audio.text() == "Audio · 91 BPM")
    row.audio.pressed.emit()
    bench.hub.fail(bench.hub.sender, "The model is gone.")
    wait_until(lambda: "The model is gone." in bench.status())


# ---- notes and parts ----


def test_notes_are_dragged_and_stems_rendered(bench: Bench, tmp_path: Path) -> None:
    made = job(prompt="house", parsed=(ParsedPrompt(genre="house"),), guide="played", seed=5, count=2, take=1)
    clip = found(drawn(made, tmp_path / "house.wav"))
    row = bench.inspector.extras
    bench.inspector.show_selection(selection_of([clip]))
    mime = row.midi.mime()
    assert mime is not None
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [tmp_path / "house.mid"]
    assert (tmp_path / "house.mid").read_bytes().startswith(b"MThd")
    click(row.stems)
    asked = bench.requested
    assert (asked.as_is, asked.source_clip, asked.request.stems) == (True, clip.digest, True)
    bench.link.answered.emit(Progressed(asked.sender, Progress(stage="composing", fraction=0.4)))
    assert "40%" in bench.status()
    extras.write_stems(tmp_path / "house.wav", {"bass.wav": b"", "drums.wav": b""})
    bench.link.answered.emit(Done(asked.sender, clip.clip))
    assert "stems are ready" in bench.status()
    mime = row.stems.mime()
    assert mime is not None and len(mime.urls()) == 2
    # At another tempo they are those of the clip there.
    bench.stage.shown = StageView(transport=Transport(tempo_bpm=90.0))
    wait_until(lambda: row.audio.text() == "Audio · 90 BPM")
    row.stems.pressed.emit()
    slow = drawn(job(prompt="house", tempo_bpm=90.0), tmp_path / "slow.wav")
    extras.write_stems(slow.path, {"bass.wav": b""})
    assert bench.requested.request.tempo_bpm == 90.0
    bench.hub.answer(Done(bench.requested.sender, slow))
    mime = row.stems.mime()
    assert mime is not None and [Path(url.toLocalFile()) for url in mime.urls()] == extras.stems(slow.path)


def test_stems_of_a_clip_that_is_stretched_are_rendered_at_its_own_tempo_first(
    bench: Bench, tmp_path: Path
) -> None:
    made = job(prompt="house", parsed=(ParsedPrompt(genre="house"),), guide="played", tempo_bpm=124.0)
    clip = found(drawn(made, tmp_path / "house.wav"))
    bench.stage.shown = StageView(transport=Transport(tempo_bpm=90.0))
    row = bench.inspector.extras
    bench.inspector.show_selection(selection_of([clip]))
    wait_until(lambda: row.audio.text() == "Audio · 90 BPM")
    slow = drawn(job(prompt="", tempo_bpm=90.0), tmp_path / "slow.wav")
    click(row.stems)
    for tempo_bpm, answer in ((90.0, slow), (124.0, clip.clip), (90.0, slow)):
        asked = bench.requested
        assert asked.request.tempo_bpm == tempo_bpm and "ready" not in bench.status()
        if answer is clip.clip or extras.stems(clip.clip.path):
            extras.write_stems(answer.path, {"bass.wav": b""})
        bench.link.answered.emit(Done(asked.sender, answer))
    assert "stems are ready" in bench.status()
    extras.remove(slow.path)
    click(row.stems)
    bench.link.answered.emit(Noted(bench.requested.sender, "No stems were written: no room."))
    bench.link.answered.emit(Done(bench.requested.sender, slow))
    assert "no room" in bench.status()
    click(row.stems)
    assert "0%" in bench.status()
    bench.link.detach()
    wait_until(lambda: "The engine restarted" in bench.status())


def test_what_is_marked_is_filled_or_extended_as_the_clip_was_rendered(bench: Bench) -> None:
    clip, inspector = bench.clips[0], bench.inspector
    inspector.show_selection(selection_of([clip]))
    inspector.loop._mark(Range(2.0, 4.0), None)
    assert "Beats 3–4" in bench.status()
    click(inspector.mark.takes)
    asked = bench.requested
    assert (asked.source_clip, asked.request.operation) == (clip.digest, Operation.FILL)
    assert (asked.request.from_quarter, asked.request.to_quarter, asked.request.count) == (2.0, 4.0, 4)
    assert asked.request.rate_hz == clip.clip.job.rate_hz and inspector.mark.isHidden()
    inspector.loop._mark(Range(0.0, 4.0), None)
    assert not inspector.mark.action.isEnabled() and "less than the whole loop" in bench.status()
    inspector.loop._mark(None, 3)
    assert inspector.mark.action.text() == "Extend to 3 bars"
    press(inspector.loop, Qt.Key.Key_R)
    assert (bench.requested.request.operation, bench.requested.request.bars) == (Operation.EXTEND, 3)


@pytest.mark.parametrize(
    ("muted", "soloed", "expected"),
    [("", "", "abc"), ("b", "", "ac"), ("", "c", "c"), ("c", "bc", "b"), ("abc", "", "")],
)
def test_solo_goes_before_all_but_mute(muted: str, soloed: str, expected: str) -> None:
    assert "".join(heard("abc", muted, soloed)) == expected


def test_stems_are_lanes_of_which_some_play_in_the_clips_place(bench: Bench, qtbot: QtBot) -> None:
    clip, lanes = bench.clips[0], bench.inspector.lanes
    bench.inspector.show_selection(selection_of([clip]))
    assert lanes.isHidden()
    whole = tone(clip.clip.frames)
    label = Label(rate_hz=RATE_HZ, file_format=FileFormat.WAV24)
    parts = {"bass": whole * 0.25, "drums": whole * 0.75 + 0.01}
    extras.write_stems(clip.clip.path, {f"{each}.wav": encode_sound(parts[each], label) for each in parts})
    bench.link.answered.emit(Done(Sender("window", "", "1"), clip.clip))
    assert [lane.name for lane in lanes.lanes] == ["bass", "drums"] and lanes.isVisible()
    qtbot.waitUntil(lambda: all(lane._preview is not None for lane in lanes.lanes))
    before = lanes.grab().toImage()
    click(lanes.lanes[1].mute)
    assert lanes.grab().toImage() != before and not bench.stage.heard, "what stands still stays so"
    bench.sounds(clip)
    qtbot.waitUntil(lambda: bool(bench.stage.heard))
    [played] = bench.stage.heard
    assert isinstance(played, PlayAsked) and played.takes_over and not played.may_retime
    sound, _ = read_audio(played.clip.path)
    np.testing.assert_allclose(sound[0], parts["bass"][0], atol=0.01)
    # The mix counts as the clip.
    bench.sounds(found(played.clip), position=0.5)
    assert bench.audition.playing == {clip.digest}
    assert bench.audition.position(clip.digest) == pytest.approx(0.5)
    click(lanes.lanes[1].mute)
    assert bench.stage.heard[-1] == PlayAsked(SLOT, clip.clip, 100.0, takes_over=True)
    click(lanes.lanes[0].solo)
    extras.stems(clip.clip.path)[1].write_bytes(b"no sound")
    with qtbot.waitSignal(bench.inspector.failed):
        click(lanes.lanes[1].solo)


def test_the_menu_has_notes_and_parts_where_there_are_any(bench: Bench, tmp_path: Path) -> None:
    made = job(prompt="house", parsed=(ParsedPrompt(genre="house"),), guide="played")
    clip, asked = found(drawn(made, tmp_path / "house.wav")), list[str]()
    do = ClipActions(
        play=lambda each: None,
        new_take=lambda each, count: None,
        midi=lambda each: asked.append("midi"),
        stems=lambda each: asked.append("stems"),
        to_strip=lambda: None,
        keep=lambda each: None,
        discard_others=lambda each: None,
        swap=lambda: None,
        rename=lambda: None,
        again=lambda each: None,
        delete=lambda: None,
        deleted=4,
        show_hosts=lambda: None,
    )
    for chosen, offered in ((clip, True), (bench.clips[0], False)):
        menu = QMenu(bench.inspector)
        fill_clips_menu(
            menu, selection_of([chosen]), PlacementTracker(bench.link, parent=bench.inspector), do
        )
        assert "Delete 4 clips" in [each.text() for each in menu.actions()]  # takes that are folded
        for text in ("Write MIDI file", "Render stems"):
            [action] = [each for each in menu.actions() if each.text() == text]
            assert action.isEnabled() == offered
            action.trigger()
    assert asked == ["midi", "stems"]


def test_what_has_no_score_has_no_notes(bench: Bench) -> None:
    bench.inspector.show_selection(selection_of(bench.clips[:1]))
    row = bench.inspector.extras
    assert not row.midi.isEnabled() and not row.stems.isEnabled()
    assert "score" in row.midi.toolTip()
