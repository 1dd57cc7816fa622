"""Understands a person's sound file as loops: its tempo, key and words, and where its bars lie.

    what the file states, else what is heard → bars → pieces of whole bars, each a circle

Frames are counted at the file's own rate.
"""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import numpy as np
import torch

from bridge.errors import BadFile, NoGrid
from bridge.sound.dsp.fit import seen
from bridge.sound.dsp.hearing import hear
from bridge.sound.dsp.rhythm import LEAST_CONFIDENCE, Grid
from bridge.sound.files.clips import read_certificate, read_rights
from bridge.sound.files.clips import read_loop as read_claim
from bridge.sound.files.reading import Sound, read_audio
from bridge.sound.format import FIT
from bridge.sound.key import hear_key
from bridge.timing import MAX_LOOP_SECONDS, MAX_TEMPO_BPM, MIN_TEMPO_BPM
from bridge.tuning.sentences import NO_TEMPO, SILENT, TEMPO_OUT_OF_RANGE, TOO_SHORT
from bridge.tuning.words import key_in_name, one_line, with_trigger, words_beside, words_of_name
from bridge.vocabulary.jobs import RenderJob, SourceLoop
from bridge.vocabulary.music import Key, Meter

# The longest piece: four bars at 117 BPM. One twice as long takes four times the memory.
MAX_PIECE_S = 8.2
# Quieter than this is silence with noise.
_SILENCE = 10 ** (-60 / 20)
# Length of the crossfade that closes a piece.
_FADE_S = 0.01


class Piece(msgspec.Struct, frozen=True):
    """Whole bars of a sound: `frames` from `begin_frame` on. A piece that reaches past the sound's end
    continues at its beginning."""

    begin_frame: int
    frames: int
    bars: int


class OwnLoop(msgspec.Struct, frozen=True, kw_only=True):
    """How a sound file is understood.

    `why` says where its tempo comes from. `words` begin with the trigger word, if there is one. `licence` and
    `author` are the file's own, empty if it states none.
    """

    path: Path
    words: str
    tempo_bpm: float
    why: str
    meter: Meter
    key: Key | None
    rate_hz: int
    pieces: tuple[Piece, ...]
    licence: str = ""
    author: str = ""

    @property
    def bars(self) -> int:
        return sum(piece.bars for piece in self.pieces)

    @property
    def seconds(self) -> float:
        return sum(piece.frames for piece in self.pieces) / self.rate_hz


def read_own_loop(path: Path, meter: Meter | None = None, trigger: str = "") -> OwnLoop:
    """How the sound `path` is understood. Its meter is its certificate's, else `meter`, else 4/4.

    Raises `BadFile` for one that can't be read or is silent, and `NoGrid` where no tempo is found or it holds
    less than a bar.
    """
    job = _job(path)
    meter = job.meter if job else meter or Meter()
    sound, rate_hz = read_audio(path)
    if float(np.abs(sound).max()) < _SILENCE:
        raise BadFile(SILENT)
    pieces, why = _pieces(path, sound, rate_hz, meter)
    tempo_bpm = _tempo(pieces, meter, rate_hz)
    key = job.key if job else key_in_name(path.stem) or hear_key(_beginning(sound, rate_hz), rate_hz)
    words = (
        words_beside(path) or one_line(job.prompt if job else "") or words_of_name(path.stem, tempo_bpm, key)
    )
    rights = read_rights(path)
    return OwnLoop(
        path=path,
        words=with_trigger(trigger, words),
        tempo_bpm=tempo_bpm,
        why=why,
        meter=meter,
        key=key,
        rate_hz=rate_hz,
        pieces=pieces,
        licence=rights.licence,
        author=rights.author,
    )


def cut_piece(sound: Sound, piece: Piece, rate_hz: int) -> Sound:
    """`piece` of the whole `sound` `[C, n]` as a circle `[C, N]`: its end fades into what comes before its
    beginning."""
    own = sound.shape[-1]
    cut: Sound = sound[:, (piece.begin_frame + np.arange(piece.frames)) % own]
    fade = min(round(_FADE_S * rate_hz), piece.frames // 4)
    if piece.frames >= own - 2 or not fade:
        return cut
    before = sound[:, (piece.begin_frame - fade + np.arange(fade)) % own]
    angle = np.linspace(0, math.pi / 2, fade + 2, dtype=np.float32)[1:-1]
    cut[:, -fade:] = cut[:, -fade:] * np.cos(angle) + before * np.sin(angle)
    return cut


def _job(path: Path) -> RenderJob | None:
    """The job of a clip of ours; `None` for any other sound."""
    try:
        return read_certificate(path).job
    except BadFile:
        return None


def _beginning(sound: Sound, rate_hz: int) -> Sound:
    return sound[:, : int(MAX_LOOP_SECONDS * rate_hz)]


def _tempo(pieces: tuple[Piece, ...], meter: Meter, rate_hz: int) -> float:
    quarters = float(sum(piece.bars for piece in pieces) * meter.quarters_per_bar)
    return 60 * quarters * rate_hz / sum(piece.frames for piece in pieces)


def _pieces(path: Path, sound: Sound, rate_hz: int, meter: Meter) -> tuple[tuple[Piece, ...], str]:
    """The pieces of a sound, and where its tempo comes from."""
    claim = read_claim(path, meter)
    told = claim.loop if claim is not None and claim.is_claimed else SourceLoop()
    if told.quarters is not None:
        assert claim is not None
        begin = told.begin_s * rate_hz
        end = sound.shape[-1] if told.end_s is None else told.end_s * rate_hz
        bars = math.floor(told.quarters / float(meter.quarters_per_bar) + 1e-6)
        frames_per_bar = (end - begin) / told.quarters * float(meter.quarters_per_bar)
        lines = begin + np.arange(bars + 1) * frames_per_bar
        pieces, why = _cut_at(lines, rate_hz), claim.origin.value
    else:
        pieces, why = _heard_pieces(sound, rate_hz, meter, told.tempo_bpm), "heard"
    if not pieces:
        raise NoGrid(TOO_SHORT)
    if not MIN_TEMPO_BPM <= _tempo(pieces, meter, rate_hz) <= MAX_TEMPO_BPM:
        raise NoGrid(TEMPO_OUT_OF_RANGE)
    return pieces, why


def _heard_pieces(sound: Sound, rate_hz: int, meter: Meter, tempo_bpm: float | None) -> tuple[Piece, ...]:
    """Pieces between the bar lines that are heard, a minute and a half at a time."""
    pieces: list[Piece] = []
    begin, frames, lead = 0, sound.shape[-1], 0.0
    while begin < frames:
        part = torch.from_numpy(_beginning(sound[:, begin:], rate_hz))
        try:
            grid, columns_per_second = _grid(part, rate_hz, meter, tempo_bpm)
        except NoGrid:
            if begin == 0:
                raise
            break
        if begin > 0:  # the next bar begins where the last one ended
            downbeat = int(np.abs(np.array(grid.pulses) - lead).argmin())
            grid = msgspec.structs.replace(grid, first_downbeat=downbeat, closes=False)
        lines = begin + _bar_lines(grid).clip(0.0) / columns_per_second * rate_hz
        pieces += _cut_at(lines, rate_hz)
        if part.shape[-1] == frames - begin or len(lines) < 2:
            break
        # A little before the bar line, so that it is found again.
        lead = grid.columns_per_pulse / 4
        begin = round(lines[-1] - lead / columns_per_second * rate_hz)
    return tuple(pieces)


def _grid(part: torch.Tensor, rate_hz: int, meter: Meter, tempo_bpm: float | None) -> tuple[Grid, float]:
    _, mel, columns_per_second = seen(part, rate_hz, FIT)
    frames = part.shape[-1]
    try:
        heard = hear(mel, columns_per_second, frames, rate_hz, form=FIT, meter=meter, tempo_bpm=tempo_bpm)
    except NoGrid:
        raise NoGrid(TOO_SHORT) from None
    if heard.grid.confidence < LEAST_CONFIDENCE:
        raise NoGrid(NO_TEMPO)
    return heard.grid, columns_per_second


def _bar_lines(grid: Grid) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Columns of the bar lines. If the sound loops, the last is the first one, a round later."""
    pulses = np.array(grid.pulses)
    if grid.closes:
        pulses = np.concatenate([pulses, pulses + grid.columns])[: len(pulses) + grid.first_downbeat + 1]
    lines: np.ndarray[tuple[int], np.dtype[np.float64]] = pulses[grid.first_downbeat :: grid.pulses_per_bar]
    return lines


def _cut_at(lines: np.ndarray[tuple[int], np.dtype[np.float64]], rate_hz: int) -> tuple[Piece, ...]:
    """Pieces between bar lines, given in frames: all of a short sound, else 1, 2, 4 … bars at a time."""
    bars = len(lines) - 1
    if bars < 1:
        return ()
    bar_s = (lines[-1] - lines[0]) / bars / rate_hz
    at_once = bars if bars * bar_s <= MAX_PIECE_S else 2 ** max(0, math.floor(math.log2(MAX_PIECE_S / bar_s)))
    pieces = []
    for first in range(0, bars, at_once):
        last = min(first + at_once, bars)
        begin, end = round(lines[first]), round(lines[last])
        pieces.append(Piece(begin, end - begin, last - first))
    return tuple(pieces)
