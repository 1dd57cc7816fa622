"""Stems of a clip that is fitted to another tempo are fitted with it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import read_info
from bridge.rendering.finishing import finish, write_parts
from bridge.rendering.fitted_stems import can_have_stems
from bridge.sound.files import extras
from bridge.sound.files.encoding import Label, encode_sound
from bridge.sound.files.reading import audio_sha256, read_audio
from bridge.timing import loop_frames
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import SourceAudio
from tests.support.factories import job

INFO = read_info(STARTER_FOLDER)
OWN = job(tempo_bpm=240.0, bars=1)


@pytest.mark.parametrize("tempo_bpm", [240.0, 200.0])
def test_they_are_as_long_as_the_clip_and_sum_to_it(tmp_path: Path, tempo_bpm: float) -> None:
    noise = np.random.default_rng(1).uniform(-0.2, 0.2, (3, 2, loop_frames(1, OWN.meter, 240.0, OWN.rate_hz)))
    low, high, other = noise.astype(np.float32)
    clip = finish(OWN, tmp_path / "own.wav", low + high, INFO)
    label = Label(rate_hz=OWN.rate_hz, file_format=FileFormat.WAV24)
    parts = {"bass.wav": encode_sound(low, label), "drums.wav": encode_sound(high[:1], label)}
    source = SourceAudio(path=str(clip.path), sha256=audio_sha256(clip.path))
    fit = msgspec.structs.replace(OWN, source=source, strength=0.0, tempo_bpm=tempo_bpm)
    assert not can_have_stems(fit)
    extras.write_stems(clip.path, parts)
    assert can_have_stems(fit)
    assert not can_have_stems(msgspec.structs.replace(fit, bars=2)), "another loop"
    assert not can_have_stems(msgspec.structs.replace(fit, strength=0.5)), "redrawn"

    mix = other[:, : loop_frames(1, fit.meter, tempo_bpm, fit.rate_hz)]
    mix = np.pad(mix, ((0, 0), (0, loop_frames(1, fit.meter, tempo_bpm, fit.rate_hz) - mix.shape[1])))
    told: list[str] = []
    write_parts(fit, tmp_path / "fit.wav", mix, INFO, told.append)
    made = {stem.stem: read_audio(stem)[0] for stem in extras.stems(tmp_path / "fit.wav")}
    assert list(made) == ["bass", "drums"] and told == []
    np.testing.assert_allclose(made["bass"] + made["drums"], mix, atol=1e-3)

    extras.stems(clip.path)[0].write_bytes(b"no sound")
    write_parts(fit, tmp_path / "other.wav", mix, INFO, told.append)
    assert len(told) == 1 and not extras.stems(tmp_path / "other.wav")
