"""Fits a loop that somebody else made to a loop of ours, as gently as it can be done.

    what it is: told, or heard → alone | repeated or cut at its own tempo | another tempo | another grid

A sound that already has the loop's length is left alone, to the sample. One that is whole beats at the loop's
tempo keeps its samples too, and only as many bars as fit are cut and repeated. At another tempo it is
stretched evenly, and only where it isn't whole beats along the grid that is heard in it.

C channels, N frames of the loop.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from bridge.errors import BadRequest, NoGrid
from bridge.sound.dsp.fit import MOST_DOUBLINGS, fit, seen, stretch_along
from bridge.sound.dsp.hearing import Heard, hear
from bridge.sound.dsp.rhythm import quarters_per_pulse
from bridge.sound.dsp.stretch import stretched
from bridge.sound.files.loops import AUDIBLE, ROUNDED_FRAMES
from bridge.sound.files.reading import Sound
from bridge.sound.format import FIT
from bridge.timing import MAX_LOOP_SECONDS, loop_frames
from bridge.vocabulary.jobs import SourceLoop
from bridge.vocabulary.music import Loop, Meter

# Over so long the end of a cut loop turns into what leads to its beginning.
_FADE_S = 0.01
# Silence at a sound's ends that is worth listening without, and by how much that must then be likelier. Of 90
# composed loops with 11 to 136 ms of silence after them 72 are found so, and 5 without; none is lost.
_LEAST_SILENCE_S, _TRIM_MARGIN = 0.002, 0.05


class Brought(NamedTuple):
    """A sound `[C, N]` as a loop: the tempo that it was taken for, counted in the octave nearest the loop's;
    whether its samples are still its own; and what was heard, where nobody told its tempo."""

    sound: Tensor
    tempo_bpm: float
    is_untouched: bool
    heard: Heard | None = None


def bring(sound: Tensor, rate_hz: int, source: SourceLoop, loop: Loop) -> Brought:
    """`sound` `[C, n]`, of which `source` says what is known, as the exact frames of `loop` at `rate_hz`.

    Raises `NoGrid` where no tempo is told or heard, or the sound holds less than a bar; `BadRequest` for a
    loop that can't be rendered, or an empty sound.
    """
    frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    sound = _part(sound, source, rate_hz)
    if _is_near(sound, frames) and _is_same_octave(source.quarters, loop.quarters):
        return Brought(_to_length(sound, frames), loop.tempo_bpm, is_untouched=True)
    if source.quarters is not None:
        return _from_whole(sound, rate_hz, source.quarters, loop)
    sound = sound[:, : int(MAX_LOOP_SECONDS * rate_hz)]
    seen_whole = seen(sound, rate_hz, FIT)[1:]
    heard = _heard(sound, rate_hz, loop.meter, source.tempo_bpm, *seen_whole)
    if source.tempo_bpm is None and (inner := _between_silence(sound, rate_hz, loop.meter)) is not None:
        part, within = inner
        if within.score > heard.score + _TRIM_MARGIN:
            sound, heard = part, within._replace(reason=f"{within.reason} between silence")
    if heard.grid.closes:
        quarters = len(heard.grid.pulses) * float(quarters_per_pulse(loop.meter))
        return _from_whole(sound, rate_hz, quarters, loop)._replace(heard=heard)
    mel, columns_per_second = seen_whole
    fitted = fit(
        mel, columns_per_second, bars=loop.bars, tempo_bpm=loop.tempo_bpm, meter=loop.meter,
        form=FIT, grid=heard.grid,
    )  # fmt: skip
    made = stretch_along(sound, rate_hz, fitted, columns_per_second, frames)
    return Brought(made, heard.grid.tempo_bpm * 2.0**fitted.doublings, is_untouched=False, heard=heard)


def heard_loop(samples: Sound, rate_hz: int, meter: Meter) -> SourceLoop:
    """The loop that is heard in `samples` `[C, n]`, as `bring` hears it. Raises `NoGrid`."""
    sound = torch.from_numpy(samples)
    heard = _heard(sound, rate_hz, meter, None, *seen(sound, rate_hz, FIT)[1:])
    if (inner := _between_silence(sound, rate_hz, meter)) is not None:
        heard = inner[1] if inner[1].score > heard.score + _TRIM_MARGIN else heard
    quarters = len(heard.grid.pulses) * float(quarters_per_pulse(meter)) if heard.grid.closes else None
    return SourceLoop(tempo_bpm=float(heard.grid.tempo_bpm), quarters=quarters)


def _heard(
    sound: Tensor, rate_hz: int, meter: Meter, tempo_bpm: float | None, mel: Tensor, columns_per_second: float
) -> Heard:
    frames = sound.shape[-1]
    return hear(mel, columns_per_second, frames, rate_hz, form=FIT, meter=meter, tempo_bpm=tempo_bpm)


def _between_silence(sound: Tensor, rate_hz: int, meter: Meter) -> tuple[Tensor, Heard] | None:
    """The sound without silence at its ends, if there is any, and whole bars that are heard in that."""
    loud = sound.abs().amax(dim=0)
    audible = torch.nonzero(loud > AUDIBLE * loud.amax()).flatten()
    if not len(audible) or sound.shape[-1] - (audible[-1] - audible[0]) < _LEAST_SILENCE_S * rate_hz:
        return None
    part = sound[:, audible[0] : audible[-1] + 1]
    try:
        heard = _heard(part, rate_hz, meter, None, *seen(part, rate_hz, FIT)[1:])
    except (NoGrid, BadRequest):
        return None
    return (part, heard) if heard.grid.closes else None


def _from_whole(sound: Tensor, rate_hz: int, quarters: float, loop: Loop) -> Brought:
    """A sound that is so many quarters, as `loop`: as many of its bars as divide the loop's, repeated."""
    bar = float(loop.meter.quarters_per_bar)
    own_bpm = 60.0 * quarters * rate_hz / sound.shape[-1]
    octaves = math.log2(loop.tempo_bpm / own_bpm)
    tries = sorted(range(-MOST_DOUBLINGS, MOST_DOUBLINGS + 1), key=lambda doublings: abs(octaves - doublings))
    for doublings in tries:
        held = quarters * 2.0**doublings
        if held >= bar or (bar / held).is_integer():
            break
    else:
        raise NoGrid("The sound lasts less than a bar. Use a longer one, or give source_bars.")
    if held < bar:
        sound, held = sound.repeat(1, int(bar / held)), bar
    bars = max(part for part in range(1, loop.bars + 1) if loop.bars % part == 0 and part * bar <= held)
    frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    piece = _beginning(sound, round(sound.shape[-1] * bars * bar / held), rate_hz)
    wanted = round(Fraction(frames * bars, loop.bars))
    is_untouched = _is_near(piece, wanted)
    piece = _to_length(piece, wanted) if is_untouched else _retimed(piece, rate_hz, wanted)
    whole = _to_length(piece.repeat(1, loop.bars // bars), frames)
    return Brought(whole, own_bpm * 2.0**doublings, is_untouched)


def _part(sound: Tensor, source: SourceLoop, rate_hz: int) -> Tensor:
    begin = round(source.begin_s * rate_hz)
    end = sound.shape[-1] if source.end_s is None else round(source.end_s * rate_hz)
    return sound[:, begin:end]


def _beginning(sound: Tensor, frames: int, rate_hz: int) -> Tensor:
    """The first `frames` of a circle, closed: its last moment turns into the one before its first."""
    if frames >= sound.shape[-1] - ROUNDED_FRAMES:
        return sound
    fade = min(round(_FADE_S * rate_hz), frames // 4, sound.shape[-1] - frames)
    if not fade:
        return sound[:, :frames]
    angle = torch.linspace(0, math.pi / 2, fade + 2)[1:-1]
    end = sound[:, frames - fade : frames] * torch.cos(angle) + sound[:, -fade:] * torch.sin(angle)
    return torch.cat([sound[:, : frames - fade], end], dim=1)


def _to_length(sound: Tensor, frames: int) -> Tensor:
    """The circle `sound` `[C, n]` with a few frames less or more at its end, the others as they are."""
    missing = frames - sound.shape[-1]
    if missing <= 0:
        return sound[:, :frames]
    steps = torch.arange(1, missing + 1) / (missing + 1)
    return torch.cat([sound, sound[:, -1:] * (1 - steps) + sound[:, :1] * steps], dim=1)


def _is_near(sound: Tensor, frames: int) -> bool:
    return abs(sound.shape[-1] - frames) <= ROUNDED_FRAMES


def _is_same_octave(quarters: float | None, wanted: Fraction) -> bool:
    """Whether so many quarters, if that is told, are those wanted, counted faster or slower."""
    return quarters is None or math.log2(quarters / float(wanted)).is_integer()


def _retimed(sound: Tensor, rate_hz: int, frames: int) -> Tensor:
    return stretched(sound, rate_hz, np.array([0.0, sound.shape[-1]]), frames, closes=True)
