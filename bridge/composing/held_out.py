"""Pairs of a genre and an instrument that training loops never hold, kept for the evaluation."""

from __future__ import annotations

import hashlib

from bridge.composing.instruments import instruments

# Which byte of the digest counts, and which remainder of it: chosen so that no genre loses all of its
# own instruments for a role, and the fewest are left with one.
_BYTE, _ONE_IN, _REMAINDER = 2, 8, 3


def is_held_out(genre: str, instrument: str) -> bool:
    """Whether the pair is kept from training: one in eight, by SHA-256 of `genre/instrument`.

    The name alone decides, so that a new genre or instrument leaves every other pair where it was.
    Drums and percussion are never held out: a genre has too few kits to miss one.
    """
    known = instruments().get(instrument)
    if known is not None and known.is_kit:
        return False
    return hashlib.sha256(f"{genre}/{instrument}".encode()).digest()[_BYTE] % _ONE_IN == _REMAINDER
