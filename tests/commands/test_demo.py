"""The show: the account that it gives, its time, and that it starts, plays and ends."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bridge.app import Bridge
from bridge.commands import demo
from bridge.errors import BadRequest
from bridge.player.port import PlayerView
from bridge.stage.views import PadState, PadView, StageView
from bridge.timing import beat_at
from bridge.vocabulary.requests import ClipRequest
from tests.support.bridge_process import settings_in
from tests.support.factories import clip_for
from tests.support.noise_engine import NAME

CLIP = clip_for(ClipRequest(prompt="x", seed=1, tempo_bpm=126.0, drawn_tempo_bpm=120.0))


def view(state: PadState, beat: float | None = None) -> StageView:
    return StageView(
        pads=(PadView(pad=1, title="House", state=state, beat=beat, clip=CLIP, message="It broke."),)
    )


def struck(beat: float, state: PadState, velocity: int = demo.SOFT) -> demo.Hit:
    return demo.Hit(1, velocity, beat, PadView(pad=1, title="House", state=state), 126.0)


def test_the_account_says_of_each_hit_what_came_of_it() -> None:
    lines: list[str] = []
    account = demo.Account(lines.append)
    account.hit(struck(5.5, PadState.READY))
    account.look(view(PadState.CUED, 8.0))
    assert lines == []
    account.look(view(PadState.PLAYING, 8.0))
    account.hit(struck(9.0, PadState.PLAYING))
    account.hit(struck(9.5, PadState.PLAYING, demo.HARD))
    account.look(view(PadState.PLAYING, 8.0))
    account.look(view(PadState.PLAYING, 20.0))
    account.hit(struck(21.0, PadState.EMPTY))
    account.look(view(PadState.FAILED))
    account.hit(struck(22.0, PadState.EMPTY))
    account.close()
    assert lines == [
        "   2·2.50  pad 1 “House” at 126 BPM: sounds from    3·1.00, ready, rendered ahead, "
        "decoded again from 120 BPM",
        "   3·2.00  pad 1 “House”: ends at the next bar",
        "   3·2.50  pad 1 “House” (variation) at 126 BPM: sounds from    6·1.00, 2.6 bars later, "
        "rendered when asked, decoded again from 120 BPM",
        "   6·2.00  pad 1 “House”: It broke.",
        "   6·3.00  pad 1 “House”: was not ready when the demo ended",
        "1 of 4 hits sounded within a bar (25%).",
    ]


def test_its_time_turns_once_and_never_jumps() -> None:
    before = demo.scripted_time(120.0, 126.0, 10.0, 20.0, 19.999)
    after = demo.scripted_time(120.0, 126.0, 10.0, 20.0, 20.001)
    assert (before.tempo_bpm, after.tempo_bpm) == (120.0, 126.0)
    assert beat_at(before, 20.001) == pytest.approx(after.beat, abs=1e-3)


def test_what_it_plays_on_is_said() -> None:
    heard = PlayerView(device="Speakers", latency_s=0.02)
    assert demo._output(StageView(player=heard)) == "It plays on Speakers, 20 ms away."
    unheard = demo._output(StageView(player=PlayerView(trouble="No device.")))
    assert "No sound: it runs by the clock only. No device." in unheard


def test_a_show_begins_and_ends_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "Bridge", lambda *given, **named: Bridge(*given, renderer=NAME, **named))
    settings = msgspec.structs.replace(
        settings_in(tmp_path), ahead=True, pads="house", default_tempo_bpm=240.0
    )
    lines: list[str] = []
    demo.show(settings, 240.0, 250.0, 3.0, lines.append)
    assert lines[0].startswith("The first loop was ready after")
    assert any("pad 1" in line and "sounds from" in line for line in lines)
    assert any("the tempo is 250 BPM" in line for line in lines)
    assert lines[-1].endswith("%).")


def test_a_bridge_that_cannot_start_is_said(tmp_path: Path) -> None:
    settings = msgspec.structs.replace(settings_in(tmp_path), osc_host="999.0.0.1")
    with pytest.raises(BadRequest, match="an address"):
        demo.show(settings, 120.0, 126.0, 3.0, lambda line: None)
