"""Plays notes of a soundfont through FluidSynth's C library, which reads all modulators.

Only training and benchmarks need it: to make the sample bank (`bridge.training.bank`), and to play scores on
another soundfont. Needs: apt-get install fluidsynth
"""

from __future__ import annotations

import ctypes
import ctypes.util
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bridge.errors import BadFile, BadRequest

Sound = NDArray[np.float32]

BLOCK_FRAMES = 64
"""Notes begin at multiples of this many frames."""
_DRUM_CHANNEL = 9
_SEVENTH_ORDER = 7  # its best interpolation


class FluidSynth:
    """One soundfont, without reverb or chorus. Close it when done, or use it in a `with`.

    Raises `BadRequest` if the library isn't installed, `BadFile` if the font can't be read.
    """

    def __init__(self, font: Path, rate_hz: int = 44_100, *, gain: float = 0.5) -> None:
        self.rate_hz = rate_hz
        self._library = _library()
        self._settings = ctypes.c_void_p(self._library.new_fluid_settings())
        for name, number in (("synth.sample-rate", float(rate_hz)), ("synth.gain", gain)):
            self._library.fluid_settings_setnum(self._settings, name.encode(), ctypes.c_double(number))
        for name, whole in (("synth.reverb.active", 0), ("synth.chorus.active", 0), ("synth.polyphony", 512)):
            self._library.fluid_settings_setint(self._settings, name.encode(), whole)
        self._synth = ctypes.c_void_p(self._library.new_fluid_synth(self._settings))
        self._font = self._library.fluid_synth_sfload(self._synth, str(font).encode(), 1)
        if self._font < 0:
            self.close()
            raise BadFile(f"{font} can't be read as a soundfont. Use an .sf2 or .sf3 file.")
        self._library.fluid_synth_set_interp_method(self._synth, -1, _SEVENTH_ORDER)

    def __enter__(self) -> FluidSynth:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._library.delete_fluid_synth(self._synth)
        self._library.delete_fluid_settings(self._settings)

    def choose(self, bank: int, program: int) -> None:
        """Choose the preset of the next notes; bank 128 is drums."""
        self._channel = _DRUM_CHANNEL if bank == 128 else 0
        found = self._library.fluid_synth_program_select(
            self._synth, self._channel, self._font, bank, program
        )
        if found != 0:
            raise BadRequest(f"The soundfont has no preset {program} in bank {bank}.")

    def press(self, pitch: int, velocity: int) -> None:
        self._library.fluid_synth_noteon(self._synth, self._channel, pitch, velocity)

    def release(self, pitch: int) -> None:
        self._library.fluid_synth_noteoff(self._synth, self._channel, pitch)

    def silence(self) -> None:
        """Stop all notes at once."""
        self._library.fluid_synth_all_sounds_off(self._synth, -1)
        self.sound(16 * BLOCK_FRAMES)

    def sound(self, frames: int) -> Sound:
        """Render the next `frames`: `[2, frames]`."""
        both = np.zeros((2, frames), dtype=np.float32)
        pointers = [channel.ctypes.data_as(ctypes.c_void_p) for channel in both]
        self._library.fluid_synth_write_float(self._synth, frames, pointers[0], 0, 1, pointers[1], 0, 1)
        return both


def library_version() -> str:
    """FluidSynth's version, such as “2.3.1”."""
    library = _library()
    library.fluid_version_str.restype = ctypes.c_char_p
    return str(library.fluid_version_str().decode())


@cache
def _library() -> ctypes.CDLL:
    path = ctypes.util.find_library("fluidsynth")
    if path is None:
        raise BadRequest("FluidSynth isn't installed. Install the package fluidsynth.")
    library = ctypes.CDLL(path)
    for name in ("new_fluid_settings", "new_fluid_synth"):
        getattr(library, name).restype = ctypes.c_void_p
    library.fluid_set_log_function.restype = ctypes.c_void_p
    for level in range(5):  # it has something to say about every font
        library.fluid_set_log_function(level, None, None)
    return library
