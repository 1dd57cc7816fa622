"""Which key a sound is in: how its pitch classes fit the profiles of Krumhansl and Kessler (1982)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bridge.vocabulary.music import Key

Array = NDArray[np.float64]

PROFILES = {
    "major": np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]),
    "minor": np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]),
}
KEYS = [Key(tonic, mode) for mode in ("major", "minor") for tonic in range(12)]


def key_fits(classes: Array) -> Array:
    """How well each of `KEYS` fits `[24]`: correlation with how much each pitch class sounds, `[12]` from C.

    Roots are taken of the classes, since one held note would drown out the rest.
    """
    weights = np.sqrt(classes)
    if weights.std() == 0:
        return np.zeros(len(KEYS))
    profiles = [np.roll(PROFILES[key.mode], key.tonic) for key in KEYS]
    return np.array([np.corrcoef(weights, profile)[0, 1] for profile in profiles])


def relative(key: Key) -> Key:
    """The minor key of the same notes as a major one, and the reverse."""
    return Key((key.tonic + 9) % 12, "minor") if key.mode == "major" else Key((key.tonic + 3) % 12, "major")


def is_in_key(classes: Array, key: Key) -> bool:
    """Whether no key fits pitch classes `[12]` better than `key` or its relative; by chance, one in 12."""
    if not classes.any():
        return False
    return KEYS[int(key_fits(classes).argmax())] in (key, relative(key))
