"""Loops brought to a piece's tempo, and what changes between neighbours."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.neighbours import key_changes
from bridge.pieces.preparing import Preparation, prepare
from bridge.pieces.sources import Sources
from bridge.requests.stored import read_job
from bridge.settings import Settings
from bridge.sound.files.clips import write_clip
from bridge.sound.files.reading import read_audio
from bridge.timing import SAME_BPM, loop_frames
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key
from tests.support.factories import certificate
from tests.support.factories import job as job_with

RATE_HZ = 22_050


def write(path: Path, **changes: object) -> RenderJob:
    job = job_with(bars=1, rate_hz=RATE_HZ, **changes)
    sound = np.zeros((1, loop_frames(1, job.meter, job.tempo_bpm, RATE_HZ)), np.float32)
    write_clip(path, sound, certificate(job))
    return job


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(200, 240), st.floats(-2 * SAME_BPM, 2 * SAME_BPM))
def test_a_clip_that_sounds_at_the_tempo_is_not_rendered_again(
    tmp_path: Path, tempo_bpm: float, off_bpm: float
) -> None:
    job = write(tmp_path / "a.wav", tempo_bpm=tempo_bpm + off_bpm)
    asked: list[tuple[RenderJob, Path]] = []
    told: list[str] = []

    def render(
        takes: Sequence[tuple[RenderJob, Path]], step: Callable[[], None]
    ) -> Mapping[Path, BadRequest]:
        asked.extend(takes)
        return {path: BadRequest("No engine.") for _, path in takes}

    piece = Arrangement(tempo_bpm=tempo_bpm, lanes=(Lane(parts=(Part(source="a", start_bar=1, bars=1),)),))
    by = Preparation(
        piece=piece, sources=Sources(lambda name: tmp_path / "a.wav"), folder=tmp_path, rate_hz=RATE_HZ,
        settings=Settings(), render=render, tell=told.append,
    )  # fmt: skip
    is_near = abs(job.tempo_bpm - tempo_bpm) < SAME_BPM
    path = prepare(by, lambda done, total: None).paths[0, 0]
    assert read_audio(path)[0].shape[-1] == piece.frames(RATE_HZ)
    assert bool(asked) is bool(told) is not is_near
    assert not is_near or read_job(path).tempo_bpm == job.tempo_bpm


def test_key_changes_between_parts_that_sound_are_told(tmp_path: Path) -> None:
    keys = {"a": Key.parse("Am"), "b": None, "c": Key.parse("C")}
    for name, key in keys.items():
        write(tmp_path / name, key=key)
    parts = [
        Part(source=name, start_bar=bar, bars=1, muted=name == "b") for bar, name in enumerate("abcab", 1)
    ]
    piece = Arrangement(
        tempo_bpm=120.0, lanes=(Lane(parts=tuple(parts)), Lane(muted=True, parts=tuple(parts[:1])))
    )
    sources = Sources(lambda name: tmp_path / name)
    assert key_changes(piece, sources) == ["Am → C at bar 3", "C → Am at bar 4"]
