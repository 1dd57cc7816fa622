"""A score to sound: a seamless circle of exactly its length, the first downbeat on its first sample."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bridge.composing.balance import ducking, note_gain
from bridge.composing.score import Note, Score, Stem
from bridge.errors import BadRequest
from bridge.playing.circle import add_circular, convolve_circular
from bridge.playing.drumkit import strike
from bridge.playing.stems import level, tuning
from bridge.playing.synths import Press
from bridge.playing.voices import VOICES
from bridge.timing import loop_frames
from bridge.training import mixing
from bridge.training.soundfont import SoundfontPlayer

Sound = NDArray[np.float32]

_ROOM_SEND_DB = {
    "drums": -18.0,
    "percussion": -14.0,
    "bass": -60.0,
    "chords": -12.0,
    "pad": -9.0,
    "lead": -9.0,
}
# -2 dBFS keeps even the loudest ten-thousandth of mel magnitudes 5 dB below the starter's ceiling.
_PEAK = 10 ** (-2 / 20)


def render(
    score: Score,
    *,
    rate_hz: int = 44_100,
    voices: Literal["synths", "soundfont"] = "synths",
    soundfont: Path | SoundfontPlayer | None = None,
) -> Sound:
    """Sound `[N]`, mono, peak -2 dBFS; N is `loop_frames` of the score's length.

    With `voices="soundfont"` instruments that are not electronic are played by `soundfont`: a path,
    or a player already loaded at `rate_hz`. Raises `BadRequest` if it is not given.
    """
    player = _find_player(voices, soundfont, rate_hz)
    stems = render_stems(score, rate_hz=rate_hz, player=player)
    return _mix(score, stems, rate_hz)


def render_stems(
    score: Score, *, rate_hz: int = 44_100, player: SoundfontPlayer | None = None
) -> list[Sound]:
    """Each stem alone, dry, `[N]`, at its place in the mix before the whole is normalised."""
    frames = loop_frames(score.bars, score.meter, score.tempo_bpm, rate_hz)
    quarter_s = 60.0 / score.tempo_bpm
    stems = []
    for stem in score.stems:
        if player is not None and not stem.instrument.electronic:
            sound = player.play(stem.instrument, stem.notes, quarter_s, frames)
        elif stem.instrument.is_kit:
            sound = _play_kit(score, stem, quarter_s, frames, rate_hz)
        else:
            sound = _play_voice(stem, quarter_s, frames, rate_hz)
        stems.append(sound * np.float32(level(stem, sound)))
    return stems


def _find_player(
    voices: str, soundfont: Path | SoundfontPlayer | None, rate_hz: int
) -> SoundfontPlayer | None:
    if voices == "synths":
        return None
    if soundfont is None:
        raise BadRequest("Rendering with a soundfont needs its path; give one, or choose voices “synths”.")
    player = soundfont if isinstance(soundfont, SoundfontPlayer) else SoundfontPlayer(soundfont, rate_hz)
    if player.rate_hz != rate_hz:
        raise BadRequest(f"The soundfont is loaded for {player.rate_hz} Hz, not for {rate_hz} Hz.")
    return player


def _frame_of(note: Note, quarter_s: float, rate_hz: int) -> int:
    return round(note.start_quarter * quarter_s * rate_hz)


def _play_kit(score: Score, stem: Stem, quarter_s: float, frames: int, rate_hz: int) -> Sound:
    circle, kit = np.zeros(frames, dtype=np.float32), stem.instrument.voice
    for note in stem.notes:
        hit = strike(kit, note.pitch, rate_hz, tuning(score, kit, note.pitch))
        add_circular(circle, hit, _frame_of(note, quarter_s, rate_hz), note_gain(note))
    return circle


def _play_voice(stem: Stem, quarter_s: float, frames: int, rate_hz: int) -> Sound:
    """Each different note is made once; timbre follows velocity in steps of 12, loudness exactly."""
    voice = VOICES[stem.instrument.voice]
    circle = np.zeros(frames, dtype=np.float32)
    made: dict[tuple[int, int, int], Sound] = {}
    for note in stem.notes:
        velocity = 6 + note.velocity // 12 * 12
        length = max(1, round(note.length_quarters * quarter_s * rate_hz))
        sound = made.get((note.pitch, length, velocity))
        if sound is None:
            hz = 440.0 * 2.0 ** ((note.pitch - 69) / 12)
            sound = voice.play(Press(hz, length / rate_hz, velocity, quarter_s, rate_hz))
            made[note.pitch, length, velocity] = sound
        add_circular(circle, sound, _frame_of(note, quarter_s, rate_hz), note_gain(note))
    return circle


def _mix(score: Score, stems: Sequence[Sound], rate_hz: int) -> Sound:
    """Duck under the kick, send to a small room, tilt, saturate, normalise; varied a little by the seed."""
    draw = random.Random(f"{score.seed}/mix")
    frames = loop_frames(score.bars, score.meter, score.tempo_bpm, rate_hz)
    dry = np.zeros(frames, dtype=np.float32)
    send = np.zeros(frames, dtype=np.float32)
    ducked = ducking(score, frames)
    for stem, sound in zip(score.stems, stems, strict=True):
        heard = sound if stem.role in ("drums", "percussion") else sound * ducked
        dry += heard
        send += np.float32(10 ** (_ROOM_SEND_DB[stem.role] / 20)) * heard
    room = mixing.room_response(draw.uniform(0.25, 0.9), rate_hz, draw.randrange(16))
    wet = convolve_circular(send, room) * np.float32(draw.uniform(0.2, 1.0))
    mixed = convolve_circular(dry + wet, mixing.tilt_response(draw.uniform(-3.0, 3.0), rate_hz))
    mixed /= np.float32(max(float(np.percentile(np.abs(mixed), 99.9)), 1e-9))
    mixed = mixing.saturate(mixed, draw.uniform(0.0, 0.6))
    mixed -= np.float32(mixed.mean(dtype=np.float64))
    peak = max(float(np.abs(mixed).max(initial=0.0)), 1e-9)
    return mixed * np.float32(_PEAK / peak)
