"""The request with which a training's result is first heard. Pure."""

from __future__ import annotations

from bridge.vocabulary.loras import Lora
from bridge.vocabulary.requests import ClipRequest
from bridge.vocabulary.trainings import Trained
from ui.common.derived_requests import ORIGIN


def request_to_try(trained: Trained) -> ClipRequest:
    """The words of a loop, by the model that was trained: with the LoRA at its full weight, or the new model
    alone."""
    if trained.full:
        return ClipRequest(prompt=trained.words, model=trained.name, origin=ORIGIN)
    loras = (Lora(name=trained.name),)
    return ClipRequest(prompt=trained.words, model=trained.base, loras=loras, origin=ORIGIN)
