"""`credits`: what is printed and written."""

import json
from pathlib import Path

from bridge.pieces.credits import HEADING
from tests.commands.command_line import Type


def test_credits_name_prompt_source_and_licence(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    asked = ("--source", drum_loop, "--bars", 2, "--bpm", 100, "--source-bpm", 100, "--strength", 0)
    given = ("--source-licence", "CC BY 4.0", "--source-author", "Ana")
    done = typed("render", "dub", *asked, *given, "-o", "clip.wav")
    assert done.status == 0, done.err
    told = typed("credits", "clip.wav", drum_loop, "--title", "Mine").out
    assert told.startswith(f"{HEADING}: Mine\n") and f"{drum_loop.name} by Ana (CC-BY-4.0" in told
    assert f"{drum_loop.name} states no licence" in told
    assert typed("credits", "clip.wav", "-o", "CREDITS.txt").paths == [Path("CREDITS.txt")]
    assert "“dub”" in (tmp_path / "CREDITS.txt").read_text(encoding="utf-8")
    [fact] = map(json.loads, typed("credits", "clip.wav", "--json").out.splitlines())
    assert fact["source"]["licence"]["name"] == "CC-BY-4.0"


def test_what_has_no_credits_is_said(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a sound")
    assert "doesn't exist" in typed("credits", "gone.wav").sentence
    assert "isn't a readable sound" in typed("credits", "notes.txt").sentence
