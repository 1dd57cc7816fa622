"""Clips on disk: what was written is read back, and strangers' files are read as far as they speak."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutagen.aiff import AIFF
from mutagen.flac import FLAC
from mutagen.id3 import TBPM
from mutagen.mp3 import MP3
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from bridge.errors import BadFile, StorageFailed
from bridge.sound.files import chunks, riff
from bridge.sound.files.clips import describe, read_certificate, read_loop_tempo, write_clip
from bridge.sound.files.encoding import encode_clip
from bridge.timing import loop_frames
from bridge.vocabulary.clips import Certificate
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob, SourceAudio
from bridge.vocabulary.music import Meter
from tests.support.factories import certificate, job


def clip(path: Path, order: RenderJob | None = None, paper: Certificate | None = None) -> Path:
    """Write a quiet clip of the job's length."""
    order = order or job(rate_hz=8_000)
    frames = loop_frames(order.bars, order.meter, order.tempo_bpm, order.rate_hz)
    write_clip(path, np.full((1, frames), 0.25, dtype=np.float32), paper or certificate(order))
    return path


def stranger(path: Path, acid: chunks.Acid | None, seconds: float = 4.0) -> Path:
    """A silent 16-bit WAV of 8 kHz with no more than an `acid` chunk."""
    form = b"\1\0\1\0" + (8_000).to_bytes(4, "little") + (16_000).to_bytes(4, "little") + b"\2\0\x10\0"
    parts = [(b"fmt ", form), (b"data", bytes(2 * int(8_000 * seconds)))]
    path.write_bytes(riff.wave_file(parts + ([(b"acid", chunks.write_acid(acid))] if acid else [])))
    return path


def acid(beats: int, tempo_bpm: float, one_shot: bool = False) -> chunks.Acid:
    return chunks.Acid(beats=beats, numerator=4, denominator=4, tempo_bpm=tempo_bpm, one_shot=one_shot)


@pytest.mark.parametrize("file_format", FileFormat)
def test_the_certificate_comes_back(tmp_path: Path, file_format: FileFormat) -> None:
    order = job(
        file_format=file_format,
        rate_hz=8_000,
        prompt='“Grüße” — 日本語 🎸 "quoted" \\ \n\0 = {',
        negative="n" * 70_000,
        meter=Meter(7, 8),
        source=SourceAudio(path="a b.wav", sha256="f" * 64),
    )
    paper = certificate(order, grid="loose", parent="a" * 64)
    assert read_certificate(clip(tmp_path / "a", order, paper)) == paper


def test_a_source_path_that_is_not_utf8_loses_that_byte_only(tmp_path: Path) -> None:
    order = job(rate_hz=8_000, source=SourceAudio(path="/music/b\udcff.wav", sha256="f" * 64))
    found = read_certificate(clip(tmp_path / "a", order)).job
    assert found.source == SourceAudio(path="b?.wav", sha256="f" * 64)
    assert found.digest == order.digest


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_format: FileFormat
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="disk is full"):
        clip(tmp_path / "a", job(rate_hz=8_000, file_format=file_format))
    assert not list(tmp_path.iterdir())


def test_what_carries_no_certificate_says_so(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(100), 8_000)
    soundfile.write(tmp_path / "a.flac", np.zeros(100), 8_000)
    soundfile.write(tmp_path / "a.ogg", np.zeros(100), 8_000)
    (tmp_path / "text.wav").write_text("a text under a sound's name")
    (tmp_path / "empty.wav").write_bytes(b"")
    for name in ("a.wav", "a.flac", "a.ogg", "text.wav", "empty.wav"):
        with pytest.raises(BadFile, match="has no Riffbridge certificate"):
            read_certificate(tmp_path / name)
    with pytest.raises(BadFile, match="doesn't exist"):
        read_certificate(tmp_path / "gone.wav")
    with pytest.raises(BadFile, match="is a folder"):
        read_certificate(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("tempo_bpm", "tempi_bpm"),
        lambda text: text.replace('"numerator":4', '"numerator":0'),
        lambda text: text[:-5],
        lambda text: '{"job":' + "[" * 5_000,
    ],
)
def test_a_damaged_certificate_says_so(tmp_path: Path, change: Callable[[str], str]) -> None:
    text = msgspec.json.encode(certificate(), order="sorted").decode()
    (tmp_path / "a.wav").write_bytes(
        riff.wave_file([(b"data", b""), (b"LIST", chunks.write_info({"ICMT": change(text)}))])
    )
    with pytest.raises(BadFile, match="damaged or from a newer"):
        read_certificate(tmp_path / "a.wav")


WHOLE = {
    each: encode_clip(np.full((1, 500), 0.1, np.float32), certificate(job(file_format=each)))
    for each in (FileFormat.WAV16, FileFormat.FLAC, FileFormat.OGG)
}


@given(st.sampled_from(sorted(WHOLE)), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_or_truncated_clip_is_read_or_refused(
    tmp_path: Path, file_format: FileFormat, data: st.DataObject
) -> None:
    whole = bytearray(WHOLE[file_format])
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[position] = data.draw(st.integers(0, 255))
    path = tmp_path / "a"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    tempo = read_loop_tempo(path)
    assert tempo is None or 20 <= tempo <= 999
    try:
        found = read_certificate(path)
    except BadFile as error:
        assert str(path) in str(error)
    else:
        assert isinstance(found, Certificate)


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_clip_tells_its_exact_tempo(tmp_path: Path, file_format: FileFormat) -> None:
    order = job(file_format=file_format, rate_hz=8_000, tempo_bpm=93.7123, meter=Meter(7, 8), bars=1)
    assert read_loop_tempo(clip(tmp_path / "a", order)) == 93.7123


def test_a_one_shot_has_no_tempo_of_its_own(tmp_path: Path) -> None:
    assert read_loop_tempo(stranger(tmp_path / "a.wav", acid(8, 120, one_shot=True))) is None


@pytest.mark.parametrize(
    ("kind", "tagger"),
    [
        ("mp3", MP3), ("wav", WAVE), ("aiff", AIFF), ("flac", FLAC), ("ogg", OggVorbis), ("opus", OggOpus),
    ],
)  # fmt: skip
def test_the_tempo_in_a_strangers_tags_outweighs_its_name(tmp_path: Path, kind: str, tagger: Any) -> None:
    path = tmp_path / f"a_120bpm.{kind}"
    how = {"format": "OGG", "subtype": "OPUS"} if kind == "opus" else {}
    soundfile.write(path, np.zeros((9_000, 2)), 48_000, **how)
    file = tagger(path)
    if file.tags is None:
        file.add_tags()
    if kind in ("flac", "ogg", "opus"):
        file["bpm"] = "93.5"
    else:
        file.tags.add(TBPM(text="93.5"))
    file.save()
    assert read_loop_tempo(path) == 93.5
    assert describe(path)["tempo_bpm"] == 93.5


def test_a_samplers_loop_in_a_file_confirms_its_acid(tmp_path: Path) -> None:
    loop, zeros, form = 211_680, 3_000, (44_100).to_bytes(4, "little") + (88_200).to_bytes(4, "little")
    parts = [
        (b"fmt ", b"\1\0\1\0" + form + b"\2\0\x10\0"),
        (b"data", b"\1\0" * loop + bytes(2 * zeros)),
        (b"acid", chunks.write_acid(acid(8, 100.0))),
        (b"smpl", chunks.write_smpl(chunks.SampleLoop(0, loop), 44_100)),
    ]
    (tmp_path / "a.wav").write_bytes(riff.wave_file(parts))
    facts = describe(tmp_path / "a.wav")
    assert (facts["tempo_bpm"], facts["loop"]["quarters"]) == (100.0, 8.0)
    hit = [(name, data[:40_000] if name == b"data" else data) for name, data in parts[:2]]
    hit.append((b"acid", chunks.write_acid(acid(4, 120.0))))
    (tmp_path / "b.wav").write_bytes(riff.wave_file(hit))
    assert describe(tmp_path / "b.wav")["tempo_bpm"] is None


def test_an_apple_loop_counts_its_beats(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.aiff", np.zeros(8_000 * 4), 8_000)
    data = (tmp_path / "a.aiff").read_bytes()
    basc = (1).to_bytes(4, "big") + (6).to_bytes(4, "big") + bytes(76)
    data += b"basc" + len(basc).to_bytes(4, "big") + basc
    (tmp_path / "a.aiff").write_bytes(b"FORM" + (len(data) - 8).to_bytes(4, "big") + data[8:])
    assert read_loop_tempo(tmp_path / "a.aiff") == 90.0


@pytest.mark.parametrize("file_format", FileFormat)
def test_describes_a_clip_in_json(tmp_path: Path, file_format: FileFormat) -> None:
    order = job(file_format=file_format, rate_hz=8_000)
    facts = describe(clip(tmp_path / "a", order))
    assert json.loads(json.dumps(facts)) == facts
    assert (facts["frames"], facts["rate_hz"], facts["channels"]) == (30_968, 8_000, 1)
    assert facts["seconds"] == pytest.approx(3.871)
    assert facts["peak_dbfs"] == pytest.approx(-12.04, abs=0.01 if file_format != FileFormat.OGG else 1)
    assert facts["tempo_bpm"] == 124.0
    assert facts["loop"] == {
        "tempo_bpm": 124.0,
        "quarters": 8.0,
        "confidence": 1.0,
        "why": "its certificate says 124 BPM, and it lasts 8 beats",
    }
    assert msgspec.convert(facts["certificate"], Certificate) == certificate(order)
    assert "riffbridge 0.1.0" in facts["texts"].values()
    assert not any(text.startswith("{") for text in facts["texts"].values())
    if file_format.suffix == ".wav":
        assert facts["acid"]["beats"] == 8 and facts["acid"]["root_note"] == 69
        assert facts["loops"] == [[0, 30_968]]
        assert facts["cues"] == [{"frame": 0, "label": "bar 1"}, {"frame": 15_484, "label": "bar 2"}]


@pytest.mark.parametrize("kind", ["wav", "aiff", "mp3", "flac"])
def test_describes_a_strangers_sound(tmp_path: Path, kind: str) -> None:
    soundfile.write(tmp_path / f"a_120bpm.{kind}", np.zeros((8_000, 2)), 8_000)
    facts = describe(tmp_path / f"a_120bpm.{kind}")
    assert json.loads(json.dumps(facts)) == facts
    assert facts["certificate"] is None and facts["acid"] is None
    assert facts["tempo_bpm"] == 120.0
    assert facts["channels"] == 2


def test_a_loop_ends_where_its_sound_does(tmp_path: Path) -> None:
    form = bytes.fromhex("0100 0100 401f0000 803e0000 0200 1000")
    for loop, told in ((chunks.SampleLoop(50, 120), [[50, 100]]), (chunks.SampleLoop(100, 120), [])):
        stated = (b"smpl", chunks.write_smpl(loop, 8_000))
        data = riff.wave_file([(b"fmt ", form), (b"data", bytes(200)), stated])
        (tmp_path / "a.wav").write_bytes(data)
        assert describe(tmp_path / "a.wav")["loops"] == told


def test_describes_silence_and_what_is_no_number(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(9), 8_000)
    soundfile.write(tmp_path / "b.wav", np.array([np.nan, 0.5]), 8_000, subtype="FLOAT")
    assert describe(tmp_path / "a.wav")["peak_dbfs"] is None
    assert describe(tmp_path / "b.wav")["peak_dbfs"] == -6.02


def test_a_strangers_comment_is_a_text(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "a.flac", "w", 8_000, 1) as file:
        file.comment = "recorded in a shed"
        file.write(np.zeros(9))
    assert describe(tmp_path / "a.flac")["texts"]["COMMENT"] == "recorded in a shed"


def test_what_is_no_sound_is_not_described(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("no sound")
    with pytest.raises(BadFile, match="isn't a readable sound"):
        describe(tmp_path / "a.wav")
