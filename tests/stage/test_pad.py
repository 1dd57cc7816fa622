"""A pad: when what is cued sounds and what stops is silent, and how it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bridge.messages.orders import Priority, Sender
from bridge.stage.loop_spec import wish
from bridge.stage.pad import Pad, Voice
from bridge.stage.pending_requests import PendingRequest
from bridge.stage.table import PadPlan
from bridge.stage.views import PadState
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.music import Meter
from tests.support.factories import job

PLAN = PadPlan(prompt="house")
WISH = wish(PLAN, 120.0, Meter())


def clip(path: str) -> Clip:
    return Clip(job=job(), path=Path(path), frames=1, rate_hz=44_100, peak_dbfs=-1.0, seam=0.1, grid="exact")


PLAYS, READY = clip("/plays.wav"), clip("/ready.wav")


def voice(beat: float, offset: float = 0.0) -> Voice:
    return Voice(WISH, PLAYS, beat, offset)


def pad(**changes: Any) -> Pad:
    return Pad(1, PLAN, **changes)


def asking(fraction: float | None) -> PendingRequest:
    return PendingRequest(Sender("stage", "", "1"), 1, WISH, Priority.LIVE, fraction)


@pytest.mark.parametrize(("beat", "sounds"), [(7.99, False), (8.0, True), (8.01, True)])
def test_what_is_cued_sounds_from_its_beat_on(beat: float, sounds: bool) -> None:
    one = pad(cued=(cued := voice(8.0)))
    one.come_to(beat)
    assert (one.sounding, one.cued) == ((cued, None) if sounds else (None, cued))


@pytest.mark.parametrize(("beat", "sounds"), [(7.99, True), (8.0, False), (8.01, False)])
def test_what_stops_is_silent_from_its_beat_on(beat: float, sounds: bool) -> None:
    one = pad(sounding=voice(4.0), stops_at=8.0)
    one.come_to(beat)
    assert (one.sounding is not None, one.stops_at) == (sounds, 8.0 if sounds else None)


def test_one_takes_over_from_the_other_on_a_beat() -> None:
    one = pad(sounding=voice(4.0), stops_at=8.0, cued=(cued := voice(8.0)))
    one.come_to(8.0)
    assert (one.sounding, one.cued, one.stops_at) == (cued, None, None)


@pytest.mark.parametrize(
    ("plan", "title"),
    [
        (PadPlan(title="Mine", preset="dub", prompt="x"), "Mine"),
        (PadPlan(preset="dub", prompt="x"), "dub"),
        (PadPlan(prompt="x"), "x"),
        (PadPlan(), ""),
    ],
)
def test_it_is_called_what_it_says_first(plan: PadPlan, title: str) -> None:
    assert Pad(1, plan).view(None, None).title == title


def test_it_shows_what_is_heard_before_what_is_ready() -> None:
    shown = pad(sounding=voice(4.0, offset=1.5)).view(READY, None)
    assert (shown.clip, shown.beat, shown.state) == (PLAYS, 2.5, PadState.PLAYING)
    shown = pad(cued=voice(8.0)).view(READY, None)
    assert (shown.clip, shown.beat, shown.state) == (PLAYS, 8.0, PadState.CUED)
    shown = pad().view(READY, None)
    assert (shown.clip, shown.beat, shown.state) == (READY, None, PadState.READY)


def test_it_shows_how_far_its_request_is() -> None:
    views = [pad().view(None, ask) for ask in (None, asking(None), asking(0.25))]
    assert [(view.state, view.progress) for view in views] == [
        (PadState.EMPTY, 0.0), (PadState.WAITING, 0.0), (PadState.RENDERING, 0.25),
    ]  # fmt: skip
    failed = pad(trouble="It broke.").view(None, None)
    assert (failed.state, failed.message) == (PadState.FAILED, "It broke.")


def test_its_gain_is_the_plan_s_and_the_controller_s() -> None:
    assert Pad(1, PadPlan(gain=0.5), level=0.5).gain == 0.25
