"""Pieces as they sound: exact lengths, no clicks, the same samples however they are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.joining import join, write_piece
from bridge.pieces.mixing import Sound, mix
from bridge.pieces.preparing import Loops
from bridge.pieces.ringing import ring
from bridge.pieces.session import About
from bridge.sound.files.clips import write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Meter
from tests.support.pieces import arrangements

RATE_HZ = 8_000


def tone(frames: int, seed: int, channels: int = 1) -> Sound:
    """A circle of partials that decay from its beginning on, as loud as a loop."""
    draw = np.random.default_rng(seed)
    turns = np.outer(draw.integers(1, frames // 16, 6), np.arange(frames)) / frames
    phases = draw.uniform(0, 2 * np.pi, (channels, 6, 1))
    made: Sound = (0.1 * np.sin(2 * np.pi * turns + phases).sum(axis=1)).astype(np.float32)
    return made


def mixed(piece: Arrangement, loops: dict[str, Sound]) -> Sound:
    def load(lane: int, number: int, part: Part) -> Sound:
        return loops[part.source or "transition"]

    return np.concatenate(list(mix(piece, RATE_HZ, 1, load)), axis=1)


def piece_of(*parts: Part, **changes: Any) -> Arrangement:
    return Arrangement(tempo_bpm=120.0, lanes=(Lane(parts=parts),), **changes)


@settings(max_examples=20)
@given(arrangements(most_bars=2))
def test_a_piece_has_the_frames_of_its_bars(piece: Arrangement) -> None:
    rate_hz = 1_000

    def load(lane: int, number: int, part: Part) -> Sound:
        return np.full((1, piece.frame_at(part.bars + 1, rate_hz)), 0.1, np.float32)

    blocks = list(mix(piece, rate_hz, 1, load))
    assert sum(block.shape[-1] for block in blocks) == piece.frames(rate_hz)
    assert all(np.isfinite(block).all() for block in blocks)


def test_rounds_are_the_loop_again_to_the_sample() -> None:
    loop = tone(16_000, 1)
    out = mixed(piece_of(Part(source="a", start_bar=1, bars=1, rounds=3)), {"a": loop})
    start, end = 16, 48_000 - 40
    np.testing.assert_allclose(out[:, start:end], np.tile(loop, 3)[:, start:end], atol=1e-7)


@pytest.mark.parametrize("crossfade_beats", [0.0, 1.0])
def test_no_joint_jumps_farther_than_the_loops_themselves(crossfade_beats: float) -> None:
    # 16001 frames a bar, so that rounds begin a frame earlier or later.
    piece = Arrangement(
        tempo_bpm=119.99,
        crossfade_beats=crossfade_beats,
        lanes=(
            Lane(
                parts=(
                    Part(source="a", start_bar=1, bars=1, rounds=2),
                    Part(source="b", start_bar=3, bars=1, gain_db=-3),
                    Part(source="a", start_bar=5, bars=1),
                )
            ),
        ),
    )
    out = mixed(piece, {"a": tone(16_001, 1), "b": tone(16_001, 2)})
    jumps = np.abs(np.diff(out, prepend=0.0, append=0.0))
    inside = np.quantile(jumps, 0.995)
    for bar in (1, 2, 3, 4, 5, 6):
        line = piece.frame_at(bar, RATE_HZ)
        assert jumps[:, max(0, line - 2) : line + 2].max() <= inside


def test_what_follows_begins_whole_and_what_was_before_rings_on() -> None:
    turns = np.arange(16_000)[None] * 50 / RATE_HZ
    bass: Sound = (0.5 * np.sin(2 * np.pi * turns)).astype(np.float32)
    silence = np.zeros_like(bass)
    parts = Part(source="a", start_bar=1, bars=1), Part(source="b", start_bar=2, bars=1)
    out = mixed(piece_of(*parts), {"a": bass, "b": silence})
    after = np.abs(out[0, 16_000:])
    assert 0.2 < after[:400].max() <= 0.5 < 1
    assert after[4_000:].max() == 0
    click: Sound = silence.copy()
    click[:, 0] = 0.5
    out = mixed(piece_of(*parts), {"a": silence, "b": click})
    assert out[0, 16_000] == 0.5


def test_ringing_stays_quiet_after_noise_silence_and_a_single_click() -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, (1, 4_410)).astype(np.float32)
    click = np.zeros((1, 4_410), np.float32)
    click[0, -1] = 1.0
    for end in (noise, click, 0 * click, np.ones_like(click)):
        rung = ring(end, 44_100)
        assert np.isfinite(rung).all()
        assert np.abs(rung).max(initial=0) <= 1.2


def test_muted_parts_and_lanes_are_silent() -> None:
    loop = tone(16_000, 1)
    sounding, muted = Part(source="a", start_bar=1, bars=1), Part(source="a", start_bar=2, bars=1, muted=True)
    lanes = Lane(parts=(sounding, muted)), Lane(parts=(sounding,), muted=True)
    out = mixed(Arrangement(tempo_bpm=120.0, lanes=lanes), {"a": loop})
    np.testing.assert_array_equal(out[:, 100:15_000], loop[:, 100:15_000])
    assert np.abs(out[:, 24_000:]).max() == 0


@pytest.mark.parametrize("file_format", [FileFormat.WAV24, FileFormat.FLAC, FileFormat.OGG])
def test_a_piece_is_written_the_same_again(tmp_path: Path, file_format: FileFormat) -> None:
    paths = {}
    for number, name in enumerate("ab"):
        paths[0, number] = tmp_path / f"{name}.wav"
        label = Label(rate_hz=RATE_HZ, file_format=FileFormat.WAV24)
        write_sound(paths[0, number], 1.6 * tone(12_000, number, 1 + number), label)
    parts = Part(source="a", start_bar=1, bars=1), Part(source="b", start_bar=2, bars=1)
    piece = piece_of(*parts, meter=Meter(3, 4), title="Two bars")
    written = []
    for each in ("one", "two"):
        joined = join(
            piece, Loops(paths=paths), 16_000, tmp_path, lambda share: None,
            file_format=file_format,
        )  # fmt: skip
        path = tmp_path / f"{each}{file_format.suffix}"
        write_piece(path, piece, joined, file_format, About(title=piece.title), lambda share: None)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    sound, rate_hz = read_audio(path)
    assert (sound.shape, rate_hz) == ((2, 48_000), 16_000)
    assert joined.gain_db < 0
    assert 0.8 < np.abs(sound).max() < 0.95
