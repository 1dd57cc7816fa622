"""Any sound is read as one or two channels of floats; anything else is refused in one sentence."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.errors import BadFile
from bridge.sound.files.reading import Sound, audio_sha256, read_audio
from tests.support.posix import make_pipe

RATE_HZ = 8_000


def tone(frames: int = 4_000, channels: int = 1) -> Sound:
    """Sines at -6 dBFS, `[C, N]`, each channel an octave above the one before."""
    t = np.arange(frames) / RATE_HZ
    return (0.5 * np.sin(2 * np.pi * 220 * t * 2.0 ** np.arange(channels)[:, None])).astype(np.float32)


def save(path: Path, sound: Sound, rate_hz: int = RATE_HZ, **how: str) -> Path:
    soundfile.write(path, sound.T, rate_hz, **how)
    return path


@pytest.mark.parametrize("suffix", ["wav", "flac", "aiff", "ogg", "mp3", "caf"])
@pytest.mark.parametrize("channels", [1, 2])
def test_reads_every_usual_kind(tmp_path: Path, suffix: str, channels: int) -> None:
    sound, rate = read_audio(save(tmp_path / f"a.{suffix}", tone(channels=channels)))
    assert sound.dtype == np.float32
    assert (sound.shape[0], rate) == (channels, RATE_HZ)
    assert sound.flags.c_contiguous
    assert abs(sound.shape[1] - 4_000) <= (0 if suffix != "mp3" else 1152)


def test_the_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    save(tmp_path / "a.wav", tone())
    (tmp_path / "a.wav").rename(tmp_path / "a.dat")
    assert read_audio(tmp_path / "a.dat")[0].shape == (1, 4_000)


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "b\udcff.wav"
    try:
        path.write_bytes(save(tmp_path / "a.wav", tone()).read_bytes())
    except (OSError, UnicodeError):
        pytest.skip("this disk takes no such name")
    assert read_audio(path)[0].shape == (1, 4_000)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 44_100, 48_000])
# 40 frames become 220.5 at 44.1 kHz, which the resampler would round up.
@pytest.mark.parametrize("frames", [1, 10, 40, 4_001])
def test_resampled_length_is_exact(tmp_path: Path, rate_hz: int, frames: int) -> None:
    sound, rate = read_audio(save(tmp_path / "a.wav", tone(frames, 2)), rate_hz)
    assert rate == rate_hz
    assert sound.shape == (2, max(1, round(frames * rate_hz / RATE_HZ)))


def test_resampling_keeps_the_tone(tmp_path: Path) -> None:
    sound, _ = read_audio(save(tmp_path / "a.wav", tone(), subtype="FLOAT"), 44_100)
    t = np.arange(sound.shape[1]) / 44_100
    error = sound[0] - 0.5 * np.sin(2 * np.pi * 220 * t)
    assert np.abs(error[2_000:-2_000]).max() < 1e-4


@pytest.mark.parametrize("channels", range(3, 9))
def test_many_channels_become_stereo_that_cannot_clip(tmp_path: Path, channels: int) -> None:
    full = np.ones((channels, 100), dtype=np.float32)
    sound, _ = read_audio(save(tmp_path / "a.wav", full, subtype="FLOAT"))
    assert sound.shape == (2, 100)
    assert np.allclose(sound, 1.0)


@pytest.mark.parametrize("channels", range(3, 9))
def test_left_goes_left_and_right_goes_right(tmp_path: Path, channels: int) -> None:
    apart = np.zeros((channels, 100), dtype=np.float32)
    apart[0], apart[1] = 0.5, -0.5
    sound, _ = read_audio(save(tmp_path / "a.wav", apart, subtype="FLOAT"))
    assert (sound[0] > 0).all() and np.allclose(sound[0], -sound[1])


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "none.wav", tone(0))
    save(tmp_path / "many.wav", tone(10, 9))
    save(tmp_path / "slow.wav", tone(10), rate_hz=500)
    save(tmp_path / "nan.wav", np.full((1, 9), np.nan, dtype=np.float32), subtype="FLOAT")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("a text under a sound's name" * 20)
    (tmp_path / "some.raw").write_bytes(b"\1\2" * 100)
    (tmp_path / "folder.wav").mkdir()
    words = {
        "gone.wav": "doesn't exist",
        "folder.wav": "is a folder",
        "empty.wav": "is empty",
        "text.wav": "isn't a readable sound",
        "some.raw": "isn't a readable sound",
        "none.wav": "contains no sound",
        "many.wav": "9 channels",
        "slow.wav": "500 Hz",
        "nan.wav": "invalid samples",
        "\0.wav": "doesn't exist",
        "n" * 300: "can't be read",
    }
    for name, word in words.items():
        with pytest.raises(BadFile, match=word) as caught:
            read_audio(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    make_pipe(tmp_path / "pipe.wav")
    with pytest.raises(BadFile, match="a pipe"):
        read_audio(tmp_path / "pipe.wav")


def test_twenty_minutes_and_no_more(tmp_path: Path) -> None:
    path = save(tmp_path / "a.flac", np.zeros((1, 20 * 60 * 1_000 + 1), dtype=np.float32), 1_000)
    with pytest.raises(BadFile, match=r"lasts 20 minutes at 1,000 Hz\. Cut out at most 20 minutes"):
        read_audio(path)


def test_a_high_rate_makes_it_fewer_minutes(tmp_path: Path) -> None:
    stream = bytearray(save(tmp_path / "a.flac", np.zeros((8, 4_096), np.float32), 192_000).read_bytes())
    # 20 bits of rate, 3 of channels, 5 of bits, 36 of frames: 19 minutes of them.
    stream[21:26] = (int.from_bytes(stream[21:26], "big") & ~(2**36 - 1) | 19 * 60 * 192_000).to_bytes(
        5, "big"
    )
    (tmp_path / "a.flac").write_bytes(stream)
    with pytest.raises(BadFile, match=r"lasts 19 minutes at 192,000 Hz\. Cut out at most 5 minutes"):
        read_audio(tmp_path / "a.flac")


@pytest.mark.parametrize(("subtype", "stated"), [("MS_ADPCM", 10_001), ("IMA_ADPCM", 12_267)])
def test_adpcm_has_the_frames_that_it_states(tmp_path: Path, subtype: str, stated: int) -> None:
    path = save(tmp_path / "a.wav", tone(10_001), 44_100, subtype=subtype)
    assert read_audio(path)[0].shape == (1, stated)


def test_joined_ogg_streams_are_read_one_after_another(tmp_path: Path) -> None:
    parts = [save(tmp_path / f"{n}.ogg", tone(n * RATE_HZ, 2)).read_bytes() for n in (1, 2)]
    (tmp_path / "a.ogg").write_bytes(b"".join(parts))
    assert read_audio(tmp_path / "a.ogg")[0].shape == (2, 3 * RATE_HZ)
    other = save(tmp_path / "b.ogg", tone(), 16_000).read_bytes()
    (tmp_path / "a.ogg").write_bytes(parts[0] + other)
    with pytest.raises(BadFile, match="joins sounds of different"):
        read_audio(tmp_path / "a.ogg")


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG"])
@pytest.mark.parametrize("share", [0.001, 0.05, 0.3, 0.9])
def test_a_truncated_file_is_read_as_far_as_it_goes_or_refused(
    tmp_path: Path, kind: str, share: float
) -> None:
    buffer = io.BytesIO()
    noise = np.random.default_rng(0).uniform(-1, 1, (30_000, 2))
    soundfile.write(buffer, noise, RATE_HZ, format=kind)
    path = tmp_path / "a.part"
    path.write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * share)])
    try:
        sound, _ = read_audio(path)
    except BadFile as error:
        assert str(path) in str(error)
    else:
        assert 0 < sound.shape[1] <= 30_000


def test_hash_is_of_the_bytes(tmp_path: Path) -> None:
    data = b"riff" * 700_000
    (tmp_path / "a.wav").write_bytes(data)
    assert audio_sha256(tmp_path / "a.wav") == hashlib.sha256(data).hexdigest()
    with pytest.raises(BadFile, match="doesn't exist"):
        audio_sha256(tmp_path / "b.wav")
