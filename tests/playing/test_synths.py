"""Our own synths are in tune, end, do not alias, and are wide without losing their middle; kits are whole."""

import numpy as np
import pytest

from bridge.composing.instruments import PIECES
from bridge.playing.drumkit import KITS, strike
from bridge.playing.synths import Modal, Modulated, Press, Subtractive
from bridge.playing.voices import VOICES
from tests.playing.scores import centroid_hz

RATE_HZ = 22_050


@pytest.mark.parametrize("name", VOICES)
def test_voices_are_in_tune_and_end(name: str) -> None:
    voice, hz = VOICES[name], 110.0 if "bass" in name else 440.0
    sound = voice.play(Press(hz, 0.6, 90, 0.5, 44_100))
    assert sound.dtype == np.float32 and np.isfinite(sound).all()
    assert 0.05 < np.abs(sound).max() < 8
    assert np.abs(sound[-5:]).max() < 0.01 * np.abs(sound).max()
    spectrum = np.abs(np.fft.rfft(sound[2000:], 1 << 17)) ** 2
    freqs = np.fft.rfftfreq(1 << 17, 1 / 44_100)
    if isinstance(voice, Modal | Modulated):  # partials lie anywhere, but the note itself is there
        near = np.abs(freqs / hz - 1) < 0.02
        assert spectrum[near].sum() > 0.2 * spectrum.sum()
    else:
        nearest = np.maximum(np.round(freqs / hz), 1) * hz
        assert spectrum[np.abs(freqs - nearest) < 0.06 * hz].sum() > 0.85 * spectrum.sum()


def test_nothing_aliases() -> None:
    """A high saw has nothing between its harmonics."""
    sound = VOICES["supersaw"].play(Press(3000.0, 0.5, 90, 0.5, 44_100))[4000:20_384]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    freqs = np.fft.rfftfreq(len(sound), 1 / 44_100)
    off = np.abs(freqs / 3000 - np.round(freqs / 3000)) > 0.1
    assert spectrum[off].sum() < 1e-4 * spectrum.sum()


@pytest.mark.parametrize("kit", KITS)
def test_kits_have_every_piece(kit: str) -> None:
    for piece, pitch in PIECES.items():
        hit = strike(kit, pitch, RATE_HZ)
        assert np.isfinite(hit).all() and 0.05 < np.abs(hit).max() < 4, piece
        assert abs(hit[-1]) < 0.01

    kick, snare, hat = (
        centroid_hz(strike(kit, PIECES[piece], RATE_HZ), RATE_HZ) for piece in ("kick", "snare", "closed hat")
    )
    assert kick < 400 < snare < hat


WIDE = [name for name, voice in VOICES.items() if isinstance(voice, Subtractive) and voice.is_wide]


@pytest.mark.parametrize("name", WIDE)
def test_detuned_voices_stand_apart_and_keep_their_middle(name: str) -> None:
    voice, press = VOICES[name], Press(220.0, 0.4, 90, 0.5, RATE_HZ)
    assert isinstance(voice, Subtractive)
    left, right = voice.play_wide(press)
    assert np.allclose((left + right) / 2, voice.play(press), atol=1e-5)
    assert np.std(left - right) > 0.1 * np.std(left + right)
