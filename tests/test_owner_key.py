"""The key lies beside the library while a bridge runs, for its user alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bridge.errors import BadRequest
from bridge.owner_key import new_key, read_key, remove_key, write_key


def test_it_is_read_as_long_as_the_bridge_runs(tmp_path: Path) -> None:
    database, keys = tmp_path / "library.sqlite", [new_key(), new_key()]
    assert keys[0] != keys[1] and len(keys[0]) >= 32
    for key in keys:
        write_key(database, key)
        assert read_key(database) == key
    [file] = tmp_path.iterdir()
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0
    remove_key(database)
    remove_key(database)
    with pytest.raises(BadRequest, match="No bridge runs on the library"):
        read_key(database)


def test_a_file_that_somebody_else_put_there_is_replaced_not_followed(tmp_path: Path) -> None:
    database, other = tmp_path / "library.sqlite", tmp_path / "other"
    other.write_text("theirs")
    (tmp_path / "library.sqlite.key").symlink_to(other)
    write_key(database, "ours")
    assert (other.read_text(), read_key(database)) == ("theirs", "ours")
