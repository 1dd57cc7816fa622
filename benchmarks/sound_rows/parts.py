"""The rows of what lies beside a clip: stems that sum to its mix, and MIDI notes where the sound has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from pathlib import Path
from tempfile import TemporaryDirectory

import mido
import numpy as np
from numpy.typing import NDArray

from benchmarks.judging.typed import TYPED
from benchmarks.sound_rows.asking import job_of
from benchmarks.sound_rows.row import Row
from bridge.composing.scoring import score_of
from bridge.engine.loading import LoadedModel, load
from bridge.engine.render import render
from bridge.models.catalogue import STARTER_FOLDER
from bridge.playing.extras import write_midi
from bridge.playing.samples import Sound
from bridge.sound.files import extras
from bridge.sound.files.reading import read_audio
from bridge.vocabulary.files import Extra, FileFormat
from bridge.vocabulary.jobs import RenderJob

STRENGTHS = (0.0, 0.4)
_SEED, RATE_HZ = 9_000_000, 44_100
# Who is heard to begin on time: strokes and plucks, not bows and breath.
STRUCK = frozenset({"drums", "percussion", "keys", "guitar", "mallets", "bells"})
# The level rises by so much about a note; notes closer together are heard as one.
_RISE_DB, _NEAR_S, _APART_S, _STEP_S = 3.0, 0.01, 0.03, 0.002
_ELSEWHERE_S = 0.06
# Softer notes than this against the loudest of their stem hide behind what still rings.
_LOUD = 0.6


def rows(*, quick: bool) -> Iterator[Row]:
    """The worst of every fifth prompt, or of two."""
    model, prompts = load(STARTER_FOLDER), TYPED[:: 30 if quick else 5]
    off = {strength: [off_db(prompt, strength, model) for prompt in prompts] for strength in STRENGTHS}
    for strength, found in off.items():
        yield Row(f"stems off their mix at {strength:g}, dB, the worst", max(found), most=-60)
    heard, elsewhere = np.mean(list(notes_heard(prompts, model)), axis=0).tolist()
    yield Row("MIDI notes where the sound has them, beside 60 ms later", heard, 0.95, beside=(elsewhere,))


def off_db(prompt: str, strength: float, model: LoadedModel) -> float:
    """By how much the sum of a clip's stems is off the clip, which isn't mastered."""
    with TemporaryDirectory() as folder:
        clip, stems = _parts(_job(prompt, strength=strength), Path(folder) / "clip.wav", model)
        total = np.sum(list(stems.values()), axis=0)
        # All stems are softer by the same where one would be beyond full scale.
        gain = float((clip * total).sum() / (total**2).sum())
        return 20 * log10(max(float(np.std(clip - gain * total) / np.std(clip)), 1e-9))


def notes_heard(prompts: Sequence[str], model: LoadedModel) -> Iterator[tuple[bool, bool]]:
    """Whether each louder note of the struck stems, as their MIDI file has it, is heard to begin there; and
    whether one is 60 ms later."""
    for prompt in prompts:
        job = _job(prompt, strength=0.0)
        score = score_of(job)
        assert score is not None
        with TemporaryDirectory() as folder:
            clip = Path(folder) / "clip.wav"
            _, sounds = _parts(job, clip, model)
            write_midi(job, clip)
            song = mido.MidiFile(extras.path_of(Extra.MIDI, clip))
        for stem, track in zip(score.stems, song.tracks[1:], strict=True):
            if stem.instrument.family in STRUCK:
                rises = _rises_db(sounds[stem.role])
                for at_s in _begins_s(track, mido.bpm2tempo(job.tempo_bpm) / 1e6 / song.ticks_per_beat):
                    yield _rise_at(rises, at_s), _rise_at(rises, at_s + _ELSEWHERE_S)


def _job(prompt: str, *, strength: float) -> RenderJob:
    return job_of(prompt, _SEED, strength=strength, loudness="off", file_format=FileFormat.WAV_FLOAT)


def _parts(job: RenderJob, clip: Path, model: LoadedModel) -> tuple[Sound, dict[str, Sound]]:
    """The clip of `job`, written to `clip`, and its stems by name."""
    render([(job, clip)], model, stems=True)
    return read_audio(clip)[0], {path.stem: read_audio(path)[0] for path in extras.stems(clip)}


def _begins_s(track: mido.MidiTrack, tick_s: float) -> Iterator[float]:
    """When the louder notes of `track` begin, but for those that begin together with others."""
    now, found = 0, []
    for message in track:
        now += message.time
        if message.type == "note_on" and message.velocity:
            found.append((now * tick_s, message.velocity))
    loud = _LOUD * max(velocity for _, velocity in found)
    before = -1.0
    for at_s, velocity in found:
        if at_s - before > _APART_S and velocity >= loud:
            yield at_s
        before = at_s


def _rises_db(sound: Sound) -> NDArray[np.float64]:
    """How far the level of what is high rises within three steps, for each step of the circle."""
    high = np.diff(sound.mean(axis=0), append=sound[:, :1].mean(axis=0))
    steps = round(len(high) / RATE_HZ / _STEP_S)
    power = [float(np.mean(part**2)) for part in np.array_split(high, steps)]
    level: NDArray[np.float64] = 10 * np.log10(np.asarray(power) + 1e-9)
    return np.asarray(level - np.roll(level, 3))


def _rise_at(rises: NDArray[np.float64], at_s: float) -> bool:
    """Whether one is within 10 ms of an instant; a rise lags two steps behind what rises."""
    reach = round(_NEAR_S / _STEP_S)
    near = (round(at_s / _STEP_S) + np.arange(-reach, reach + 3)) % len(rises)
    return bool(rises[near].max() >= _RISE_DB)
