"""Pairs of a genre and an instrument that never occur in training, kept for evaluation."""

from __future__ import annotations

import hashlib

from bridge.composing.instruments import instruments

# Which byte of the digest decides, and by which remainder: chosen so that no genre loses all of its
# instruments for a role, and as few as possible keep only one.
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
