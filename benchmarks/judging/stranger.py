"""The stranger, P1: a score played by FluidSynth on a soundfont that the bank does not come from.

Electronic parts are our own synths'. In stereo, dry, without a master.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bridge.composing.balance import ducking
from bridge.composing.score import Score, Stem
from bridge.playing.circle import fold
from bridge.playing.samples import BANK_RATE_HZ, Sound
from bridge.playing.stems import level
from bridge.timing import loop_frames
from bridge.training.fluid import FluidSynth
from bridge.training.render import render_stems

STRANGER = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
_TAIL_S = 3.0


class Stranger:
    """The stranger's instruments; loading the font takes seconds."""

    def __init__(self, font: Path = STRANGER) -> None:
        self._synth = FluidSynth(font, BANK_RATE_HZ)

    def play(self, score: Score) -> Sound:
        """`score` as `[2, N]` at 44.1 kHz."""
        frames = loop_frames(score.bars, score.meter, score.tempo_bpm, BANK_RATE_HZ)
        own = render_stems(score)
        ducked = ducking(score, frames)
        mixed = np.zeros((2, frames), np.float32)
        for stem, ours in zip(score.stems, own, strict=True):
            sound = np.repeat(ours[None], 2, axis=0)
            if not stem.instrument.electronic:
                sound = self._play(stem, frames, frames / float(score.quarters))
            sound = sound * np.float32(level(stem, sound))
            mixed += sound if stem.role in ("drums", "percussion") else sound * ducked
        return mixed

    def _play(self, stem: Stem, frames: int, quarter: float) -> Sound:
        drums = stem.instrument.bank == 128
        self._synth.choose(stem.instrument.bank, stem.instrument.program)
        events: list[tuple[int, bool, int, int]] = []
        for note in stem.notes:
            start = round(note.start_quarter * quarter) % frames
            events.append((start, True, note.pitch, note.velocity))
            if not drums:
                events.append((start + round(note.length_quarters * quarter), False, note.pitch, 0))
        pieces, now = [], 0
        for at, begins, pitch, velocity in sorted(events):
            pieces.append(self._synth.sound(at - now))
            now = at
            if begins:
                self._synth.press(pitch, velocity)
            else:
                self._synth.release(pitch)
        pieces.append(self._synth.sound(max(0, frames - now) + round(_TAIL_S * BANK_RATE_HZ)))
        self._synth.silence()
        return fold(np.concatenate(pieces, axis=1), frames)
