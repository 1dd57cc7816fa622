"""A model's fingerprint is that of its files, and of what composes for it where that has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bridge.composing import genre_files
from bridge.composing.fingerprint import composing_sha256
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import folder_sha256

# In every certificate. With another, whatever was made with the starter cannot be made again.
STARTER_SHA256 = "a6e815028fe597a6cd806ebc3ddc9edcf5319e869cb60dc3fd18eaa60b5ce468"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file of one of our genres, in a copy of them all."""
    shutil.copytree(genre_files.SHIPPED, tmp_path / "genres")
    monkeypatch.setattr(genre_files, "SHIPPED", tmp_path / "genres")
    forget()
    yield tmp_path / "genres" / "house.toml"
    forget()


def forget() -> None:
    """Have our genres read anew."""
    for read_once in (genre_files.shipped_genres, genre_files._read, composing_sha256):
        read_once.cache_clear()


def test_the_starter_has_the_fingerprint_that_it_was_published_with() -> None:
    assert folder_sha256(STARTER_FOLDER) == STARTER_SHA256


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ('kick         = "X...', 'kick         = "x...', True),
        ("[118, 128]", "[118, 127]", True),
        ('["909 kit"]', '["909 kit", "808 kit"]', True),
        ("# Every key", "# Each key", False),
        ("# Every key", "swing_quarters = 0.25\n# Every key", False),
        ('de = "', 'de = "klubhaus, ', False),
        ('captions = ["house", ', 'captions = ["house", "haus", ', False),
    ],
)
def test_what_composes_counts_and_what_is_only_said_does_not(
    house: Path, sd_folder: Path, before: str, after: str, counts: bool
) -> None:
    plain = folder_sha256(sd_folder)
    text = house.read_text()
    assert before in text
    house.write_text(text.replace(before, after, 1))
    forget()
    assert (folder_sha256(STARTER_FOLDER) != STARTER_SHA256) is counts
    assert folder_sha256(sd_folder) == plain, "it draws nothing that is composed"
