"""Out of the inbox: under a free name, with its reason, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from bridge.errors import StorageFailed
from bridge.inbox.ledger import Fate
from bridge.inbox.listing import DONE, REFUSED, Look, list_inbox
from bridge.inbox.moving import free_path, is_unicode, move, rename_in_unicode

WHY = Fate(REFUSED, "There is nothing to draw – 鼓.")


def drop(folder: Path, name: str) -> tuple[Path, Look]:
    path = folder / name
    path.write_text(name)
    return path, Look.of(path.lstat())


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    for _ in range(3):
        move(*drop(tmp_path, "a.b.txt"), Fate(DONE))
    assert contents(tmp_path) == {f"done/{name}": "a.b.txt" for name in ("a.b.txt", "a.b-2.txt", "a.b-3.txt")}


def test_a_clip_takes_its_notes_and_stems_along(tmp_path: Path) -> None:
    for name in ("a.mid", "b.mid"):
        (tmp_path / name).write_text("")
    (tmp_path / "a.stems").mkdir()
    (tmp_path / "a.stems" / "bass.wav").write_text("")
    clip = drop(tmp_path, "a.wav")
    assert list_inbox(tmp_path).files.keys() == {"a.wav", "b.mid"}
    move(*clip, Fate(DONE))
    assert contents(tmp_path).keys() == {"b.mid", "done/a.mid", "done/a.stems/bass.wav", "done/a.wav"}


def test_what_is_refused_has_its_reason_beside_it(tmp_path: Path) -> None:
    for _ in range(2):
        move(*drop(tmp_path, "a.txt"), WHY)
    assert contents(tmp_path) == {
        "refused/a.txt": "a.txt",
        "refused/a.txt.why.txt": f"{WHY.why}\n",
        "refused/a-2.txt": "a.txt",
        "refused/a-2.txt.why.txt": f"{WHY.why}\n",
    }


def test_another_version_stays(tmp_path: Path) -> None:
    path, look = drop(tmp_path, "a.txt")
    path.write_text("changed")
    move(path, look, WHY)
    move(tmp_path / "gone.txt", look, WHY)
    assert contents(tmp_path) == {"a.txt": "changed"}


@pytest.mark.parametrize("name", ["x" * 251 + ".txt", "鼓" * 83 + ".txt"])
def test_the_longest_names_find_room_for_a_reason(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        move(*drop(tmp_path, name), WHY)
    assert len(list((tmp_path / REFUSED).iterdir())) == 4 and not list(tmp_path.glob("*.txt"))
    assert free_path(tmp_path, name).name == name


@pytest.mark.parametrize("failing", ["write_bytes", "rename"])
def test_a_full_disk_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path, look = drop(tmp_path, "a.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Path, failing, full)
        with pytest.raises(StorageFailed, match="the disk is full"):
            move(path, look, WHY)
    assert contents(tmp_path) == {"a.txt": "a.txt"}
    move(path, look, WHY)
    assert set(contents(tmp_path)) == {"refused/a.txt", "refused/a.txt.why.txt"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_place_of_done_leads_nowhere(tmp_path: Path) -> None:
    inbox, elsewhere = tmp_path / "inbox", tmp_path / "elsewhere"
    inbox.mkdir()
    elsewhere.mkdir()
    (inbox / DONE).symlink_to(elsewhere)
    with pytest.raises(StorageFailed, match="part of its path is a file"):
        move(*drop(inbox, "a.txt"), Fate(DONE))
    assert not list(elsewhere.iterdir()) and (inbox / "a.txt").exists()


@pytest.mark.skipif(os.name == "nt", reason="names are no bytes there")
def test_a_name_that_is_no_unicode_becomes_one(tmp_path: Path) -> None:
    for raw in (b"\xff\xfe.txt", b"\xfe\xff.txt"):
        path = tmp_path / os.fsdecode(raw)
        try:
            path.write_text("x")
        except OSError:
            pytest.skip("this disk has no such names")
        assert not is_unicode(path.name)
        rename_in_unicode(path)
    assert {path.name for path in tmp_path.iterdir()} == {"\ufffd\ufffd.txt", "\ufffd\ufffd-2.txt"}
