"""Reads the sounds of a piece, and finds their bars and tempo: from what they say, else by listening."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import msgspec

from bridge.errors import BadFile, BadRequest, NoGrid
from bridge.requests.stored import read_job
from bridge.sound.files.clips import read_loop
from bridge.sound.files.reading import open_sound, read_beginning
from bridge.timing import MAX_BARS, MAX_LOOP_SECONDS
from bridge.vocabulary.jobs import RenderJob, SourceLoop
from bridge.vocabulary.music import Meter

# The file of a source, by its name in an arrangement. Raises `RiffbridgeError`, with what would be right.
Find = Callable[[str], Path]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A sound of `seconds` at `path`. `job` is set for a clip of ours; `loop` is what the file says, or what
    was heard once that was needed."""

    path: Path
    seconds: float
    job: RenderJob | None
    loop: SourceLoop | None

    def bars(self, meter: Meter) -> int:
        """Its length in bars of `meter`; of a foreign sound, the whole bars that fit in it, at least one.

        Raises `BadRequest` for a clip of ours of no whole number of bars, and for too many.
        """
        bar = float(meter.quarters_per_bar)
        if self.job is not None:
            bars = float(self.job.loop.quarters) / bar
            if bars != int(bars):
                raise BadRequest(
                    f"“{self.path.name}” has {bars:.4g} bars of {meter}. Use the meter {self.job.meter}."
                )
        else:
            loop = self.loop or SourceLoop()
            quarters = loop.quarters or self.seconds * (loop.tempo_bpm or 0) / 60
            bars = max(1, math.floor(quarters / bar + 0.01))
        if bars > MAX_BARS:
            raise BadRequest(f"“{self.path.name}” has {bars:.0f} bars. Use {MAX_BARS} at most.")
        return int(bars)


def read_source(path: Path) -> Source:
    """The source at `path`, by what its file says. Raises `BadFile` if that isn't a sound."""
    try:
        job = read_job(path)
    except BadFile:
        job = None
    with open_sound(path) as sound:
        seconds = sound.frames / sound.samplerate
    if job is not None:
        return Source(path=path, seconds=seconds, job=job, loop=SourceLoop(tempo_bpm=job.tempo_bpm))
    reading = read_loop(path)
    loop = reading.loop if reading is not None and reading.is_claimed else None
    return Source(path=path, seconds=seconds, job=None, loop=loop)


def _heard(path: Path) -> SourceLoop:
    # Loads torch, which pieces of clips do without.
    from bridge.sound.dsp.foreign import heard_loop

    try:
        return heard_loop(*read_beginning(path, MAX_LOOP_SECONDS), Meter())
    except NoGrid as error:
        raise NoGrid(f"“{path.name}”: {error}") from error


class Sources:
    """The sources of a piece by the names that it calls them by, each read once. `find` looks a name up."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._read: dict[str, Source] = {}

    def __getitem__(self, name: str) -> Source:
        """The source called `name`. Raises what `find` and `read_source` do."""
        if name not in self._read:
            self._read[name] = read_source(self._find(name))
        return self._read[name]

    def bars(self, name: str, meter: Meter) -> int:
        """The source's own bars; see `Source.bars`. Raises `NoGrid` if nothing says them."""
        return self._heard(name).bars(meter)

    def tempo_bpm(self, name: str) -> float:
        """The source's own tempo. Raises `BadRequest` if it isn't known, `NoGrid` if nothing says it."""
        source = self._heard(name)
        tempo_bpm = source.loop.tempo_bpm if source.loop is not None else None
        if tempo_bpm is None:
            raise BadRequest(
                f"“{source.path.name}” doesn't say its tempo. Give the piece's, such as --bpm 120."
            )
        return tempo_bpm

    def _heard(self, name: str) -> Source:
        """The source, listened to if it doesn't say what it is."""
        source = self[name]
        if source.loop is None:
            source = self._read[name] = msgspec.structs.replace(source, loop=_heard(source.path))
        return source
