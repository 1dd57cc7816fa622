"""The MIDI file has each stroke where the played stem has it, and no other."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec.structs import replace

from bridge.composing.composer import compose
from bridge.composing.instruments import instruments
from bridge.composing.midi_file import TICKS_PER_QUARTER, midi_bytes
from bridge.composing.roles import Role
from bridge.composing.score import Note, Stem
from bridge.playing import play
from bridge.playing.stems import Sound
from tests.support.midi_file import read_midi

RATE_HZ = 22_050
_NEAR_S, _APART_S = 0.006, 0.045
STARTS = (0.06, 0.31, 0.75, 1.28, 2.0, 2.47, 3.03, 3.6)


@pytest.mark.parametrize(
    ("role", "instrument", "pitch"),
    [("drums", "909 kit", 42), ("lead", "pluck synth", 72), ("lead", "piano", 60)],
)
def test_each_note_is_where_the_sound_has_it(role: Role, instrument: str, pitch: int) -> None:
    notes = tuple(Note(start, 0.2, pitch, 100) for start in STARTS)
    empty = compose(5, genre="house", tempo_bpm=121, bars=1)
    score = replace(empty, stems=(Stem(role, instruments()[instrument], notes),))
    _, _, (_, track) = read_midi(midi_bytes(score, "a loop"))
    written = [begin * 60 / 121 / TICKS_PER_QUARTER for begin, *_ in sorted(track.notes)]
    heard = thinned(onsets_s(play(score, RATE_HZ)[role].sum(axis=0)))
    np.testing.assert_allclose(heard, written, atol=_NEAR_S)


def onsets_s(sound: Sound) -> set[float]:
    """Where the level of what is high rises by 6 dB within 4 ms, round the circle."""
    hop = RATE_HZ // 500
    high = np.diff(sound, append=sound[:1])
    level = 10 * np.log10(np.mean(high[: len(high) // hop * hop].reshape(-1, hop) ** 2, axis=1) + 1e-8)
    rises = np.flatnonzero(level - np.roll(level, 2) > 6)
    return {(at - 1) * hop / RATE_HZ for at in rises.tolist()}


def thinned(instants_s: set[float]) -> list[float]:
    """In order, but for those that follow another too closely to be told from it."""
    kept: list[float] = []
    for each in sorted(instants_s):
        if not kept or each - kept[-1] > _APART_S:
            kept.append(each)
    return kept
