"""The desk's thread, on ports that are no system's."""

from __future__ import annotations

import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bridge.midi.ports import OWN
from bridge.midi.router import MidiEvent
from bridge.midi.thread import MidiThread
from bridge.stage.events import Learnt, Left, PadHit
from bridge.stage.table import Button, Table, Trigger
from bridge.stage.tables import LearntNote, read_learnt
from bridge.stage.views import PadState, PadView
from tests.support.fake_midi import FakeMidi
from tests.support.waiting import until

PADS, LAUNCHPAD = "MPD218 20:0", "Launchpad X LPX MIDI In"

Start = Callable[..., MidiThread]


class Stage:
    """What was posted, in order."""

    def __init__(self) -> None:
        self._came: queue.SimpleQueue[MidiEvent] = queue.SimpleQueue()
        self.post = self._came.put

    def next(self) -> MidiEvent:
        return self._came.get(timeout=10)

    def is_told_nothing(self) -> bool:
        return self._came.empty()


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def midi() -> FakeMidi:
    return FakeMidi([PADS], [LAUNCHPAD])


@pytest.fixture
def start(stage: Stage, midi: FakeMidi) -> Iterator[Start]:
    desks: list[MidiThread] = []

    def begin(table: Table | None = None, learnt_file: Path | None = None) -> MidiThread:
        desk = MidiThread(stage.post, table or Table(), learnt_file=learnt_file, make_driver=midi.make)
        desks.append(desk)
        desk.start()
        until(lambda: PADS in desk.view().inputs)
        return desk

    yield begin
    for desk in desks:
        desk.stop()


def play(midi: FakeMidi, *message: int) -> None:
    midi.listened[PADS].came.append((message, 0.0))


def test_what_comes_is_told_with_its_instant(start: Start, stage: Stage, midi: FakeMidi) -> None:
    desk = start()
    play(midi, 0x90, 37, 90)
    hit = stage.next()
    assert isinstance(hit, PadHit)
    assert (hit.pad, hit.velocity) == (2, 90)
    assert desk.view() == ((OWN, PADS), (LAUNCHPAD,), None, "")
    midi.own.came.append(([0x90, 38, 90], 0.0))
    told = stage.next()
    assert isinstance(told, PadHit)
    assert told.pad == 3


def test_starting_and_stopping_twice_is_once(start: Start, midi: FakeMidi) -> None:
    desk = start()
    desk.start()
    desk.stop()
    desk.stop()
    assert (midi.made, midi.closed) == (1, 1)
    desk.start()
    until(lambda: midi.made == 2 and PADS in desk.view().inputs)


def test_a_note_is_learnt_and_kept(start: Start, stage: Stage, midi: FakeMidi, tmp_path: Path) -> None:
    path = tmp_path / "learnt.toml"
    table = Table(buttons=(Button(Trigger("note", 60), "stop-all"),))
    desk = start(table, learnt_file=path)
    desk.learn(5)
    play(midi, 0xB0, 1, 1)  # no note
    play(midi, 0x99, 60, 0)  # nor the beginning of one
    play(midi, 0x99, 60, 80)
    assert stage.next() == Learnt(5, 60, 10)
    play(midi, 0x99, 60, 70)
    hit = stage.next()
    assert isinstance(hit, PadHit)
    assert (hit.pad, hit.velocity) == (5, 70)
    assert read_learnt(path) == (LearntNote(5, 60, 10),)
    desk.use(Table())
    assert desk.table.pad_at(60, 10) == 5
    assert MidiThread(stage.post, Table(), learnt_file=path).table.pad_at(60, 10) == 5


def test_learning_can_be_ended(start: Start, stage: Stage, midi: FakeMidi) -> None:
    desk = start()
    desk.learn(5)
    desk.learn(None)
    play(midi, 0x90, 36, 80)
    assert isinstance(stage.next(), PadHit)


def test_what_cannot_be_kept_is_learnt_all_the_same(
    start: Start, stage: Stage, midi: FakeMidi, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    desk = start(learnt_file=tmp_path / "file" / "learnt.toml")
    desk.learn(5)
    play(midi, 0x99, 60, 80)
    assert stage.next() == Learnt(5, 60, 10)
    until(lambda: desk.table.pad_at(60, 10) == 5)


def test_learnt_notes_that_cannot_be_read_stop_nobody(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "learnt.toml").write_text("= 3")
    assert MidiThread(stage.post, Table(), learnt_file=tmp_path / "learnt.toml").table == Table()


def test_lights_show_the_pads_and_go_out_at_the_end(start: Start, midi: FakeMidi) -> None:
    desk = start()
    sent = midi.talked[LAUNCHPAD].sent
    desk.show([PadView(pad=1, state=PadState.READY), PadView(pad=2)])
    until(lambda: b"\x90\x0b\x2d" in sent)
    desk.show([PadView(pad=1, state=PadState.PLAYING), PadView(pad=2)])
    until(lambda: b"\x92\x0b\x15" in sent)
    desk.stop()
    hello, *lamps, farewell = sent
    assert (hello[-2], farewell[-2]) == (1, 0)
    assert lamps == [b"\x90\x0b\x2d", b"\x90\x0c\x00", b"\x92\x0b\x15", b"\x90\x0b\x00"]


def test_a_clock_whose_port_is_pulled_out_says_goodbye(start: Start, stage: Stage, midi: FakeMidi) -> None:
    desk = start()
    play(midi, 0xF8)
    until(lambda: not midi.listened[PADS].came)
    midi.listened[PADS].is_broken = True
    midi.input_names = []
    assert stage.next() == Left("midi")
    until(lambda: desk.view().inputs == (OWN,))


def test_a_mistake_while_posting_costs_no_more_than_that_message(
    midi: FakeMidi, caplog: pytest.LogCaptureFixture
) -> None:
    stage, refusals = Stage(), [1]

    def post(event: MidiEvent) -> None:
        if refusals:
            refusals.pop()
            raise ValueError("a mistake")
        stage.post(event)

    desk = MidiThread(post, Table(), make_driver=midi.make)
    desk.start()
    try:
        until(lambda: PADS in desk.view().inputs)
        play(midi, 0x90, 36, 80)
        play(midi, 0x90, 37, 80)
        hit = stage.next()
    finally:
        desk.stop()
    assert isinstance(hit, PadHit)
    assert hit.pad == 2
    assert "while listening to MIDI" in caplog.text


def test_without_mido_there_is_no_midi_and_a_sentence(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("router", "mapping", "lights"):
        monkeypatch.delitem(sys.modules, f"bridge.midi.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "mido", None)
    desk = MidiThread(stage.post, Table())
    desk.start()
    until(lambda: bool(desk.trouble))
    desk.stop()
    assert "pip install mido" in desk.trouble


def test_without_rtmidi_there_is_no_midi_and_a_sentence(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "supriya_midi", None)
    desk = MidiThread(stage.post, Table())
    desk.start()
    until(lambda: bool(desk.trouble))
    trouble = desk.trouble
    desk.stop()
    assert "pip install supriya-midi" in trouble
