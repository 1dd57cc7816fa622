"""`encode`, `decode` and `fit`: there and back between sounds and pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch
from PIL import Image

from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.reading import read_audio
from bridge.sound.format import RIFFUSION
from bridge.sound.picture import read_png
from bridge.timing import loop_frames
from bridge.vocabulary.music import Meter
from tests.commands.command_line import Type


def levels(path: Path) -> np.ndarray:
    """Levels of a sound in the original's format, by way of `riffbridge`'s own measure."""
    samples, _ = read_audio(path)
    sound = torch.from_numpy(samples)
    return magnitudes_to_levels(mel_spectrogram(sound, 480, RIFFUSION), RIFFUSION).numpy()


def test_there_and_back_keeps_length_and_sound(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    assert typed("encode", drum_loop, "-o", "a.png").status == 0
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (480, 512)
    assert typed("decode", "a.png", "-o", "b.wav").status == 0
    assert soundfile.info(tmp_path / "b.wav").frames == soundfile.info(drum_loop).frames
    likeness = np.corrcoef(levels(drum_loop).ravel(), levels(tmp_path / "b.wav").ravel())[0, 1]
    assert likeness > 0.97


def test_stereo_keeps_its_sides(typed: Type, tmp_path: Path) -> None:
    time_s = np.arange(44_100) / 44_100
    sides = np.stack([np.sin(2 * np.pi * 440 * time_s), np.sin(2 * np.pi * 880 * time_s)], axis=1)
    soundfile.write(tmp_path / "sides.wav", 0.5 * sides, 44_100)
    assert typed("encode", "sides.wav", "--stereo", "-o", "a.png").status == 0
    assert typed("decode", "a.png", "-o", "b.wav").status == 0
    sound, rate_hz = soundfile.read(tmp_path / "b.wav")
    loudest = np.abs(np.fft.rfft(sound, axis=0)).argmax(axis=0) * rate_hz / len(sound)
    assert loudest == pytest.approx([440, 880], abs=4)


def test_musical_pictures_take_their_time_from_the_tempo(
    typed: Type, drum_loop: Path, tmp_path: Path
) -> None:
    assert typed("encode", drum_loop, "--musical", "-o", "a.png").status == 0
    picture = read_png(tmp_path / "a.png")
    assert picture.levels.shape == (1, 256, 256)
    assert (picture.extent.tempo_bpm, picture.extent.bars) == (100.0, 2)
    assert typed("decode", "a.png", "--bpm", 133, "-o", "b.wav").status == 0
    assert soundfile.info(tmp_path / "b.wav").frames == loop_frames(2, Meter(), 133, 44_100)


def test_a_picture_of_the_originals_becomes_a_loop_without_a_missing_column(
    typed: Type, drum_loop: Path, tmp_path: Path
) -> None:
    levels = np.zeros((512, 512), dtype=np.uint8) + 255
    levels[300:310, ::64] = 0
    Image.fromarray(levels).save(tmp_path / "original.png")
    assert typed("decode", "original.png", "-o", "a.wav").status == 0
    assert soundfile.info(tmp_path / "a.wav").frames == 225_792


def test_a_sound_of_opposite_channels_is_no_silence(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    sound, rate_hz = soundfile.read(drum_loop)
    soundfile.write(tmp_path / "opposite.wav", np.stack([sound, -sound], axis=1), rate_hz)
    assert typed("encode", "opposite.wav", "-o", "a.png").status == 0
    assert typed("encode", drum_loop, "-o", "b.png").status == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_the_peak_of_silence_is_null_in_json(typed: Type, tmp_path: Path) -> None:
    Image.fromarray(np.full((512, 64), 255, np.uint8)).save(tmp_path / "silent.png")
    done = typed("decode", "silent.png", "-o", "a.wav", "--json")
    assert json.loads(done.out, parse_constant=pytest.fail)["peak_dbfs"] is None


def test_fit_lands_on_exact_bars_and_says_what_it_found(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    asked = ("--source-licence", "CC0-1.0", "--source-author", "Ana")
    done = typed("fit", drum_loop, "--bpm", 112, "--bars", 2, *asked, "-o", "a.wav", "--json")
    assert done.status == 0, done.err
    said = json.loads(done.out)
    assert said["frames"] == loop_frames(2, Meter(), 112, 44_100)
    assert said["found"]["tempo_bpm"] == pytest.approx(100, abs=0.1) and "Found 100.00" in done.err
    facts = json.loads(typed("inspect", "a.wav", "--json").out)
    assert (facts["acid"]["beats"], facts["acid"]["tempo_bpm"]) == (8, 112.0)
    assert facts["certificate"] is None
    assert (facts["texts"]["IART"], facts["texts"]["ICOP"]) == ("Ana", "CC0-1.0")


def test_fit_leaves_alone_what_is_exact_and_believes_what_it_is_told(typed: Type, tmp_path: Path) -> None:
    sound = np.random.default_rng(0).integers(-20_000, 20_000, 8 * 48_000).astype(np.int16)
    soundfile.write(tmp_path / "rain_120bpm.wav", sound, 48_000)
    done = typed("fit", "rain_120bpm.wav", "--bpm", 120, "--bars", 4, "-o", "a.wav")
    assert "(confidence 0.95): its name says 120 BPM, and it lasts 16 beats; its samples stay." in done.err
    kept, rate_hz = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert rate_hz == 48_000 and np.array_equal(kept, sound)
    done = typed("fit", "rain_120bpm.wav", "--bpm", 90, "--bars", 2, "-o", "b.wav", "--source-bars", 3)
    assert "Found 90.00 BPM (confidence 1.00): the request says 90 BPM, and it lasts 12 beats" in done.err
    done = typed("fit", "rain_120bpm.wav", "--bpm", 90, "--bars", 2, "--source-bars", 3, "--source-bpm", 100)
    assert "lasts 3.333 bars" not in done.err and done.status == 0
    done = typed("fit", "rain_120bpm.wav", "--bpm", 90, "--bars", 2, "--source-bars", 9, "--source-bpm", 100)
    assert (done.status, "lasts 3.333 bars at 100 BPM, not 9" in done.sentence) == (2, True)


def test_decode_fits_a_clock_time_picture_to_bars(typed: Type, drum_loop: Path, tmp_path: Path) -> None:
    typed("encode", drum_loop, "-o", "a.png")
    done = typed("decode", "a.png", "--bpm", 95, "--bars", 1, "-o", "b.wav")
    assert done.status == 0, done.err
    assert soundfile.info(tmp_path / "b.wav").frames == loop_frames(1, Meter(), 95, 44_100)


def test_a_hit_is_no_loop_and_that_is_said(typed: Type, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "hit.wav", 0.1 * np.random.default_rng(0).standard_normal(9_000), 44_100)
    done = typed("fit", "hit.wav", "--bpm", 120, "--bars", 2, "-o", "a.wav")
    assert (done.status, (tmp_path / "a.wav").exists()) == (1, False)
    assert "too short to be a loop" in done.sentence


@pytest.mark.parametrize(
    "words, said",
    [
        (("decode", "gone.png", "-o", "a.wav"), "gone.png"),
        (("decode", "text.png", "-o", "a.wav"), "isn't a PNG"),
        (("decode", "small.png", "-o", "a.wav"), "pixels high"),
        (("decode", "good.png", "--bpm", "120", "-o", "a.wav"), "Add --bpm and --bars"),
        (
            ("decode", "good.png", "--bpm", "3159345", "--bars", "2", "-o", "a.wav"),
            "“3159345” isn't a number from 20 to 999",
        ),
        (("encode", "gone.wav", "-o", "a.png"), "gone.wav"),
        (("encode", "text.png", "-o", "a.png"), "text.png"),
        (("encode", "tone.wav", "--musical", "-o", "a.png"), "doesn't state its tempo"),
        (("encode", "tone.wav", "--musical", "--bpm", "120", "-o", "a.png"), "riffbridge fit"),
        (("encode", "tone.wav", "--musical", "--stereo", "-o", "a.png"), "Leave out"),
        (("encode", "tone.wav", "--bpm", "0", "-o", "a.png"), "from 20 to 999"),
        (("encode", "tone.wav", "--musical", "--bpm", "120", "--bars", "0", "-o", "a.png"), "from 1 to 64"),
        (("decode", "good.png", "--bpm", "0", "--bars", "2", "-o", "a.wav"), "from 20 to 999"),
        (("decode", "good.png", "--bpm", "120", "--bars", "0", "-o", "a.wav"), "from 1 to 64"),
        (("fit", "tone.wav", "--bpm", "120", "--bars", "0", "-o", "a.wav"), "from 1 to 64"),
        (("fit", "tone.wav", "--bars", "2", "-o", "a.wav"), "--bpm"),
        (("inspect", "gone.wav"), "gone.wav"),
        (("inspect", "text.png"), "text.png"),
    ],
)
def test_wrong_files_get_one_sentence_and_leave_nothing(
    typed: Type, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    (tmp_path / "text.png").write_text("not a picture")
    Image.new("RGB", (64, 64)).save(tmp_path / "small.png")
    Image.new("RGB", (64, 512)).save(tmp_path / "good.png")
    soundfile.write(tmp_path / "tone.wav", 0.1 * np.sin(np.arange(50_000) / 20), 44_100)
    done = typed(*words)
    assert done.status == 2
    assert said in done.sentence
    assert not (tmp_path / "a.wav").exists() and not (tmp_path / "a.png").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a name is Unicode there")
def test_a_name_that_no_text_can_hold_is_said_in_one_sentence(typed: Type, drum_loop: Path) -> None:
    named = drum_loop.rename(drum_loop.with_name("\udcff.wav"))
    done = typed("join", named, named, "-o", "a.wav")
    assert (done.status, done.out) == (2, "") and "Rename the file" in done.sentence
