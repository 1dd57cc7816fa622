"""From a sentence typed to a loop heard: the real window, the real starter, a real pointer's screen, JACK."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bridge.settings import Settings, write_settings
from bridge.sound.files.clips import read_certificate
from tests.support.jack import jack_server
from tests.support.recorder import Recorder
from tests.support.window import screen
from ui.common.state import WindowState

pytest.importorskip("sounddevice", reason="PortAudio is not here", exc_type=ImportError)
pytestmark = [
    pytest.mark.skipif(not screen.installed(), reason="there is no Xvfb, openbox or xdotool"),
    pytest.mark.skipif(not shutil.which("jackd"), reason="jackd is not here"),
    # The starter renders on whatever the machine has left.
    pytest.mark.timeout(240),
]
# An engine that starts on a machine with other things to do.
_ENGINE_S = 90.0
# A loop begins with its downbeat: this loud, it is there.
_HEARD = 0.01
# The clock by which blocks are dated wavers on a machine that is busy; another bar would be seconds off.
_NEAR_S = 0.25


def type_keys(environment: Mapping[str, str], *words: str) -> None:
    subprocess.run(["xdotool", *words], env=dict(environment), check=True, timeout=30)


def settings_in(folder: Path) -> Settings:
    return Settings(
        export_folder=str(folder / "clips"),
        inbox_folder=str(folder / "inbox"),
        library_file=str(folder / "library.sqlite"),
        models_folder=str(folder / "models"),
        presets_folder=str(folder / "presets"),
        ahead_folder=str(folder / "ahead"),
        ahead=False,
        osc_port=0,
        osc_announce=False,
        link_enabled=False,
        hosts=(),
        midi=False,
        audio_device="JACK",
    )


def said(window: screen.Program, word: str, patience_s: float = screen.PATIENCE_S) -> Any:
    return json.loads(window.said(word, patience_s))


def test_a_sentence_is_typed_seen_made_and_heard_at_the_bar(tmp_path: Path) -> None:
    write_settings(settings_in(tmp_path), tmp_path / "settings.toml")
    kept = [str(tmp_path / "settings.toml"), str(tmp_path / "window.ini")]
    # Somebody's very first loop would play by itself, whether recorded or not.
    state = WindowState(tmp_path / "window.ini")
    state.keep("history", ["one before"])
    state.save()
    with (
        jack_server(frames=1024),
        screen.screen() as on,
        screen.program("tests.support.window.whole_window", *kept, environment=on) as window,
    ):
        window.said("ready")
        type_keys(on, "type", "--delay", "5", "deep house with piano")
        type_keys(on, "key", "Return")
        window.said("accepted")
        device = said(window, "device")
        path, prompt = said(window, "done", _ENGINE_S)
        window.said("row")
        recorder = Recorder(tmp_path)
        try:
            recorder.connect()
            type_keys(on, "key", "ctrl+f", "Return")
            window.said("chosen")
            type_keys(on, "key", "space")
            starts_at_s, beats = said(window, "plays")
            # Until it has begun, and a little longer: escape is pressed while it sounds.
            type_keys(on, "sleep", "2.5", "key", "Escape")
            window.said("silent")
            heard = recorder.finish()
        finally:
            recorder.close()
    assert device == ["JACK"]
    assert (prompt, read_certificate(Path(path)).job.prompt) == ("deep house with piano", prompt)
    first = int(np.argmax(np.abs(heard.sound) > _HEARD))
    assert abs(heard.sound[first]) > _HEARD, "nothing was heard"
    assert heard.instant_of(heard.first + first, 48_000) == pytest.approx(starts_at_s, abs=_NEAR_S)
    beat, read_at_s, tempo_bpm = beats
    bars = (beat + (starts_at_s - read_at_s) * tempo_bpm / 60) / 4
    assert bars == pytest.approx(round(bars), abs=1e-3)
