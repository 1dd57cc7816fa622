"""Notes played from a soundfont by TinySoundFont, on a circle."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bridge.composing.instruments import Instrument
from bridge.composing.score import Note
from bridge.errors import BadFile, BadRequest
from bridge.playing.circle import fold

Sound = NDArray[np.float32]
_DRUM_CHANNEL = 9
_TAIL_CHUNKS = 10  # of a quarter of a second: longer than nearly every release and cymbal
_SILENCE = 3e-4
_PROBED_VELOCITIES = range(16, 128, 6)
_FAULTY_SHARE = 0.5  # of what a softer strike sounds like


class SoundfontPlayer:
    """One loaded soundfont; loading takes seconds, so keep the player for many loops.

    Raises `BadRequest` when `tinysoundfont` is not installed, `BadFile` when the font cannot be read.
    """

    def __init__(self, path: Path, rate_hz: int = 44_100) -> None:
        self.rate_hz = rate_hz
        synth_type = _load_tinysoundfont().Synth
        if not path.is_file():
            raise BadFile(f"There is no soundfont at {path}; give the path of an .sf2 or .sf3 file.")
        self._synth = synth_type(gain=-6.0, samplerate=rate_hz)
        try:
            self._font = self._synth.sfload(str(path))
        except Exception as error:
            raise BadFile(f"{path} can't be read as a soundfont. Use an .sf2 or .sf3 file.") from error
        self._sounding: dict[tuple[int, int], list[int]] = {}

    def play(self, instrument: Instrument, notes: Sequence[Note], quarter_s: float, frames: int) -> Sound:
        """The notes as mono `[frames]`, tails wound round the circle."""
        drums = instrument.bank == 128
        channel = _DRUM_CHANNEL if drums else 0
        self._synth.program_select(channel, self._font, instrument.bank, instrument.program, drums)
        sounding = self._sounding_velocities(instrument, channel)
        rate, events = self.rate_hz, []
        for note in notes:
            # What starts before 0 starts at the end of the circle; `fold` brings it round.
            start = round(note.start_quarter * quarter_s * rate) % frames
            length = max(1, round(note.length_quarters * quarter_s * rate))
            events.append((start, 1, note.pitch, sounding[note.velocity]))
            events.append((start + length, 0, note.pitch, 0))
        events.sort()
        end = max([frames, *(event[0] for event in events)])
        pieces, now = [], 0
        for at, on, pitch, velocity in events:
            if at > now:
                pieces.append(self._generate(at - now))
                now = at
            if on:
                self._synth.noteon(channel, pitch, velocity)
            else:
                self._synth.noteoff(channel, pitch)
        pieces.append(self._generate(end - now))
        pieces.extend(self._tail())
        return fold(np.concatenate(pieces), frames)

    def _sounding_velocities(self, instrument: Instrument, channel: int) -> list[int]:
        """For each velocity the one to strike with: itself, or where a layer of samples hardly sounds (as the
        middle one of a piano may, whose modulators TinySoundFont does not know) the next softer that does."""
        program = (instrument.bank, instrument.program)
        if program not in self._sounding:
            self._sounding[program] = list(range(128))
            if channel != _DRUM_CHANNEL:
                self._sounding[program] = self._probe(channel, (instrument.lowest + instrument.highest) // 2)
        return self._sounding[program]

    def _probe(self, channel: int, pitch: int) -> list[int]:
        velocities, good, loudest = list(range(128)), 0, 0.0
        for probed in _PROBED_VELOCITIES:
            self._synth.noteon(channel, pitch, probed)
            loudness = float(np.abs(self._generate(self.rate_hz // 4)).max())
            self._synth.sounds_off()
            self._generate(self.rate_hz // 20)
            if loudness >= _FAULTY_SHARE * loudest:
                good, loudest = probed, loudness
                continue
            for velocity in range(good + 1, min(probed + _PROBED_VELOCITIES.step, 128)):
                velocities[velocity] = good
        return velocities

    def _tail(self) -> Iterator[Sound]:
        """What still sounds after the last event, until it is silent or cut off."""
        for _ in range(_TAIL_CHUNKS):
            chunk = self._generate(self.rate_hz // 4)
            yield chunk
            if np.abs(chunk).max(initial=0.0) < _SILENCE:
                break
        self._synth.sounds_off()
        self._generate(self.rate_hz // 20)  # let cut-off voices end, so that no loop hears another

    def _generate(self, frames: int) -> Sound:
        stereo = np.frombuffer(bytes(self._synth.generate(frames)), dtype=np.float32)
        mono: Sound = np.float32(0.5) * (stereo[0::2] + stereo[1::2])
        return mono


def _load_tinysoundfont() -> Any:
    # It imports pyaudio for playing live, which we never do and which needs a system library.
    if "pyaudio" not in sys.modules:
        try:
            import pyaudio  # type: ignore[import-not-found,import-untyped,unused-ignore] # noqa: F401
        except ImportError:
            sys.modules["pyaudio"] = types.ModuleType("pyaudio")
    try:
        import tinysoundfont
    except ImportError as error:
        raise BadRequest(
            "Playing a soundfont needs the package tinysoundfont; install riffbridge[training]."
        ) from error
    return tinysoundfont
