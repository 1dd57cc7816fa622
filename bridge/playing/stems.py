"""Turns a score into stems: each part alone, in stereo, at its level and place in the mix.

Acoustic instruments are sampled, electronic ones synthesized. A loop is a circle: what rings past its end is
heard at its start.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from bridge.composing.balance import LOUDNESS_DB, ducking, note_gain
from bridge.composing.instruments import PIECES
from bridge.composing.roles import BEATEN
from bridge.composing.score import Note, Score, Stem
from bridge.playing.circle import add_circular
from bridge.playing.drumkit import semitones_to, strike
from bridge.playing.panorama import PIECE_PANS, pan, place
from bridge.playing.sampler import Strike, play_samples
from bridge.playing.samples import SampleBank, shipped_bank
from bridge.playing.synths import Press, Subtractive
from bridge.playing.voices import VOICES
from bridge.timing import loop_frames

Sound = NDArray[np.float32]

# An open hi-hat stops when any hi-hat is struck next.
_CHOKED = {
    PIECES["open hat"]: frozenset({PIECES["closed hat"], PIECES["pedal hat"], PIECES["open hat"]}),
}


def play(
    score: Score, rate_hz: int = 44_100, *, frames: int | None = None, bank: SampleBank | None = None
) -> dict[str, Sound]:
    """Play each stem of `score` alone and dry: `[2, N]` float32 by name. Their sum is the mix without room.

    N is `frames`, over which the score is spread evenly; by default, the length at the score's tempo. A stem
    has its role as its name, numbered from the second on (`lead`, `lead 2`). The same score always gives the
    same bytes. Raises `BadFile` if the sample bank is missing or damaged.
    """
    frames = frames or loop_frames(score.bars, score.meter, score.tempo_bpm, rate_hz)
    stage = _Stage(score, frames, rate_hz, bank or shipped_bank())
    ducked = ducking(score, frames)
    stems: dict[str, Sound] = {}
    for stem in score.stems:
        sound = place(stage.play(stem), stem, rate_hz)
        sound *= np.float32(level(stem, sound))
        name = free_name(stem.role, stems)
        stems[name] = sound if stem.role in BEATEN else sound * ducked
    return stems


def level(stem: Stem, sound: Sound) -> float:
    """The gain that brings a stem `[…, N]` to its role's loudness, measured over its louder half."""
    usable = sound.shape[-1] // 64 * 64
    power = np.mean(sound[..., :usable].reshape(-1, 64, usable // 64) ** 2, axis=(0, 2))
    found = float(np.sqrt(np.mean(np.sort(power)[32:])))
    wanted: float = 10 ** ((LOUDNESS_DB[stem.role] + stem.gain_db) / 20)
    return wanted / found if found > 1e-6 else 1.0


def tuning(score: Score, kit: str, pitch: int) -> float:
    """How many semitones a piece of the drums of this loop, by its number, is tuned up.

    A kick is heard as a note: from the third edition on it is the tonic or the fifth, whichever is nearer.
    """
    if score.edition > 1 and pitch == PIECES["kick"]:
        return semitones_to(kit, {score.key.tonic, (score.key.tonic + 7) % 12})
    return random.Random(f"{score.seed}/tuning").choice((-2, -1, 0, 0, 1, 2))


def free_name(role: str, taken: Collection[str]) -> str:
    """`role`, numbered from the second on."""
    names: Iterator[str] = (role if number == 1 else f"{role} {number}" for number in range(1, 100))
    return next(name for name in names if name not in taken)


class _Stage:
    """Plays the stems of one score on its circle."""

    def __init__(self, score: Score, frames: int, rate_hz: int, bank: SampleBank) -> None:
        self._frames, self._rate_hz, self._bank = frames, rate_hz, bank
        self._quarter = frames / float(score.quarters)
        self._score = score

    def play(self, stem: Stem) -> Sound:
        """A stem `[C, N]`, C 1 or 2, not yet levelled."""
        if not stem.instrument.electronic:
            preset = self._bank.open(stem.instrument.bank, stem.instrument.program)
            return play_samples(preset, list(self._strikes(stem)), self._frames, self._rate_hz)
        return self._play_kit(stem) if stem.instrument.is_kit else self._play_voice(stem)

    def _start(self, note: Note) -> int:
        return round(note.start_quarter * self._quarter)

    def _strikes(self, stem: Stem) -> Iterator[Strike]:
        drums = stem.instrument.is_kit
        for note in stem.notes:
            frames = max(1, round(note.length_quarters * self._quarter))
            if drums:
                frames = self._until_choked(note, stem)
            yield Strike(self._start(note), frames, note.pitch, note.velocity, note_gain(note))

    def _until_choked(self, note: Note, stem: Stem) -> int:
        """Frames until another stroke silences this one, counted round the circle; long if none does."""
        by = _CHOKED.get(note.pitch, frozenset())
        starts = [self._start(other) for other in stem.notes if other.pitch in by]
        waits = [(start - self._start(note)) % self._frames or self._frames for start in starts]
        return min(waits, default=30 * self._rate_hz)

    def _play_kit(self, stem: Stem) -> Sound:
        circle = np.zeros((2, self._frames), dtype=np.float32)
        for note in stem.notes:
            kit = stem.instrument.voice
            hit = strike(kit, note.pitch, self._rate_hz, tuning(self._score, kit, note.pitch))
            if note.pitch in _CHOKED:
                hit = _ended(hit, self._until_choked(note, stem), self._rate_hz)
            placed = pan(hit[None], PIECE_PANS.get(note.pitch, 0.0))
            add_circular(circle, placed, self._start(note), note_gain(note))
        return circle

    def _play_voice(self, stem: Stem) -> Sound:
        """Makes each different note once. Timbre follows velocity in steps of 12, loudness exactly."""
        voice = VOICES[stem.instrument.voice]
        wide = isinstance(voice, Subtractive) and voice.is_wide
        circle = np.zeros((2 if wide else 1, self._frames), dtype=np.float32)
        made: dict[tuple[int, int, int], Sound] = {}
        for note in stem.notes:
            velocity = 6 + note.velocity // 12 * 12
            length = max(1, round(note.length_quarters * self._quarter))
            sound = made.get((note.pitch, length, velocity))
            if sound is None:
                hz = 440.0 * 2.0 ** ((note.pitch - 69) / 12)
                quarter_s = self._quarter / self._rate_hz
                press = Press(hz, length / self._rate_hz, velocity, quarter_s, self._rate_hz)
                if isinstance(voice, Subtractive) and wide:
                    sound = voice.play_wide(press)
                else:
                    sound = voice.play(press)[None]
                made[note.pitch, length, velocity] = sound
            add_circular(circle, sound, self._start(note), note_gain(note))
        return circle


def _ended(hit: Sound, frames: int, rate_hz: int) -> Sound:
    """`hit`, faded out over 10 ms after `frames`."""
    fade = round(0.01 * rate_hz)
    if len(hit) <= frames + fade:
        return hit
    kept = hit[: frames + fade].copy()
    kept[frames:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return kept
