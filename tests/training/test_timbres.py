"""What is measured of single notes is what a loop of them looks like."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from bridge.composing.instruments import instruments
from bridge.composing.score import Note, Score, Stem
from bridge.engine.sketch import draw_stem
from bridge.engine.timbres import Timbres
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.format import STARTER
from bridge.training.render import render_stems
from bridge.training.timbres import measure
from bridge.vocabulary.music import Key, Meter

NAMES = ("synth bass", "bell", "warm pad", "808 kit")


@pytest.fixture(scope="module")
def timbres() -> Timbres:
    return measure([instruments()[name] for name in NAMES], None)


@pytest.mark.parametrize(("name", "tempo_bpm"), list(zip(NAMES, (90.0, 150.0, 90.0, 150.0), strict=True)))
def test_a_sketch_of_one_player_is_the_spectrogram_of_its_sound(
    timbres: Timbres, name: str, tempo_bpm: float
) -> None:
    instrument = instruments()[name]
    middle = (instrument.lowest + instrument.highest) // 2
    struck = instrument.family == "drums"
    pitches = (36, 38, 42, 39) if struck else (middle, middle + 4, middle - 3, middle + 7)
    notes = tuple(
        Note(quarter, 0.6, pitch, 90) for quarter, pitch in zip((0.0, 0.75, 2.0, 2.5), pitches, strict=True)
    )
    stem = Stem("drums" if struck else "chords", instrument, notes)
    score = Score(
        seed=2, genre="house", tempo_bpm=tempo_bpm, meter=Meter(), bars=1, key=Key(0, "major"),
        stems=(stem,), moods=(),
    )  # fmt: skip
    sound = torch.from_numpy(render_stems(score)[0])[None]
    seen = 20 * np.log10(np.maximum(mel_spectrogram(sound, 128, STARTER)[0].numpy() / STARTER.ceiling, 1e-9))
    sketched = 10 * np.log10(np.maximum(draw_stem(stem, tempo_bpm, 128, STARTER, timbres)[:, :-1].T, 1e-18))
    loud = np.maximum(seen, sketched) > seen.max() - 40
    assert np.abs(seen - sketched)[loud].mean() < 5
    assert abs((seen - sketched)[loud].mean()) < 3.5
