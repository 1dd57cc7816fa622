"""What a transition is rendered with: the clip's own words, model and LoRAs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bridge.models.folder import file_sha256
from bridge.pieces.arrangement import Arrangement, Lane, Part
from bridge.pieces.transitions import transition_job
from bridge.settings import Settings
from bridge.vocabulary.loras import Lora
from tests.support.factories import job


def test_it_has_the_words_and_loras_of_the_first_clip_of_ours(tmp_path: Path) -> None:
    (tmp_path / "loras").mkdir()
    (path := tmp_path / "loras" / "tape.safetensors").write_bytes(b"tape")
    lora = Lora(name="tape", weight=0.5, sha256=file_sha256(path))
    ours = job(prompt="dusty piano", model="starter", source=None, loras=(lora,))
    between = Part(source=None, start_bar=2, bars=1)
    first, last = (Part(source=name, start_bar=bar, bars=1) for name, bar in (("a", 1), ("b", 3)))
    piece = Arrangement(tempo_bpm=120, lanes=(Lane(parts=(first, between, last)),))
    sounds = [np.full((1, 44_100), 0.1, np.float32)] * 2
    made, begin = transition_job(
        piece, between, (1, 1), sounds, [None, ours], tmp_path / "bed.wav", 22_050,
        Settings(models_folder=str(tmp_path)),
    )  # fmt: skip
    assert (made.prompt, made.loras, begin) == ("dusty piano", (lora,), 44_100)
