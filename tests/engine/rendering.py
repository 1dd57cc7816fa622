"""Clips rendered from few steps, and their samples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from bridge.engine.loading import LoadedModel
from bridge.engine.render import render
from bridge.sound.files.reading import audio_sha256
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import SourceAudio
from tests.support.factories import job


def make(model: LoadedModel, path: Path, source: Path | None = None, **changes: Any) -> Clip:
    """Two bars at 124, float samples."""
    settled = {
        "steps": 3, "guidance": 1.0, "scheduler": "default", "phase_iterations": 4,
        "file_format": FileFormat.WAV_FLOAT, "prompt": "house with piano and drums",
        "source": source and SourceAudio(path=str(source), sha256=audio_sha256(source)),
    }  # fmt: skip
    order = job(model=model.info.id, model_sha256=model.sha256, **{**settled, **changes})
    [clip] = render([(order, path)], model)
    return clip


def samples(path: Path) -> np.ndarray[Any, Any]:
    found, _ = soundfile.read(path, dtype="float32")
    return np.asarray(found)
