"""MIDI files hold a score's notes on the loop, read by mido and by a reader of our own."""

from __future__ import annotations

import io

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bridge.composing.composer import compose
from bridge.composing.instruments import instruments
from bridge.composing.midi_file import TICKS_PER_QUARTER, midi_bytes
from bridge.composing.score import Note, Score, Stem
from bridge.vocabulary.music import Key, Meter
from tests.support.midi_file import Track, read_midi

NAME, TEMPO, METER, KEY = 3, 0x51, 0x58, 0x59


def tracks_of(score: Score) -> list[Track]:
    kind, ticks, tracks = read_midi(midi_bytes(score, "a loop"))
    assert (kind, ticks) == (1, TICKS_PER_QUARTER)
    return tracks


def alone(*notes: Note, instrument: str = "piano", meter: Meter | None = None) -> Score:
    score = compose(1, genre="house", bars=1, meter=meter or Meter(), tempo_bpm=120)
    return replace(score, stems=(Stem("lead", instruments()[instrument], notes),))


def test_a_song_says_what_it_is() -> None:
    score = compose(3, genre="bossa nova", tempo_bpm=124.5, bars=2, meter=Meter(6, 8), key=Key(8, "major"))
    data = midi_bytes(score, "Bossa für dich")
    assert data == midi_bytes(score, "Bossa für dich")
    _, _, (song, *tracks) = read_midi(data)
    assert (song.meta(NAME) or b"").decode() == "Bossa für dich"
    assert int.from_bytes(song.meta(TEMPO) or b"", "big") == round(60_000_000 / 124.5)
    assert song.meta(METER) == bytes((6, 3, 12, 8))
    assert song.meta(KEY) == bytes((256 - 4, 0))  # A flat: four flats, major
    assert {track.end for track in (song, *tracks)} == {6 * TICKS_PER_QUARTER}
    for stem, track in zip(score.stems, tracks, strict=True):
        assert track.meta(NAME) == f"{stem.role} ({stem.instrument.name})".encode()
        assert list(track.programs.values()) == [stem.instrument.program]
        assert ({9} if stem.instrument.is_kit else set(range(16)) - {9}) >= track.programs.keys()
        assert {note[2] for note in track.notes} == track.programs.keys()
    pitched = [channel for track in tracks for channel in track.programs if channel != 9]
    assert len(set(pitched)) == len(pitched)
    read = mido.MidiFile(file=io.BytesIO(data), charset="utf-8")
    assert (read.type, read.tracks[0].name) == (1, "Bossa für dich")
    assert read.length == pytest.approx(6 * 60 / 124.5, abs=1e-5)


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (Note(1.0, 0.5, 60, 90), [(960, 1440)]),
        (Note(3.0, 2.0, 60, 90), [(0, 960), (2880, 3840)]),
        (Note(3.0, 1.1, 60, 90), [(2880, 3840)]),  # a tenth of a quarter over the end: a blip
        (Note(-0.05, 1.0, 60, 90), [(0, 912)]),  # a blip before the end
        (Note(-1.0, 1.0, 60, 90), [(2880, 3840)]),
        (Note(1.0, 9.0, 60, 90), [(0, 960), (960, 3840)]),
    ],
)
def test_a_note_over_the_end_goes_on_at_the_start(note: Note, found: list[tuple[int, int]]) -> None:
    notes = [(begin, end) for begin, end, *_ in tracks_of(alone(note))[1].notes]
    assert sorted(notes) == found


def test_a_drum_over_the_end_is_not_struck_again() -> None:
    track = tracks_of(alone(Note(3.0, 2.0, 36, 90), instrument="909 kit"))[1]
    assert track.notes == [(2880, 3840, 9, 36, 90)]


def test_a_pitch_ends_where_it_is_struck_again() -> None:
    struck = (Note(0, 2, 60, 80), Note(1, 1, 60, 90), Note(1, 0.5, 60, 99), Note(1, 1, 64, 70))
    assert sorted(tracks_of(alone(*struck))[1].notes) == [
        (0, 960, 0, 60, 80),
        (960, 1920, 0, 60, 99),
        (960, 1920, 0, 64, 70),
    ]


def test_tracks_of_one_role_are_numbered() -> None:
    score = alone(Note(0, 1, 60, 90))
    names = [track.meta(NAME) for track in tracks_of(replace(score, stems=score.stems * 2))[1:]]
    assert names == [b"lead (piano)", b"lead 2 (piano)"]


def test_drums_alone_have_no_key() -> None:
    assert tracks_of(alone(Note(0, 1, 36, 90), instrument="909 kit"))[0].meta(KEY) is None


@given(
    notes=st.lists(
        st.builds(
            Note,
            start_quarter=st.floats(-0.5, 5),
            length_quarters=st.floats(0.001, 8),
            pitch=st.integers(60, 62),
            velocity=st.integers(1, 127),
        ),
        max_size=8,
    ),
    meter=st.sampled_from([Meter(), Meter(7, 8), Meter(1, 32), Meter(5, 4)]),
    instrument=st.sampled_from(["piano", "909 kit"]),
)
def test_notes_keep_to_the_loop(notes: list[Note], meter: Meter, instrument: str) -> None:
    score = alone(*notes, instrument=instrument, meter=meter)
    length = int(score.quarters * TICKS_PER_QUARTER)
    song, track = tracks_of(score)
    assert song.end == track.end == length
    assert all(0 <= begin < end <= length for begin, end, *_ in track.notes)
    begun = {(pitch, begin) for begin, _, _, pitch, _ in track.notes}
    for note in notes:
        begin = round(note.start_quarter * TICKS_PER_QUARTER) % length
        blip = length - begin < TICKS_PER_QUARTER / 8
        assert (note.pitch, begin) in begun or (blip and (note.pitch, 0) in begun)
