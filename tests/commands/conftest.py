"""The command line as a user types it, in a home of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.cli import main
from bridge.commands import credits, export, inspect, join, lists, render, sounds, train
from bridge.settings import Settings
from tests.commands.command_line import Done, Type


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, starter_folder: Path
) -> Type:
    """Run a command in `tmp_path`, with the tiny starter as the settings' model."""
    settings = Settings(
        model=str(starter_folder),
        device="cpu",
        export_folder=str(tmp_path / "exports"),
        models_folder=str(tmp_path / "models"),
        presets_folder=str(tmp_path / "presets"),
        library_file=str(tmp_path / "library.sqlite"),
    )
    for module in (join, export, render, sounds, lists, inspect, credits, train):
        monkeypatch.setattr(module, "read_settings", lambda: settings)
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> Done:
        capsys.readouterr()
        try:
            main([str(word) for word in words])
            status = 0
        except SystemExit as left:
            status = int(left.code or 0)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


@pytest.fixture
def drum_loop(tmp_path: Path) -> Path:
    """Two bars at 100 BPM: a kick on 1 and 3, a snare on 2 and 4, hats on eighths."""
    rate_hz, frames = 44_100, 211_680
    beat = frames // 8
    sound = np.zeros(frames)
    draw = np.random.default_rng(1)
    time_s = np.arange(beat // 2) / rate_hz
    kick = np.sin(2 * np.pi * (50 * time_s + 8 * (1 - np.exp(-30 * time_s)) / 2)) * np.exp(-9 * time_s)
    snare = draw.standard_normal(len(time_s)) * np.exp(-18 * time_s)
    hat = np.diff(draw.standard_normal(len(time_s) + 1)) * np.exp(-60 * time_s)
    for number in range(8):
        hit = kick if number % 2 == 0 else 0.5 * snare
        sound[number * beat : number * beat + len(hit)] += hit
        for half in (0, beat // 2):
            at = number * beat + half
            sound[at : at + len(hat)] += 0.15 * hat[: frames - at]
    path = tmp_path / "drums_100bpm.wav"
    soundfile.write(path, 0.7 * sound / np.abs(sound).max(), rate_hz, subtype="PCM_16")
    return path
