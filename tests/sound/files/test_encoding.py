"""Clips as bytes: the same twice, exact in length, and understood by readers that are not ours."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import wavinfo

from bridge.sound.files.reading import Sound
from bridge.timing import loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Meter
from tests.sound.files.encoded import encode, noise
from tests.support.factories import job

_GET_LOOP_INFO, _GET_INSTRUMENT = 0x10E0, 0x10D0
WAVS = [each for each in FileFormat if each.name.startswith("WAV")]


def decode(data: bytes) -> Sound:
    return np.asarray(soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)[0].T)


def ask_libsndfile(data: bytes, command: int, layout: str) -> tuple[Any, ...]:
    """What libsndfile's own reader answers to a command of its C interface."""
    ffi, library, size = soundfile._ffi, soundfile._snd, struct.calcsize(layout)
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        answer = ffi.new("char[]", size)
        assert library.sf_command(file._file, command, answer, size) == 1
        return struct.unpack(layout, bytes(ffi.buffer(answer, size)))


@pytest.mark.parametrize("file_format", FileFormat)
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("frames", [1, 63, 20_000])
def test_length_and_channels_are_exact(file_format: FileFormat, channels: int, frames: int) -> None:
    data = encode(job(file_format=file_format), noise(channels, frames))
    assert decode(data).shape == (channels, frames)


@pytest.mark.slow
@pytest.mark.parametrize("file_format", FileFormat)
def test_the_same_clip_is_the_same_bytes_in_another_process(file_format: FileFormat) -> None:
    order = job(file_format=file_format, bars=1, rate_hz=8_000)
    script = (
        "from tests.sound.files.encoded import encode; from tests.support.factories import job;"
        "from bridge.vocabulary.files import FileFormat;"
        f"data = encode(job(file_format=FileFormat('{file_format}'), bars=1, rate_hz=8_000));"
        "import sys; sys.stdout.buffer.write(data)"
    )
    root = Path(__file__).parents[3]
    other = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, cwd=root)
    assert other.stdout == encode(order) == encode(order)


@pytest.mark.parametrize(
    ("file_format", "step"),
    [
        (FileFormat.WAV16, 2.0**-15),
        (FileFormat.WAV24, 2.0**-23),
        (FileFormat.FLAC, 2.0**-23),
        (FileFormat.WAV_FLOAT, 0.0),
    ],
)
def test_samples_are_within_half_a_step(file_format: FileFormat, step: float) -> None:
    sound = noise(2, 5_000)
    sound[:, :3] = [0.0, -1.0, 0.5]
    back = decode(encode(job(file_format=file_format), sound))
    # Just below +1 the largest integer is up to a whole step away.
    inside = sound < 1 - step
    assert np.abs(back - sound)[inside].max() <= step / 2
    assert np.abs(back - sound).max() <= step
    assert (back[:, :3] == [0.0, -1.0, 0.5]).all()


@pytest.mark.parametrize("file_format", [FileFormat.WAV16, FileFormat.WAV24, FileFormat.FLAC])
def test_full_scale_does_not_wrap_around(file_format: FileFormat) -> None:
    back = decode(encode(job(file_format=file_format), np.array([[1.0, -1.0]], dtype=np.float32)))
    assert back[0, 0] > 0.99996 and back[0, 1] == -1.0


def test_halves_are_rounded_to_even() -> None:
    sound = (np.array([[0.5, 1.5, -0.5, -1.5]]) / 32_768).astype(np.float32)
    back = decode(encode(job(), sound)) * 32_768
    assert back.tolist() == [[0, 2, 0, -2]]


@pytest.mark.slow
def test_the_longest_ogg_does_not_exhaust_the_encoders_stack() -> None:
    silence = np.zeros((2, 90 * 48_000), dtype=np.float32)
    data = encode(job(file_format=FileFormat.OGG, rate_hz=48_000), silence)
    assert soundfile.info(io.BytesIO(data)).frames == 90 * 48_000


def test_ogg_is_near() -> None:
    t = np.arange(44_100) / 44_100
    sound = 0.5 * np.sin(2 * np.pi * np.array([[220.0], [330.0]]) * t).astype(np.float32)
    back = decode(encode(job(file_format=FileFormat.OGG), sound))
    assert np.sqrt(np.mean((back - sound) ** 2)) < 0.005


@pytest.mark.parametrize("file_format", WAVS)
@pytest.mark.parametrize("meter", [Meter(), Meter(6, 8), Meter(3, 4)])
def test_libsndfile_reads_the_loop(file_format: FileFormat, meter: Meter) -> None:
    order = job(file_format=file_format, meter=meter, tempo_bpm=93.5, key=Key(2, "major"), rate_hz=8_000)
    loop = ask_libsndfile(encode(order), _GET_LOOP_INFO, "=hhiifi6i")
    forward = 801
    assert loop[:6] == (meter.numerator, meter.denominator, forward, int(order.loop.quarters), 93.5, 62)


def test_libsndfile_reads_the_sampler() -> None:
    order = job(rate_hz=8_000)
    frames = loop_frames(order.bars, order.meter, order.tempo_bpm, order.rate_hz)
    found = ask_libsndfile(encode(order), _GET_INSTRUMENT, "=i6b2xi4I240x")
    note, count = found[1], found[7]
    # It counts the end as the frame after the last, as we do.
    assert (note, count, found[9:]) == (60, 1, (0, frames, 0))


def test_wavinfo_reads_loop_cues_and_texts(tmp_path: Path) -> None:
    order = job(bars=3, rate_hz=8_000, prompt="naïve jazz")
    frames = 20_000
    (tmp_path / "a.wav").write_bytes(encode(order, noise(2, frames)))
    found = wavinfo.WavInfoReader(str(tmp_path / "a.wav"), info_encoding="utf-8")
    (loop,) = found.smpl.sample_loops
    assert (loop.start, loop.end, loop.repetition_count) == (0, frames - 1, 0)
    cues = found.cues.to_dict()
    assert [cues[n]["frame"] for n in (1, 2, 3)] == [0, 6_667, 13_333]
    assert [cues[n]["label"] for n in (1, 2, 3)] == ["bar 1", "bar 2", "bar 3"]
    assert (found.info.title, found.info.copyright) == ("naïve jazz", "CC0-1.0")
    assert found.info.software == "riffbridge 0.1.0"
    assert '"tempo_bpm":124.0' in found.info.comment


@pytest.mark.parametrize("file_format", [FileFormat.FLAC, FileFormat.OGG])
def test_libsndfile_reads_the_comments(file_format: FileFormat) -> None:
    with soundfile.SoundFile(io.BytesIO(encode(job(file_format=file_format, prompt="naïve jazz")))) as file:
        assert (file.title, file.license) == ("naïve jazz", "CC0-1.0")
        assert '"tempo_bpm":124.0' in file.comment


@pytest.mark.parametrize(
    ("sound", "word"),
    [
        (np.full((1, 9), 1.001, np.float32), "full scale"),
        (np.full((1, 9), -1.001, np.float32), "full scale"),
        (np.full((1, 9), np.nan, np.float32), "full scale"),
        (np.full((1, 9), np.inf, np.float32), "full scale"),
        (np.zeros(9, np.float32), "C, N"),
        (np.zeros((9, 2), np.float32), "C, N"),
        (np.zeros((1, 0), np.float32), "C, N"),
    ],
)
def test_what_is_no_clip_is_refused(sound: Sound, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        encode(job(), sound)
