"""Fits a clip in clock time to exactly so many bars at a tempo, the downbeat first.

Columns of the magnitudes are read at the places where the host's beats fall in the clip, before any
phases are found, so a sound that was fitted has never been stretched: what it holds at a beat is
what was drawn there, at its own pitch.

C channels, M mel bins, K columns of the source, L columns of the fitted loop.
"""

from __future__ import annotations

import math

import msgspec
import numpy as np
import soxr
import torch
from torch import Tensor

from bridge.errors import BadRequest, NoGrid
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.onsets import Array
from bridge.sound.dsp.phase import DEFAULT_ITERATIONS, decode
from bridge.sound.dsp.rhythm import Grid, find_grid
from bridge.sound.dsp.spectrogram import mel_spectrogram
from bridge.sound.dsp.stretch import stretched
from bridge.sound.format import FIT, RIFFUSION, SpectrogramFormat
from bridge.timing import MAX_LOOP_SECONDS, check_bars, check_tempo, loop_frames, loop_quarters
from bridge.vocabulary.jobs import PhaseMethod
from bridge.vocabulary.music import Meter

# What is counted at 174 may be felt at 87 or at 43.5, and the other way; no further.
MOST_DOUBLINGS = 2


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """A loop on the host's grid, and how it was made.

    `mel`         magnitudes `[C, M, L]`, a circle, the downbeat in column 0.
    `grid`        what was found in the source.
    `doublings`   the source's tempo was counted 2 ** `doublings` times as fast, to come near the host's.
    `source_bars` bars of the host that were cut from the source;
    `repeats`     times that they are played to fill the bars that were asked.
    `stretch`     duration in the loop over duration in the source.
    """

    mel: Tensor
    grid: Grid
    doublings: int
    source_bars: int
    repeats: int
    stretch: float

    @property
    def confidence(self) -> float:
        """That the loop is on the beat and begins on the downbeat, 0..1."""
        return self.grid.confidence * self.grid.downbeat_confidence


def fit(
    mel: Tensor,
    columns_per_second: float,
    *,
    bars: int,
    tempo_bpm: float,
    meter: Meter | None = None,
    columns: int | None = None,
    circular: bool = False,
    form: SpectrogramFormat = RIFFUSION,
    grid: Grid | None = None,
) -> Fitted:
    """Magnitudes `[C, M, K]` at `columns_per_second` as `bars` bars at `tempo_bpm`, in `columns` columns.

    The tempo found is doubled or halved to come nearest the host's. The bars are the first whole ones
    after the first downbeat; a source that closes is read on past its end. Where it holds fewer than
    `bars`, the most that divide them are repeated: 3 bars fill 4 as 2 and 2. Columns are as far apart
    as in the source unless `columns` says how many there are to be.

    Raises `NoGrid` if no grid is found or less than a bar is held, `BadRequest` for a tempo or a
    number of bars that cannot be rendered.
    """
    meter = meter or Meter()
    check_bars(bars), check_tempo(tempo_bpm)
    grid = grid or find_grid(
        mel, columns_per_second, circular=circular, form=form, meter=meter, tempo_hint_bpm=tempo_bpm
    )
    if grid.columns != mel.shape[-1]:
        raise ValueError(f"the grid is of {grid.columns} columns, the magnitudes have {mel.shape[-1]}")
    doublings, held = _choose_octave(grid, tempo_bpm)
    source_bars = max(part for part in range(1, bars + 1) if bars % part == 0 and part <= held)
    seconds = float(loop_quarters(bars, meter)) * 60.0 / tempo_bpm
    length = columns or round(seconds * columns_per_second)

    pulses = source_bars * grid.pulses_per_bar * 2.0**-doublings
    share = (np.arange(length) * (bars / source_bars) / length) % 1.0
    whole = grid.closes and math.isclose(pulses, len(grid.pulses))
    fade = 0.0 if whole else form.window_s * columns_per_second
    return Fitted(
        mel=_read(mel, grid, share * pulses, pulses, fade, circular=circular or grid.closes),
        grid=grid,
        doublings=doublings,
        source_bars=source_bars,
        repeats=bars // source_bars,
        stretch=grid.tempo_bpm * 2.0**doublings / tempo_bpm,
    )


def fit_sound(
    sound: Tensor,
    rate_hz: int,
    *,
    bars: int,
    tempo_bpm: float,
    meter: Meter | None = None,
    circular: bool = False,
    form: SpectrogramFormat = FIT,
    method: PhaseMethod = PhaseMethod.BEST,
    iterations: int = DEFAULT_ITERATIONS,
    seed: int = 0,
) -> tuple[Tensor, Fitted]:
    """Sound `[C, N]` at `rate_hz` as a loop `[C, loop_frames]` at `form.rate_hz`: `fit`, then phases.

    Also gives what `fit` said of it. Of a sound longer than a minute and a half, its beginning is used.
    Raises as `fit` does.
    """
    meter = meter or Meter()
    frames = loop_frames(bars, meter, tempo_bpm, form.rate_hz)
    sound, mel, columns_per_second = seen(sound, rate_hz, form)
    assert form.columns_per_second is not None
    fitted = fit(
        mel,
        columns_per_second,
        bars=bars,
        tempo_bpm=tempo_bpm,
        meter=meter,
        columns=2 * round(frames / form.rate_hz * form.columns_per_second / 2),
        circular=circular,
        form=form,
    )
    return decode(fitted.mel, frames, form, method=method, iterations=iterations, seed=seed), fitted


def stretch_to_fit(sound: Tensor, rate_hz: int, *, bars: int, tempo_bpm: float, meter: Meter) -> Tensor:
    """Sound `[C, n]` at `rate_hz` as a loop `[C, loop_frames]`, as `fit` finds its grid, but stretched.

    Raises as `fit` does.
    """
    _, mel, columns_per_second = seen(sound.mean(0, keepdim=True), rate_hz, FIT)
    fitted = fit(mel, columns_per_second, bars=bars, tempo_bpm=tempo_bpm, meter=meter, form=FIT)
    return stretch_along(
        sound, rate_hz, fitted, columns_per_second, loop_frames(bars, meter, tempo_bpm, rate_hz)
    )


def stretch_along(
    sound: Tensor, rate_hz: int, fitted: Fitted, columns_per_second: float, frames: int
) -> Tensor:
    """The part of the sound `[C, n]` that `fitted` takes, stretched to a loop `[C, frames]`."""
    count = fitted.source_bars * fitted.grid.pulses_per_bar
    pulses = _columns_at(fitted.grid, np.linspace(0.0, count * 2.0**-fitted.doublings, count + 1))
    once = stretched(
        sound[:, : round(fitted.grid.columns / columns_per_second * rate_hz)],
        rate_hz,
        pulses * (rate_hz / columns_per_second),
        round(frames / fitted.repeats),
        closes=fitted.grid.closes,
    )
    whole = once.repeat(1, fitted.repeats)
    return whole if whole.shape[-1] == frames else resample(whole, frames)


def seen(sound: Tensor, rate_hz: int, form: SpectrogramFormat) -> tuple[Tensor, Tensor, float]:
    """The beginning of `sound` `[C, N]` at `form.rate_hz`, its magnitudes, and their columns a second."""
    if form.columns_per_second is None:
        raise ValueError(f"a clip is fitted in clock time, and {form.name} has none")
    sound = sound[:, : int(MAX_LOOP_SECONDS * rate_hz)].detach().to("cpu", torch.float32)
    if rate_hz != form.rate_hz:
        sound = torch.from_numpy(soxr.resample(sound.T.numpy(), rate_hz, form.rate_hz).T.copy())
    seconds = sound.shape[-1] / form.rate_hz
    columns = round(seconds * form.columns_per_second)
    if columns < 1 or not bool(torch.isfinite(sound).all()):
        raise BadRequest("The sound is empty or contains invalid samples. Use another file.")
    return sound, mel_spectrogram(sound, columns, form), columns / seconds


def _choose_octave(grid: Grid, tempo_bpm: float) -> tuple[int, int]:
    """Doublings of the grid's tempo that bring it nearest `tempo_bpm` and leave a bar, and the bars held."""
    octaves = math.log2(tempo_bpm / grid.tempo_bpm)
    tries = sorted(range(-MOST_DOUBLINGS, MOST_DOUBLINGS + 1), key=lambda doublings: abs(octaves - doublings))
    for doublings in tries:
        held = _bars_held(grid, 2.0**-doublings)
        if held >= 1:
            return doublings, held
    raise NoGrid("Less than a bar follows the first downbeat. Use a longer sound.")


def _bars_held(grid: Grid, ratio: float) -> int:
    """Whole bars, of `ratio` times the grid's own, from the first downbeat on."""
    pulses = len(grid.pulses) if grid.closes else len(grid.pulses) - 1 - grid.first_downbeat
    return math.floor(pulses / (grid.pulses_per_bar * ratio))


def _read(mel: Tensor, grid: Grid, places: Array, pulses: float, fade: float, *, circular: bool) -> Tensor:
    """Columns of `mel` at `places` `[L]`, in pulses after the first downbeat, of a loop of `pulses`.

    The `fade` columns of the source before the loop's end turn into those before its beginning, so that
    the seam is a moment that the source really held. Where nothing lies before the beginning, those
    after the beginning come out of what follows the end instead.
    """
    begin, end = _columns_at(grid, np.array([0.0, pulses]))
    read = _columns_at(grid, places)
    out = _interpolate(mel, read, circular=circular)
    if fade == 0.0:
        return out
    if circular or begin >= fade:
        mix, other = 1.0 - (end - read) / fade, read - end + begin
    elif end + fade <= mel.shape[-1]:
        mix, other = 1.0 - (read - begin) / fade, read - begin + end
    else:
        return out
    share = torch.from_numpy(mix.clip(0.0, 1.0)).to(out)
    return ((1 - share) * out.square() + share * _interpolate(mel, other, circular=circular).square()).sqrt()


def _columns_at(grid: Grid, places: Array) -> Array:
    """Columns of the source at `places`, in pulses after the first downbeat, even beyond the clip's ends."""
    known = np.array(grid.pulses)
    count, at = len(known), places + grid.first_downbeat
    if grid.closes:
        turns = np.floor(at / count)
        known = np.append(known, known[0] + grid.columns)
        return np.asarray(np.interp(at - turns * count, np.arange(count + 1), known) + turns * grid.columns)
    beyond = at - at.clip(0, count - 1)
    return np.asarray(np.interp(at, np.arange(count), known) + beyond * grid.columns_per_pulse)


def _interpolate(mel: Tensor, columns: Array, *, circular: bool) -> Tensor:
    """Magnitudes `[C, M, L]` at `columns` `[L]`, straight between neighbours.

    Columns overlap so much (some six to a window) that magnitudes run smoothly from one to the next, and an
    attack, which climbs over half a window, keeps its place and shape.
    """
    lower = np.floor(columns)
    share = torch.from_numpy(columns - lower).to(mel)
    index = torch.from_numpy(lower.astype(np.int64)).to(mel.device)
    count = mel.shape[-1]
    if circular:
        first, second = index % count, (index + 1) % count
    else:
        first, second = index.clamp(0, count - 1), (index + 1).clamp(0, count - 1)
    return (1 - share) * mel[..., first] + share * mel[..., second]
