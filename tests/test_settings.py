"""Settings: all mistakes at once, each with what would be right."""

from pathlib import Path

import msgspec
import pytest

from bridge.errors import BadFile, StorageFailed
from bridge.settings import (
    TOLD,
    Settings,
    needs_restart,
    parse_settings,
    read_settings,
    write_settings,
)
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Meter


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
    assert "rate_hz should be a whole number, not text in quotes." in sentence
    assert "export_foldr is unknown; did you mean export_folder?" in sentence
    assert "file_format should be wav16, wav24, wavf, flac or ogg." in sentence


@pytest.mark.parametrize("content", [b"rate_hz = = 1", b"\xff\xfe\x00"])
def test_what_is_no_toml(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"settings\.toml"):
        read_settings(path)


@pytest.mark.parametrize(
    ("line", "right"),
    [("reaper_port = 0", "use 1 to 65535"), ("osc_port = 70000", "use 0 to 65535"),
     ('sources = ["link", "moon"]', "moon is unknown; known are link"),
     ('hosts = ["midi"]', "midi is unknown; known are live"),
     ("host_options = { reaper_port = 1 }", "host_options is unknown"),
     ('reaper_port = "9"', "reaper_port should be a whole number"),
     ("ahead_max_gb = -1.0", "use 0 or more"), ("default_tempo_bpm = 5.0", "Use 20 to 999"),
     ('reaper_meter = "four"', "Use 4/4"), ('link_meter = "9"', "Use 4/4"),
     ('midi_clock_delays_ms = { MPC = 100.5 }', "“MPC” cannot be 100.5 ms late; give -100 to 100"),
     ('midi_clock_delays_ms = { MPC = nan }', "give -100 to 100"),
     ('midi_clock_delays_ms = 5', "midi_clock_delays_ms should be a table"),
     ('follow = "stretch"', "follow should be varispeed or rerender")],
)  # fmt: skip
def test_what_no_setting_may_be(line: str, right: str) -> None:
    with pytest.raises(BadFile) as caught:
        parse_settings(line, "settings.toml")
    assert right in str(caught.value)


def test_what_each_may_be() -> None:
    text = 'osc_port = 0\nsources = ["midi"]\nhosts = []\nreaper_meter = "6/8"\nreaper_port = 1\n'
    read = parse_settings(text, "settings.toml")
    assert (read.osc_port, read.sources, read.hosts) == (0, ("midi",), ())
    assert (read.meter("reaper_meter"), read.port("reaper_port")) == (Meter(6, 8), 1)
    assert read.port("bitwig_port") == 9_001
    delays = parse_settings('[midi_clock_delays_ms]\nMPC = 5\n"" = -100.0\n', "settings.toml")
    assert delays.midi_clock_delays_ms == {"MPC": 5.0, "": -100.0}


def test_what_a_running_bridge_can_be_told_and_what_not() -> None:
    told = {"model": "other", "default_tempo_bpm": 99.0, "library_max_gb": 1.0, "follow": "rerender",
            "ahead": False, "pads": "house", "audio_device": "Interface"}  # fmt: skip
    assert set(told) == TOLD
    usual = Settings()
    assert not needs_restart(usual, msgspec.structs.replace(usual, **told))
    others = {"osc_port": 1, "sound": False, "hosts": (), "device": "cpu", "export_folder": "/x"}
    for name, value in others.items():
        assert needs_restart(usual, msgspec.structs.replace(usual, **{name: value}))


def test_a_bound_in_gigabytes_is_one_in_bytes() -> None:
    assert Settings().library_max_bytes is None
    assert Settings(library_max_gb=1.5).library_max_bytes == 1_500_000_000


def test_older_names_are_still_read() -> None:
    text = 'hosts = ["ableton", "live"]\nsources = ["ableton"]\nableton_port = 1\nableton_reply_port = 2\n'
    read = parse_settings(text, "settings.toml")
    assert (read.hosts, read.sources) == (("live",), ("live",))
    assert (read.port("live_port"), read.port("live_reply_port")) == (1, 2)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    odd = Settings(
        export_folder='C:\\Musik\\"é"\x7f\n',
        file_format=FileFormat.OGG,
        sound=False,
        hosts=("reaper", "bitwig"),
        library_max_gb=1.5,
        osc_announce=False,
        sources=("midi",),
        default_tempo_bpm=97.0,
        link_meter="6/8",
        host_options={"reaper_port": 9_005, "reaper_meter": "7/8"},
        midi_clock_delays_ms={'MPC "One"': -12.5, "": 100.0},
    )
    write_settings(odd, path)
    assert read_settings(path) == odd
    write_settings(Settings(), path)
    assert path.read_text() == "" and read_settings(path) == Settings()


def test_what_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    write_settings(Settings(rate_hz=48_000), path)
    with pytest.raises(BadFile):
        write_settings(Settings(osc_port=-1), path)
    assert read_settings(path).rate_hz == 48_000


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageFailed):
        write_settings(Settings(), tmp_path / "file" / "settings.toml")
