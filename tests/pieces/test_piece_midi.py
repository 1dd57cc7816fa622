"""The notes of a whole piece: every round at its place."""

import pytest

from bridge.composing.midi_file import TICKS_PER_QUARTER, NoteSpan, NoteTrack
from bridge.errors import BadRequest
from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.piece_midi import piece_midi
from bridge.vocabulary.music import Meter
from tests.support.midi_file import read_midi

BASS = NoteTrack("bass", 0, 38, [NoteSpan(40, 0, 480, 100)])
BAR = TICKS_PER_QUARTER * 7 // 2


def midi_of(*parts: Part, muted: bool = False) -> bytes | None:
    piece = Arrangement(
        title="Mine", tempo_bpm=120.0, meter=Meter(7, 8), lanes=(Lane(parts=parts, muted=muted),)
    )
    return piece_midi(
        piece, {(0, place): [BASS] for place, part in enumerate(parts) if part.source == "bass"}
    )


def test_each_round_is_at_its_bar_and_what_is_muted_is_left_out() -> None:
    data = midi_of(
        Part(source="bass", start_bar=2, bars=1, rounds=2),
        Part(source="drums", start_bar=4, bars=1),
        Part(source="bass", start_bar=5, bars=1, muted=True),
        Part(source="bass", start_bar=9, bars=1),
    )
    assert data is not None
    kind, ticks, (conductor, bass) = read_midi(data)
    assert (kind, ticks, conductor.meta(0x51), bass.programs) == (1, 960, b"\x07\xa1\x20", {0: 38})
    assert conductor.meta(0x58) == bytes([7, 3, 12, 8])
    assert bass.program_ticks == [BAR]  # with its first note: an earlier player may have the channel
    assert [note[0] for note in bass.notes] == [BAR, 2 * BAR, 8 * BAR]
    assert {note[1:] for note in bass.notes} == {(bar + 480, 0, 40, 100) for bar in (BAR, 2 * BAR, 8 * BAR)}


def test_without_notes_there_is_no_file() -> None:
    assert midi_of(Part(source="drums", start_bar=1, bars=1)) is None
    assert midi_of(Part(source="bass", start_bar=1, bars=1), muted=True) is None


def test_more_notes_than_a_file_should_hold_are_refused() -> None:
    player = NoteTrack("hats", 9, 0, [NoteSpan(42, tick, tick + 1, 100) for tick in range(0, 1_200, 2)])
    part = Part(source="hats", start_bar=1, bars=1, rounds=999)
    piece = Arrangement(tempo_bpm=500.0, lanes=(Lane(parts=(part,)),) * 2)
    with pytest.raises(BadRequest, match="1,198,800 notes are too many"):
        piece_midi(piece, {(0, 0): [player], (1, 0): [player]})
