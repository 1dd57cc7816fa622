"""Pictures hold levels to the bit, say what they are, and a stranger's are read as the original's."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from bridge.errors import BadFile, StorageFailed
from bridge.sound.format import RIFFUSION, RIFFUSION_STEREO, STARTER, SpectrogramFormat
from bridge.sound.picture import (
    EXTENT_KEY,
    FORMAT_KEY,
    Extent,
    Picture,
    levels_to_picture,
    picture_to_levels,
    read_png,
    write_png,
)
from bridge.vocabulary.music import Meter

FORMS = pytest.mark.parametrize("form", [RIFFUSION, RIFFUSION_STEREO, STARTER])


def noise(form: SpectrogramFormat, columns: int = 8, seed: int = 0) -> Picture:
    """A picture in `form` of random values."""
    draw = np.random.default_rng(seed)
    planes = draw.integers(0, 256, (form.channels, form.mel_bins, columns), dtype=np.uint8)
    first, last = planes[0], planes[-1]
    return np.stack([first if form.channels == 1 else np.zeros_like(first), first, last], axis=2)


def png(tmp_path: Path, form: SpectrogramFormat = STARTER) -> bytes:
    write_png(tmp_path / "whole.png", noise(form), form)
    return (tmp_path / "whole.png").read_bytes()


@FORMS
def test_every_8_bit_value_survives(form: SpectrogramFormat) -> None:
    every = np.resize(np.arange(256, dtype=np.uint8), (form.mel_bins, 256))
    picture = np.stack([every if form.channels == 1 else np.zeros_like(every), every, every], axis=2)
    levels = picture_to_levels(picture, form)
    assert levels.dtype == np.float32
    assert levels.shape == (form.channels, form.mel_bins, 256)
    np.testing.assert_array_equal(levels_to_picture(levels, form), picture)


def test_the_originals_pictures_are_dark_where_loud_and_low_at_the_bottom() -> None:
    levels = np.zeros((1, 512, 2), dtype=np.float32)
    levels[0, 0, 0] = 1.0
    levels[0, 1, 0] = 0.501
    picture = levels_to_picture(levels, RIFFUSION)
    assert picture[-1, 0].tolist() == [0, 0, 0]
    assert picture[-2, 0].tolist() == [127, 127, 127]  # 127.245, truncated
    assert picture[-1, 1].tolist() == [255, 255, 255]


def test_the_starters_pictures_are_bright_where_loud() -> None:
    levels = np.zeros((1, 256, 1), dtype=np.float32)
    levels[0, 0] = 1.0
    picture = levels_to_picture(levels, STARTER)
    assert picture[-1, 0].tolist() == [255, 255, 255]
    assert not picture[:-1].any()


def test_stereo_is_green_left_and_blue_right() -> None:
    levels = np.stack([np.full((512, 3), 1.0), np.full((512, 3), 0.2)]).astype(np.float32)
    assert levels_to_picture(levels, RIFFUSION_STEREO)[0, 0].tolist() == [0, 0, 204]


def test_what_is_no_level_is_cut_off() -> None:
    levels = np.zeros((1, 256, 3), dtype=np.float32)
    levels[0, 0] = [7.0, -1.0, np.nan]
    assert levels_to_picture(levels, STARTER)[-1, :, 0].tolist() == [255, 0, 0]


def test_levels_of_another_number_of_channels_are_refused() -> None:
    with pytest.raises(ValueError, match="1 channels, not 2"):
        levels_to_picture(np.zeros((2, 256, 4), dtype=np.float32), STARTER)


@FORMS
def test_a_png_brings_back_levels_format_and_extent(form: SpectrogramFormat, tmp_path: Path) -> None:
    extent = Extent(frames=225_792, bars=2, tempo_bpm=93.75, meter=Meter(4, 4))
    picture = noise(form)
    write_png(tmp_path / "a.png", picture, form, extent)
    found = read_png(tmp_path / "a.png")
    assert (found.form, found.extent) == (form, extent)
    np.testing.assert_array_equal(levels_to_picture(found.levels, form), picture)
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_equal_pictures_are_equal_bytes(tmp_path: Path) -> None:
    assert png(tmp_path) == png(tmp_path)


def test_a_folder_that_is_not_there_is_a_storage_failure(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        write_png(tmp_path / "none" / "a.png", noise(STARTER), STARTER)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "LA"])
def test_a_picture_without_words_is_the_originals(mode: str, tmp_path: Path) -> None:
    grey = noise(RIFFUSION)
    Image.fromarray(grey).convert("L").convert(mode).save(tmp_path / "a.png")
    found = read_png(tmp_path / "a.png")
    assert found.form == RIFFUSION
    assert found.extent == Extent()
    np.testing.assert_array_equal(levels_to_picture(found.levels, RIFFUSION), grey)


def test_a_picture_of_16_bits_is_read_by_its_upper_8(tmp_path: Path) -> None:
    grey = noise(RIFFUSION)
    Image.fromarray(grey[..., 0].astype(np.uint16) * 257).save(tmp_path / "a.png")
    np.testing.assert_array_equal(levels_to_picture(read_png(tmp_path / "a.png").levels, RIFFUSION), grey)


def test_green_and_blue_without_red_is_the_originals_stereo(tmp_path: Path) -> None:
    Image.fromarray(noise(RIFFUSION_STEREO)).save(tmp_path / "a.png")
    found = read_png(tmp_path / "a.png")
    assert found.form == RIFFUSION_STEREO
    assert found.levels.shape == (2, 512, 8)


@pytest.mark.parametrize("red", [1, 255])
def test_any_other_colour_is_mono_by_its_red(red: int, tmp_path: Path) -> None:
    colour = noise(RIFFUSION_STEREO)
    colour[..., 0] = red
    Image.fromarray(colour).save(tmp_path / "a.png")
    found = read_png(tmp_path / "a.png")
    assert found.form == RIFFUSION
    assert np.allclose(found.levels, 1 - red / 255)


def test_all_black_is_loud_and_mono(tmp_path: Path) -> None:
    Image.new("RGB", (8, 512)).save(tmp_path / "a.png")
    found = read_png(tmp_path / "a.png")
    assert found.form == RIFFUSION
    assert (found.levels == 1).all()


def test_bad_files_are_named_with_what_would_be_right(tmp_path: Path) -> None:
    cases = {
        "missing.png": (None, "doesn't exist"),
        "nul\0.png": (None, "doesn't exist"),
        "empty.png": (b"", "isn't a PNG"),
        "words.png": (b"hello", "isn't a PNG"),
        "header.png": (png(tmp_path)[:20], "damaged or incomplete"),
        "cut.png": (png(tmp_path)[:-400], "damaged or incomplete"),
        "huge.png": (png(tmp_path)[:16] + b"\xff" * 8 + png(tmp_path)[24:], "at most"),
    }
    jpeg = io.BytesIO()
    Image.new("RGB", (8, 512)).save(jpeg, "JPEG")
    cases["jpeg.png"] = (jpeg.getvalue(), "isn't a PNG")
    low = io.BytesIO()
    Image.new("RGB", (8, 500)).save(low, "PNG")
    cases["low.png"] = (low.getvalue(), "500 pixels high.* 512")
    for name, (data, sentence) in cases.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(BadFile, match=sentence):
            read_png(tmp_path / name)
    with pytest.raises(BadFile, match="is a folder"):
        read_png(tmp_path)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FORMAT_KEY, "{"),
        (FORMAT_KEY, "[]"),
        (FORMAT_KEY, msgspec.json.encode(STARTER).decode().replace("starter-v1", "x").replace("256", "0")),
        (FORMAT_KEY, msgspec.json.encode(STARTER).decode().replace('"name"', '"later"')),
        (EXTENT_KEY, '{"frames": 0}'),
        (EXTENT_KEY, '{"meter": {"numerator": 0, "denominator": 4}}'),
    ],
)
def test_unreadable_words_are_refused(key: str, text: str, tmp_path: Path) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text(key, text)
    Image.new("RGB", (8, 512)).save(tmp_path / "a.png", pnginfo=words)
    with pytest.raises(BadFile, match="can't be read"):
        read_png(tmp_path / "a.png")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_is_a_bad_file_or_harmless(data: st.DataObject, tmp_path: Path) -> None:
    whole = png(tmp_path)
    damaged = bytearray(whole[: data.draw(st.integers(1, len(whole)), label="length")])
    for _ in range(data.draw(st.integers(0, 3), label="flips")):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    (tmp_path / "damaged.png").write_bytes(damaged)
    try:
        levels, form, _ = read_png(tmp_path / "damaged.png")
    except BadFile:
        return
    assert levels.shape[:2] == (form.channels, form.mel_bins)


@pytest.mark.parametrize(
    ("extent", "form", "columns", "frames"),
    [
        (Extent(), RIFFUSION, 512, 225_792),
        (Extent(frames=1_000), RIFFUSION, 512, 1_000),
        (Extent(tempo_bpm=120.0), STARTER, 256, 176_400),
        (Extent(tempo_bpm=93.75, bars=2), STARTER, 256, 225_792),
        (Extent(), STARTER, 256, None),
    ],
)
def test_extent_gives_the_sounds_length(
    extent: Extent, form: SpectrogramFormat, columns: int, frames: int | None
) -> None:
    assert extent.sound_frames(columns, form) == frames
