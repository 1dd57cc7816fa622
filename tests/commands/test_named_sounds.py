"""Commands that read a clip take the library's names for it, as `join` does."""

from pathlib import Path

import pytest

from bridge.library import Library
from tests.commands.command_line import Type
from tests.support.library import job, make


@pytest.fixture
def digest(tmp_path: Path) -> str:
    """The id of a clip that the library has, called “Friday bass”."""
    with Library.open(tmp_path / "library.sqlite", tmp_path / "exports") as library:
        [clip] = make(library, job())
        library.rename(clip.job.digest, "Friday bass")
    return clip.job.digest


def test_a_clip_is_named_by_its_id_its_title_or_its_file(typed: Type, digest: str) -> None:
    for name in (digest, digest[:6], "Friday bass", "Friday bass.wav", Path("exports") / "Friday bass.wav"):
        done = typed("inspect", name)
        assert done.status == 0 and "path: " in done.out and "Friday bass.wav" in done.out, done.err
    assert "Friday bass.wav" in typed("credits", digest[:6]).out
    assert "“0000” isn't a sound file or a clip of the library." in typed("render", "--source", "0000").err
    assert (
        "1 bar can't be extended to 1."
        in typed("render", "--source", digest[:6], "--extend", "--bars", 1).err
    )


def test_a_file_here_goes_before_a_clip_of_the_same_name(typed: Type, digest: str) -> None:
    Path("Friday bass").write_text("no sound")
    assert "isn't a readable sound" in typed("inspect", "Friday bass").err
