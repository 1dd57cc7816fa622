"""Settings: all mistakes at once, each with what would be right."""

from pathlib import Path

import pytest

from bridge.errors import BadFile
from bridge.settings import Settings, parse_settings, read_settings
from bridge.vocabulary import FileFormat


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.toml") == Settings()


def test_what_is_set_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('rate_hz = 48000\nfile_format = "flac"\n')
    settings = read_settings(path)
    assert (settings.rate_hz, settings.file_format) == (48_000, FileFormat.FLAC)


def test_every_mistake_is_reported_at_once() -> None:
    with pytest.raises(BadFile) as caught:
        parse_settings('rate_hz = "fast"\nexport_foldr = "x"\nfile_format = "mp3"\n', "settings.toml")
    sentence = str(caught.value)
    assert "rate_hz: Expected `int`" in sentence
    assert "export_foldr is unknown (did you mean export_folder?)" in sentence
    assert "file_format: Invalid enum value 'mp3'" in sentence


@pytest.mark.parametrize("content", [b"rate_hz = = 1", b"\xff\xfe\x00"])
def test_what_is_no_toml(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"settings\.toml"):
        read_settings(path)
