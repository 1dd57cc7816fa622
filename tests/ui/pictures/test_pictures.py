"""Portraits show what sounds, are kept in bounds, and never hold the window up."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QSize
from PyQt6.QtGui import QColor
from pytestqt.qtbot import QtBot

from bridge.errors import BadFile
from tests.support.window.libraries import RATE_HZ, drawn, job, tone
from ui.common.theme import DARK, LIGHT, Colours
from ui.pictures.pictures import MOST_WAITING, Pictures, colour_table, spectrogram_image
from ui.pictures.preview import (
    COLUMNS,
    HIGH_HZ,
    LOW_HZ,
    ROWS,
    Portrait,
    decode_portrait,
    encode_portrait,
    portrait_of,
)
from ui.pictures.preview_store import PortraitStore

DIGESTS = [f"{number:064x}" for number in range(100)]


@pytest.fixture
def pictures(tmp_path: Path) -> Iterator[Pictures]:
    made = Pictures(folder=tmp_path / "portraits")
    yield made
    made.close()


# ---- the portrait ----


@pytest.mark.parametrize("hertz", [110.0, 440.0, 3_520.0])
def test_a_tone_is_a_line_at_its_pitch(hertz: float) -> None:
    portrait = portrait_of(tone(RATE_HZ, hertz), RATE_HZ)
    assert portrait.levels.shape == (ROWS, COLUMNS) and portrait.levels.dtype == np.uint8
    row = ROWS - 1 - int(ROWS * np.log(hertz / LOW_HZ) / np.log(HIGH_HZ / LOW_HZ))
    loudest = portrait.levels.argmax(axis=0)
    # The width of a bin, at the lowest.
    assert np.abs(loudest - row).max() <= 4
    assert portrait.levels.max() == 255


def test_the_waveform_is_that_of_the_louder_channel_and_a_click_is_where_it_is() -> None:
    sound = np.zeros((2, RATE_HZ), np.float32)
    sound[0, RATE_HZ // 2], sound[1, RATE_HZ // 4] = 0.75, -0.5
    portrait = portrait_of(sound, RATE_HZ)
    assert portrait.high.argmax() == COLUMNS // 2 and portrait.high.max() == pytest.approx(0.75)
    assert portrait.low.argmin() == COLUMNS // 4 and portrait.low.min() == pytest.approx(-0.5)
    assert np.count_nonzero(portrait.high) == np.count_nonzero(portrait.low) == 1


@pytest.mark.parametrize("frames", [1, 7, COLUMNS - 1, COLUMNS, 5_000])
def test_sounds_of_any_length_have_one(frames: int) -> None:
    portrait = portrait_of(np.full((1, frames), 0.25, np.float32), RATE_HZ)
    assert portrait.high.shape == portrait.low.shape == (COLUMNS,)
    np.testing.assert_allclose(portrait.high, 0.25)


def test_silence_is_dark() -> None:
    assert portrait_of(np.zeros((1, RATE_HZ), np.float32), RATE_HZ).levels.max() < 128


def test_a_portrait_survives_being_kept() -> None:
    portrait = portrait_of(tone(RATE_HZ), RATE_HZ)
    kept = decode_portrait(encode_portrait(portrait))
    np.testing.assert_array_equal(kept.levels, portrait.levels)
    np.testing.assert_allclose(kept.high, portrait.high, atol=0.005)
    np.testing.assert_allclose(kept.low, portrait.low, atol=0.005)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nrest"])
def test_what_is_no_portrait_is_said_so(data: bytes) -> None:
    with pytest.raises(BadFile):
        decode_portrait(data)
    whole = encode_portrait(portrait_of(tone(1_000), RATE_HZ))
    with pytest.raises(BadFile):
        decode_portrait(whole[: len(whole) // 2])


# ---- on disk ----


def test_the_store_gives_back_what_it_was_given_and_stays_in_its_bounds(tmp_path: Path) -> None:
    portrait = portrait_of(tone(RATE_HZ), RATE_HZ)
    size = len(encode_portrait(portrait))
    store = PortraitStore(tmp_path / "kept", max_bytes=5 * size)
    for age, digest in enumerate(DIGESTS[:5]):
        store.put(digest, portrait)
        os.utime(tmp_path / "kept" / f"{digest}.png", (1_000 + age, 1_000 + age))
    assert store.get(DIGESTS[0]) is not None  # shown again, so not the oldest any more
    store.put(DIGESTS[5], portrait)
    left = {path.stem for path in (tmp_path / "kept").iterdir()}
    assert sum(path.stat().st_size for path in (tmp_path / "kept").iterdir()) <= 5 * size
    assert {DIGESTS[0], DIGESTS[5]} <= left and DIGESTS[1] not in left
    assert store.get(DIGESTS[1]) is None


def test_a_store_without_a_disk_keeps_nothing_and_complains_to_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    store = PortraitStore(blocked / "below")
    store.put(DIGESTS[0], portrait_of(tone(1_000), RATE_HZ))
    assert store.get(DIGESTS[0]) is None


def test_the_store_takes_nothing_but_digests(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="digest"):
        PortraitStore(tmp_path).get("../elsewhere")


# ---- in the window ----


def test_a_portrait_comes_later_and_then_at_once(qtbot: QtBot, pictures: Pictures, tmp_path: Path) -> None:
    clip = drawn(job(), tmp_path / "a.wav")
    digest = clip.job.digest
    with qtbot.waitSignal(pictures.came) as came:
        assert pictures.portrait(digest, clip.path) is None
        assert not pictures.is_known(digest)
    assert came.args == [digest]
    assert pictures.portrait(digest, clip.path) is not None
    image = pictures.thumbnail(digest, clip.path, QSize(100, 40), 2.0, DARK)
    assert image is not None and image.size() == QSize(200, 80) and image.devicePixelRatio() == 2.0


def test_it_is_read_from_the_sound_once_and_from_the_cache_after(qtbot: QtBot, tmp_path: Path) -> None:
    clip = drawn(job(), tmp_path / "a.wav")
    read: list[Path] = []

    def reading(path: Path) -> Portrait:
        read.append(path)
        return portrait_of(tone(1_000), RATE_HZ)

    for _ in range(2):
        pictures = Pictures(folder=tmp_path / "portraits", read=reading)
        with qtbot.waitSignal(pictures.came):
            pictures.portrait(clip.job.digest, clip.path)
        pictures.close()
    assert read == [clip.path]


@pytest.mark.parametrize("content", [None, b"no sound"])
def test_what_cannot_be_read_is_known_and_not_tried_again(
    qtbot: QtBot, pictures: Pictures, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(pictures.came):
        pictures.portrait(DIGESTS[0], path)
    assert pictures.is_known(DIGESTS[0]) and pictures.portrait(DIGESTS[0], path) is None
    pictures.forget(DIGESTS[0])
    assert not pictures.is_known(DIGESTS[0])


def test_what_was_asked_for_last_is_made_first_and_what_is_long_past_not_at_all(
    qtbot: QtBot, tmp_path: Path
) -> None:
    gate, begun, read = threading.Event(), threading.Event(), list[str]()

    def reading(path: Path) -> Portrait:
        begun.set()
        assert gate.wait(20)
        read.append(path.name)
        raise BadFile("nothing to see")

    pictures = Pictures(folder=tmp_path / "portraits", read=reading)
    paths = [tmp_path / f"{number:03}" for number in range(MOST_WAITING + 11)]
    for path in paths:
        path.touch()
    pictures.portrait(f"{0:064x}", paths[0])
    assert begun.wait(20)
    for number, path in enumerate(paths[1:], 1):
        pictures.portrait(f"{number:064x}", path)
    gate.set()
    qtbot.waitUntil(lambda: len(read) == MOST_WAITING + 1, timeout=20_000)
    pictures.close()
    assert read == [paths[0].name, *(path.name for path in paths[: -MOST_WAITING - 1 : -1])]


@pytest.mark.parametrize("shown", [DARK, LIGHT])
def test_louder_looks_louder_all_the_way(shown: Colours) -> None:
    table = [QColor.fromRgb(each & 0xFFFFFF) for each in colour_table(shown)]
    weights = [0.2126 * c.red() + 0.7152 * c.green() + 0.0722 * c.blue() for c in table]
    steps = np.diff(weights) * (1 if shown is DARK else -1)
    assert len(table) == 256 and steps.min() > -1.0
    # Far enough apart from end to end to be seen.
    assert abs(weights[-1] - weights[0]) > 120


def test_high_notes_are_on_top() -> None:
    levels = np.zeros((ROWS, COLUMNS), np.uint8)
    levels[0] = 255
    portrait = Portrait(levels, np.zeros(COLUMNS, np.float32), np.zeros(COLUMNS, np.float32))
    image = spectrogram_image(portrait, DARK)
    assert image.pixelColor(5, 0).lightness() > 150 > 50 > image.pixelColor(5, ROWS - 1).lightness()
