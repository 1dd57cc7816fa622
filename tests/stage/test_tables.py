"""Where tables of pads lie, and what was learnt."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.errors import BadFile, BadRequest
from bridge.prompts.entries import lexicon
from bridge.prompts.parser import PromptParser
from bridge.stage.table import Table
from bridge.stage.tables import (
    DEFAULT,
    LearntNote,
    find_table,
    keep_learnt,
    read_learnt,
    read_table,
    table_names,
    with_learnt,
)
from bridge.stage.views import PADS


@pytest.fixture(scope="module")
def prompt_parser() -> PromptParser:
    return PromptParser(lexicon())


@pytest.mark.parametrize("name", table_names())
def test_what_ships_reads_and_the_starter_understands_every_word_of_it(
    name: str, prompt_parser: PromptParser
) -> None:
    table = read_table(table_names()[name])
    assert sorted(table.plans) == list(range(1, PADS + 1))
    assert all(plan.title for plan in table.plans.values())
    assert len({plan.title for plan in table.plans.values()}) == PADS
    assert len({control.does for control in table.controls}) == 2
    for plan in table.plans.values():
        for words in filter(None, (plan.prompt, plan.goal)):
            heard = prompt_parser.parse(words)
            assert heard.genre and not heard.unknown, words


def test_several_ship_each_with_a_title_of_its_own(tmp_path: Path) -> None:
    titles = [read_table(path).title for path in table_names().values()]
    assert len(titles) == len(set(titles)) >= 8
    assert find_table("", tmp_path) == read_table(table_names()[DEFAULT])


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    (tmp_path / f"{DEFAULT}.toml").write_text('title = "Mine"')
    assert find_table("", tmp_path).title == "Mine"
    (tmp_path / "broken.toml").write_text("title = 3")
    with pytest.raises(BadFile, match=r"broken\.toml"):
        find_table("broken", tmp_path)


def test_ones_own_presets_are_known(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[[pad]]\npad = 1\npreset = "my-own"')
    with pytest.raises(BadFile, match="my-own"):
        find_table("mine", tmp_path)
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "my-own.toml").touch()
    assert find_table("mine", tmp_path, tmp_path / "presets").plans[1].preset == "my-own"


def test_a_misspelt_name_gets_the_nearest_and_any_other_all(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="Did you mean house"):
        find_table("hous", tmp_path)
    with pytest.raises(BadRequest, match=r"band or bass-music or .* or reggae"):
        find_table("?!", tmp_path)


def test_a_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff")
    for path in (tmp_path / "x.toml", tmp_path / "gone.toml"):
        with pytest.raises(BadFile, match=r"x.toml isn't UTF-8|gone.toml can't be read"):
            read_table(path)


def test_what_is_learnt_is_kept_and_holds_for_any_table(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "learnt.toml"
    assert read_learnt(path) == ()
    for learnt in (LearntNote(1, 60, 10), LearntNote(2, 61, 10), LearntNote(1, 62, 1), LearntNote(3, 61, 10)):
        keep_learnt(path, learnt)
    assert read_learnt(path) == (LearntNote(1, 62, 1), LearntNote(3, 61, 10))
    table = with_learnt(Table(), read_learnt(path))
    assert (table.pad_at(62, 1), table.pad_at(61, 10), table.pad_at(37, 1)) == (1, 3, 2)


@pytest.mark.parametrize(
    "text",
    ["= 3", "note = 3", "[[note]]\npad = 17\nnote = 1\nchannel = 1", "[[note]]\npad = 1", "[[note]]\nx = 1"],
)
def test_learnt_notes_that_cannot_be_read_are_said_and_begun_anew(tmp_path: Path, text: str) -> None:
    path = tmp_path / "learnt.toml"
    path.write_text(text)
    with pytest.raises(BadFile, match="to start over"):
        read_learnt(path)
    keep_learnt(path, LearntNote(1, 60, 1))
    assert read_learnt(path) == (LearntNote(1, 60, 1),)
