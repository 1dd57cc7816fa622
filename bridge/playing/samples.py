"""Reads the sample bank: one file per preset, and an index of the notes in them.

`bridge.training.bank` makes the bank. A file is read when its preset is first played; a note is decoded only
as far as needed.
"""

from __future__ import annotations

import io
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from bridge.errors import BadFile
from bridge.lru_cache import LruCache

Sound = NDArray[np.float32]

BANK = Path(__file__).with_name("bank")
INDEX = "index.json"
BANK_RATE_HZ = 44_100
_STEP_FRAMES = 1 << 14  # decoded at a time
DRUM_BANK = 128
_CACHE_BYTES = 128 << 20  # of decoded sound


class SampleLoop(msgspec.Struct, frozen=True, array_like=True):
    """How to extend a note: cross-fade its last `fade` frames before `end` into those before `start`, then go
    on from `start`, `decay` times as loud each round. `alike` is the correlation of the two, 0..1."""

    start: int
    end: int
    fade: int
    alike: float
    decay: float


class Take(msgspec.Struct, frozen=True, array_like=True):
    """One recorded note: `frames` long, in `size` bytes at `place` in its preset's file, scaled by `scale`.

    `velocity` is that of its timbre; all layers of a pitch are equally loud. Once released, the note fades by
    `release_db_s` decibels a second; 0 lets it ring.
    """

    pitch: int
    velocity: int
    place: int
    size: int
    frames: int
    scale: float
    release_db_s: float
    loop: SampleLoop | None = None


class Preset(msgspec.Struct, frozen=True):
    """One preset in the index; `takes` are sorted by pitch, then velocity.

    The first `head` bytes of its file and the bytes of one take together are an Ogg Vorbis stream, so that
    notes are read without seeking: libsndfile may seek to other frames in Vorbis. `touch` says whether it
    gets brighter with velocity even where it has one layer. A kit (bank 128) leaves out pieces that it shares
    with the standard kit, program 0.
    """

    bank: int
    program: int
    name: str
    file: str
    head: int
    channels: int
    touch: bool
    takes: tuple[Take, ...]


class Index(msgspec.Struct, frozen=True):
    """All presets of a bank, and the soundfont that they come from."""

    font: str
    presets: tuple[Preset, ...]


class SampledInstrument:
    """An open preset. `spare` is the standard kit, for pieces that a kit leaves out."""

    def __init__(
        self,
        preset: Preset,
        folder: Path,
        decoded: LruCache[tuple[str, Take], Sound],
        spare: SampledInstrument | None = None,
    ) -> None:
        self.preset = preset
        self._path = folder / preset.file
        self._decoded, self._spare = decoded, spare
        self._layers: dict[int, tuple[Take, ...]] = {}
        for take in preset.takes:
            self._layers[take.pitch] = (*self._layers.get(take.pitch, ()), take)

    @cached_property
    def _bytes(self) -> bytes:
        try:
            return self._path.read_bytes()
        except OSError as error:
            raise BadFile(f"“{self._path}” is missing. Reinstall Riffbridge.") from error

    def having(self, pitch: int) -> SampledInstrument:
        """This preset, or the standard kit for a piece that only that has."""
        shared = self._spare is not None and pitch not in self._layers and pitch in self._spare._layers
        return self._spare if shared and self._spare is not None else self

    def layers(self, pitch: int) -> tuple[Take, ...]:
        """The layers of the recorded pitch nearest to `pitch`, softest first."""
        return self._layers[min(self._layers, key=lambda known: (abs(known - pitch), known))]

    def read(self, take: Take, frames: int) -> Sound:
        """At least the first `frames` of `take`, or all of it: `[C, N]`, scaled."""
        known = self._decoded.get((self.preset.file, take))
        if known is None or known.shape[1] < min(frames, take.frames):
            wanted = min(take.frames, -(-frames // _STEP_FRAMES) * _STEP_FRAMES)
            known = self._decode(take, wanted) * np.float32(take.scale)
            self._decoded.put((self.preset.file, take), known, known.nbytes)
        return known

    def _decode(self, take: Take, frames: int) -> Sound:
        import soundfile  # takes 20 ms

        stream = self._bytes[: self.preset.head] + self._bytes[take.place : take.place + take.size]
        try:
            with soundfile.SoundFile(io.BytesIO(stream)) as file:
                return np.ascontiguousarray(file.read(frames, dtype="float32", always_2d=True).T)
        except soundfile.SoundFileError as error:
            raise BadFile(f"“{self._path}” is damaged. Reinstall Riffbridge.") from error


class SampleBank:
    """A folder of presets. For one thread at a time."""

    def __init__(self, folder: Path = BANK) -> None:
        self._folder = folder
        self._open: dict[tuple[int, int], SampledInstrument] = {}
        self._decoded: LruCache[tuple[str, Take], Sound] = LruCache(_CACHE_BYTES)

    @cached_property
    def index(self) -> Index:
        path = self._folder / INDEX
        try:
            return msgspec.json.decode(path.read_bytes(), type=Index)
        except (OSError, msgspec.MsgspecError) as error:
            raise BadFile(f"“{path}” is missing or damaged. Reinstall Riffbridge.") from error

    @cached_property
    def _presets(self) -> dict[tuple[int, int], Preset]:
        return {(preset.bank, preset.program): preset for preset in self.index.presets}

    def holds(self, bank: int, program: int) -> bool:
        return (bank, program) in self._presets

    def open(self, bank: int, program: int) -> SampledInstrument:
        """Open a preset once. Raises `BadFile` if the bank lacks it or can't be read."""
        key = (bank, program)
        if key not in self._presets:
            raise BadFile(f"The sample bank has no preset {bank}:{program}. Make the bank again.")
        if key not in self._open:
            spare = self.open(bank, 0) if bank == DRUM_BANK and program else None
            preset = self._presets[key]
            self._open[key] = SampledInstrument(preset, self._folder, self._decoded, spare)
        return self._open[key]


@lru_cache(maxsize=1)
def shipped_bank() -> SampleBank:
    """The bank that comes with Riffbridge."""
    return SampleBank()
