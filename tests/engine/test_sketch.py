"""A score, seen."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing.composer import compose
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.score import Note, Score, Stem
from bridge.engine.sketch import Power, Sketch, draw_sketch, draw_stem, laid_beside, sketch_channels
from bridge.engine.timbres import hz_to_bins, read_timbres
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import TIMBRES_FILE
from bridge.sound.format import STARTER
from bridge.vocabulary.music import Key, Meter

COLUMNS = 128
PER_QUARTER = STARTER.columns_per_quarter or 0
TIMBRES = read_timbres(STARTER_FOLDER / TIMBRES_FILE)


def drawn(instrument: str, *notes: Note, tempo_bpm: float = 120.0, gain_db: float = 0.0) -> Power:
    """Power `[M + 1, K]`."""
    entry = instruments()[instrument]
    role = "drums" if entry.family == "drums" else "lead"
    stem = Stem(role, entry, notes, gain_db)  # type: ignore[arg-type]
    return draw_stem(stem, tempo_bpm, COLUMNS, STARTER, TIMBRES).T


def bin_of(hz: float) -> int:
    return round(float(hz_to_bins(STARTER, np.array([hz]))[0]))


@settings(max_examples=60)
@given(pitch=st.integers(62, 90), quarter=st.integers(0, 15).map(lambda n: n / 4))
def test_a_note_is_where_it_sounds(pitch: int, quarter: float) -> None:
    picture = drawn("square lead", Note(quarter, 0.5, pitch, 100))
    hz = 440 * 2 ** ((pitch - 69) / 12)
    assert abs(int(picture[:-1].max(axis=1).argmax()) - bin_of(hz)) <= 1
    begin = round(quarter * PER_QUARTER)
    row = 10 * np.log10(np.maximum(picture[bin_of(hz)], 1e-12))
    held = row[(begin + 4 + np.arange(8)) % COLUMNS]
    assert held.min() > row.max() - 6, "it sounds as long as it is held"
    assert row[(begin - 4) % COLUMNS] < row.max() - 40, "and not before"
    assert row[(begin + PER_QUARTER) % COLUMNS] < row.max() - 15, "and was let go half a quarter before"


def test_what_is_struck_lasts_as_long_as_it_rings() -> None:
    kick = drawn("909 kit", Note(1.0, 0.25, PIECES["kick"], 112))
    hat = drawn("909 kit", Note(1.0, 0.25, PIECES["closed hat"], 112))
    high = bin_of(4000)
    assert kick[: bin_of(200)].sum() > 10 * kick[high:-1].sum()
    assert hat[high:-1].sum() > 10 * hat[: bin_of(200)].sum()
    assert (kick[-1] > kick[-1].max() / 100).sum() > (hat[-1] > hat[-1].max() / 100).sum()


def test_louder_strikes_are_louder_and_stems_as_loud_as_their_roles() -> None:
    both = drawn("marimba", Note(0.0, 1.0, 60, 120), Note(2.0, 1.0, 60, 40))[-1]
    assert 10 * np.log10(both[:32].max() / both[64:96].max()) == pytest.approx(32 * np.log10(3), abs=0.1)
    quiet, loud = (drawn("marimba", Note(0.0, 1.0, 60, velocity))[-1] for velocity in (40, 120))
    assert np.allclose(quiet, loud, rtol=1e-4)
    set_back = drawn("marimba", Note(0.0, 1.0, 60, 100), gain_db=-6.0)[-1]
    assert 10 * np.log10(loud.max() / set_back.max()) == pytest.approx(6, abs=0.01)


@pytest.mark.parametrize("instrument", ["strings", "909 kit"])
@pytest.mark.parametrize("shift", [0.25, 1.0, 3.9])
def test_it_goes_round(instrument: str, shift: float) -> None:
    """A score turned by whole columns is its sketch turned by as many."""
    columns = round(shift * PER_QUARTER)
    notes = (Note(3.75, 0.9, 64, 90), Note(1.25, 0.2, 52, 110))
    turned = [Note((note.start_quarter + columns / PER_QUARTER) % 4, *_rest(note)) for note in notes]
    assert np.allclose(
        np.roll(drawn(instrument, *notes), columns, axis=1), drawn(instrument, *turned), rtol=1e-3, atol=1e-9
    )


def _rest(note: Note) -> tuple[float, int, int]:
    return note.length_quarters, note.pitch, note.velocity


def test_a_note_longer_than_the_loop_sounds_everywhere() -> None:
    power = drawn("warm pad", Note(0.0, 40.0, 60, 90))[-1]
    assert np.isfinite(power).all() and power.min() > power.max() / 10


def test_a_wobble_goes_by_the_beat() -> None:
    for tempo_bpm in (70.0, 140.0):
        picture = drawn("wobble bass", Note(0.0, 4.0, 33, 100), tempo_bpm=tempo_bpm)
        bright = np.log(picture[bin_of(500) : bin_of(2000), 2 * PER_QUARTER :].sum(axis=0))
        half = PER_QUARTER // 2
        assert np.corrcoef(bright[:half], bright[half : 2 * half])[0, 1] > 0.95
        assert np.corrcoef(bright[:half], bright[half // 2 : half + half // 2])[0, 1] < 0
        assert np.ptp(bright) > 1


def test_kicks_duck_whoever_is_not_struck() -> None:
    kick = Stem("drums", instruments()["909 kit"], (Note(2.0, 0.25, 36, 112),))
    saws = Stem("chords", instruments()["supersaw"], (Note(0.0, 8.0, 72, 90),))
    high = slice(bin_of(3000), bin_of(8000))
    plain, pumped = (
        draw_sketch(_score(kick, saws, pump=pump), STARTER, (), TIMBRES, (32, 16)).levels[0]
        for pump in (0.0, 0.7)
    )
    assert torch.allclose(plain[high, 60], pumped[high, 60], atol=0.02)
    loud = plain[high, 68] > 0.3
    assert (plain[high, 68] - pumped[high, 68])[loud].mean() * STARTER.range_db > 3


@settings(max_examples=40)
@given(seed=st.integers(0, 10**6), meter=st.sampled_from([Meter(), Meter(3, 4), Meter(7, 8)]))
def test_every_score_can_be_drawn(seed: int, meter: Meter) -> None:
    score = compose(seed, meter=meter, bars=2, key=Key(0, "major"))
    sketch = draw_sketch(score, STARTER, ("piano",), TIMBRES, (32, 16))
    whole, struck = sketch.levels
    assert whole.isfinite().all() and whole.min() >= 0 and whole.max() <= 1
    assert whole.max() > 0.6 and (whole >= struck - 1e-6).all()


def _score(*stems: Stem, pump: float = 0.0) -> Score:
    return Score(
        seed=1, genre="house", tempo_bpm=120.0, meter=Meter(), bars=1, key=Key(0, "major"), stems=stems,
        moods=(), pump=pump,
    )  # fmt: skip


def test_all_and_struck_and_who_plays_are_told_apart() -> None:
    kick = Stem("drums", instruments()["909 kit"], (Note(0.0, 0.25, 36, 112),))
    note = Stem("lead", instruments()["flute"], (Note(2.0, 0.5, 72, 100),))
    players = ("flute", "piano", "909 kit")

    def of(*stems: Stem) -> Sketch:
        assert _score(*stems).quarters == Fraction(4)
        return draw_sketch(_score(*stems), STARTER, players, TIMBRES, (32, 16))

    both = of(kick, note)
    assert both.levels.shape == (2, 256, 128) and both.presence.shape == (3, 8, 8)
    assert torch.allclose(both.levels[1, :, :40], both.levels[0, :, :40], atol=1e-2)
    assert both.levels[1, bin_of(523), 70] == 0 and both.levels[0, bin_of(523), 70] > 0.5
    assert of().levels.max() == 0 and of(note).levels[1].max() == 0
    flute, piano, kit = both.presence
    assert piano.max() == 0 and flute[:, :3].max() == 0 and flute[:, 4].max() > 0
    assert kit[:, 0].max() > 0 and kit[:, 6].max() == 0

    def encode(levels: torch.Tensor) -> torch.Tensor:
        return levels[:, :, ::32, ::16].repeat(1, 8, 1, 1)

    beside = laid_beside(both, encode)
    assert beside.shape == (sketch_channels(8, players), 8, 8) == (19, 8, 8)
    assert torch.equal(beside[0], both.levels[0, ::32, ::16]) and torch.equal(beside[16:], both.presence)
