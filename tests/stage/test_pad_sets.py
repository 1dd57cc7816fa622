"""The user's changes to pad sets, and sets of their own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge import toml_text
from bridge.errors import BadRequest
from bridge.stage.autosave import Autosave
from bridge.stage.pad_sets import rename, save_as
from bridge.stage.table import PADS, QUANTA, Button, Control, PadPlan, Table, Trigger, usual_note
from bridge.stage.table_reading import parse_table
from bridge.stage.table_writing import format_table
from bridge.stage.tables import find_table, keep_pads, read_table, table_names
from bridge.vocabulary.music import Key
from tests.stage.hub import HOUSE

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
PLANS = st.builds(
    PadPlan,
    title=st.just("") | WORDS,
    prompt=WORDS,
    preset=st.none() | WORDS,
    bars=st.none() | st.integers(1, 64),
    key=st.none() | st.builds(Key, st.integers(0, 11), st.sampled_from(["major", "minor"])),
    seed=st.integers(0, 2**32 - 1),
    model=st.none() | WORDS,
    gain=st.floats(0, 2),
    vary_from=st.integers(1, 128),
    goal=st.none() | WORDS,
    quantum=st.sampled_from(QUANTA),
)


@settings(max_examples=30)
@given(st.dictionaries(st.integers(1, PADS), PLANS), WORDS)
def test_what_is_written_is_what_is_read(plans: dict[int, PadPlan], title: str) -> None:
    table = Table(title=title, plans=plans)
    assert parse_table(toml_text.parse(format_table(table)), "a.toml") == table


def test_notes_controls_and_buttons_are_written_too() -> None:
    usual = tuple((usual_note(pad), pad) for pad in range(2, PADS + 1) if pad != 13)
    table = Table(
        title="Mine",
        plans={1: HOUSE},
        notes=((Trigger("note", 48, 10), 1), *usual, (usual_note(13), 13)),
        controls=(Control(Trigger("cc", 1), "morph", (1, 2)), Control(Trigger("cc", 7, 3), "level")),
        buttons=(Button(Trigger("note", 20), "cancel", 1), Button(Trigger("cc", 114), "stop-all")),
    )
    read = parse_table(toml_text.parse(format_table(table)), "a.toml")
    assert (read.note_of(1), read.controls, read.buttons) == (table.note_of(1), table.controls, table.buttons)


def test_changes_are_kept_beside_the_set_and_go_when_there_are_none_left(tmp_path: Path) -> None:
    house = find_table("house", tmp_path)
    changed = msgspec.structs.replace(house, plans={**house.plans, 3: HOUSE})
    keep_pads(changed, tmp_path)
    assert find_table("house", tmp_path) == changed
    assert read_table(table_names()["house"]) == house
    keep_pads(house, tmp_path)
    assert list((tmp_path / "edited").iterdir()) == []
    # Whatever became of the file: there are pads.
    (tmp_path / "edited" / "house.toml").write_bytes(b"\xff")
    assert find_table("house", tmp_path) == house


def test_a_set_is_saved_under_a_name_of_its_own_and_renamed_with_its_comments(tmp_path: Path) -> None:
    mine = save_as(Table(plans={1: HOUSE}), " Friday  night! ", tmp_path, set[str]().__contains__)
    assert (mine.name, mine.title) == ("friday-night", "Friday night!")
    again = save_as(mine, "Friday Night", tmp_path, {"friday-night"}.__contains__)
    assert again.name == "friday-night-2"
    for used in (tmp_path / "night.toml", tmp_path / "edited" / "night-2.toml"):
        used.parent.mkdir(exist_ok=True)
        used.write_text("can't be read")
    assert save_as(mine, "Night", tmp_path, set[str]().__contains__).name == "night-3"
    assert save_as(mine, "Aux", tmp_path, set[str]().__contains__).name == "aux-pads"
    assert find_table("friday-night", tmp_path).plans == {1: HOUSE}
    path = tmp_path / "friday-night.toml"
    path.write_text(f"# by hand\n{path.read_text()}")
    assert rename(mine, 'a "b"', tmp_path).title == 'a "b"'
    assert find_table("friday-night", tmp_path).title == 'a "b"' and path.read_text().startswith("# by hand")
    for table, title in ((find_table("house", tmp_path), "x"), (again, " ")):
        with pytest.raises(BadRequest):
            rename(table, title, tmp_path)


def test_the_latest_pads_of_each_set_are_saved_before_the_end() -> None:
    kept: list[Table] = []
    saving = Autosave(kept.append)
    for number in range(1, 9):
        saving.put(Table(name="a", plans={number: HOUSE}))
    saving.put(Table(name="b"))
    saving.close()
    assert {each.name: dict(each.plans) for each in kept} == {"a": {8: HOUSE}, "b": {}}
