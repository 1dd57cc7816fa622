from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from bridge.library import Library, Query
from bridge.sound.files.clips import read_certificate
from bridge.tuning import folder
from tests.commands.command_line import Type


def test_a_dry_run_shows_what_is_understood(typed: Type, drum_loop: Path) -> None:
    folder = drum_loop.parent / "loops"
    folder.mkdir()
    drum_loop.rename(folder / drum_loop.name)
    (folder / ("broken.ogg" if sys.platform == "win32" else "broken\n.ogg")).write_bytes(b"no sound")
    done = typed("train", folder, "--name", "mine", "--dry-run")
    assert done.status == 0
    row, refused, total = done.out.splitlines()
    assert row.split("  ") == [
        "drums_100bpm.wav",
        "100 bpm (its name)",
        "2 bars",
        "no key",
        "mine, drums, 100 bpm",
    ]
    assert refused.replace(" .", ".").startswith("refused: broken.ogg: ")
    assert total == "1 loop, 2 bars, 0:05; 1 refused"
    rows = [
        json.loads(line)
        for line in typed("train", folder, "--name", "mine", "--dry-run", "--json").out.splitlines()
    ]
    assert (rows[0]["tempo_bpm"], rows[0]["bars"], rows[0]["words"]) == (100, 2, "mine, drums, 100 bpm")
    assert "readable" in rows[1]["refused"]


def test_what_is_wrong_is_said_in_one_sentence(typed: Type, tmp_path: Path) -> None:
    known = typed("train", tmp_path, "--name", "piano", "--dry-run").err
    assert "“piano” already has a meaning in prompts. A word of your own is better: mypiano." in known
    assert "no folder" in typed("train", tmp_path / "gone", "--name", "mine", "--dry-run").sentence
    assert "name" in typed("train", tmp_path, "--name", "my sound", "--dry-run").sentence
    assert "no model" in typed("train", tmp_path, "--name", "mine", "--base", "foo", "--dry-run").sentence
    for taken in ("starter", "Riffusion-v1", "loras"):
        assert "isn't free" in typed("train", tmp_path, "--name", taken, "--full").sentence


def test_ctrl_c_while_a_sound_is_read_ends_the_command(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.wav").touch()
    monkeypatch.setattr(folder, "audio_sha256", lambda path: signal.raise_signal(signal.SIGINT))
    done = typed("train", tmp_path, "--name", "mine", "--dry-run")
    assert (done.status, done.out, done.sentence) == (1, "", "riffbridge: Cancelled.")


def test_a_newcomer_trains_on_a_folder_and_renders_with_it(typed: Type, drum_loop: Path) -> None:
    folder = drum_loop.parent / "loops"
    folder.mkdir()
    drum_loop.rename(folder / drum_loop.name)
    train = ("train", folder, "--name", "mine", "--steps")
    done = typed(*train, 1)
    assert done.status == 0, done.err
    [lora] = done.paths
    assert lora == drum_loop.parent / "models" / "loras" / "mine.safetensors"
    assert "mine" in typed("models").out
    home = drum_loop.parent
    with Library.open(home / "library.sqlite", home / "exports", mend=False) as library:
        [preview] = library.search(Query())
    assert preview.title == "mine, step 1"
    assert f"preview {preview.clip.path}\n" in done.err
    rendered = typed("render", "mine, house", "--bars", 1, "--lora", "mine", "-o", "out.wav")
    assert rendered.status == 0, rendered.err
    assert read_certificate(rendered.paths[0]).job.strength == 1 and "mine" not in rendered.err
    without = typed("render", "house", "--bars", 1, "--lora", "mine", "-o", "without.wav")
    assert "put “mine” in the prompt" in without.err
    assert read_certificate(without.paths[0]).job.strength == 0
    trained, again = lora.read_bytes(), typed(*train, 1)
    assert "already reached step 1" in again.err and "preview" not in again.err
    assert lora.read_bytes() == trained
    assert "Resuming at step 1 of 2" in typed(*train, 2, "--preview-every", 0).err
    with FileLock(lora.with_suffix(".training") / "lock"):
        assert "is running" in typed(*train, 3).sentence
    lora.with_name("theirs.safetensors").write_bytes(b"x")
    assert "exists already" in typed("train", folder, "--name", "theirs").sentence
