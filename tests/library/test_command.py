"""`riffbridge library` as a user types it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge.commands import library as command
from bridge.errors import BadRequest, StorageFailed
from bridge.library import Library
from bridge.library.query_text import FIELDS
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.clips import Clip
from tests.support.library import drawn, job, make

Type = Callable[..., list[str]]


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database: Path, exports: Path
) -> Type:
    """Run `riffbridge library …` on the test's library; gives the lines that it prints, and says."""
    monkeypatch.setattr(
        command, "read_settings", lambda: Settings(export_folder=str(exports), library_file=str(database))
    )
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())

    def run(*words: object) -> list[str]:
        capsys.readouterr()
        options = parser.parse_args(["library", *map(str, words)])
        options.run(options)
        printed = capsys.readouterr()
        return [*printed.out.splitlines(), *printed.err.splitlines()]

    return run


@pytest.fixture
def clips(library: Library) -> list[Clip]:
    return [
        make(library, job(seed=0, prompt="warm house"))[0],
        make(library, job(seed=1, prompt="cold dub", tempo_bpm=90.4, key=None))[0],
    ]


def test_clips_are_listed_and_searched(typed: Type, clips: list[Clip]) -> None:
    house, dub = clips
    assert [line.split("  ")[-1] for line in typed("list")] == [str(dub.path), str(house.path)]
    [line] = typed("search", "warm", "ho")
    assert line.startswith(house.job.digest[:8]) and "124 bpm 1 bar Am" in line
    assert typed("list", "--bpm", "90") == typed("search", "dub") == typed("list", "--bpm", "80-100")
    assert (
        typed("list", "--limit", 1, "--offset", 1) == typed("search", "house") == typed("list", "--key", "Am")
    )
    assert len(typed("list", "--since", "2020-01-01")) == 2 and typed("list", "--until", "2020-01-01") == [
        "riffbridge: No clips match."
    ]
    assert typed("list", "key:Am") == typed("search", "tempo:120-130") == typed("search", "house")
    assert typed("search", "date:today") == typed("list", "--since", "yesterday") == typed("list")
    facts = json.loads(typed("search", "dub", "--json")[0])
    assert (facts["id"], facts["path"], facts["favourite"]) == (dub.job.digest, str(dub.path), False)


def test_help_names_the_fields_of_the_language() -> None:
    assert " ".join(f"{name}:" for name in FIELDS) == command.SEARCH_FIELDS


def test_an_empty_library_says_what_to_do(typed: Type) -> None:
    assert typed("list") == [f"riffbridge: {command.EMPTY}"] and typed("list", "--json") == []


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--bpm", "fast"), ("list", "--key", "H"), ("list", "--since", "soon"),
        ("list", "--until", "9999-12-31"), ("export", "-o", "x"), ("export", "-o", "x", "none.wav"),
        ("export", "-o", "x", "../a.wav"), ("favourite", "none.wav"), ("delete", "none.wav"),
        ("restore", "none.wav"), ("rename", "none.wav", "x"), ("tag", "none.wav"),
        ("search", "tmpo:120"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_said(typed: Type, words: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest):
        typed(*words)


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_wrong_day_is_quoted_as_it_was_typed(typed: Type, option: str) -> None:
    with pytest.raises(BadRequest, match=r"^“next week” isn't a date"):
        typed("list", option, "next week")


def test_favourites_are_exported_once(typed: Type, clips: list[Clip], tmp_path: Path) -> None:
    assert " * " in typed("favourite", clips[0].path.name)[0]
    target = tmp_path / "song" / "loops"
    [copy] = typed("export", "--favourites", "-o", target)
    assert Path(copy).read_bytes() == clips[0].path.read_bytes()
    again = typed("export", "--favourites", clips[0].job.digest[:8], "-o", target, "--credits")
    assert again == [copy, str(target / "CREDITS.txt")]
    Path(copy).write_text("my own")
    [second] = typed("export", "--favourites", "-o", target)
    assert second != copy and Path(copy).read_text() == "my own"
    typed("favourite", clips[0].path.name, "--off")
    assert typed("list", "--favourites") == ["riffbridge: No clips match."]


def test_clips_are_named_tagged_deleted_and_brought_back(typed: Type, clips: list[Clip]) -> None:
    house, dub = clips
    assert "Friday.wav" in typed("rename", house.path.name, "Friday")[0]
    assert typed("tag", "Friday.wav", "set 1", "dark")[0].endswith("[set 1, dark]")
    [line] = typed("search", "dark")
    assert typed("delete", "Friday.wav", dub.path.name)
    assert typed("list") == [f"riffbridge: {command.EMPTY}"]
    assert typed("restore", house.job.digest[:8]) == [line] == typed("list")


def test_a_clip_is_exported_in_another_format(typed: Type, clips: list[Clip], tmp_path: Path) -> None:
    [copy] = typed("export", clips[0].path.name, "-o", tmp_path / "loops", "--format", "flac")
    assert Path(copy).name == f"{clips[0].path.stem}.flac"
    assert read_certificate(Path(copy)).job == clips[0].job


def test_a_missing_clip_is_not_exported(typed: Type, clips: list[Clip], tmp_path: Path) -> None:
    clips[0].path.unlink()
    with pytest.raises(BadRequest, match="is missing"):
        typed("export", clips[0].path.name, "-o", tmp_path)
    told = typed("check")
    assert told[0] == "Clips: 1 there, 1 missing." and str(clips[0].path) in told[1]
    assert len(typed("list")) == 1 and len(typed("list", "--missing")) == 1


def test_a_folder_that_cannot_be_is_said(typed: Type, clips: list[Clip], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="can't be created"):
        typed("export", clips[0].path.name, "-o", tmp_path / "file")


def test_only_a_repair_sets_a_damaged_library_aside(typed: Type, database: Path, exports: Path) -> None:
    exports.mkdir()
    clip = drawn(job(), exports / "a.wav")
    database.parent.mkdir()
    database.write_bytes(b"no database " * 1000)
    with pytest.raises(StorageFailed, match="riffbridge library repair"):
        typed("list")
    told = typed("repair")
    assert "was damaged" in told[0] and told[-1] == f"read in: {clip.path}"
    assert json.loads(typed("check", "--json")[0])["present"] == 1
