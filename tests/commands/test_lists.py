"""`inspect`, `models`, `presets`, `genres`, and the command line's own manners."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.commands.inspect import lines
from bridge.requests.presets import preset_names
from tests.commands.command_line import Type


def test_inspect_tells_a_clip_by_its_certificate(typed: Type) -> None:
    typed(
        "render", "dub", "--bars", 1, "--bpm", 93.5, "--steps", 1, "--seed", 3, "--key", "Am", "-o", "a.wav"
    )
    facts = json.loads(typed("inspect", "a.wav", "--json").out)
    job = facts["certificate"]["job"]
    assert (job["prompt"], job["seed"], job["tempo_bpm"], facts["acid"]["beats"]) == ("dub", 3, 93.5, 4)
    assert facts["loops"] == [[0, facts["frames"]]]
    told = typed("inspect", "a.wav").out
    assert "prompt: dub" in told and "tempo_bpm: 93.5" in told
    assert told.startswith("dub · 93.5 BPM · A minor · 1 bar · 4/4 · 2.57 s · WAV, 44.1 kHz, stereo · ")
    assert "\n    parsed: dub\n" in told and "\n    key: A minor\n" in told


def test_inspect_spells_a_key_as_the_mode_does_and_leaves_no_python() -> None:
    parsed = {"genre": "dub", "instruments": ("organ",), "unknown": ("kazoo",), "edition": 1}
    job = {"key": {"tonic": 3, "mode": "minor"}, "parsed": (parsed,), "drawn": None, "in_key": True}
    facts = {"loops": [[0, 90]], "cues": [{"frame": 0, "label": "bar 1"}], "seconds": 2.0512925, "job": job}
    assert list(lines(facts)) == [
        "loops: 0 to 90", "cues: bar 1 at 0", "seconds: 2.05129", "job:", "  key: Eb minor",
        "  parsed: dub, organ (unknown: kazoo)", "  in_key: yes",
    ]  # fmt: skip


def test_models_are_listed_with_their_licence(typed: Type) -> None:
    told = typed("models").out
    assert "starter" in told and "CreativeML OpenRAIL-M" in told
    rows = [json.loads(line) for line in typed("models", "--json").out.splitlines()]
    assert {row["id"]: row["present"] for row in rows} == {"starter": True, "riffusion-v1": False}


def test_what_is_not_downloaded_says_how(typed: Type) -> None:
    done = typed("render", "x", "--model", "riffusion-v1")
    assert done.status == 2 and "riffbridge models --get riffusion-v1" in done.sentence
    done = typed("models", "--get", "starter")
    assert done.status == 2 and "nothing to download" in done.sentence


def test_presets_are_listed(typed: Type) -> None:
    assert len(typed("presets").out.splitlines()) == len(preset_names())
    assert set(json.loads(typed("presets", "--json").out)) == set(preset_names())


def test_genres_are_listed_with_ones_own_and_what_is_wrong_with_them(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "riffbridge" / "genres"
    folder.mkdir(parents=True)
    # What the page shows is what works.
    page = (Path(__file__).parents[2] / "docs" / "genres.md").read_text()
    (folder / "zouk.toml").write_text(page.split("```toml\n")[1].split("```")[0])
    (folder / "soca.toml").write_text('name = "soca"\nlike = "zouk"')
    done = typed("genres")
    assert "zouk             88–100 bpm  (yours)" in done.out.splitlines()
    assert done.sentence.startswith("riffbridge: soca.toml: like should be one of bossa nova, samba")
    rows = [json.loads(line) for line in typed("genres", "--json").out.splitlines()]
    assert [row["name"] for row in rows if row["own"]] == ["zouk"]


@pytest.mark.parametrize("words", [("fly",), ("render", "--wings", "2")])
def test_a_command_that_is_none_gets_one_line(typed: Type, words: tuple[str, ...]) -> None:
    done = typed(*words)
    assert done.status == 2 and done.sentence


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("words", [(), ("window",)])
def test_without_a_screen_there_is_no_window(
    typed: Type, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = typed(*words)
    assert done.status == 2 and "riffbridge serve works without one" in done.sentence


def test_help_is_there_at_once_and_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bridge", "--help"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and "render" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "argparse" in imported and not imported & {"torch", "numpy", "bridge.library"}
