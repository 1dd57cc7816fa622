"""Stems: exactly long, round, the same every time, as loud as their role, and where it stands."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bridge.composing.composer import LATEST, compose
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.score import Note, Stem
from bridge.playing import play
from bridge.timing import loop_frames
from bridge.vocabulary.music import Key, Meter
from tests.playing.scores import RATE_HZ, alone, band, difference_db, turned


@settings(max_examples=12)
@given(
    seed=st.integers(0, 2**40),
    tempo_bpm=st.floats(60, 200),
    bars=st.sampled_from((1, 2)),
    meter=st.sampled_from((Meter(4, 4), Meter(3, 4), Meter(7, 8))),
    rate_hz=st.sampled_from((44_100, 48_000)),
)
def test_stems_are_exactly_as_long_as_the_loop(
    seed: int, tempo_bpm: float, bars: int, meter: Meter, rate_hz: int
) -> None:
    score = compose(seed, tempo_bpm=tempo_bpm, bars=bars, meter=meter)
    stems = play(score, rate_hz)
    assert list(stems) == [stem.role for stem in score.stems]
    for sound in stems.values():
        assert sound.shape == (2, loop_frames(bars, meter, tempo_bpm, rate_hz))
        assert sound.dtype == np.float32 and np.isfinite(sound).all() and sound.any()


@pytest.mark.parametrize("genre", ["gospel", "drum and bass", "jazz swing"])
def test_a_score_that_begins_a_bar_later_is_the_sound_turned_by_a_bar(genre: str) -> None:
    score = band(genre=genre)
    shift = round(4 * 60 / score.tempo_bpm * RATE_HZ)
    plain, later = play(score, RATE_HZ), play(turned(score, 4.0), RATE_HZ)
    for name, sound in plain.items():
        assert difference_db(np.roll(sound, shift, axis=1), later[name]) < -50, name


def test_the_same_score_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from bridge.playing import play, mix, master; from tests.playing.scores import band;"
        "sound = master(mix(play(band(21, bars=1)), 44_100), 44_100);"
        "print(hashlib.sha256(sound.tobytes()).hexdigest())"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize("kit", ["808 kit", "909 kit", "techno kit"])
def test_a_kick_is_a_note_of_the_key(kit: str) -> None:
    kick = Stem("drums", instruments()[kit], (Note(0.0, 1.0, PIECES["kick"], 110),))
    heard = []
    for tonic in range(12):
        score = replace(alone(kick, tempo_bpm=60), key=Key(tonic, "minor"), edition=LATEST)
        rings = play(score, RATE_HZ)["drums"].sum(axis=0)[6000:30_000]
        power = np.abs(np.fft.rfft(rings * np.hanning(len(rings)), 1 << 18))
        pitch = 69 + 12 * np.log2(int(power.argmax()) * RATE_HZ / (1 << 18) / 440)
        heard.append((pitch - tonic) % 12)
        assert min(abs((heard[-1] - step + 6) % 12 - 6) for step in (0, 7)) < 0.35, tonic
    assert {round(each) % 12 for each in heard} == {0, 7}
    first = replace(alone(kick), key=Key(5, "major"))
    assert (play(first)["drums"] == play(replace(first, key=Key(1, "minor")))["drums"]).all(), "as before"


def test_a_loop_may_be_given_its_frames() -> None:
    """A clock that counts otherwise than the score's own tempo."""
    score = band(bars=1)
    frames = loop_frames(1, score.meter, score.tempo_bpm, RATE_HZ) + 7
    assert {sound.shape for sound in play(score, RATE_HZ, frames=frames).values()} == {(2, frames)}


def test_stems_sit_at_their_gain() -> None:
    notes = (Note(0.0, 4.0, 60, 90),)
    for name in ("strings", "warm pad"):
        stems = (Stem("pad", instruments()[name], notes, gain_db) for gain_db in (-6.0, 0.0))
        quiet, loud = (np.std(play(alone(stem), RATE_HZ)["pad"]) for stem in stems)
        assert 20 * np.log10(loud / quiet) == pytest.approx(6.0, abs=0.01)


def test_two_of_a_role_have_names_of_their_own() -> None:
    lead = next(stem for stem in band(bars=1).stems if stem.role == "lead")
    twice = replace(alone(lead), stems=(lead, lead))
    assert list(play(twice, RATE_HZ)) == ["lead", "lead 2"]


@pytest.mark.parametrize("kit", ["acoustic kit", "909 kit"])
def test_a_closed_hat_silences_an_open_one(kit: str) -> None:
    opened = Note(0.0, 0.25, PIECES["open hat"], 100)
    closed = Note(0.25, 0.25, PIECES["closed hat"], 20)
    ringing = play(alone(Stem("drums", instruments()[kit], (opened,))), RATE_HZ)["drums"]
    choked = play(alone(Stem("drums", instruments()[kit], (opened, closed))), RATE_HZ)["drums"]
    later = slice(round(0.25 * RATE_HZ), round(0.35 * RATE_HZ))
    before = slice(0, round(0.1 * RATE_HZ))

    def share(sound: np.ndarray) -> float:
        return float(np.std(sound[:, later]) / np.std(sound[:, before]))

    assert share(choked) < 0.4 * share(ringing)


def test_who_plays_low_stands_in_the_middle() -> None:
    for name, sound in play(band(), RATE_HZ).items():
        spectrum = np.fft.rfft(np.stack([sound.mean(axis=0), (sound[0] - sound[1]) / 2]))
        hz = np.fft.rfftfreq(sound.shape[1], 1 / RATE_HZ)
        side = (np.abs(spectrum[1, hz < 60]) ** 2).sum()
        everything = (np.abs(spectrum[0]) ** 2).sum()
        assert side < 3e-3 * everything, name
        if name == "bass":
            assert not (sound[0] - sound[1]).any()
