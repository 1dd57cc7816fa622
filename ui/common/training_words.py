"""The stages of a training, in the window's language. No widgets."""

from __future__ import annotations

from PyQt6.QtCore import QCoreApplication

from bridge.vocabulary.trainings import LISTENING, PREPARING

translate = QCoreApplication.translate


def stage_words(stage: str) -> str:
    """Such as `Listening to your loops`."""
    stages = {
        LISTENING: translate("training", "Listening to your loops"),
        PREPARING: translate("training", "Preparing"),
    }
    return stages.get(stage, translate("training", "Training"))
