"""What is known of a score's beginnings, and that the sound has them there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from bridge.composing.instruments import instruments
from bridge.composing.score import Note, Score, Stem
from bridge.engine import decoding
from bridge.engine.arrangement import Beginnings, beginnings
from bridge.engine.canvas import canvas_for
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render, sampling_order
from bridge.models.catalogue import STARTER_FOLDER
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter
from tests.support.factories import job


def score_of(*stems: Stem) -> Score:
    return Score(
        seed=1, genre="house", tempo_bpm=120.0, meter=Meter(), bars=1, key=Key(0, "major"), stems=stems,
        moods=(),
    )  # fmt: skip


def stem(instrument: str, *notes: Note) -> Stem:
    return Stem("lead", instruments()[instrument], notes)


def test_what_is_struck_begins_at_once() -> None:
    score = score_of(
        stem("909 kit", Note(0.0, 0.25, 36, 100), Note(2.0, 0.25, 38, 100)),
        stem("piano", Note(2.0, 1.0, 60, 100), Note(3.0, 1.0, 60, 100)),
    )
    assert beginnings([score]) == Beginnings([0.0, 0.5, 0.75], [])


def test_what_swells_has_a_while_for_it_and_what_moves_all_its_time() -> None:
    # A quarter of a second is half a beat; a short note has no more than its length.
    pad = stem("warm pad", Note(0.0, 4.0, 60, 100), Note(2.0, 0.25, 60, 100))
    assert beginnings([score_of(pad)]) == Beginnings([], [(0.0, 0.125), (0.5, 0.5625)])
    bass = stem("wobble bass", Note(3.0, 2.0, 36, 100))
    assert beginnings([score_of(bass)]) == Beginnings([0.75], [(0.75, 1.25)])


def test_a_hair_before_the_beat_is_at_the_end_of_the_circle() -> None:
    early = stem("909 kit", Note(-0.01, 0.25, 36, 100))
    assert beginnings([score_of(early)]).struck == [pytest.approx(0.9975)]


def test_of_two_scores_all_is_known_and_of_none_nothing() -> None:
    first, second = (score_of(stem("piano", Note(at, 1.0, 60, 100))) for at in (0.0, 1.0))
    assert beginnings([first, second]).struck == [0.0, 0.25]
    assert beginnings([]) == Beginnings([], [])


@pytest.fixture(scope="module")
def starter() -> LoadedModel:
    return load(STARTER_FOLDER)


def heard(order: RenderJob, model: LoadedModel, path: Path) -> NDArray[np.float32]:
    render([(order, path)], model)
    samples, _ = soundfile.read(path, dtype="float32")
    return np.asarray(samples)


def test_a_loop_is_quieter_before_its_strokes_than_it_was_drawn(
    starter: LoadedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = job(
        prompt="techno, 909 kit only", model="starter", model_sha256=starter.sha256, bars=1, tempo_bpm=128.0,
        meter=Meter(), key=None, seed=5, steps=8, guidance=1.0, scheduler="default", rate_hz=44_100,
        file_format=FileFormat.WAV_FLOAT,
    )  # fmt: skip
    sharp = heard(order, starter, tmp_path / "sharp.wav")
    monkeypatch.setattr(decoding, "sharpen", lambda sound, *_: sound)
    drawn = heard(order, starter, tmp_path / "drawn.wav")
    sampled = sampling_order(order, starter, canvas_for(order, starter.info, starter.column_step))
    frames = len(sharp)
    places = [round(share * frames) for share in beginnings(sampled.scores(0)).struck]
    gaps = np.diff([*places, places[0] + frames])
    # Those with a sixteenth before them to be quiet in.
    lone = [at for at, gap in zip(places, np.roll(gaps, 1), strict=True) if gap > 0.1 * 44_100]

    def rise_db(sound: NDArray[np.float32]) -> float:
        """Of what is high, since a kick before it may still sound."""
        around = np.array([at + np.arange(-1_000, 1_000) for at in lone]) % frames
        high = np.diff(sound, n=2, append=sound[:2])
        before, after = np.split(np.square(high[around], dtype=np.float64).mean(axis=0), 2)
        return float(10 * np.log10(after.mean() / before.mean()))

    assert len(lone) >= 4
    assert rise_db(sharp) > rise_db(drawn) + 3
