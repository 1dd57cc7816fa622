"""The fields of a request or a job in a few words each, from the register of fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PyQt6.QtCore import QCoreApplication

from bridge.requests.fields import Field

_MAX_CHARACTERS = 24


def in_words(values: Iterable[tuple[Field, Any]]) -> list[str]:
    """Such as `meter 3/4` and `steps 30`; a switch is its label alone."""
    return [_in_words(field, field.kind.write(value)) for field, value in values]


def _in_words(field: Field, text: str) -> str:
    label = QCoreApplication.translate("request", field.label)
    if text == "off":
        text = QCoreApplication.translate("request", "off")
    return label if text == "on" else f"{label} {text[:_MAX_CHARACTERS]}"
