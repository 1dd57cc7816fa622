"""Which loop a file says it is: names, acid, samplers' loops, and the length that must agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.errors import BadRequest
from bridge.sound.files.chunks import Acid, SampleLoop
from bridge.sound.files.loops import Evidence, LoopReading, Origin, read_loop, whole_bars
from bridge.vocabulary.jobs import SourceLoop
from bridge.vocabulary.music import Meter

RATE_HZ = 44_100


def frames(quarters: float, tempo_bpm: float) -> int:
    return round(quarters * 60 / tempo_bpm * RATE_HZ)


def evidence(length: int, **said: object) -> Evidence:
    return Evidence(frames=length, rate_hz=RATE_HZ, **said)  # type: ignore[arg-type]


def acid(beats: int, tempo_bpm: float) -> Acid:
    return Acid(beats=beats, numerator=4, denominator=4, tempo_bpm=tempo_bpm)


def tempo(reading: LoopReading | None) -> float | None:
    return None if reading is None or not reading.is_claimed else reading.loop.tempo_bpm


# What a name says without help of the length.
MARKED = {
    "loop_124bpm": 124, "loop_124BPM": 124, "loop_124Bpm": 124, "loop 124 bpm": 124, "loop-124-bpm": 124,
    "loop_124_BPM_Am": 124, "124bpm loop": 124, "124BPM_Loop": 124, "[124 BPM] loop": 124,
    "(124bpm) loop": 124, "loop@124bpm": 124, "loop (124 Bpm)": 124, "93.5bpm": 93.5, "93,5bpm": 93.5,
    "loop 93.5 BPM take 2": 93.5, "128BPMLoop": 128, "128bpmAm": 128, "loop - 100 bpm - C#m": 100,
    "bpm172": 172, "loop_bpm172": 172, "loop_bpm_140": 140, "BPM=128": 128, "BPM-128 loop": 128,
    "bpm 128 loop": 128, "BPM_128_Gmin": 128, "LoopBPM128": 128, "loop.bpm128": 128, "bpm:128": 128,
    "tempo 93.5": 93.5, "Tempo=120": 120, "x_32_bpm105": 105, "x_32_bpm_105": 105, "105bpm_32": 105,
    "01_Kick_bpm105_02": 105, "SP_808_bpm_140_03": 140, "techno-120-bpm_124bpm_2bars": 124,
    "20bpm": 20, "999bpm": 999, "120 bpm 24bit 44100": 120, "JU_122bpm_F#m_Rhodes_16bit": 122,
}  # fmt: skip
# What counts only where the length makes whole beats of it.
BARE = {
    "loop_124": 124, "DWSD_128_Amin": 128, "DRUM_LOOP_25_171": 171, "breaks125": 125, "funk-99": 99,
    "Amen (174)": 174, "174 amen": 174, "loop_drone_g_97": 97, "120_Am_Pad_02": 120, "Pad 24bit 90": 90,
    "Kick_808_140_dry": 140, "303 acid 138": 138, "SH101_bass_126": 126, "TR-909 130 loop 1": 130,
    "AU_LTD_100_drum_loop_01": 100, "100.5 loop": 100.5, "128Am_pad": 128, "Vocals_C3_120_wet": 120,
    "BL_Top_172_03": 172, "07 - groove - 88": 88,
}  # fmt: skip
# What is no tempo at any length.
NONE = (
    "19bpm", "1124bpm", "bpm", "124bpms", "TR-808", "loop 16bit", "C128", "44100", "loop_1999", "take 9",
    "303 acid", "pad_909_707", "12.500",
)  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), [*MARKED.items(), *BARE.items()])
def test_the_tempo_in_a_name(name: str, expected: float) -> None:
    whole, odd = frames(16, expected), frames(16.43, expected)
    found = read_loop(evidence(whole, name=name))
    assert found is not None and tempo(found) == expected
    assert (found.loop.quarters, whole_bars(found.loop, Meter())) == (16, 4)
    assert tempo(read_loop(evidence(odd, name=name))) == (expected if name in MARKED else None)


def test_of_two_numbers_the_one_that_makes_a_power_of_two_of_bars() -> None:
    eight_seconds = 8 * RATE_HZ
    assert tempo(read_loop(evidence(eight_seconds, name="120_beat_90"))) == 120
    assert tempo(read_loop(evidence(eight_seconds, name="90_beat_120"))) == 120


@pytest.mark.parametrize("name", NONE)
@pytest.mark.parametrize("length", [frames(16, 128), frames(16, 101), frames(13, 66.6)])
def test_what_is_no_tempo_in_a_name(name: str, length: int) -> None:
    assert tempo(read_loop(evidence(length, name=name))) is None


@pytest.mark.parametrize(
    ("beats", "stated", "found"),
    [
        (8, 120.0, 120.0), (8, 119.99, 119.99), (8, 140.0, 120.0), (0, 140.0, 140.0),
        (8, 0.0, 120.0), (0, 0.0, 90.0), (1_000_000, 0.0, 90.0),
    ],
)  # fmt: skip
def test_acid_beats_outweigh_its_tempo_and_both_the_name(beats: int, stated: float, found: float) -> None:
    reading = read_loop(evidence(4 * RATE_HZ, acid=acid(beats, stated), name="loop_90bpm"))
    assert tempo(reading) == pytest.approx(found, rel=1e-6)


def test_a_samplers_loop_confirms_what_acid_states() -> None:
    said = {"acid": acid(8, 100.0), "loops": [SampleLoop(0, 211_680)]}
    reading = read_loop(evidence(211_680 + 3_000, **said))
    assert reading is not None
    assert reading.loop == SourceLoop(tempo_bpm=100.0, quarters=8, end_s=4.8)


@pytest.mark.parametrize("said", [{"acid": acid(8, 100.0)}, {"name": "pad_100bpm"}, {"tag_bpm": 100.0}])
def test_silence_after_a_loop_is_not_part_of_it(said: dict[str, object]) -> None:
    reading = read_loop(evidence(211_680 + 3_000, sounding=211_000, **said))
    assert reading is not None
    assert reading.loop == SourceLoop(tempo_bpm=100.0, quarters=8, end_s=4.8)


@pytest.mark.parametrize("loops", [[], [SampleLoop(0, 20_000)], [SampleLoop(5, 4)]])
def test_a_hit_that_a_program_called_four_beats_has_no_tempo(loops: list[SampleLoop]) -> None:
    assert read_loop(evidence(20_000, acid=acid(4, 120.0), loops=loops)) is None


@pytest.mark.parametrize(("named", "exact"), [("amen_137bpm", 136.884), ("amen_137", 136.884)])
def test_a_rounded_tempo_gives_way_to_that_of_whole_bars(named: str, exact: float) -> None:
    assert tempo(read_loop(evidence(77_321, name=named))) == pytest.approx(exact, abs=1e-3)


def test_whole_bars_at_a_round_tempo_speak_for_themselves_but_claim_nothing() -> None:
    reading = read_loop(evidence(frames(16, 97)))
    assert reading is not None
    assert (reading.loop.tempo_bpm, reading.loop.quarters, reading.origin) == (97, 16, Origin.LENGTH)
    assert not reading.is_claimed


def test_what_the_request_says_counts_most() -> None:
    said = evidence(frames(16, 97), name="loop_120bpm", acid=acid(16, 97.0))
    by_tempo = read_loop(said, tempo_bpm=194.0)
    by_bars = read_loop(said, Meter(3, 4), bars=4)
    by_both = read_loop(said, tempo_bpm=97.0, bars=2)
    assert by_tempo is not None and by_bars is not None and by_both is not None
    assert (by_tempo.loop.tempo_bpm, by_tempo.loop.quarters) == (194, 32)
    assert by_bars.loop.tempo_bpm == pytest.approx(72.75, abs=1e-3) and by_bars.loop.quarters == 12
    assert (by_both.loop.end_s, by_both.loop.quarters) == (frames(8, 97) / RATE_HZ, 8)


@pytest.mark.parametrize(
    ("tempo_bpm", "bars", "why"),
    [(97.0, 5, "lasts 4 bars at 97 BPM, not 5"), (None, 64, "would be 1552 BPM")],
)
def test_what_the_request_says_can_be_wrong(tempo_bpm: float | None, bars: int, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        read_loop(evidence(frames(16, 97)), tempo_bpm=tempo_bpm, bars=bars)


@given(
    st.integers(1, 10_000_000) | st.none(),
    st.integers(0, 2**32 - 1),
    st.floats(width=32),
    st.lists(st.builds(SampleLoop, st.integers(0, 2**32), st.integers(0, 2**32)), max_size=2),
    st.text(st.sampled_from("bpmBPM0123456789 _-.,=aA")),
)
def test_any_claim_gives_a_loop_within_the_sound_or_none(
    length: int | None, beats: int, stated: float, loops: list[SampleLoop], name: str
) -> None:
    said = Evidence(
        frames=length, rate_hz=RATE_HZ, sounding=length, acid=acid(beats, stated), loops=loops, name=name
    )
    reading = read_loop(said)
    if reading is not None:
        loop = reading.loop
        assert loop.tempo_bpm is not None and 20 <= loop.tempo_bpm <= 999
        assert 0 < reading.confidence < 1 and reading.reason
        seconds = (length or RATE_HZ) / RATE_HZ
        assert 0 <= loop.begin_s < (loop.end_s or seconds) <= seconds
