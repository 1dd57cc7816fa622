from __future__ import annotations

import numpy as np
import pytest

from benchmarks.judging.notes import fold
from benchmarks.keys import KEYS, PROFILES, is_in_key, key_fits, relative
from bridge.vocabulary.music import Key

SCALES = {"major": (0, 2, 4, 5, 7, 9, 11), "minor": (0, 2, 3, 5, 7, 8, 10)}
TRIADS = {"major": (0, 4, 7), "minor": (0, 3, 7)}


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_scale_with_its_triad_stressed_is_in_its_key_and_no_stranger(key: Key) -> None:
    classes = np.zeros(12)
    classes[[(key.tonic + step) % 12 for step in SCALES[key.mode]]] = 1.0
    classes[[(key.tonic + step) % 12 for step in TRIADS[key.mode]]] += 2.0
    in_it = [other for other in KEYS if is_in_key(classes, other)]
    assert in_it == sorted([key, relative(key)], key=KEYS.index)


def test_a_profile_fits_its_own_key_best() -> None:
    for key in KEYS:
        heard = np.roll(PROFILES[key.mode], key.tonic) ** 2
        assert key_fits(heard).max() == pytest.approx(key_fits(heard)[KEYS.index(key)])
        assert key_fits(heard).max() == pytest.approx(1.0)


def test_silence_and_noise_are_in_no_key() -> None:
    assert not any(is_in_key(np.zeros(12), key) for key in KEYS)
    np.testing.assert_array_equal(key_fits(np.ones(12)), np.zeros(24))


def test_relatives_are_mutual() -> None:
    assert all(relative(relative(key)) == key and relative(key).mode != key.mode for key in KEYS)


def test_notes_fold_to_pitch_classes() -> None:
    notes = np.zeros(88)
    notes[[0, 12, 39]] = 1.0, 2.0, 5.0  # A0, A1, and middle C
    classes = fold(notes)
    assert classes[9] == 3.0
    assert classes[0] == 5.0
    assert classes.sum() == 8.0
