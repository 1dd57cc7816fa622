"""The commands `encode`, `decode` and `fit`: sounds to pictures, back, and onto a grid, without a model."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

import msgspec

from bridge import PROGRAM
from bridge.commands.options import request_of
from bridge.commands.output import check_not_input, check_writable, clip_paths, file_format, print_result, say
from bridge.errors import BadRequest
from bridge.settings import read_settings
from bridge.sound.dsp.convert import Converted, fit_to_loop, picture_to_sound, sound_to_levels
from bridge.sound.files.clips import read_loop, read_loop_tempo, read_rights, write_sound
from bridge.sound.files.encoding import Label
from bridge.sound.files.reading import read_audio
from bridge.sound.format import RIFFUSION, RIFFUSION_STEREO, STARTER
from bridge.sound.picture import Extent, ReadPicture, levels_to_picture, read_png, write_png
from bridge.timing import check_tempo
from bridge.vocabulary.jobs import PhaseMethod
from bridge.vocabulary.music import Loop, Meter
from bridge.vocabulary.requests import ClipRequest


def encode(options: argparse.Namespace) -> None:
    """A sound to a spectrogram picture, which carries its format and the sound's exact length."""
    form = STARTER if options.musical else RIFFUSION_STEREO if options.stereo else RIFFUSION
    if options.musical and options.stereo:
        raise BadRequest("The starter's format has one channel. Leave out --stereo or --musical.")
    asked = request_of(options)
    check_writable(options.output)
    samples, _ = read_audio(options.audio, form.rate_hz)
    frames = samples.shape[-1]
    loop = _musical_frame(options.audio, asked, frames / form.rate_hz) if options.musical else None
    extent = Extent(
        frames=frames,
        bars=loop.bars if loop else None,
        tempo_bpm=loop.tempo_bpm if loop else asked.tempo_bpm,
        meter=loop.meter if loop else asked.meter,
    )
    levels = sound_to_levels(samples, form, loop)
    write_png(options.output, levels_to_picture(levels, form), form, extent)
    print(options.output)


def _musical_frame(audio: Path, asked: ClipRequest, seconds: float) -> Loop:
    """The loop that a sound of `seconds` is: tempo as asked or as its file says, bars by its length."""
    tempo_bpm = read_loop_tempo(audio) if asked.tempo_bpm is None else asked.tempo_bpm
    if tempo_bpm is None:
        raise BadRequest(f"{audio} doesn't state its tempo. Add --bpm, or run riffbridge fit first.")
    meter = asked.meter or Meter()
    exact = seconds * check_tempo(tempo_bpm) / 60 / float(meter.quarters_per_bar)
    bars = max(1, round(exact)) if asked.bars is None else asked.bars
    if abs(exact - bars) > 0.01 * bars:
        raise BadRequest(
            f"{audio} lasts {exact:.2f} bars at {tempo_bpm:g} BPM, not {bars}. "
            "Cut it to whole bars with riffbridge fit."
        )
    return Loop(tempo_bpm=tempo_bpm, bars=bars, meter=meter)


def decode(options: argparse.Namespace) -> None:
    """A spectrogram picture to a sound: as long as it says, or fitted to bars at a tempo."""
    asked = request_of(options)
    picture = read_png(options.picture)
    loop = _asked_loop(asked, picture)
    made = picture_to_sound(picture, loop, PhaseMethod(options.method), asked.seed or 0)
    _write(options, made, picture.form.rate_hz, loop)


def _asked_loop(asked: ClipRequest, picture: ReadPicture) -> Loop | None:
    """The frame that was asked for, completed by what the picture says; `None` if neither gives one."""
    tempo_bpm = picture.extent.tempo_bpm if asked.tempo_bpm is None else asked.tempo_bpm
    meter = asked.meter or picture.extent.meter or Meter()
    bars = picture.extent.bars if asked.bars is None else asked.bars
    if bars is None and picture.form.columns_per_quarter is not None:
        quarters = Fraction(picture.levels.shape[-1], picture.form.columns_per_quarter)
        bars = int(quarters / meter.quarters_per_bar) or None
    if tempo_bpm is None or bars is None:
        if asked.tempo_bpm is not None or asked.bars is not None or picture.form.is_musical:
            raise BadRequest(
                "A picture needs a tempo and a number of bars to become a loop. Add --bpm and --bars."
            )
        return None
    return Loop(tempo_bpm=tempo_bpm, bars=bars, meter=meter)


def fit(options: argparse.Namespace) -> None:
    """A sound as whole bars at a tempo, as gently as can be done; see `bridge.sound.dsp.foreign`."""
    asked = request_of(options)
    assert asked.tempo_bpm is not None and asked.bars is not None  # argparse requires them
    loop = Loop(tempo_bpm=asked.tempo_bpm, bars=asked.bars, meter=asked.meter or Meter())
    samples, rate_hz = read_audio(options.audio)
    reading = read_loop(options.audio, loop.meter, tempo_bpm=asked.source_tempo_bpm, bars=asked.source_bars)
    made = fit_to_loop(samples, rate_hz, reading, loop)
    _write(options, made, rate_hz, loop)


def _write(options: argparse.Namespace, made: Converted, rate_hz: int, loop: Loop | None) -> None:
    if (found := made.found) is not None:
        say(f"Found {found.tempo_bpm:.2f} BPM (confidence {found.confidence:.2f}): {found.why}.")
    settings = read_settings()
    written = file_format(request_of(options).file_format, options.output) or settings.file_format
    origin: Path = getattr(options, "audio", None) or options.picture
    tempo = "" if loop is None else f"_{loop.tempo_bpm:g}bpm_{loop.bars}bars"
    name = f"{origin.stem}{tempo}{written.suffix}"
    [path] = clip_paths(options.output, [name], Path(settings.export_folder))
    check_not_input([path], [origin])
    label = Label(rate_hz=rate_hz, file_format=written, loop=loop, title=origin.stem, program=PROGRAM)
    if "audio" in options:
        asked, rights = request_of(options), read_rights(origin)
        artist, licence = asked.source_author or rights.author, asked.source_licence or rights.licence
        label = msgspec.structs.replace(label, artist=artist, licence=licence)
    write_sound(path, made.sound, label)
    facts = {
        "frames": made.sound.shape[-1],
        "rate_hz": rate_hz,
        "peak_dbfs": round(made.peak_dbfs, 2),
        "seam": round(made.seam, 3),
        **({} if made.found is None else {"found": msgspec.to_builtins(made.found)}),
    }
    print_result(path, facts, as_json=options.json)
