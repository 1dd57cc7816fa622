"""A folder of lanes: each as long as the piece, and together the piece."""

from pathlib import Path

import numpy as np
import pytest

from bridge.errors import BadRequest, Cancelled
from bridge.pieces.arrangement import Arrangement, Lane, Part, Place
from bridge.pieces.joining import join
from bridge.pieces.multitrack import write_multitrack
from bridge.pieces.preparing import Loops
from bridge.pieces.session import About
from bridge.sound.files.clips import describe, write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import FileFormat

RATE_HZ = 16_000
PART = Part(source="a.wav", start_bar=1, bars=1)
LATER = Part(source="b.wav", start_bar=2, bars=1, rounds=2, gain_db=-6)
ABOUT = About(licence="MIT", credits="Credits")


@pytest.fixture
def loops(tmp_path: Path) -> Loops:
    paths: dict[Place, Path] = {}
    for number, name in enumerate("ab"):
        path = tmp_path / f"{name}.wav"
        tone = 0.8 * np.sin(np.arange(2 * RATE_HZ) / (20 + 9 * number)).astype(np.float32)[None]
        write_sound(path, tone, Label(rate_hz=RATE_HZ, file_format=FileFormat.WAV24))
        paths |= {(lane, number): path for lane in range(3)}
    return Loops(paths=paths)


def test_lanes_are_as_long_as_the_piece_and_sum_to_it(tmp_path: Path, loops: Loops) -> None:
    lanes = Lane(name="Bässe", parts=(PART,)), Lane(parts=(PART, LATER)), Lane(muted=True, parts=(PART,))
    piece = Arrangement(tempo_bpm=120.0, lanes=lanes)
    folder, shares = tmp_path / "out", [0.0]
    said: list[str] = []
    write_multitrack(folder, piece, loops, ABOUT, RATE_HZ, FileFormat.WAV24, shares.append, said.append)
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert sorted(path.name for path in folder.iterdir()) == ["01-basse.wav", "02-lane.wav", "CREDITS.txt"]
    stems = [read_audio(folder / name)[0] for name in ("01-basse.wav", "02-lane.wav")]
    whole = join(piece, loops, RATE_HZ, tmp_path, lambda share: None, FileFormat.WAV24)
    mix = np.concatenate(list(whole.blocks()), axis=1) / 10 ** (whole.gain_db / 20)
    assert {stem.shape for stem in stems} == {mix.shape} == {(1, 3 * 2 * RATE_HZ)}
    assert said == ["All lanes are turned down by 2.0 dB, so that none clips."]
    np.testing.assert_allclose(sum(stems) * np.abs(mix).max() / np.abs(sum(stems)).max(), mix, atol=1e-5)
    assert "MIT" in describe(folder / "01-basse.wav")["texts"].values()


def test_lanes_that_would_clip_are_turned_down_alike(tmp_path: Path, loops: Loops) -> None:
    lanes = Lane(gain_db=6.0, parts=(PART,)), Lane(parts=(PART,))
    piece = Arrangement(tempo_bpm=120.0, lanes=lanes)
    told: list[str] = []
    write_multitrack(tmp_path, piece, loops, ABOUT, RATE_HZ, FileFormat.FLAC, lambda share: None, told.append)
    loud, soft = (np.abs(read_audio(tmp_path / f"0{number}-lane.flac")[0]).max() for number in (1, 2))
    assert told == ["All lanes are turned down by 5.1 dB, so that none clips."]
    assert 20 * np.log10(loud) == pytest.approx(-1, abs=0.02)
    assert 20 * np.log10(loud / soft) == pytest.approx(6, abs=0.02)
    # A lossy encoder raises peaks.
    write_multitrack(tmp_path, piece, loops, ABOUT, RATE_HZ, FileFormat.OGG, lambda share: None, told.append)
    assert told[1] == "All lanes are turned down by 5.6 dB, so that none clips."


def test_what_is_silent_or_cancelled_writes_nothing(tmp_path: Path, loops: Loops) -> None:
    folder = tmp_path / "out"
    silent = Arrangement(tempo_bpm=120.0, lanes=(Lane(muted=True, parts=(PART,)),))
    with pytest.raises(BadRequest, match="Every lane is muted"):
        write_multitrack(folder, silent, loops, ABOUT, RATE_HZ, FileFormat.WAV24, lambda share: None, print)
    assert not folder.exists()

    def cancel(share: float) -> None:
        if share > 0.5:
            raise Cancelled("Cancelled.")

    piece = Arrangement(tempo_bpm=120.0, lanes=(Lane(parts=(PART,)),))
    with pytest.raises(Cancelled):
        write_multitrack(folder, piece, loops, ABOUT, RATE_HZ, FileFormat.WAV24, cancel, print)
    assert not folder.exists()
