"""Decides which loop a sound is, from what its file says and how long it is. Pure: nothing is listened to.

    what the file says → hypotheses, each with a confidence → the surest one

A claim of tempo is surest where the sound lasts a whole number of bars at it. Claims come from our
certificate, `acid`, `basc`, tags and the name. Beside them stands the length itself: a file that is a power
of two of bars at a round tempo, to the frame, is a loop that a program cut. By chance one file in 300 is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from bridge.errors import BadRequest
from bridge.sound.files.chunks import Acid, SampleLoop
from bridge.sound.files.tempo_names import named_tempos
from bridge.timing import MAX_TEMPO_BPM, MIN_TEMPO_BPM, check_tempo
from bridge.vocabulary.jobs import SourceLoop
from bridge.vocabulary.music import Loop, Meter

# More than this out of a count of beats is a hit that somebody's program called four beats.
MAX_COUNTED_BPM = 300.0
# Programs round lengths differently, and again when they change the rate.
ROUNDED_FRAMES = 2
# What is further below the peak at a sound's ends is silence that somebody left there.
AUDIBLE = 1e-3
# A stated tempo and a count agree if they differ by less than this part.
_AGREEMENT = 1e-3
# Round tempos that a length is compared with; beyond, a loop is counted in another octave.
_SLOWEST_ROUND, _FASTEST_ROUND = 80, 160
_ROUND_BARS = (1, 2, 4, 8, 16)


class Origin(StrEnum):
    """Where a claim of tempo comes from."""

    REQUEST = "the request"
    CERTIFICATE = "its certificate"
    ACID = "its acid chunk"
    BASC = "its basc chunk"
    TAG = "its tempo tag"
    NAME = "its name"
    LENGTH = "its length"


# Confidence where the sound is whole bars at the tempo, whole beats, and neither.
_CONFIDENCES = {
    Origin.REQUEST: (1.0, 1.0, 1.0),
    Origin.CERTIFICATE: (1.0, 1.0, 0.9),
    Origin.ACID: (0.97, 0.9, 0.78),
    Origin.BASC: (0.97, 0.9, 0.78),
    Origin.TAG: (0.95, 0.85, 0.77),
    Origin.NAME: (0.95, 0.76, 0.75),
}
# Of a bare number: where it makes 1, 2, 4, … bars, other whole bars, and whole beats.
_BARE_NAME = (0.9, 0.85, 0.65)
_COUNTED_ONLY = 0.8
_LENGTH_ONLY = 0.74


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a sound before anybody listens to it.

    `frames` is its length, `None` if that can't be read, and `sounding` the frames up to its last audible
    one, if somebody looked. `loops` are a sampler's, `beats` an Apple Loop's. `licence` and `author`
    are empty where it states none.
    """

    frames: int | None
    rate_hz: int
    sounding: int | None = None
    certificate: Loop | None = None
    acid: Acid | None = None
    loops: Sequence[SampleLoop] = ()
    beats: int = 0
    tag_bpm: float | None = None
    name: str = ""
    licence: str = ""
    author: str = ""


class LoopReading(msgspec.Struct, frozen=True, kw_only=True):
    """The loop that a sound is taken for, how sure that is (0..1), and why, in words."""

    loop: SourceLoop
    confidence: float
    origin: Origin
    reason: str

    @property
    def is_claimed(self) -> bool:
        """Whether somebody states the tempo, rather than the length suggesting it."""
        return self.origin is not Origin.LENGTH


def read_loop(
    evidence: Evidence,
    meter: Meter | None = None,
    *,
    tempo_bpm: float | None = None,
    bars: int | None = None,
) -> LoopReading | None:
    """The likeliest loop, or `None` where nothing but the ear can tell.

    `tempo_bpm` and `bars` are what the request says of the source, and count for more than all else. Raises
    `BadRequest` if they can't be true of a sound so long.
    """
    meter = meter or Meter()
    if tempo_bpm is not None or bars is not None:
        return _requested(evidence, meter, tempo_bpm, bars)
    found = [*_certified(evidence), *_stated(evidence, meter), *_from_length(evidence, meter)]
    return max(found, key=lambda reading: reading.confidence, default=None)


def whole_bars(loop: SourceLoop, meter: Meter) -> int | None:
    """How many bars of `meter` the loop lasts, if that is a whole number."""
    bars = 0.0 if loop.quarters is None else loop.quarters / float(meter.quarters_per_bar)
    return int(bars) if bars >= 1 and bars == int(bars) else None


# ---- what the request says ----


def _requested(evidence: Evidence, meter: Meter, tempo_bpm: float | None, bars: int | None) -> LoopReading:
    if tempo_bpm is not None:
        check_tempo(tempo_bpm)
    if bars is None:
        assert tempo_bpm is not None
        return _placed(evidence, meter, Origin.REQUEST, tempo_bpm, 0.5)
    quarters = bars * float(meter.quarters_per_bar)
    region = next(_regions(evidence), None)
    if region is None:
        return _reading(Origin.REQUEST, 1.0, SourceLoop(tempo_bpm=tempo_bpm, quarters=quarters))
    begin, end = region
    if tempo_bpm is None:
        return _reading(Origin.REQUEST, 1.0, _counted_loop(evidence, quarters, begin, end))
    wanted = round(quarters * 60 / tempo_bpm * evidence.rate_hz)
    assert evidence.frames is not None
    if wanted > evidence.frames + 0.005 * wanted:
        lasts = evidence.frames / evidence.rate_hz * tempo_bpm / 60 / float(meter.quarters_per_bar)
        raise BadRequest(
            f"The source lasts {lasts:.4g} bars at {tempo_bpm:g} BPM, not {bars}. Correct source_bpm or "
            "source_bars, or leave one out."
        )
    begin = begin if begin + wanted <= evidence.frames else 0
    end = min(begin + wanted, evidence.frames)
    return _reading(Origin.REQUEST, 1.0, _loop(evidence, tempo_bpm, quarters, begin, end))


def _counted_loop(evidence: Evidence, quarters: float, begin: int, end: int) -> SourceLoop:
    tempo_bpm = 60 * quarters * evidence.rate_hz / (end - begin)
    if not MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM:
        seconds = (end - begin) / evidence.rate_hz
        raise BadRequest(f"source_bars: {quarters:g} beats in {seconds:.3g} s would be {tempo_bpm:.4g} BPM.")
    return _loop(evidence, tempo_bpm, quarters, begin, end)


# ---- what the file says ----


def _certified(evidence: Evidence) -> Iterator[LoopReading]:
    if (loop := evidence.certificate) is not None:
        whole = SourceLoop(tempo_bpm=loop.tempo_bpm, quarters=float(loop.quarters))
        yield _reading(Origin.CERTIFICATE, 1.0, whole)


def _stated(evidence: Evidence, meter: Meter) -> Iterator[LoopReading]:
    yield from _from_acid(evidence, meter)
    if evidence.beats:
        yield from _counted(evidence, Origin.BASC, evidence.beats, None)
    if evidence.tag_bpm is not None and MIN_TEMPO_BPM <= evidence.tag_bpm <= MAX_TEMPO_BPM:
        # Programs write 128 for 127.6, but 93.50 for what it is.
        rounding = 0.5 if evidence.tag_bpm.is_integer() else 0.05
        yield _placed(evidence, meter, Origin.TAG, evidence.tag_bpm, rounding)
    for named in named_tempos(evidence.name):
        reading = _placed(evidence, meter, Origin.NAME, named.tempo_bpm, named.rounding_bpm)
        if named.is_marked:
            yield reading
        elif reading.loop.quarters is not None:
            bars = whole_bars(reading.loop, meter)
            powers, others, beats = _BARE_NAME
            confidence = beats if bars is None else powers if bars.bit_count() == 1 else others
            yield msgspec.structs.replace(reading, confidence=confidence)


def _from_acid(evidence: Evidence, meter: Meter) -> Iterator[LoopReading]:
    """A one-shot claims nothing. Hosts trust the beats over the tempo, and so do we, unless a sampler's loop
    or the sound's own end confirms the tempo."""
    acid = evidence.acid
    if acid is None or acid.one_shot:
        return
    stated = acid.tempo_bpm if MIN_TEMPO_BPM <= acid.tempo_bpm <= MAX_TEMPO_BPM else None
    if acid.beats and evidence.frames:
        yield from _counted(evidence, Origin.ACID, acid.beats, stated)
    elif stated is not None:
        yield _placed(evidence, meter, Origin.ACID, stated, 0.0)


def _counted(evidence: Evidence, origin: Origin, beats: int, stated: float | None) -> Iterator[LoopReading]:
    """The tempo of so many beats in the sound; or the stated one, where a part of the sound confirms it."""
    regions = list(_regions(evidence))
    beat = 0.0 if stated is None else 60 / stated * evidence.rate_hz
    if evidence.sounding and evidence.sounding <= beats * beat <= (evidence.frames or 0):
        regions.insert(0, (0, round(beats * beat)))
    counts = [60 * beats * evidence.rate_hz / (end - begin) for begin, end in regions]
    for (begin, end), counted in zip(regions, counts, strict=True):
        if stated is not None and abs(stated - counted) < _AGREEMENT * counted:
            yield _reading(origin, _CONFIDENCES[origin][0], _loop(evidence, stated, beats, begin, end))
            return
    if regions and MIN_TEMPO_BPM <= counts[-1] <= MAX_COUNTED_BPM:
        certain = _CONFIDENCES[origin][0] if origin is Origin.BASC else _COUNTED_ONLY
        yield _reading(origin, certain, _loop(evidence, counts[-1], beats, *regions[-1]))


def _placed(
    evidence: Evidence, meter: Meter, origin: Origin, tempo_bpm: float, rounding_bpm: float
) -> LoopReading:
    """The loop of a sound at `tempo_bpm`, perhaps rounded by so much: whole bars or beats, or neither."""
    bars, beats, neither = _CONFIDENCES[origin]
    loop = _whole_loop(evidence, meter, tempo_bpm, rounding_bpm)
    if loop is None:
        return _reading(origin, neither, SourceLoop(tempo_bpm=float(tempo_bpm)))
    return _reading(origin, bars if whole_bars(loop, meter) else beats, loop)


def _whole_loop(evidence: Evidence, meter: Meter, tempo_bpm: float, rounding_bpm: float) -> SourceLoop | None:
    """The part of the sound that is whole beats at the tempo, to the frame; or the whole sound, if its own
    tempo as whole bars would be written so."""
    beat = 60 / tempo_bpm * evidence.rate_hz
    for begin, end in _regions(evidence, beat):
        beats = round((end - begin) / beat)
        if beats and abs(end - begin - beats * beat) <= ROUNDED_FRAMES:
            return _loop(evidence, tempo_bpm, beats, begin, end)
    for begin, end in _regions(evidence):
        bar = float(meter.quarters_per_bar)
        quarters = bar * round((end - begin) / beat / bar)
        if quarters:
            exact = 60 * quarters * evidence.rate_hz / (end - begin)
            if abs(exact - tempo_bpm) <= rounding_bpm:
                return _loop(evidence, exact, quarters, begin, end)
    return None


def _regions(evidence: Evidence, beat: float | None = None) -> Iterator[tuple[int, int]]:
    """What may be the loop, as (first frame, frame after the last): a sampler's loop, all of the sound, and,
    where a `beat` is given in frames, its beats up to the silence at its end."""
    frames = evidence.frames
    if not frames:
        return
    least = evidence.rate_hz // 5
    for loop in evidence.loops[:1]:
        if 0 <= loop.start < loop.end <= frames + ROUNDED_FRAMES and loop.end - loop.start >= least:
            yield loop.start, min(loop.end, frames)
    yield 0, frames
    if beat is not None and evidence.sounding:
        beats = int(frames / beat)
        if beats and beats * beat >= evidence.sounding:
            yield 0, round(beats * beat)


def _loop(evidence: Evidence, tempo_bpm: float, quarters: float, begin: int, end: int) -> SourceLoop:
    # A job's digest tells 4 from 4.0.
    return SourceLoop(
        tempo_bpm=float(tempo_bpm),
        quarters=float(quarters),
        begin_s=begin / evidence.rate_hz,
        end_s=None if end == evidence.frames else end / evidence.rate_hz,
    )


# ---- what the length says ----


def _from_length(evidence: Evidence, meter: Meter) -> Iterator[LoopReading]:
    for bars in _ROUND_BARS:
        quarters = bars * float(meter.quarters_per_bar)
        tempo_bpm = round_tempo(evidence.frames or 0, evidence.rate_hz, quarters)
        if tempo_bpm is not None and _SLOWEST_ROUND <= tempo_bpm < _FASTEST_ROUND:
            loop = SourceLoop(tempo_bpm=tempo_bpm, quarters=quarters)
            yield _reading(Origin.LENGTH, _LENGTH_ONLY, loop)


def round_tempo(frames: int, rate_hz: int, quarters: float) -> float | None:
    """The whole number of BPM at which so many quarters last so many frames, give or take one; or `None`."""
    if not frames:
        return None
    nearest = float(round(60 * quarters * rate_hz / frames))
    return nearest if nearest and abs(frames - 60 * quarters * rate_hz / nearest) <= 1 else None


# ---- in words ----


def _reading(origin: Origin, confidence: float, loop: SourceLoop) -> LoopReading:
    tempo = "" if loop.tempo_bpm is None else f"{loop.tempo_bpm:.5g} BPM"
    if loop.quarters is None:
        words = f"{origin.value} says {tempo}"
    elif origin is Origin.LENGTH:
        words = f"its length is {loop.quarters:g} beats at {tempo}, to the frame"
    else:
        words = f"{origin.value} says {tempo}, and it lasts {loop.quarters:g} beats"
    return LoopReading(loop=loop, confidence=confidence, origin=origin, reason=words)
