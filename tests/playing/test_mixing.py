"""The mix: what its stems are together, round, wide, and in the middle below 120 Hz."""

import numpy as np
import pytest

from bridge.composing.composer import LATEST
from bridge.playing import mix, play, with_room
from bridge.playing.samples import Sound
from tests.playing.scores import RATE_HZ, band, difference_db


@pytest.fixture(params=("gospel", "drum and bass", "bossa nova"), scope="module")
def stems(request: pytest.FixtureRequest) -> dict[str, Sound]:
    return play(band(genre=request.param), RATE_HZ)


def test_stems_with_their_room_add_up_to_the_mix(stems: dict[str, Sound]) -> None:
    whole = mix(stems, RATE_HZ)
    parts = np.sum(list(with_room(stems, RATE_HZ).values()), axis=0)
    assert difference_db(whole, parts) < -60


def test_a_mix_goes_round(stems: dict[str, Sound]) -> None:
    turned = {name: np.roll(sound, 30_000, axis=1) for name, sound in stems.items()}
    assert difference_db(np.roll(mix(stems, RATE_HZ), 30_000, axis=1), mix(turned, RATE_HZ)) < -60


def test_it_is_wide_but_for_its_low_end(stems: dict[str, Sound]) -> None:
    left, right = np.fft.rfft(mix(stems, RATE_HZ))
    middle, side = np.abs(left + right) ** 2, np.abs(left - right) ** 2
    low = np.fft.rfftfreq(stems["bass"].shape[1], 1 / RATE_HZ) < 120
    assert -20 < 10 * np.log10(side.sum() / middle.sum()) < -8
    assert 10 * np.log10(side[low].sum() / middle[low].sum()) < -20


def test_the_room_of_later_editions_is_darker(stems: dict[str, Sound]) -> None:
    first, second, third = (mix(stems, RATE_HZ, edition) - sum(stems.values()) for edition in (0, 1, LATEST))
    assert (first == second).all()
    power = [np.abs(np.fft.rfft(room)[0]) ** 2 for room in (second, third)]
    hz = np.fft.rfftfreq(second.shape[1], 1 / RATE_HZ)
    for low, high, least, most in ((200, 1000, -1, 1), (6000, 16_000, -11, -7)):
        before, now = (each[(hz > low) & (hz < high)].sum() for each in power)
        assert least < 10 * np.log10(now / before) < most


def test_a_bass_alone_has_no_room(stems: dict[str, Sound]) -> None:
    bass = {"bass": stems["bass"]}
    assert (mix(bass, RATE_HZ) == bass["bass"]).all()
