"""What is rendered is exactly long, seamless by construction, in tune, and the same every time."""

import dataclasses
import types
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bridge.composing.balance import duck
from bridge.composing.composer import compose
from bridge.composing.instruments import PIECES, instruments
from bridge.composing.roles import ROLES
from bridge.composing.score import Note, Score, Stem
from bridge.errors import BadFile, BadRequest
from bridge.timing import loop_frames
from bridge.training import mixing, soundfont
from bridge.training.render import render, render_stems
from bridge.vocabulary.music import Key, Meter

RATE = 22_050


def _score(stem: Stem, *, tempo_bpm: float = 120.0, bars: int = 1) -> Score:
    return Score(
        seed=1, genre="house", tempo_bpm=tempo_bpm, meter=Meter(), bars=bars, key=Key(0, "minor"),
        stems=(stem,), moods=(),
    )  # fmt: skip


@settings(max_examples=20)
@given(
    seed=st.integers(0, 2**48),
    tempo_bpm=st.floats(60, 180),
    bars=st.sampled_from((1, 2)),
    meter=st.sampled_from((Meter(4, 4), Meter(3, 4), Meter(7, 8))),
)
def test_loops_are_exactly_long_and_loud(seed: int, tempo_bpm: float, bars: int, meter: Meter) -> None:
    score = compose(seed, tempo_bpm=tempo_bpm, bars=bars, meter=meter)
    sound = render(score, rate_hz=RATE)
    assert sound.shape == (loop_frames(bars, meter, tempo_bpm, RATE),)
    assert sound.dtype == np.float32 and np.isfinite(sound).all()
    assert np.abs(sound).max() == pytest.approx(10 ** (-2 / 20), rel=1e-4)


def test_the_same_score_gives_the_same_bytes() -> None:
    score = compose(21, roles=frozenset(ROLES), bars=1)
    first = render(score, rate_hz=RATE).tobytes()
    render(compose(22, bars=1), rate_hz=RATE)
    assert render(score, rate_hz=RATE).tobytes() == first


def _turned(stem: Stem, quarters: float, loop_quarters: float) -> Stem:
    notes = (
        Note((n.start_quarter + quarters) % loop_quarters, n.length_quarters, n.pitch, n.velocity)
        for n in stem.notes
    )
    return Stem(stem.role, stem.instrument, tuple(notes), stem.gain_db)


@pytest.mark.parametrize("genre", ["ambient", "drum and bass", "jazz swing"])
def test_there_is_no_seam_to_find(genre: str) -> None:
    """Turning the score by three quarters turns the sound, and changes nothing else."""
    score = compose(6, genre=genre, tempo_bpm=150, bars=1, roles=frozenset(ROLES))
    for stem in score.stems:
        turned = render_stems(_score(_turned(stem, 3.0, 4.0), tempo_bpm=150), rate_hz=RATE)[0]
        alone = render_stems(_score(stem, tempo_bpm=150), rate_hz=RATE)[0]
        shift = round(3 * 60 / 150 * RATE)
        # A stem's loudness is measured in 64 windows, which fall elsewhere: its gain may move by a hair.
        alone, turned = np.roll(alone, shift) / np.std(alone), turned / np.std(turned)
        error = np.sqrt(np.mean((alone - turned) ** 2))
        assert error < 1e-3, stem.role


def test_tails_wrap_round_and_downbeats_come_first() -> None:
    crash = Stem("drums", instruments()["909 kit"], (Note(3.9, 0.25, PIECES["crash"], 100),))
    sound = render_stems(_score(crash), rate_hz=RATE)[0]
    assert np.abs(sound[: RATE // 4]).max() > 0.2 * np.abs(sound).max()
    kick = Stem("drums", instruments()["909 kit"], (Note(0.0, 0.25, PIECES["kick"], 100),))
    sound = render_stems(_score(kick), rate_hz=RATE)[0]
    assert int(np.argmax(np.abs(sound))) < 0.02 * RATE


def test_stems_sit_at_their_gain() -> None:
    notes = (Note(0.0, 4.0, 60, 90),)
    quiet = Stem("pad", instruments()["warm pad"], notes, -6.0)
    loud = Stem("pad", instruments()["warm pad"], notes, 0.0)
    levels = [np.std(render_stems(_score(stem), rate_hz=RATE)[0]) for stem in (quiet, loud)]
    assert 20 * np.log10(levels[1] / levels[0]) == pytest.approx(6.0, abs=0.01)


def test_mixing_tools_do_what_they_say() -> None:
    tilt = np.abs(np.fft.rfft(mixing.tilt_response(6.0, 44_100), 44_100))
    assert 20 * np.log10(tilt[10_000] / tilt[100]) == pytest.approx(6.0, abs=0.7)
    gain = duck(1000, [100, 1600], 0.5, 50.0)
    assert gain[100] == pytest.approx(0.5) and gain[600] == pytest.approx(0.5)
    assert gain[99] > 0.99 and gain.min() >= 0.5
    assert (duck(10, [], 0.5, 5.0) == 1).all()
    ramp = np.linspace(-1, 1, 11, dtype=np.float32)
    assert (mixing.saturate(ramp, 0.0) == ramp).all()
    assert np.abs(mixing.saturate(ramp, 2.0)).max() == pytest.approx(1.0)


@dataclasses.dataclass
class FakeSynth:
    """Stands in for TinySoundFont: a click of the note's velocity at its beginning, a tail after it."""

    gain: float = 0.0
    samplerate: int = RATE
    pending: float = 0.0
    ringing: int = 0
    faint: range = range(0)  # velocities at which next to nothing sounds
    struck: list[int] = dataclasses.field(default_factory=list)

    def sfload(self, path: str) -> int:
        if "broken" in path:
            raise RuntimeError("no font")
        return 1

    def program_select(self, *_: object) -> None: ...

    def noteon(self, channel: int, pitch: int, velocity: int) -> None:
        self.struck.append(velocity)
        self.pending, self.ringing = velocity / 127 * (0.01 if velocity in self.faint else 1), 3000

    def noteoff(self, channel: int, pitch: int) -> None: ...

    def sounds_off(self) -> None:
        self.ringing = 0

    def generate(self, frames: int) -> memoryview:
        stereo = np.zeros((frames, 2), dtype=np.float32)
        rest = min(frames, self.ringing)
        stereo[:rest] = 0.01
        self.ringing -= rest
        if frames:
            stereo[0] += self.pending
            self.pending = 0.0
        return memoryview(stereo.tobytes())


@pytest.fixture
def font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    fake = types.SimpleNamespace(Synth=FakeSynth)
    monkeypatch.setattr(soundfont, "_load_tinysoundfont", lambda: fake)
    path = tmp_path / "font.sf2"
    path.write_bytes(b"a font")
    return path


def _clicks(sound: NDArray[np.float32]) -> list[int]:
    return [int(frame) for frame in np.flatnonzero(sound > 0.2)]


def test_soundfont_notes_are_placed_to_the_sample(font: Path) -> None:
    player = soundfont.SoundfontPlayer(font, RATE)
    notes = (Note(0.0, 1.0, 60, 90), Note(1.5, 0.5, 64, 90), Note(3.99, 1.0, 67, 100))
    frames = 2 * RATE
    sound = player.play(instruments()["piano"], notes, 0.5, frames)
    assert _clicks(sound) == [0, round(0.75 * RATE), round(3.99 * 0.5 * RATE)]
    assert sound[100] == pytest.approx(0.02), "the last note's tail comes round onto the first's"
    early = player.play(instruments()["piano"], (Note(-0.01, 1.0, 60, 90),), 0.5, frames)
    assert _clicks(early) == [frames + round(-0.005 * RATE)]


def test_a_layer_of_samples_that_hardly_sounds_is_stepped_round(font: Path) -> None:
    player = soundfont.SoundfontPlayer(font, RATE)
    player._synth.faint = range(75, 111)
    for velocity in (40, 70, 76, 90, 106, 112, 127):
        player.play(instruments()["piano"], (Note(0.0, 1.0, 60, velocity),), 0.5, RATE)
    assert player._synth.struck[-7:] == [40, 70, 70, 70, 70, 112, 127]
    player.play(instruments()["acoustic kit"], (Note(0.0, 1.0, 36, 90),), 0.5, RATE)
    assert player._synth.struck[-1] == 90


def test_electronic_instruments_are_ours_even_with_a_soundfont(font: Path) -> None:
    score = _score(Stem("bass", instruments()["acid bass"], (Note(0.0, 1.0, 40, 90),)))
    ours = render(score, rate_hz=RATE)
    assert (render(score, rate_hz=RATE, voices="soundfont", soundfont=font) == ours).all()
    played = _score(Stem("chords", instruments()["piano"], (Note(0.0, 1.0, 60, 90),)))
    theirs = render(played, rate_hz=RATE, voices="soundfont", soundfont=font)
    assert (theirs != render(played, rate_hz=RATE)).any()


def test_soundfont_refusals(font: Path) -> None:
    score = compose(1, bars=1)
    with pytest.raises(BadRequest, match="path"):
        render(score, voices="soundfont")
    with pytest.raises(BadRequest, match="22050"):
        render(score, voices="soundfont", soundfont=soundfont.SoundfontPlayer(font, RATE), rate_hz=44_100)
    with pytest.raises(BadFile, match="no soundfont"):
        soundfont.SoundfontPlayer(font.with_name("absent.sf2"), RATE)
    broken = font.with_name("broken.sf2")
    broken.write_bytes(b"")
    with pytest.raises(BadFile, match="can't be read"):
        soundfont.SoundfontPlayer(broken, RATE)
