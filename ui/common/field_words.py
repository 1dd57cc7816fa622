"""What a request or a job says, in a few words for each field, from the register of fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PyQt6.QtCore import QCoreApplication

from bridge.requests.fields import Field

_MOST_CHARACTERS = 24


def in_words(values: Iterable[tuple[Field, Any]]) -> list[str]:
    """`meter 3/4`, `steps 30` …; of a switch, its label alone."""
    return [_in_words(field, field.kind.write(value)) for field, value in values]


def _in_words(field: Field, text: str) -> str:
    label = QCoreApplication.translate("request", field.label)
    return label if text == "on" else f"{label} {text[:_MOST_CHARACTERS]}"
