"""At strength 0 a loop is as composed and played: without a model, as loud as asked for, always the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from bridge.composing.passages import passages_of
from bridge.errors import BadRequest, Cancelled
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.playing.loudness import loudness
from bridge.rendering.played import render_played
from bridge.sound.files.clips import read_certificate
from bridge.sound.files.reading import audio_sha256, read_audio
from bridge.sound.true_peak import true_peak
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import MorphTarget, Progress, RenderJob, SourceAudio
from bridge.vocabulary.prompts import ParsedPrompt
from tests.support.factories import job

Sound = NDArray[np.float32]

INFO = read_info(STARTER_FOLDER)
TRIO = ParsedPrompt("house", ("piano",), ("pad", "percussion"))


def played(**changes: Any) -> RenderJob:
    settled = {"guide": "played", "strength": 0.0, "parsed": (TRIO,), "bars": 1, "loudness_lufs": -14.0}
    return job(**{**settled, **changes})


def rendered(path: Path, **changes: Any) -> Sound:
    order = played(**changes)
    render_played([(order, path)], INFO, lambda progress: None, lambda message: None)
    return read_audio(path)[0]


def test_the_command_needs_no_torch(tmp_path: Path) -> None:
    path = tmp_path / "piano.wav"
    code = (
        "import sys; from bridge.cli import main; "
        f"main('render sad-piano --bars 1 --bpm 140 --alone -o {path}'.split()); "
        "print(sorted({'torch', 'diffusers', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == "[]", done.stderr
    order = read_certificate(path).job
    assert (order.guide, order.strength, order.loudness_lufs) == ("played", 0.0, -14.0)


@pytest.mark.parametrize("lufs", [-20.0, -14.0])
def test_it_is_as_loud_as_asked_for(tmp_path: Path, lufs: float) -> None:
    for form in (FileFormat.WAV24, FileFormat.OGG):
        sound = rendered(tmp_path / f"a{form.suffix}", loudness_lufs=lufs, file_format=form)
        assert loudness(sound, 44_100) == pytest.approx(lufs, abs=1.0)
        assert 20 * np.log10(true_peak(sound)) <= -0.99


def test_without_a_master_its_peak_is_what_it_was(tmp_path: Path) -> None:
    sound = rendered(tmp_path / "a.wav", loudness_lufs=msgspec.UNSET)
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-1.0, abs=0.01)


def test_each_take_is_another_loop_and_each_render_the_same(tmp_path: Path) -> None:
    takes = [(played(count=2, take=take), tmp_path / f"{take}.wav") for take in (0, 1)]
    seen: list[Progress] = []
    clips = render_played(takes, INFO, seen.append, lambda message: None)
    first, second = (clip.path.read_bytes() for clip in clips)
    assert first != second
    assert [progress.fraction for progress in seen] == [0.0, 0.5, 1.0]
    again = render_played(takes[1:], INFO, seen.append, lambda message: None)
    assert again[0].path.read_bytes() == second
    assert np.array_equal(rendered(tmp_path / "b.wav", seed=8), read_audio(takes[1][1])[0])


@pytest.mark.parametrize("rate_hz", [22_050, 48_000, 96_000])
def test_it_is_the_same_loop_at_every_rate(tmp_path: Path, rate_hz: int) -> None:
    sound = rendered(tmp_path / "a.wav", rate_hz=rate_hz)
    plain = rendered(tmp_path / "b.wav")
    frames = round(4 * 60 / 124 * rate_hz)
    assert sound.shape == (2, frames)
    low = [np.abs(np.fft.rfft(each.mean(axis=0)))[:2000] / each.shape[1] for each in (sound, plain)]
    assert np.corrcoef(*low)[0, 1] > 0.98


def test_half_way_to_another_loop_both_sound(tmp_path: Path) -> None:
    asked = {"parsed": (ParsedPrompt(None, ("flute",)), ParsedPrompt(None, ("kalimba",)))}

    def at(blend: float) -> Sound:
        return rendered(tmp_path / "a.wav", goal=MorphTarget("kalimba", 7, blend), **asked)

    near = [abs(float(np.corrcoef(at(0.5)[0], at(blend)[0])[0, 1])) for blend in (0.01, 0.99)]
    assert min(near) > 0.3


def test_a_clip_goes_on_from_its_score_at_its_own_level_and_tone(tmp_path: Path) -> None:
    asked = {"parsed": (ParsedPrompt("house", without=("pad", "lead"), edition=1),), "tempo_bpm": 160.0}
    path, made = tmp_path / "clip.wav", tmp_path / "made.wav"
    own = rendered(path, **asked)
    new = played(
        **asked, seed=9, bars=2, source_bars=1, decoding="relative", loudness_lufs=msgspec.UNSET,
        source=SourceAudio(path=str(path), sha256=audio_sha256(path)),
        source_score=passages_of(played(**asked)),
    )  # fmt: skip
    render_played([(new, made)], INFO, lambda progress: None, lambda message: None, stems=True)
    sound, bar = read_audio(made)[0], own.shape[1]
    assert sound.shape == (2, 2 * bar) and np.array_equal(sound[:, : bar - 1_000], own[:, : bar - 1_000])
    assert not np.allclose(sound[:, bar:], own, atol=0.01)
    assert loudness(sound[:, bar:], 44_100) == pytest.approx(loudness(own, 44_100), abs=1.0)
    power = [np.square(np.abs(np.fft.rfft(each))).sum(axis=0) for each in (own, sound[:, bar:])]
    octaves = [[each[100 * 2**k : 200 * 2**k].sum() for k in range(7)] for each in power]
    assert np.abs(np.diff(10 * np.log10(octaves), axis=0)).max() < 3
    stems = sum(read_audio(stem)[0] for stem in (tmp_path / "made.stems").iterdir())
    share = float((stems * sound).sum() / np.square(stems).sum())
    assert np.abs(share * stems - sound).max() < 1e-3


def test_it_is_cancelled_between_takes(tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.fraction > 0:
            raise Cancelled("Cancelled.")

    takes = [(played(count=2, take=take), tmp_path / f"{take}.wav") for take in (0, 1)]
    with pytest.raises(Cancelled):
        render_played(takes, INFO, stop, lambda message: None)
    assert [path.name for path in tmp_path.iterdir()] == ["0.wav"]


def test_a_genre_that_has_changed_since_is_refused(tmp_path: Path) -> None:
    changed = ParsedPrompt("house", genre_sha256="0" * 64)
    with pytest.raises(BadRequest, match="house has changed since you asked"):
        rendered(tmp_path / "a.wav", parsed=(changed,))
