"""What a shell completes: commands, options and their values, asked as the shells ask."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from argcomplete.finders import CompletionFinder

from bridge.cli import build_parser
from bridge.commands import completion
from bridge.library import Library
from bridge.settings import Settings
from tests.support.library import job, make

# Each asks its shell what may follow `riffbridge render --preset jazz-w`.
ASKING = {
    "bash": 'eval "$(riffbridge completion bash)"; COMP_LINE="{line}"; COMP_POINT=${{#COMP_LINE}};'
    " COMP_TYPE=9; COMP_CWORD=3;"
    ' COMP_WORDS=({line}); _python_argcomplete riffbridge; echo "${{COMPREPLY[*]}}"',
    "fish": 'riffbridge completion fish | source; complete -C "{line}"',
}


class Finder(CompletionFinder):
    """Without argcomplete's own debugging stream, the file 9: here that may be anybody's."""

    def _init_debug_stream(self) -> None:
        pass


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], list[str]]:
    """What may follow a line."""
    settings = Settings(
        models_folder=str(tmp_path / "models"),
        presets_folder=str(tmp_path / "presets"),
        library_file=str(tmp_path / "library.sqlite"),
        export_folder=str(tmp_path),
    )
    monkeypatch.setattr(completion, "read_settings", lambda: settings)
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.setenv("_ARGCOMPLETE_IFS", "\n")
    monkeypatch.chdir(tmp_path)

    def ask(line: str) -> list[str]:
        monkeypatch.setenv("COMP_LINE", line)
        monkeypatch.setenv("COMP_POINT", str(len(line.encode())))
        parser, out = build_parser(), io.StringIO()
        completion.attach(parser)
        Finder()(parser, always_complete_options="long", exit_method=lambda status: None, output_stream=out)
        return [each.strip() for each in out.getvalue().split("\n") if each]

    return ask


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("riffbridge stat", ["status"]),
        ("riffbridge library ren", ["rename"]),
        ("riffbridge render --strength 0.4 --source-l", ["--source-licence"]),
        ("riffbridge render --preset jazz-w", ["jazz-walking-bass"]),
        ("riffbridge render house --key Eb", ["Eb", "Ebm"]),
        ("riffbridge render --format wav1", ["wav16"]),
        ("riffbridge models --get riff", ["riffusion-v1"]),
        ("riffbridge train loops --base riff", ["riffusion-v1"]),
        ("riffbridge serve --pads hou", ["house"]),
        ("riffbridge install l", ["live"]),
        ("riffbridge completion f", ["fish"]),
        ("riffbridge library search dub te", ["tempo:"]),
        ("riffbridge library list date:y", ["date:yesterday", "date:year"]),
    ],
)
def test_a_word_is_completed(tab: Callable[[str], list[str]], line: str, expected: list[str]) -> None:
    assert tab(line) == expected


def test_clips_are_completed_by_id_and_beside_files_where_a_file_may_stand(
    tab: Callable[[str], list[str]], tmp_path: Path
) -> None:
    assert tab("riffbridge inspect lo") == []
    with Library.open(tmp_path / "library.sqlite", tmp_path / "exports") as library:
        digest = make(library, job())[0].job.digest
    (tmp_path / f"{digest[:4]}.wav").touch()
    assert tab(f"riffbridge library export {digest[:3]}") == [digest[:8]]
    assert tab("riffbridge library search model:") == ["model:starter"]
    assert tab(f"riffbridge inspect {digest[:3]}") == [digest[:8], f"{digest[:4]}.wav"]


@pytest.mark.slow
@pytest.mark.parametrize("shell", sorted(ASKING))
def test_a_real_shell_completes(shell: str, tmp_path: Path) -> None:
    if (path := shutil.which(shell)) is None:
        pytest.skip(f"{shell} isn't installed")
    command = tmp_path / "riffbridge"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bridge "$@"\n')
    command.chmod(0o755)
    asking = ASKING[shell].format(line="riffbridge render --preset jazz-w")
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([path, "-c", asking], capture_output=True, text=True, env=environment, timeout=60)
    assert done.stdout.split() == ["jazz-walking-bass"], done.stderr
