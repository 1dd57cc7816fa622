"""Makes a job's guide, levels and samples: its source on its loop, or what is composed, played.

C channels, M mel bins, K columns of the canvas, N frames of the loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from bridge.engine.canvas import Canvas
from bridge.engine.inpaint import kept_columns
from bridge.engine.splice import bed
from bridge.errors import BadFile
from bridge.playing.jobs import at_drawn_tempo, play_job
from bridge.rendering.filled import play_on
from bridge.sound.dsp.circle import resample
from bridge.sound.dsp.fit import fit_sound, stretch_to_fit
from bridge.sound.dsp.foreign import bring
from bridge.sound.dsp.phase import decode, normalise
from bridge.sound.dsp.spectrogram import magnitudes_to_levels, mel_spectrogram
from bridge.sound.dsp.stretch import stretched
from bridge.sound.files.clips import read_certificate, read_loop_tempo
from bridge.sound.files.reading import audio_sha256, read_audio
from bridge.sound.format import FIT, SpectrogramFormat
from bridge.sound.mono import to_mono
from bridge.timing import loop_frames
from bridge.vocabulary.jobs import RenderJob, Tell
from bridge.vocabulary.music import Loop

# Between rates a length is rounded twice, and other programs round otherwise.
MOST_ROUNDED_FRAMES = 2
# A file that claims a tempo may be this much longer or shorter than its bars.
MOST_OFF = 0.002


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What a loop sounds like before any model has touched it: the job's source, or its score, played.

    `levels` `[C', M, K]` are its picture as the model sees it, `scale` times as loud as the sound. `kept`
    `[K]` says which columns stay, if only a part is redrawn. `sound` `[C, N]` is at the job's rate and at
    `tempo_bpm`. Where decoding is not relative it holds only what stays, in the model's
    channels, and is absent if the loop is played at another tempo.
    """

    levels: Tensor
    scale: float = 1.0
    kept: Tensor | None = None
    sound: Tensor | None = None
    tempo_bpm: float


def read_source(
    job: RenderJob, form: SpectrogramFormat, canvas: Canvas, tell: Tell = lambda message: None
) -> Guide:
    """The source of `job`, for a canvas of `form`; `tell` hears if it is stretched.

    Raises `BadFile` if it has changed or cannot be read, `NoGrid` if it is a stranger's of another length,
    and no beat can be found in it.
    """
    assert job.source is not None
    path = Path(job.source.path)
    if audio_sha256(path) != job.source.sha256:
        raise BadFile(f"{path} has changed since you asked. Ask again.")
    gap, is_relative = job.drawn_gap, job.decoding == "relative"
    part = Loop(tempo_bpm=job.drawn_at_bpm, bars=job.source_bars or job.bars, meter=job.meter)

    def at_rate(rate_hz: int, tell: Tell = lambda message: None) -> Tensor:
        sound = _read(path, rate_hz, 2 if is_relative else form.channels)
        frames = loop_frames(part.bars, part.meter, part.tempo_bpm, rate_hz)
        if job.source_loop:
            sound, own_bpm, is_untouched, _ = bring(sound, rate_hz, job.source_loop, part)
            if not is_untouched:
                tell(
                    f"The source is stretched from {own_bpm:.5g} to {part.tempo_bpm:g} BPM. "
                    "If its tempo is another, give source_bpm or source_bars."
                )
        elif _is_near(sound.shape[-1], frames):
            sound = sound if sound.shape[-1] == frames else resample(sound, frames)
        elif is_relative:
            tell(f"The source is stretched to {part.tempo_bpm:g} BPM.")
            sound = _stretched(sound, path, part, rate_hz)
        else:
            sound = _decoded_anew(sound, path, part, rate_hz)
        if gap is None:
            return sound
        whole = loop_frames(job.bars, job.meter, part.tempo_bpm, rate_hz)
        return bed(sound, whole, gap, job.loop.quarters)

    sound = at_rate(form.rate_hz, tell)
    own = kept = None
    if is_relative or (gap is not None and job.drawn_tempo_bpm is None):
        own = sound if job.rate_hz == form.rate_hz else at_rate(job.rate_hz)
    if gap is not None:
        kept = kept_columns(gap, float(job.loop.quarters), canvas.columns, canvas.rounds)
    levels, scale = _picture(sound, form, canvas)
    return Guide(levels=levels, scale=scale, kept=kept, sound=own, tempo_bpm=job.drawn_at_bpm)


def play_on_guide(job: RenderJob, form: SpectrogramFormat, canvas: Canvas, tell: Tell) -> Guide:
    """A clip that goes on from its score, for a canvas of `form`: its own samples, and what is new, played.

    Raises `BadFile` as `play_on` does.
    """
    assert job.drawn_gap is not None
    own = torch.from_numpy(play_on(job, job.rate_hz, tell))
    frames = loop_frames(job.bars, job.meter, job.tempo_bpm, form.rate_hz)
    levels, scale = _picture(own if own.shape[-1] == frames else resample(own, frames), form, canvas)
    kept = kept_columns(job.drawn_gap, float(job.loop.quarters), canvas.columns, canvas.rounds)
    return Guide(levels=levels, scale=scale, kept=kept, sound=own, tempo_bpm=job.tempo_bpm)


def play_guide(job: RenderJob, form: SpectrogramFormat, canvas: Canvas) -> Guide:
    """What is composed and played for take `job.take`, for a canvas of `form`.

    It is played at the job's tempo, and seen at the one that is drawn, so that a picture serves all tempos.
    Raises `BadFile` if the sample bank is missing or damaged.
    """
    own = torch.from_numpy(play_job(job, job.rate_hz))
    drawn = at_drawn_tempo(job)
    frames = loop_frames(drawn.bars, drawn.meter, drawn.tempo_bpm, form.rate_hz)
    if drawn.tempo_bpm == job.tempo_bpm and job.rate_hz >= form.rate_hz:
        seen = own if own.shape[-1] == frames else resample(own, frames)
    else:
        seen = torch.from_numpy(play_job(drawn, form.rate_hz))
    levels, scale = _picture(seen, form, canvas)
    return Guide(levels=levels, scale=scale, sound=own, tempo_bpm=job.tempo_bpm)


def _picture(sound: Tensor, form: SpectrogramFormat, canvas: Canvas) -> tuple[Tensor, float]:
    """Levels `[C', M, K]` of `sound` `[C, n]` as the model sees it, and how much louder they are."""
    seen = _in_channels(sound, form.channels)
    loud = normalise(seen)
    levels = magnitudes_to_levels(mel_spectrogram(loud.repeat(1, canvas.rounds), canvas.columns, form), form)
    return levels, float(loud.abs().amax() / seen.abs().amax().clamp_min(1e-12)) or 1.0


def retimed(sound: Tensor, rate_hz: int, frames: int) -> Tensor:
    """The loop `sound` `[C, n]` in `frames` frames at its own pitch."""
    return stretched(sound, rate_hz, np.array([0.0, sound.shape[-1]]), frames, closes=True)


def _read(path: Path, rate_hz: int, most_channels: int) -> Tensor:
    samples, _ = read_audio(path, rate_hz)
    sound = torch.from_numpy(samples)
    return sound if len(sound) <= most_channels else _in_channels(sound, most_channels)


def _in_channels(sound: Tensor, channels: int) -> Tensor:
    return torch.from_numpy(to_mono(sound.numpy())) if channels == 1 else sound.expand(channels, -1)


def _stretched(sound: Tensor, path: Path, loop: Loop, rate_hz: int) -> Tensor:
    """`sound` `[C, n]`, read from `path`, as `loop`: at once if its length is `loop`'s at the tempo that the
    file claims, else by the grid that is found."""
    tempo_bpm = read_loop_tempo(path)
    quarters = sound.shape[-1] / rate_hz * (tempo_bpm or 0.0) / 60
    if abs(quarters / float(loop.quarters) - 1) < MOST_OFF:
        frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
        return retimed(sound, rate_hz, frames)
    return stretch_to_fit(sound, rate_hz, bars=loop.bars, tempo_bpm=loop.tempo_bpm, meter=loop.meter)


def _decoded_anew(sound: Tensor, path: Path, loop: Loop, rate_hz: int) -> Tensor:
    """`_stretched` as it was before decoding was relative: columns moved, phases found anew."""
    frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, rate_hz)
    claimed = _claimed_loop(path)
    if claimed is not None and claimed.quarters == loop.quarters:
        own = loop_frames(claimed.bars, claimed.meter, claimed.tempo_bpm, rate_hz)
        if _is_near(sound.shape[-1], own):
            own, wanted = (round(each * FIT.rate_hz / rate_hz) for each in (sound.shape[-1], frames))
            assert FIT.columns_per_second is not None
            columns = 2 * max(1, round(wanted / FIT.rate_hz * FIT.columns_per_second / 2))
            return resample(decode(mel_spectrogram(resample(sound, own), columns, FIT), wanted, FIT), frames)
    fitted, _ = fit_sound(sound, rate_hz, bars=loop.bars, meter=loop.meter, tempo_bpm=loop.tempo_bpm)
    return resample(fitted, frames)


def _is_near(length: int, frames: int) -> bool:
    return abs(length - frames) <= MOST_ROUNDED_FRAMES


def _claimed_loop(path: Path) -> Loop | None:
    try:
        return read_certificate(path).job.loop
    except BadFile:
        return None
