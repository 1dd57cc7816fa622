"""How instruments sound, measured from single notes for `bridge.engine.timbres`.

Every instrument is played a note at a time, by what plays it in training's loops, and what a column of the
starter's spectrogram sees of it is written down at a few ages: closely while it begins, ever more sparsely
after. A second note, let go of early, tells by how much less is heard than of one that is held.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from bridge.composing.balance import note_gain
from bridge.composing.instruments import PIECES, Instrument
from bridge.composing.score import Note
from bridge.engine.timbres import CYCLE_QUARTER_S, QUIETEST_DB, Timbres
from bridge.playing.drumkit import strike
from bridge.playing.synths import Press
from bridge.playing.voices import VOICES
from bridge.sound.dsp.spectrogram import mel_bank
from bridge.sound.format import STARTER
from bridge.training.soundfont import SoundfontPlayer

Sound = NDArray[np.float32]

_SEMITONES = 6  # from one note of an instrument to the next
_BEYOND = 3  # what a walking bass or a voicing goes beyond an instrument's range
_AGES_S = np.concatenate([
    [-0.046, -0.034, -0.024, -0.014, -0.004, 0.006, 0.016, 0.028, 0.042, 0.058, 0.078, 0.1, 0.13],
    np.geomspace(0.17, 4.0, 11),
])  # fmt: skip
_RELEASE_AGES_S = np.concatenate([np.arange(-0.046, 0.1, 0.024), np.geomspace(0.13, 1.0, 7)])
_HELD_S, _LET_GO_S = 4.0, 0.5
_VELOCITY = 90
_LOUDEST_DB = -6.0
# Ten spectra a note leave an error of 1.0 dB (root mean square, down to 60 dB below its peak). With six, 1.4
# dB, nearly all measures of `benchmarks.starter` were a little worse.
_SPECTRA = 10


class Measured(NamedTuple):
    """`levels_db` `[T, M + 1]`, `ages_s` `[T]`, `release_db` `[R]` and a cycle, as in `Timbre`."""

    levels_db: NDArray[np.float64]
    ages_s: NDArray[np.float64]
    release_db: NDArray[np.float64]
    cycle_quarters: float


def measure(instruments: Iterable[Instrument], soundfont: SoundfontPlayer | None) -> Timbres:
    """The table of `instruments`, played by `soundfont` or by our own synths where there is none."""
    notes = [(instrument, pitch) for instrument in instruments for pitch in _pitches(instrument)]
    names = tuple(dict.fromkeys(instrument.name for instrument, _ in notes))
    heard = [_listen(instrument, pitch, soundfont) for instrument, pitch in notes]
    levels = np.stack([each.levels_db for each in heard])
    # All alike before what is too quiet is cut; a stem is brought to its role's loudness in any case.
    for name in names:
        rows = [row for row, (instrument, _) in enumerate(notes) if instrument.name == name]
        levels[rows] += _LOUDEST_DB - levels[rows, :, -1].max()
    envelopes, spectra = _in_brief(levels.clip(QUIETEST_DB) - QUIETEST_DB)
    tensors: dict[str, NDArray[np.generic]] = {
        "envelopes": envelopes.astype(np.float16),
        "spectra": (127 * spectra).round().astype(np.int8),
        "ages_s": np.stack([each.ages_s for each in heard]).astype(np.float32),
        "release_db": np.stack([each.release_db for each in heard]).astype(np.float32),
        "release_ages_s": _RELEASE_AGES_S.astype(np.float32),
        "cycle_quarters": np.array([each.cycle_quarters for each in heard], np.float32),
        "pitches": np.array([pitch for _, pitch in notes], np.int16),
        "instruments": np.array([names.index(instrument.name) for instrument, _ in notes], np.int16),
    }
    return Timbres(names, tensors)


def _in_brief(
    levels: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Each note of `levels` `[N, T, M]` as `_SPECTRA` spectra `[N, S, M]` of peak 1 and their envelopes
    `[N, T, S]`, by its leading singular vectors."""
    times, weights, spectra = np.linalg.svd(levels, full_matrices=False)
    envelopes, spectra = (times * weights[:, None])[..., :_SPECTRA], spectra[:, :_SPECTRA]
    peaks = np.abs(spectra).max(axis=2)
    return envelopes * peaks[:, None], spectra / peaks[..., None]


def _pitches(instrument: Instrument) -> list[int]:
    """All pieces of a kit; of a pitched instrument so many notes that none that it plays is far from one."""
    if instrument.is_kit:
        return sorted(set(PIECES.values()))
    low, high = instrument.lowest - _BEYOND, instrument.highest + _BEYOND
    count = -(-(high - low) // _SEMITONES)
    return [round(low + (high - low) * (place + 0.5) / count) for place in range(count)]


def _listen(instrument: Instrument, pitch: int, soundfont: SoundfontPlayer | None) -> Measured:
    cycle = getattr(VOICES.get(instrument.voice), "wobble_quarters", 0.0) if instrument.electronic else 0.0
    ages_s = np.linspace(_AGES_S[0], 3 * cycle * CYCLE_QUARTER_S, len(_AGES_S)) if cycle else _AGES_S
    held = _play(instrument, pitch, _HELD_S, soundfont)
    levels_db = _see(held, ages_s) - 20 * np.log10(note_gain(Note(0.0, 0.0, pitch, _VELOCITY)))
    release_db = np.zeros(len(_RELEASE_AGES_S))
    if not instrument.is_kit:
        let_go = _see(_play(instrument, pitch, _LET_GO_S, soundfont), _LET_GO_S + _RELEASE_AGES_S)[:, -1]
        still = _see(held, _LET_GO_S + _RELEASE_AGES_S)[:, -1]
        release_db = np.minimum.accumulate(np.minimum(let_go - still, 0))
    return Measured(levels_db, ages_s, release_db, cycle)


def _play(instrument: Instrument, pitch: int, seconds: float, soundfont: SoundfontPlayer | None) -> Sound:
    """One note from its beginning on."""
    note = Note(0.0, seconds, pitch, _VELOCITY)
    rate_hz = STARTER.rate_hz
    if soundfont is not None and not instrument.electronic:
        return soundfont.play(instrument, [note], 1.0, round((seconds + 4) * rate_hz))
    if instrument.is_kit:
        sound = strike(instrument.voice, pitch, rate_hz, 0)
    else:
        hz = 440.0 * 2.0 ** ((pitch - 69) / 12)
        sound = VOICES[instrument.voice].play(Press(hz, seconds, _VELOCITY, CYCLE_QUARTER_S, rate_hz))
    return sound * np.float32(note_gain(note))


def _see(sound: Sound, ages_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """What windows at these ages see: `[T, M + 1]` in decibels, as in `Timbre`."""
    width = STARTER.window_frames
    window = torch.hann_window(width).numpy()
    # What lies before its first frame is silence, and after its last too.
    padded = np.concatenate([np.zeros(width, np.float32), sound, np.zeros(5 * STARTER.rate_hz, np.float32)])
    centres = width + (ages_s * STARTER.rate_hz).round().astype(np.int64)
    framed = np.stack([padded[centre - width // 2 : centre + width // 2] for centre in centres]) * window
    mel = np.abs(np.fft.rfft(framed)) @ mel_bank(STARTER).numpy().T.astype(np.float64)
    power = (framed.astype(np.float64) ** 2).mean(axis=1) / (window**2).mean()
    levels = np.concatenate([(mel / STARTER.ceiling) ** 2, power[:, None]], axis=1)
    db: NDArray[np.float64] = 10 * np.log10(np.maximum(levels, 1e-12))
    return db
