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
from ui.pictures.loader import MOST_WAITING, PreviewLoader, colour_table, spectrogram_image
from ui.pictures.preview import (
    COLUMNS,
    HIGH_HZ,
    LOW_HZ,
    ROWS,
    ClipPreview,
    decode_preview,
    encode_preview,
    preview_of,
)
from ui.pictures.preview_store import PreviewStore

DIGESTS = [f"{number:064x}" for number in range(100)]


@pytest.fixture
def previews(tmp_path: Path) -> Iterator[PreviewLoader]:
    made = PreviewLoader(folder=tmp_path / "previews")
    yield made
    made.close()


# ---- the preview ----


@pytest.mark.parametrize("hertz", [110.0, 440.0, 3_520.0])
def test_a_tone_is_a_line_at_its_pitch(hertz: float) -> None:
    preview = preview_of(tone(RATE_HZ, hertz), RATE_HZ)
    assert preview.levels.shape == (ROWS, COLUMNS) and preview.levels.dtype == np.uint8
    row = ROWS - 1 - int(ROWS * np.log(hertz / LOW_HZ) / np.log(HIGH_HZ / LOW_HZ))
    loudest = preview.levels.argmax(axis=0)
    # The width of a bin, at the lowest.
    assert np.abs(loudest - row).max() <= 4
    assert preview.levels.max() == 255


def test_the_waveform_is_that_of_the_louder_channel_and_a_click_is_where_it_is() -> None:
    sound = np.zeros((2, RATE_HZ), np.float32)
    sound[0, RATE_HZ // 2], sound[1, RATE_HZ // 4] = 0.75, -0.5
    preview = preview_of(sound, RATE_HZ)
    assert preview.high.argmax() == COLUMNS // 2 and preview.high.max() == pytest.approx(0.75)
    assert preview.low.argmin() == COLUMNS // 4 and preview.low.min() == pytest.approx(-0.5)
    assert np.count_nonzero(preview.high) == np.count_nonzero(preview.low) == 1


@pytest.mark.parametrize("frames", [1, 7, COLUMNS - 1, COLUMNS, 5_000])
def test_sounds_of_any_length_have_one(frames: int) -> None:
    preview = preview_of(np.full((1, frames), 0.25, np.float32), RATE_HZ)
    assert preview.high.shape == preview.low.shape == (COLUMNS,)
    np.testing.assert_allclose(preview.high, 0.25)


def test_silence_is_dark() -> None:
    assert preview_of(np.zeros((1, RATE_HZ), np.float32), RATE_HZ).levels.max() < 128


def test_a_portrait_survives_being_kept() -> None:
    preview = preview_of(tone(RATE_HZ), RATE_HZ)
    kept = decode_preview(encode_preview(preview))
    np.testing.assert_array_equal(kept.levels, preview.levels)
    np.testing.assert_allclose(kept.high, preview.high, atol=0.005)
    np.testing.assert_allclose(kept.low, preview.low, atol=0.005)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nrest"])
def test_what_is_no_portrait_is_said_so(data: bytes) -> None:
    with pytest.raises(BadFile):
        decode_preview(data)
    whole = encode_preview(preview_of(tone(1_000), RATE_HZ))
    with pytest.raises(BadFile):
        decode_preview(whole[: len(whole) // 2])


# ---- on disk ----


def test_the_store_gives_back_what_it_was_given_and_stays_in_its_bounds(tmp_path: Path) -> None:
    preview = preview_of(tone(RATE_HZ), RATE_HZ)
    size = len(encode_preview(preview))
    store = PreviewStore(tmp_path / "kept", max_bytes=5 * size)
    for age, digest in enumerate(DIGESTS[:5]):
        store.put(digest, preview)
        os.utime(tmp_path / "kept" / f"{digest}.png", (1_000 + age, 1_000 + age))
    assert store.get(DIGESTS[0]) is not None  # shown again, so not the oldest any more
    store.put(DIGESTS[5], preview)
    left = {path.stem for path in (tmp_path / "kept").iterdir()}
    assert sum(path.stat().st_size for path in (tmp_path / "kept").iterdir()) <= 5 * size
    assert {DIGESTS[0], DIGESTS[5]} <= left and DIGESTS[1] not in left
    assert store.get(DIGESTS[1]) is None


def test_a_store_without_a_disk_keeps_nothing_and_complains_to_nobody(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    store = PreviewStore(blocked / "below")
    store.put(DIGESTS[0], preview_of(tone(1_000), RATE_HZ))
    assert store.get(DIGESTS[0]) is None


def test_the_store_takes_nothing_but_digests(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="digest"):
        PreviewStore(tmp_path).get("../elsewhere")


# ---- in the window ----


def test_a_preview_comes_later_and_then_at_once(
    qtbot: QtBot, previews: PreviewLoader, tmp_path: Path
) -> None:
    clip = drawn(job(), tmp_path / "a.wav")
    digest = clip.job.digest
    with qtbot.waitSignal(previews.ready) as came:
        assert previews.preview(digest, clip.path) is None
        assert not previews.is_known(digest)
    assert came.args == [digest]
    assert previews.preview(digest, clip.path) is not None
    image = previews.thumbnail(digest, clip.path, QSize(100, 40), 2.0, DARK)
    assert image is not None and image.size() == QSize(200, 80) and image.devicePixelRatio() == 2.0


def test_it_is_read_from_the_sound_once_and_from_the_cache_after(qtbot: QtBot, tmp_path: Path) -> None:
    clip = drawn(job(), tmp_path / "a.wav")
    read: list[Path] = []

    def reading(path: Path) -> ClipPreview:
        read.append(path)
        return preview_of(tone(1_000), RATE_HZ)

    for _ in range(2):
        previews = PreviewLoader(folder=tmp_path / "previews", read=reading)
        with qtbot.waitSignal(previews.ready):
            previews.preview(clip.job.digest, clip.path)
        previews.close()
    assert read == [clip.path]


@pytest.mark.parametrize("content", [None, b"no sound"])
def test_what_cannot_be_read_is_known_and_not_tried_again(
    qtbot: QtBot, previews: PreviewLoader, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    with qtbot.waitSignal(previews.ready):
        previews.preview(DIGESTS[0], path)
    assert previews.is_known(DIGESTS[0]) and previews.preview(DIGESTS[0], path) is None
    previews.forget(DIGESTS[0])
    assert not previews.is_known(DIGESTS[0])


def test_what_was_asked_for_last_is_made_first_and_what_is_long_past_not_at_all(
    qtbot: QtBot, tmp_path: Path
) -> None:
    gate, begun, read = threading.Event(), threading.Event(), list[str]()

    def reading(path: Path) -> ClipPreview:
        begun.set()
        assert gate.wait(20)
        read.append(path.name)
        raise BadFile("nothing to see")

    previews = PreviewLoader(folder=tmp_path / "previews", read=reading)
    paths = [tmp_path / f"{number:03}" for number in range(MOST_WAITING + 11)]
    for path in paths:
        path.touch()
    previews.preview(f"{0:064x}", paths[0])
    assert begun.wait(20)
    for number, path in enumerate(paths[1:], 1):
        previews.preview(f"{number:064x}", path)
    gate.set()
    qtbot.waitUntil(lambda: len(read) == MOST_WAITING + 1, timeout=20_000)
    previews.close()
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
    preview = ClipPreview(levels, np.zeros(COLUMNS, np.float32), np.zeros(COLUMNS, np.float32))
    image = spectrogram_image(preview, DARK)
    assert image.pixelColor(5, 0).lightness() > 150 > 50 > image.pixelColor(5, ROWS - 1).lightness()
