"""What makes two loops one, and the request that a wish becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from bridge.requests.bounds import MAX_SEED
from bridge.stage.loop_spec import MORPH_STEPS, LoopSpec, Remembered, request_for, wish
from bridge.stage.table import PadPlan
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest
from tests.support.factories import job

PLAN = PadPlan(
    title="House", preset="house-drums", prompt="more hats", model="starter", bars=4, key=Key(9, "minor"),
    seed=7, goal="dub", gain=0.5, vary_from=100, quantum="clip",
)  # fmt: skip


def wished(plan: PadPlan = PLAN, **changes: Any) -> LoopSpec:
    return wish(plan, **{"tempo_bpm": 120.0, "meter": Meter(3, 4), **changes})


def clip(path: str = "/a.wav", **changes: Any) -> Clip:
    return Clip(
        job=job(**changes), path=Path(path), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.1, grid="exact"
    )


@pytest.mark.parametrize(
    "change",
    [{"title": "Other"}, {"gain": 1.0}, {"muted": True}, {"vary_from": 5}, {"quantum": "bar"}],
    ids=str,
)
def test_what_is_not_heard_in_a_loop_makes_no_other(change: dict[str, Any]) -> None:
    assert wished(msgspec.structs.replace(PLAN, **change)) == wished()


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "x"},
        {"preset": None},
        {"model": None},
        {"bars": 2},
        {"key": None},
        {"seed": 8},
        {"goal": "x"},
    ],
    ids=str,
)
def test_what_is_heard_makes_another(change: dict[str, Any]) -> None:
    assert wished(msgspec.structs.replace(PLAN, **change)) != wished()


@pytest.mark.parametrize(
    "change", [{"tempo_bpm": 121.0}, {"meter": Meter()}, {"variation": 1}, {"morph": 1}], ids=str
)
def test_so_does_how_it_is_wished_for(change: dict[str, Any]) -> None:
    assert wished(**change) != wished()


def test_without_a_goal_there_is_no_way_to_it() -> None:
    aimless = msgspec.structs.replace(PLAN, goal=None)
    assert wished(aimless, morph=3) == wished(aimless)


def test_the_request_says_all_that_the_plan_does() -> None:
    asked = ClipRequest(
        prompt="more hats", preset="house-drums", model="starter", bars=4, key=Key(9, "minor"), seed=9,
        tempo_bpm=120.0, meter=Meter(3, 4), origin="pad",
    )  # fmt: skip
    assert request_for(wished(variation=2)) == asked
    assert request_for(wished(variation=2), 93.0) == msgspec.structs.replace(asked, drawn_tempo_bpm=93.0)
    morphing = msgspec.structs.replace(asked, goal_prompt="dub", goal_seed=9, blend=3 / MORPH_STEPS)
    assert request_for(wished(variation=2, morph=3)) == morphing


def test_the_seed_after_the_last_is_the_first() -> None:
    last = msgspec.structs.replace(PLAN, seed=MAX_SEED)
    assert [request_for(wished(last, variation=each)).seed for each in (0, 1, 2)] == [MAX_SEED, 0, 1]


def test_a_loop_is_decoded_from_the_tempo_at_which_it_was_first_drawn() -> None:
    known = Remembered(lambda model: model == "starter")
    assert known.request(wished()).drawn_tempo_bpm is None
    known.put(wished(), clip(tempo_bpm=120.0))
    known.put(wished(tempo_bpm=130.0), clip(tempo_bpm=130.0))
    assert known.request(wished()).drawn_tempo_bpm is None
    assert known.request(wished(tempo_bpm=140.0)).drawn_tempo_bpm == 120.0
    assert known.request(wished(tempo_bpm=140.0, variation=1)).drawn_tempo_bpm is None
    clock_time = msgspec.structs.replace(PLAN, model="riffusion-v1")
    known.put(wished(clock_time), clip())
    assert known.request(wished(clock_time, tempo_bpm=140.0)).drawn_tempo_bpm is None


def test_a_clip_that_was_decoded_from_another_tempo_says_which() -> None:
    known = Remembered(lambda model: True)
    known.put(wished(), clip(tempo_bpm=120.0, drawn_tempo_bpm=100.0))
    assert known.request(wished(tempo_bpm=140.0)).drawn_tempo_bpm == 100.0


def test_what_is_gone_and_what_another_model_drew_is_forgotten() -> None:
    known, usual = Remembered(lambda model: True), msgspec.structs.replace(PLAN, model=None)
    known.put(wished(), clip("/a.wav"))
    known.put(wished(usual), clip("/b.wav"))
    known.forget_usual()
    assert known.get(wished()) == clip("/a.wav") and known.get(wished(usual)) is None
    assert known.request(wished(usual, tempo_bpm=140.0)).drawn_tempo_bpm is None
    known.forget(clip("/a.wav"))
    assert known.get(wished()) is None
