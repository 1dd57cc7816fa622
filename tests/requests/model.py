"""The model that requests in these tests are resolved for."""

from __future__ import annotations

from bridge.models.info import ModelInfo
from bridge.sound.format import STARTER

MODEL = ModelInfo(
    id="starter", title="Starter", licence="CC0-1.0", format=STARTER, native_columns=256,
    default_steps=20, default_guidance=3.0,
)  # fmt: skip
