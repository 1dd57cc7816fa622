"""What others put where we read is bounded: pipes, endless files, TOML that grows."""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge import toml_text
from bridge.errors import BadFile
from bridge.requests.presets import read_preset
from bridge.settings import format_settings, read_settings
from bridge.untrusted import is_file, is_folder, read_bytes, read_text
from tests.support.posix import make_pipe, spent

pytestmark = pytest.mark.timeout(20)


def test_a_regular_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read_bytes(path, 100) == b"x" * 100 and read_text(path, 100) == "x" * 100
    with pytest.raises(BadFile, match="too large"):
        read_bytes(path, 99)
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "b", 99)
    path.write_bytes(b"\xff")
    with pytest.raises(BadFile, match="UTF-8"):
        read_text(path, 99)


def test_a_name_that_no_path_can_have_is_neither_a_file_nor_a_folder(tmp_path: Path) -> None:
    assert is_folder(tmp_path) and not is_file(tmp_path)
    for name in ("x" * 300, "x\0"):
        assert not is_file(tmp_path / name) and not is_folder(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path: Path) -> None:
    pipe = make_pipe(tmp_path / "settings.toml")
    os.close(free := os.open(os.devnull, os.O_RDONLY))
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises((BadFile, IsADirectoryError)):
            read_bytes(path, 99)
    os.close(after := os.open(os.devnull, os.O_RDONLY))
    assert after == free, "none is left open"
    with pytest.raises(BadFile, match="regular file"):
        read_settings(pipe)
    with pytest.raises(BadFile, match="regular file"):
        read_preset(pipe)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a." * 30_000 + "b = 1", "deep"),
        ("\n".join(f"[{'a.' * 500}b{number}]" for number in range(60)), "deep"),
        ("a = " + "[" * 20_000 + "]" * 20_000, "deep"),
        ("a = " + "{b = " * 500 + "1" + "}" * 500, "deep"),
        ("a = " + "1" * 5_000, "digits"),
        ("a = 1 # " + "x" * 300_000, "characters"),
        ('"a" . ' * 30_000 + "b = 1", "deep"),
    ],
    ids=range(7),
)
def test_toml_that_would_fill_the_memory_is_refused(text: str, word: str) -> None:
    before = spent().peak_bytes
    with pytest.raises(ValueError, match=word):
        toml_text.parse(text)
    assert spent().peak_bytes - before < 100_000_000


def test_dots_in_text_are_no_depth() -> None:
    dotted = "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s " + "[[[[[[[[[[[[[[[[[["
    assert toml_text.parse(f'prompt = "{dotted}" # {dotted}') == {"prompt": dotted}
    assert toml_text.parse(f"prompt = '''{dotted}'''") == {"prompt": dotted}
    assert toml_text.parse(f'prompt = """{dotted}\n"""') == {"prompt": f"{dotted}\n"}


@given(st.text(max_size=200))
def test_what_is_valid_is_read_as_by_the_standard_library(text: str) -> None:
    try:
        expected = tomllib.loads(text)
    except ValueError:
        with pytest.raises(ValueError):
            toml_text.parse(text)
    else:
        assert toml_text.parse(text) == expected


def test_every_preset_genre_and_word_file_of_ours_is_within_the_bounds() -> None:
    root = Path(__file__).parents[1]
    for path in [*root.glob("presets/**/*.toml"), *root.glob("bridge/**/*.toml")]:
        toml_text.parse(path.read_text(encoding="utf-8"))
    assert format_settings(read_settings(root / "nothing.toml")) == ""
