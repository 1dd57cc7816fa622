"""Notes as they are written and read; the scripts' own reader and writer must agree with ours."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.hosts.mailbox.note_format import Ending, format_note, parse_note, read_ending
from tests.support.reaper.program import LUA, SCRIPTS

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,9}", fullmatch=True)
TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@given(st.dictionaries(NAMES, TEXT))
def test_what_is_written_is_read(fields: dict[str, str]) -> None:
    assert parse_note(format_note(fields)) == fields


@given(st.floats(allow_nan=False))
def test_numbers_are_read_back_as_the_same(number: float) -> None:
    fields = parse_note(format_note({"number": number}))
    assert fields is not None and float(fields["number"]) == number


@given(st.text(max_size=60))
def test_anything_can_be_read(text: str) -> None:
    for note in (text, f"riffbridge 1\n{text}\nend\n"):
        parse_note(note)
        read_ending(note)


def test_half_a_note_is_none() -> None:
    note = format_note({"id": "1", "ended": "placed", "where": "track:1/bar:1"})
    assert read_ending(note) == Ending("1", "", "track:1/bar:1")
    assert [parse_note(note[:length]) for length in range(len(note))] == [None] * len(note)


@pytest.mark.skipif(LUA is None, reason="there is no Lua")
def test_the_script_reads_and_writes_notes_as_we_do(tmp_path: Path) -> None:
    assert LUA is not None
    fields = {"a": "x\\n\\\\", "b": "one\ntwo\r\n", "name": "Größe\t<a|b> \\", "empty": ""}
    (tmp_path / "in").write_bytes(format_note(fields).encode())
    code = (
        f"local mail = dofile({str(SCRIPTS / 'mail.lua')!r}) "
        f"local fields = mail.parse(mail.read({str(tmp_path / 'in')!r})) fields.third = 1 / 3 "
        f"mail.write({str(tmp_path / 'out')!r}, mail.format(fields))"
    )
    subprocess.run([LUA, "-e", code], check=True)
    read = parse_note((tmp_path / "out").read_bytes().decode())
    assert read is not None and float(read.pop("third")) == 1 / 3
    assert read == fields
