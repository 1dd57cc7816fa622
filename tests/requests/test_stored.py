"""A certificate is believed no more than a request, and its source is found by name or content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from bridge.errors import BadFile, BadRequest
from bridge.requests.stored import check_job, read_job, with_source
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate, write_clip
from bridge.sound.files.reading import audio_sha256
from bridge.vocabulary.jobs import InpaintSpan, MorphTarget, Passage, RenderJob, SourceAudio
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.prompts import ParsedPrompt, Shape
from tests.support.factories import certificate, job
from tests.support.library import drawn

PASSAGE = Passage(
    from_quarter=0.0, to_quarter=8.0, parsed=ParsedPrompt("house"), key=None, tempo_bpm=124.0, bars=2, seed=7
)
FILLED: dict[str, Any] = {
    "guide": "played",
    "parsed": (ParsedPrompt("house"),),
    "source": SourceAudio(path="a.wav", sha256="0" * 64),
    "gap": InpaintSpan(4.0, 8.0),
    "source_score": (PASSAGE,),
}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"phase_iterations": 10**7}, "phase iterations"),
        ({"rate_hz": 0}, "rate: "),
        ({"rate_hz": 1}, "rate: "),
        ({"steps": 10**400}, "steps"),
        ({"steps": 0}, "steps"),
        ({"bars": 10**9}, "bars"),
        ({"tempo_bpm": float("nan")}, "bpm"),
        ({"tempo_bpm": 1e-9}, "bpm"),
        ({"drawn_tempo_bpm": 1e9}, "drawn_bpm"),
        ({"guidance": float("inf")}, "guidance"),
        ({"strength": -1.0}, "strength"),
        ({"seed": -1}, "seed"),
        ({"count": 1000}, "count"),
        ({"count": 2, "take": 2}, "take"),
        ({"prompt": "x" * 10_000}, "prompt"),
        ({"gap": InpaintSpan(0.0, 1e6)}, "to_quarter"),
        ({"source_bars": 99}, "source_bars"),
        ({"goal": MorphTarget(prompt="x", seed=-5, blend=0.5)}, "seed"),
        ({"guide": "played"}, "a score was played"),
        ({"source_score": (PASSAGE,)}, "a score was played"),
        ({**FILLED, "source_score": ()}, "a score was played"),
        ({**FILLED, "gap": None}, "a score was played"),
        ({**FILLED, "source_score": (PASSAGE, PASSAGE)}, "follow each other"),
        ({**FILLED, "bars": 4}, "as long as its loop"),
        ({**FILLED, "source_score": (msgspec.structs.replace(PASSAGE, bars=10**9),)}, "bars"),
        (
            {**FILLED, "source_score": (msgspec.structs.replace(PASSAGE, begins_at=float("nan")),)},
            "begins_at",
        ),
        ({**FILLED, "source_score": (msgspec.structs.replace(PASSAGE, take=-1),)}, "seed"),
        ({"loras": (Lora(name="mine", trigger="two words"),)}, "trigger"),
        ({"parsed": (ParsedPrompt(instruments=("zzz",)),)}, "zzz"),
        ({"parsed": (ParsedPrompt(instruments=("piano",) * 5_000),)}, "instruments"),
        ({"parsed": (ParsedPrompt(edition=10**9),)}, "another version"),
        ({"parsed": (ParsedPrompt(edition=-1),)}, "another version"),
        ({"parsed": (ParsedPrompt(shape=Shape(density=float("nan"))),)}, "shape"),
        ({"parsed": (ParsedPrompt(shape=Shape(register=10**6)),)}, "shape"),
    ],
)
def test_what_no_request_may_say_no_certificate_may(
    changes: dict[str, Any], word: str, tmp_path: Path
) -> None:
    wrong = msgspec.structs.replace(job(), **changes)
    with pytest.raises(BadRequest, match=word):
        check_job(wrong)


def test_a_clip_with_a_wild_certificate_is_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_clip(path, np.zeros((1, 9), np.float32), certificate(job(phase_iterations=10**7)))
    with pytest.raises(BadFile, match=r"a\.wav.*can't be rendered.*phase iterations"):
        read_job(path)


def test_an_ordinary_job_passes() -> None:
    check_job(job())
    check_job(job(**FILLED))
    check_job(job(count=4, take=3, goal=MorphTarget(prompt="dub", seed=1, blend=0.5), drawn_tempo_bpm=90.0))


# ---- the source ----


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(inbox_folder=str(tmp_path / "inbox"), export_folder=str(tmp_path / "clips"))


@pytest.fixture
def riff(tmp_path: Path) -> Path:
    folder = tmp_path / "private" / "name of mine"
    folder.mkdir(parents=True)
    return drawn(job(bars=1), folder / "riff.wav").path


def clip_of(riff: Path, path: Path) -> RenderJob:
    """A clip at `path` that was made from `riff`."""
    source = SourceAudio(path=str(riff), sha256=audio_sha256(riff))
    drawn(job(source=source, bars=1, rate_hz=8_000), path)
    return read_certificate(path).job


def test_a_certificate_names_its_source_without_its_folders(riff: Path, tmp_path: Path) -> None:
    stored = clip_of(riff, tmp_path / "clip.wav")
    assert stored.source is not None and stored.source.path == "riff.wav"
    assert b"name of mine" not in (tmp_path / "clip.wav").read_bytes()


@pytest.mark.parametrize(
    "place", ["riff.wav", "renamed.wav", "inbox/done/riff.wav", "inbox/riff.wav", "clips/r.wav"]
)
def test_the_source_is_found_beside_the_clip_and_in_our_folders(
    riff: Path, tmp_path: Path, home: Settings, place: str
) -> None:
    clip = tmp_path / "clip.wav"
    stored = clip_of(riff, clip)
    moved = tmp_path / place
    moved.parent.mkdir(parents=True, exist_ok=True)
    riff.rename(moved)
    found = with_source(stored, clip, home).source
    assert found is not None and Path(found.path) == moved
    assert with_source(stored, clip, home).digest == stored.digest


def test_another_sound_of_that_name_is_not_the_source(riff: Path, tmp_path: Path, home: Settings) -> None:
    clip = tmp_path / "clip.wav"
    stored = clip_of(riff, clip)
    drawn(job(seed=5, bars=2, rate_hz=8_000), tmp_path / "riff.wav")
    with pytest.raises(BadFile, match=r"riff\.wav.*Put it beside"):
        with_source(stored, clip, home)


def test_a_path_in_a_strangers_certificate_is_not_looked_at(
    riff: Path, tmp_path: Path, home: Settings
) -> None:
    clip = tmp_path / "clip.wav"
    source = SourceAudio(path=str(riff), sha256=audio_sha256(riff))
    stored = msgspec.structs.replace(clip_of(riff, clip), source=source)
    assert with_source(stored, clip, home).source == source
    with pytest.raises(BadFile, match=r"riff\.wav.*Put it beside"):
        with_source(stored, clip, home, anywhere=False)


def test_a_job_without_a_source_stays_as_it_is(tmp_path: Path, home: Settings) -> None:
    assert with_source(job(), tmp_path / "clip.wav", home) == job()
