"""`encode`, `decode` and `fit`: between sounds and pictures, and onto a grid, without any model."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

import torch
from torch import Tensor

from bridge import __version__
from bridge.commands.output import check_writable, clip_paths, file_format, print_result, say
from bridge.errors import BadRequest
from bridge.settings import read_settings
from bridge.sound.dsp.fit import fit as fit_levels
from bridge.sound.dsp.fit import fit_sound
from bridge.sound.dsp.measure import peak_dbfs, seam
from bridge.sound.dsp.phase import decode as decode_phases
from bridge.sound.dsp.phase import normalise
from bridge.sound.dsp.spectrogram import levels_to_magnitudes, magnitudes_to_levels, mel_spectrogram
from bridge.sound.files.clips import Label, read_audio, read_loop_tempo, write_sound
from bridge.sound.format import FIT, RIFFUSION, RIFFUSION_STEREO, STARTER
from bridge.sound.picture import Extent, ReadPicture, levels_to_picture, read_png, write_png
from bridge.timing import check_bars, check_tempo, loop_frames
from bridge.vocabulary.jobs import PHASE_ITERATIONS, PhaseMethod
from bridge.vocabulary.music import Loop, Meter

PROGRAM = f"riffbridge {__version__}"


def encode(options: argparse.Namespace) -> None:
    """A sound to a spectrogram picture, which carries its format and the sound's exact length."""
    form = STARTER if options.musical else RIFFUSION_STEREO if options.stereo else RIFFUSION
    if options.musical and options.stereo:
        raise BadRequest("The starter's format has one channel; leave out --stereo or --musical.")
    if options.bpm is not None:
        check_tempo(options.bpm)
    check_writable(options.output)
    samples, _ = read_audio(options.audio, form.rate_hz)
    sound = _in_channels(torch.from_numpy(samples), form.channels)
    loop = _musical_frame(options, sound.shape[-1] / form.rate_hz) if options.musical else None
    if loop is not None and form.columns_per_quarter is not None:
        columns = int(loop.quarters * form.columns_per_quarter)
    else:
        columns = max(1, round(sound.shape[-1] / form.rate_hz * (form.columns_per_second or 0)))
    mel = mel_spectrogram(normalise(sound), columns, form)
    if form.curve == "power":
        # The original writes each picture against its own loudest value.
        mel = mel * (form.ceiling / float(mel.max().clamp_min(1e-9)))
    extent = Extent(
        frames=sound.shape[-1],
        bars=loop.bars if loop else None,
        tempo_bpm=loop.tempo_bpm if loop else options.bpm,
        meter=loop.meter if loop else options.meter,
    )
    write_png(options.output, levels_to_picture(magnitudes_to_levels(mel, form).numpy(), form), form, extent)
    print(options.output)


def _in_channels(sound: Tensor, channels: int) -> Tensor:
    return sound.mean(dim=0, keepdim=True) if channels == 1 else sound.expand(channels, -1)


def _musical_frame(options: argparse.Namespace, seconds: float) -> Loop:
    """The loop that a sound of `seconds` is: tempo as asked or as its file says, bars by its length."""
    tempo_bpm = options.bpm if options.bpm is not None else read_loop_tempo(options.audio)
    if tempo_bpm is None:
        raise BadRequest(f"{options.audio} does not say its tempo; give --bpm, or use riffbridge fit first.")
    meter = options.meter or Meter()
    exact = seconds * check_tempo(tempo_bpm) / 60 / float(meter.quarters_per_bar)
    bars = max(1, round(exact)) if options.bars is None else check_bars(options.bars)
    if abs(exact - bars) > 0.01 * bars:
        raise BadRequest(
            f"{options.audio} lasts {exact:.2f} bars at {tempo_bpm:g} BPM, not {bars}; "
            "use riffbridge fit to cut it to whole bars."
        )
    return Loop(tempo_bpm=tempo_bpm, bars=bars, meter=meter)


def decode(options: argparse.Namespace) -> None:
    """A spectrogram picture to a sound: as long as it says, or fitted to bars at a tempo."""
    picture = read_png(options.picture)
    mel = levels_to_magnitudes(torch.from_numpy(picture.levels), picture.form)
    loop = _asked_loop(options, picture)
    mel, frames = _on_loop(mel, picture, loop)
    method = PhaseMethod(options.method)
    _write(
        options,
        decode_phases(
            mel, frames, picture.form, method=method, iterations=PHASE_ITERATIONS[method], seed=options.seed
        ),
        picture.form.rate_hz,
        loop,
    )


def _asked_loop(options: argparse.Namespace, picture: ReadPicture) -> Loop | None:
    """The frame that was asked for, completed by what the picture says; `None` if neither gives one."""
    tempo_bpm = picture.extent.tempo_bpm if options.bpm is None else options.bpm
    meter = options.meter or picture.extent.meter or Meter()
    bars = picture.extent.bars if options.bars is None else options.bars
    if bars is None and picture.form.columns_per_quarter is not None:
        quarters = Fraction(picture.levels.shape[-1], picture.form.columns_per_quarter)
        bars = int(quarters / meter.quarters_per_bar) or None
    if tempo_bpm is None or bars is None:
        if options.bpm is not None or options.bars is not None or picture.form.is_musical:
            raise BadRequest(
                "A picture becomes a loop by a tempo and a number of bars; give --bpm and --bars."
            )
        return None
    return Loop(tempo_bpm=tempo_bpm, bars=bars, meter=meter)


def _on_loop(mel: Tensor, picture: ReadPicture, loop: Loop | None) -> tuple[Tensor, int]:
    """Magnitudes for the loop and its exact frames."""
    form, extent = picture.form, picture.extent
    own_frames = extent.sound_frames(mel.shape[-1], form)
    if loop is None:
        assert own_frames is not None
        return mel, own_frames
    frames = loop_frames(loop.bars, loop.meter, loop.tempo_bpm, form.rate_hz)
    if form.columns_per_quarter is not None:
        if mel.shape[-1] != loop.quarters * form.columns_per_quarter:
            held = Fraction(mel.shape[-1], form.columns_per_quarter) / loop.meter.quarters_per_bar
            raise BadRequest(f"The picture holds {float(held):g} bars of {loop.meter}, not {loop.bars}.")
        return mel, frames
    if own_frames is None or frames == own_frames:
        return mel, frames
    fitted = fit_levels(
        mel,
        mel.shape[-1] * form.rate_hz / own_frames,
        bars=loop.bars,
        tempo_bpm=loop.tempo_bpm,
        meter=loop.meter,
        circular=True,
        form=form,
    )
    say(f"Found {fitted.grid.tempo_bpm:.2f} BPM (confidence {fitted.confidence:.2f}).")
    return fitted.mel, frames


def fit(options: argparse.Namespace) -> None:
    """A sound cut and bent to whole bars at a tempo, from its downbeat on."""
    loop = Loop(tempo_bpm=options.bpm, bars=options.bars, meter=options.meter or Meter())
    samples, rate_hz = read_audio(options.audio)
    sound, fitted = fit_sound(
        torch.from_numpy(samples), rate_hz, bars=loop.bars, tempo_bpm=loop.tempo_bpm, meter=loop.meter
    )
    say(f"Found {fitted.grid.tempo_bpm:.2f} BPM (confidence {fitted.confidence:.2f}).")
    _write(options, sound, FIT.rate_hz, loop)


def _write(options: argparse.Namespace, sound: Tensor, rate_hz: int, loop: Loop | None) -> None:
    settings = read_settings()
    written = file_format(options.format, options.output, settings.file_format)
    origin: Path = getattr(options, "audio", None) or options.picture
    tempo = "" if loop is None else f"_{loop.tempo_bpm:g}bpm_{loop.bars}bars"
    name = f"{origin.stem}{tempo}{written.suffix}"
    [path] = clip_paths(options.output, [name], Path(settings.export_folder))
    sound = normalise(sound)
    label = Label(rate_hz=rate_hz, file_format=written, loop=loop, title=origin.stem, program=PROGRAM)
    write_sound(path, sound.numpy(), label)
    facts = {
        "frames": sound.shape[-1],
        "rate_hz": rate_hz,
        "peak_dbfs": round(peak_dbfs(sound), 2),
        "seam": round(seam(sound), 3),
    }
    print_result(path, facts, as_json=options.json)
