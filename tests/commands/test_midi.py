"""`riffbridge midi`: ports, and what comes in."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from bridge.commands import midi as command
from bridge.midi.thread import MidiView
from bridge.settings import Settings
from bridge.stage.events import ControlMoved, Heard, Learnt, Left, PadHit, Pressed
from bridge.vocabulary.music import Transport
from tests.support.fake_midi import FakeMidi

CLOCK = Transport(tempo_bpm=97.5, playing=True, beat=3.25, source="midi")


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (PadHit(3, 90, 0.0), "pad 3, velocity 90"),
        (ControlMoved("morph", (), 0.5), "morph 0.50"),
        (Pressed("stop-all", 0.0), "stop-all"),
        (Learnt(3, 60, 10), "pad 3 is note 60 on channel 10"),
        (Heard(CLOCK), "clock: 97.50 BPM, plays at 3.2"),
        (Left("midi"), "midi is gone"),
    ],
)
def test_what_came_in_words(event: command.Came, words: str) -> None:
    assert command.said(event) == words


def test_ports_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    midi = FakeMidi(["MPD218 20:0"], ["Launchpad X LPX MIDI Out"])
    monkeypatch.setattr("bridge.midi.driver.make_driver", midi.make)
    monkeypatch.setattr(command, "read_settings", lambda: Settings(presets_folder=str(tmp_path)))
    monkeypatch.setattr(command, "learnt_path", lambda: tmp_path / "learnt.toml")
    command.midi(argparse.Namespace(seconds=0.05))
    out = capsys.readouterr().out
    assert out == "in   Riffbridge (virtual)\nin   MPD218 20:0\nout  Launchpad X LPX MIDI Out\n"
    assert midi.closed == 1


def test_where_there_is_no_midi_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    command.tell(MidiView(trouble="This system has no MIDI."))
    assert capsys.readouterr().out == "This system has no MIDI.\n"
