"""The tables are well formed, and what is composed from them is music in time and in key."""

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.composing import harmony
from bridge.composing.composer import FIRST, LATEST, compose
from bridge.composing.genre import Genre, mistakes_in
from bridge.composing.genre_files import added_genres, genres
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.roles import ROLES
from bridge.composing.score import Score
from bridge.composing.techniques import techniques
from bridge.errors import BadRequest
from bridge.playing.drumkit import KITS
from bridge.playing.voices import VOICES
from bridge.vocabulary.music import SCALES, Key, Meter

EVERYBODY = frozenset(ROLES)
METERS = (Meter(4, 4), Meter(3, 4), Meter(6, 8), Meter(7, 8), Meter(5, 4))


@pytest.mark.parametrize("style", genres().values(), ids=genres())
def test_our_genres_are_well_formed(style: Genre) -> None:
    assert not list(mistakes_in(style))
    for line in style.patterns.bass + style.patterns.chords + style.patterns.lead:
        assert line[:12].strip(".-"), f"a bar of three quarters would be silent: {line}"
    for spellings in (style.progressions.major, style.progressions.minor):
        assert any(len(spelling.split()) <= 2 for spelling in spellings), "one bar must be playable"
    is_added = style.name in added_genres()
    assert style.name == style.captions[0] and bool(style.like) is bool(style.sha256) is is_added
    assert 60 <= style.tempo_bpm[0] <= style.tempo_bpm[1] <= 180


def test_every_instrument_can_be_played_by_our_own_synths() -> None:
    for instrument in instruments().values():
        assert instrument.voice in (KITS if instrument.is_kit else VOICES), instrument.name
        assert instrument.captions and instrument.highest - instrument.lowest >= 12


@settings(max_examples=60)
@given(
    seed=st.integers(0, 2**48),
    genre=st.sampled_from(sorted(genres())),
    bars=st.sampled_from((1, 2, 3, 4, 8)),
    meter=st.sampled_from(METERS),
    asked=st.none() | st.lists(st.sampled_from(sorted(techniques())), max_size=3),
)
def test_notes_lie_on_the_circle_and_on_the_instruments(
    seed: int, genre: str, bars: int, meter: Meter, asked: list[str] | None
) -> None:
    edition = FIRST if asked is None else LATEST
    score = compose(
        seed, genre=genre, bars=bars, meter=meter, roles=EVERYBODY, edition=edition, techniques=asked or ()
    )
    silent = set(ROLES) - {stem.role for stem in score.stems}
    assert silent <= ({"drums"} if asked else set()), "a kit without its kick may have nothing left"
    assert score.quarters == bars * meter.quarters_per_bar
    for stem in score.stems:
        for note in stem.notes:
            assert -0.1 < note.start_quarter < score.quarters + 0.1
            assert 0 < note.length_quarters <= score.quarters
            assert 1 <= note.velocity <= 127
            assert 20 <= note.pitch <= 108
    names = [stem.instrument.name for stem in score.stems if not stem.instrument.is_kit]
    assert len(names) == len(set(names))


@settings(max_examples=20)
@given(seed=st.integers(0, 2**48), edition=st.sampled_from((FIRST, LATEST)))
def test_a_seed_gives_one_score_and_each_choice_its_own_draw(seed: int, edition: int) -> None:
    whole = compose(seed, roles=EVERYBODY, edition=edition)
    assert whole == compose(seed, roles=EVERYBODY, edition=edition)
    bass_alone = compose(seed, roles=frozenset({"bass"}), edition=edition)
    assert bass_alone.stems == tuple(stem for stem in whole.stems if stem.role == "bass")
    assert compose(seed, tempo_bpm=101.5).genre == compose(seed, bars=3).genre == whole.genre


def test_seeds_differ() -> None:
    assert len({compose(seed, genre="funk", bars=2).stems for seed in range(20)}) == 20


def test_what_is_asked_for_is_what_is_written() -> None:
    score = compose(
        1,
        genre="dub",
        tempo_bpm=77.25,
        bars=3,
        meter=Meter(3, 4),
        key=Key(2, "major"),
        roles=frozenset({"pad"}),
    )
    assert (score.genre, score.tempo_bpm, score.bars) == ("dub", 77.25, 3)
    assert (score.meter, score.key, score.roles) == (Meter(3, 4), Key(2, "major"), frozenset({"pad"}))


def test_bands_vary() -> None:
    bands = [compose(seed, genre="house").roles for seed in range(200)]
    assert any(band <= {"drums", "percussion"} for band in bands)
    assert any(not band & {"drums", "percussion"} for band in bands)
    assert any(len(band) == 2 for band in bands) and any(len(band) >= 5 for band in bands)


def _kicks(score: Score) -> list[float]:
    drums = next(stem for stem in score.stems if stem.role == "drums")
    return [note.start_quarter for note in drums.notes if note.pitch == PIECES["kick"]]


@pytest.mark.parametrize("genre", ["house", "techno", "trance", "disco", "minimal house"])
def test_four_on_the_floor(genre: str) -> None:
    for seed in range(8):
        kicks = _kicks(compose(seed, genre=genre, bars=2, roles=frozenset({"drums"})))
        for beat in range(8):
            assert min(abs(kick - beat) for kick in kicks) < 0.04


def test_downbeats_are_exact() -> None:
    """Players stray inside a bar, never at its beginning."""
    score = compose(5, genre="lo-fi hip hop", bars=4, roles=frozenset({"drums"}))
    assert {kick for kick in _kicks(score) if abs(kick - round(kick / 4) * 4) < 0.1} == {0.0, 4.0, 8.0, 12.0}


def test_jazz_swings_in_triplets() -> None:
    score = compose(3, genre="jazz swing", bars=2, roles=frozenset({"drums"}), tempo_bpm=120)
    ride = [note.start_quarter % 1 for note in score.stems[0].notes if 0.4 < note.start_quarter % 1 < 0.9]
    assert ride and sum(ride) / len(ride) == pytest.approx(score.swing, abs=0.02)
    assert 0.62 <= score.swing <= 0.67


@settings(max_examples=40)
@given(seed=st.integers(0, 2**48), genre=st.sampled_from(sorted(genres())), minor=st.booleans())
def test_bass_and_pad_agree_on_the_harmony(seed: int, genre: str, minor: bool) -> None:
    key = Key(seed % 12, "minor" if minor else "major")
    score = compose(seed, genre=genre, bars=4, key=key, roles=frozenset({"bass", "pad"}))
    bass, pad = score.stems
    first = min(bass.notes, key=lambda note: note.start_quarter)
    assert first.pitch < 60
    if first.start_quarter < 0.1:  # on the downbeat basses of these styles play a tone of the chord
        chord = {note.pitch % 12 for note in pad.notes if note.start_quarter == 0.0}
        spellings = getattr(genres()[genre].progressions, key.mode)
        roots = {harmony.parse_chord(spelling.split()[0], key.tonic).root for spelling in spellings}
        assert first.pitch % 12 in chord | roots


@pytest.mark.parametrize("edition", [FIRST, LATEST])
@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("genre", sorted(genres()))
def test_melodies_stay_in_the_key(genre: str, mode: Literal["major", "minor"], edition: int) -> None:
    """All but rests on a borrowed chord, none of whose triad is in the scale."""
    key = Key(7, mode)
    scale = {(7 + step) % 12 for step in SCALES[mode]}
    notes = [
        note
        for seed in range(6)
        for stem in compose(
            seed, genre=genre, key=key, bars=2, roles=frozenset({"lead"}), edition=edition
        ).stems
        for note in stem.notes
    ]
    assert sum(note.pitch % 12 in scale for note in notes) >= 0.99 * len(notes)


def test_loops_mostly_begin_at_home() -> None:
    """The bass's first note is the tonic in most loops."""
    home = 0
    for seed in range(300):
        score = compose(seed, roles=frozenset({"bass"}))
        first = min(score.stems[0].notes, key=lambda note: note.start_quarter)
        home += first.pitch % 12 == score.key.tonic
    assert home > 0.8 * 300


def test_pads_fill_the_circle() -> None:
    score = compose(8, genre="ambient", bars=4, roles=frozenset({"pad"}))
    starts = sorted({note.start_quarter for note in score.stems[0].notes})
    assert starts[0] == 0.0
    longest = max(note.length_quarters for note in score.stems[0].notes)
    assert longest * len(starts) == pytest.approx(16 * 0.98)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"genre": "polka"}, "house"),
        ({"roles": frozenset({"kazoo"})}, "drums"),
        ({"roles": frozenset()}, "drums"),
        ({"tempo_bpm": 5.0}, "20 to 999"),
        ({"bars": 0}, "1 to 64"),
        ({"bars": 64, "tempo_bpm": 60.0}, "at most"),
    ],
)
def test_refusals_say_what_would_be_right(arguments: dict[str, object], said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        compose(1, **arguments)  # type: ignore[arg-type]


def test_quarters_are_exact_fractions() -> None:
    assert compose(1, bars=2, meter=Meter(7, 8)).quarters == Fraction(7)
