"""Reads tempos out of the names that sample packs give to their loops. Pure.

A number beside the word `bpm` or `tempo` is marked. A bare one may be a tempo, a take or a synthesizer, so
whoever asks must check it against the sound's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What a marked number may be, and what a bare one is likely to be: 25 is a take, 303 and 808 are machines.
MARKED_BPM, BARE_BPM = (20.0, 999.0), (50.0, 250.0)
_USUAL_BPM = (50.0, 220.0)

_NUMBER = r"(\d{2,3}(?:[.,]\d{1,4})?)"
_GAP = r"([ _\-=:.~]{0,3})"
_WORD = r"(?:(?<![A-Za-z])(?i:bpm|tempo)|(?<=[a-z])(?:BPM|Bpm|Tempo))"
# `124bpm`, `124 BPM`, `128BPM_Loop`, `128bpmAm`; but not `124bpms`.
_BEFORE = re.compile(rf"(?<![\d.,]){_NUMBER}{_GAP}(?i:bpm)(?![a-z])")
# `bpm172`, `BPM=128`, `tempo 93.5`.
_AFTER = re.compile(rf"{_WORD}{_GAP}{_NUMBER}(?!\d)")
# Alone, after a word in small letters (`breaks125`), or before a key (`128Am`); but not in `C128` or `16bit`.
_BARE = re.compile(rf"(?:(?<![\w.,])|(?<=_)|(?<=[a-z]{{3}})){_NUMBER}(?![\d.,]?\d)(?![a-z])")


class NamedTempo(NamedTuple):
    """A tempo in a name: whether a word marks it, and by how much its last digit may be rounded, in BPM."""

    tempo_bpm: float
    is_marked: bool
    rounding_bpm: float


def named_tempos(name: str) -> list[NamedTempo]:
    """The tempos that a file's name may state, the likeliest first: marked ones, then the last in the name.

    The last goes first because words of a prompt, or a number of a pack, stand before it.
    """
    marked = [text for _, _, text in sorted(_marked(name), reverse=True)]
    bare = [found[1] for found in _BARE.finditer(name)][::-1]
    tempos = [_tempo(text, is_marked=True) for text in marked]
    tempos += [_tempo(text, is_marked=False) for text in bare if text not in marked]
    return [each for each in tempos if _is_in(each.tempo_bpm, MARKED_BPM if each.is_marked else BARE_BPM)]


def _marked(name: str) -> Iterator[tuple[int, int, str]]:
    """(place of the word, rank beside that word, digits) of each number that has a word beside it.

    In `x_32_bpm105` both numbers do. The one that touches the word ranks first, then one that is a usual
    tempo, then the one before it.
    """
    for pattern, number, gap, side in ((_BEFORE, 1, 2, 1), (_AFTER, 2, 1, 0)):
        for found in pattern.finditer(name):
            text = found[number]
            word = found.end(gap) if side else found.start(gap)
            place = word + 3 if side else word
            rank = 4 * (not found[gap]) + 2 * _is_in(_number(text), _USUAL_BPM) + side
            yield place, rank, text


def _tempo(text: str, *, is_marked: bool) -> NamedTempo:
    decimals = len(text.replace(",", ".").partition(".")[2])
    return NamedTempo(_number(text), is_marked, 0.5 * 10.0**-decimals)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _is_in(tempo_bpm: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= tempo_bpm <= bounds[1]
