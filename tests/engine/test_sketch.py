"""A score, seen."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.composer import compose
from bridge.composing.instruments import INSTRUMENTS, PIECES
from bridge.composing.score import Note, Score, Stem
from bridge.engine.patches import PatchCodec
from bridge.engine.sketch import Picture, draw_sketch, draw_stem, sketch_channels
from bridge.sound.format import STARTER
from bridge.sound.spectrogram import hz_to_mel
from bridge.vocabulary import Key, Meter

COLUMNS = 128
PER_QUARTER = STARTER.columns_per_quarter or 0


def drawn(instrument: str, *notes: Note, tempo_bpm: float = 120.0) -> Picture:
    entry = INSTRUMENTS[instrument]
    role = "drums" if entry.family == "drums" else "lead"
    return draw_stem(Stem(role, entry, notes), tempo_bpm, COLUMNS, STARTER)  # type: ignore[arg-type]


def bin_of(hz: float) -> int:
    ends_and_it = torch.tensor([STARTER.low_hz, STARTER.high_hz, hz], dtype=torch.float64)
    low, high, at = map(float, hz_to_mel(ends_and_it))
    return round((at - low) / (high - low) * (STARTER.mel_bins + 1) - 1)


@settings(deadline=None, max_examples=60)
@given(pitch=st.integers(45, 90), quarter=st.integers(0, 15).map(lambda n: n / 4))
def test_a_note_is_where_it_sounds(pitch: int, quarter: float) -> None:
    picture = drawn("flute", Note(quarter, 0.5, pitch, 100))
    hz = 440 * 2 ** ((pitch - 69) / 12)
    assert abs(int(picture.max(axis=1).argmax()) - bin_of(hz)) <= 1
    begin = round(quarter * PER_QUARTER)
    row = picture[bin_of(hz)]
    assert row[begin] == row.max() > 0.5
    assert row[(begin - 3) % COLUMNS] == 0
    assert row[(begin + PER_QUARTER) % COLUMNS] < 0.1, "it was let go half a quarter before"


def test_partials_fade_upwards() -> None:
    picture = drawn("organ", Note(0.0, 1.0, 57, 100))
    peaks = [float(picture[bin_of(220.0 * order)].max()) for order in (1, 2, 4, 8)]
    assert peaks == sorted(peaks, reverse=True) and peaks[-1] > 0


def test_what_is_struck_lasts_as_long_as_it_rings() -> None:
    kick = drawn("909 kit", Note(1.0, 0.25, PIECES["kick"], 112))
    hat = drawn("909 kit", Note(1.0, 0.25, PIECES["closed hat"], 112))
    assert kick[: bin_of(200)].sum() > 10 * kick[bin_of(4000) :].sum()
    assert hat[bin_of(4000) :].sum() > 10 * hat[: bin_of(200)].sum()
    assert (kick.max(axis=0) > 0).sum() > (hat.max(axis=0) > 0).sum()


def test_louder_is_brighter() -> None:
    loud, soft = (drawn("piano", Note(0.0, 1.0, 60, velocity)) for velocity in (120, 40))
    assert loud.max() > soft.max() + 0.1


@pytest.mark.parametrize("shift", [0.25, 1.0, 3.9])
def test_it_goes_round(shift: float) -> None:
    """A score turned by whole columns is its sketch turned by as many."""
    columns = round(shift * PER_QUARTER)
    notes = (Note(3.8, 0.9, 64, 90), Note(1.25, 0.2, 52, 110))
    turned = [Note((note.start_quarter + columns / PER_QUARTER) % 4, *_rest(note)) for note in notes]
    assert np.allclose(
        np.roll(drawn("strings", *notes), columns, axis=1), drawn("strings", *turned), atol=1e-5
    )


def _rest(note: Note) -> tuple[float, int, int]:
    return note.length_quarters, note.pitch, note.velocity


def test_a_note_longer_than_the_loop_is_laid_once() -> None:
    assert drawn("warm pad", Note(0.0, 40.0, 60, 90)).max() <= 1.0


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10**6), meter=st.sampled_from([Meter(), Meter(3, 4), Meter(7, 8)]))
def test_every_score_can_be_drawn(seed: int, meter: Meter) -> None:
    score = compose(seed, meter=meter, bars=2, key=Key(0, "major"))
    for stem in score.stems:
        picture = draw_stem(stem, score.tempo_bpm, int(score.quarters * PER_QUARTER), STARTER)
        assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1
        assert picture.max() > 0.3


def test_struck_and_pitched_and_who_plays_are_told_apart() -> None:
    codec = PatchCodec(latent_channels=8)
    torch.nn.init.orthogonal_(codec.basis)
    kick = Stem("drums", INSTRUMENTS["909 kit"], (Note(0.0, 0.25, 36, 112),))
    note = Stem("lead", INSTRUMENTS["flute"], (Note(2.0, 1.0, 72, 100),))
    players = ("flute", "piano", "909 kit")

    def of(*stems: Stem) -> torch.Tensor:
        score = Score(
            seed=1, genre="house", tempo_bpm=120.0, meter=Meter(), bars=1, key=Key(0, "major"), stems=stems,
            moods=(),
        )  # fmt: skip
        assert score.quarters == Fraction(4)
        return draw_sketch(score, STARTER, players, codec.encode, (32, 16))

    both, silent = of(kick, note), of()
    assert both.shape == (sketch_channels(8, players), 8, 8) == (19, 8, 8)
    assert torch.equal(both[:8], of(kick)[:8]) and torch.equal(both[8:16], of(note)[8:16])
    assert torch.equal(of(kick)[8:16], silent[8:16])
    flute, piano, kit = both[16:]
    assert piano.max() == 0 and flute[:, :3].max() == 0 and flute[:, 4].max() > 0
    assert kit[:, 0].max() > 0 and kit[:, 5:7].max() == 0
