"""The roles that players have in a loop."""

from __future__ import annotations

from typing import Literal, get_args

Role = Literal["drums", "percussion", "bass", "chords", "pad", "lead"]
ROLES: tuple[Role, ...] = get_args(Role)
# They have no pitch.
BEATEN: frozenset[str] = frozenset({"drums", "percussion"})
